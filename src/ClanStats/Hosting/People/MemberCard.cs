using ClanStats.Analytics;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;

namespace ClanStats.Hosting.People;

/// <summary>Something a rule says of a member.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Severity">High, Medium or Low; null where a rule has none.</param>
/// <param name="Reason">One plain sentence with the numbers.</param>
internal sealed record CardVerdict(string Rule, string? Severity, string Reason);

/// <summary>Something the officers noted about a member.</summary>
/// <param name="Section">The section of people.yaml.</param>
/// <param name="Says">What it says.</param>
internal sealed record CardNote(string Section, string Says);

/// <summary>Everything that is known of one player, and of the person behind it.</summary>
/// <param name="Person">The person.</param>
/// <param name="Player">The player that was asked for; null for an account that is nobody's in the clan.</param>
/// <param name="Report">Its numbers; null for who is not on the roster.</param>
/// <param name="Verdicts">What rules say.</param>
/// <param name="Notes">What the officers noted.</param>
/// <param name="IsForgotten">Whether this person asked that nothing of theirs on Discord be kept.</param>
internal sealed record MemberCard(
    KnownPerson Person, KnownPlayer? Player, MemberReport? Report, IReadOnlyList<CardVerdict> Verdicts, IReadOnlyList<CardNote> Notes, bool IsForgotten)
{
    /// <summary>What the player did in the days that were asked for; null where none were.</summary>
    public RangeCard? Range { get; init; }
}

/// <summary>Makes cards from what is stored, with the numbers and verdicts of the report.</summary>
internal sealed class MemberCards(PersonIndex index, PeopleNotes notes, ClanReport? report, IReadOnlySet<long> forgotten)
{
    /// <summary>The card of a player, or of an account that is nobody's.</summary>
    public MemberCard Of(KnownPerson person, KnownPlayer? player) => new(
        person,
        player,
        player is null ? null : report?.Members.FirstOrDefault(member => member.Id == player.Id),
        player is null || report is null ? [] : [.. VerdictsOn(person.Main?.Id ?? player.Id, player.Id)],
        player is null ? [] : [.. NotesOn(person)],
        person.Players.Any(member => forgotten.Contains(member.Id)));

    private IEnumerable<CardVerdict> VerdictsOn(long main, long player)
    {
        bool IsTheirs(long member) => member == main || member == player;
        var moderation = report!.Moderation.Content is { } found
            ? found.LeadershipSlump.Concat(found.ChurnRisk).Concat(found.Outliers).Concat(found.SilentRecruits)
            : [];
        var promotions = report.Promotions.Content is { } due ? due.HighVelocity.Concat(due.SocialPillars).Concat(due.CarryPotential) : [];
        foreach (var verdict in moderation.Concat(promotions).Where(verdict => IsTheirs(verdict.MemberId)))
        {
            yield return new CardVerdict(verdict.Rule, verdict.Severity, verdict.Reason);
        }

        foreach (var officer in (report.Officers.Content?.Officers ?? []).Where(officer => IsTheirs(officer.MemberId) && officer.Label is not null))
        {
            yield return new CardVerdict(officer.Label!, null, officer.Fact);
        }

        foreach (var candidate in (report.Purge.Content?.Candidates ?? []).Where(candidate => IsTheirs(candidate.MemberId)))
        {
            yield return new CardVerdict("Purge candidate", null, $"{candidate.Reason} ({candidate.Status})");
        }

        foreach (var quiet in (report.Purge.Content?.QuietDiscordUnknown ?? []).Where(quiet => IsTheirs(quiet.MemberId)))
        {
            yield return new CardVerdict("Quiet, Discord unknown", null, quiet.Reason);
        }
    }

    private IEnumerable<CardNote> NotesOn(KnownPerson person) => Rules.PeopleDocument.Said(notes)
        .Where(entry => entry.Key.Section != "relays" && index.Noted(entry.Key.Key) is { } who && person.Players.Any(player => player.Id == who))
        .OrderBy(entry => entry.Key.Section, StringComparer.Ordinal)
        .Select(entry => new CardNote(entry.Key.Section, entry.Key.Section == "alts" && index.Noted(entry.Value) is { } main
            ? $"alt of {person.Players.FirstOrDefault(player => player.Id == main)?.DisplayName ?? entry.Value}"
            : entry.Value));

    /// <summary>The numbers of a card with their names in clan_data.json.</summary>
    public static IEnumerable<(string Key, double? Value, DataMark Mark)> FiguresOf(MemberReport report)
    {
        foreach (var (name, figures) in new[] { ("xp", report.Xp), ("boss", report.Boss), ("msgs", report.Messages) })
        {
            foreach (var (window, figure) in figures.All)
            {
                yield return ($"{name}_{window.Days}d", figure.Value, figure.Mark);
            }
        }

        foreach (var (name, figures) in new[] { ("ehp", report.Ehp), ("ehb", report.Ehb) })
        {
            foreach (var (window, figure) in figures.All)
            {
                yield return ($"{name}_{window.Days}d", figure.Value, figure.Mark);
            }
        }
    }
}
