using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;

namespace ClanStats.Hosting.People;

/// <summary>What <c>member --json</c> answers; docs/people.md names the keys.</summary>
internal static class MemberCardJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The answer.</summary>
    /// <param name="asked">What was asked.</param>
    /// <param name="cards">Everybody it means.</param>
    /// <param name="close">Names close to it, where it means nobody.</param>
    public static string Of(string asked, IReadOnlyList<MemberCard> cards, IReadOnlyList<string> close) => JsonSerializer.Serialize(
        new { asked, found = cards.Count, close, members = cards.Select(Card) }, Indented);

    /// <summary>The answer about the whole clan.</summary>
    public static string OfClan(RangeCard range) => JsonSerializer.Serialize(new { clan = new { range = range.ToJson() } }, Indented);

    private static object Card(MemberCard card) => new
    {
        id = card.Player?.Id,
        wom_player_id = card.Player?.WomPlayerId,
        username = card.Player?.Username,
        display_name = card.Player?.DisplayName,
        current = card.Player is { LeftAt: null },
        role = card.Player?.Role,
        role_title = card.Player is { Role.Length: > 0 } player ? RoleAuthority.TitleOf(player.Role) : null,
        status = card.Player?.Status,
        joined_at = card.Player?.JoinedAt?.ToIso(),
        left_at = card.Player?.LeftAt?.ToIso(),
        person_id = card.Person.Main?.Id,
        players = card.Person.Players.Select(other => new
        {
            id = other.Id,
            wom_player_id = other.WomPlayerId,
            display_name = other.DisplayName,
            main = other == card.Person.Main,
        }),
        names = (card.Player?.Names ?? []).Select(name => new { name = name.Name, from = name.From?.ToIso(), to = name.To?.ToIso(), dated = name.HasSpan, source = name.Source }),
        accounts = card.Person.Accounts.Select(account => new
        {
            id = $"{account.Id}",
            name = account.Name,
            kind = account.Kind,
            link_source = account.LinkSource,
            first_seen_at = account.FirstSeen?.ToIso(),
            last_seen_at = account.LastSeen?.ToIso(),
            names = account.Names.Select(name => new { kind = name.Kind, name = name.Name, from = name.From.ToIso(), to = name.To?.ToIso() }),
        }),
        forgotten = card.IsForgotten,
        state = card.Report?.State.ToName(),
        freshness = card.Report is null ? null : new { measured_at = card.Report.MeasuredAt?.ToIso(), age_hours = card.Report.AgeHours },
        total_xp = card.Report?.TotalXp,
        total_boss = card.Report?.TotalBoss,
        msgs_total = card.Report?.MessagesTotal.Value,
        figures = card.Report is null ? null : MemberCards.FiguresOf(card.Report).ToDictionary(figure => figure.Key, figure => figure.Value),
        marks = card.Report is null ? null : MemberCards.FiguresOf(card.Report)
            .Where(figure => figure.Mark != DataMark.None).ToDictionary(figure => figure.Key, figure => figure.Mark.ToName()),
        notes = card.Notes.Select(note => new { section = note.Section, says = note.Says }),
        range = card.Range?.ToJson(),
        verdicts = card.Verdicts.Select(verdict => new { rule = verdict.Rule, severity = verdict.Severity, reason = verdict.Reason }),
    };
}
