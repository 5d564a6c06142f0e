using System.Globalization;
using ClanStats.Analytics;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;
using ClanStats.Hosting.Composition;
using ClanStats.Hosting.Logging;

namespace ClanStats.Hosting.People;

/// <summary>A card as people read it. Names come from strangers: no line holds anything a terminal would obey.</summary>
internal static class MemberCardText
{
    /// <summary>The lines of a card.</summary>
    public static IEnumerable<string> Lines(MemberCard card) =>
        Head(card).Concat(Names(card)).Concat(Accounts(card)).Concat(Numbers(card)).Concat(card.Range?.Lines() ?? []).Concat(Judgement(card)).Select(LineEscape.Escape);

    private static IEnumerable<string> Head(MemberCard card)
    {
        if (card.Player is not { } player)
        {
            yield return $"{card.Person.Title}: a Discord account that belongs to nobody known in the clan";
            yield break;
        }

        List<IReadOnlyList<string>> facts =
        [
            ["Wise Old Man id", player.WomPlayerId is { } id ? $"{id}" : "not known yet"],
            ["username", player.Username],
            ["role", player.Role.Length == 0 ? "none" : RoleAuthority.TitleOf(player.Role)],
            ["joined", player.JoinedAt is { } joined ? $"{Day(joined)}" : "not known"],
            ["left", player.LeftAt is { } left ? $"{Day(left)}" : "no, in the clan"],
        ];
        if (card.Person.Players.Count > 1)
        {
            facts.Add(["plays", string.Join(", ", card.Person.Players.Select(other => other.DisplayName + (other == card.Person.Main ? " (main)" : "")))]);
        }

        if (card.Report is { } report)
        {
            facts.Add(["measured", report.MeasuredAt is { } at ? $"{at.ToPeople()}, {report.AgeHours:0} h before" : "never"]);
            facts.Add(["state, 30 days", report.State.ToName()]);
        }

        if (card.IsForgotten)
        {
            facts.Add(["Discord", "forgotten at their wish: nothing of it is kept"]);
        }

        yield return player.DisplayName;
        foreach (var line in TextColumns.Lay(facts))
        {
            yield return $"  {line}";
        }
    }

    private static IEnumerable<string> Names(MemberCard card)
    {
        var names = card.Player?.Names ?? [];
        return Block("names", [.. names.Select(name => new[] { name.Name, Span(name), name.Source })]);
    }

    private static IEnumerable<string> Accounts(MemberCard card)
    {
        List<IReadOnlyList<string>> rows = [];
        foreach (var account in card.Person.Accounts)
        {
            rows.Add([account.Name, $"{account.Id}", account.LinkSource is { } source ? $"linked by {source}" : "not linked", Seen(account)]);
            rows.AddRange(account.Names.Where(name => name.Name != account.Name).Select(name => new[]
            {
                $"  {name.Name}", name.Kind, "", name.To is { } to ? $"{Day(name.From)} to {Day(to)}" : $"since {Day(name.From)}",
            }));
        }

        return Block("Discord accounts", rows);
    }

    private static IEnumerable<string> Numbers(MemberCard card)
    {
        if (card.Report is not { } report)
        {
            return [];
        }

        List<IReadOnlyList<string>> rows = [["", "7 d", "30 d", "90 d", "365 d", "total"]];
        rows.Add(["XP", .. report.Xp.All.Select(entry => Show(entry.Figure)), Show(new Figure<long>(report.TotalXp))]);
        rows.Add(["boss kills", .. report.Boss.All.Select(entry => Show(entry.Figure)), Show(new Figure<long>(report.TotalBoss))]);
        rows.Add(["messages", .. report.Messages.All.Select(entry => Show(entry.Figure)), Show(report.MessagesTotal)]);
        return Block("gained and written", rows);
    }

    private static IEnumerable<string> Judgement(MemberCard card) =>
        Block("noted by the officers", [.. card.Notes.Select(note => new[] { note.Section, note.Says })])
            .Concat(Block("verdicts", [.. card.Verdicts.Select(verdict => new[] { verdict.Rule, verdict.Severity ?? "", verdict.Reason })]));

    private static IEnumerable<string> Block(string title, List<IReadOnlyList<string>> rows) =>
        rows.Count == 0 ? [] : [title, .. TextColumns.Lay(rows).Select(line => $"  {line}")];

    private static string Show(Figure<long> figure)
    {
        var mark = figure.Mark.ToName();
        return figure.Value is { } value
            ? value.ToString("N0", CultureInfo.InvariantCulture) + (mark is null ? "" : $" ({mark})")
            : mark is null ? "–" : $"– ({mark})";
    }

    private static string Span(KnownName name) => name switch
    {
        { HasSpan: false } => "at some time",
        { From: { } from, To: { } to } => $"{Day(from)} to {Day(to)}",
        { From: { } from } => $"since {Day(from)}",
        { To: { } to } => $"until {Day(to)}",
        _ => "as long as known",
    };

    private static string Seen(KnownAccount account) => account switch
    {
        { FirstSeen: { } first, LastSeen: { } last } => $"wrote {Day(first)} to {Day(last)}",
        _ => "never wrote",
    };

    private static string Day(UtcInstant at) => IsoDay.Of(at.Date);
}
