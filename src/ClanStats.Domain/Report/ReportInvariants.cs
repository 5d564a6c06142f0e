using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Report;

/// <summary>What must hold in every report; a violation is a bug and stops publication.</summary>
public static class ReportInvariants
{
    /// <summary>All violations, one line each; empty when the report is sound.</summary>
    public static IReadOnlyList<string> Violations(ClanReport report) =>
    [
        .. report.Members.SelectMany(Nesting),
        .. People(report.Reconciliation, report.Members),
        .. Splits(report),
    ];

    private static IEnumerable<string> Nesting(MemberReport member) =>
        Grows(member, "XP", member.Xp.All.Select(entry => (entry.Window, (double?)entry.Figure.Value)))
            .Concat(Grows(member, "boss", member.Boss.All.Select(entry => (entry.Window, (double?)entry.Figure.Value))))
            .Concat(Grows(member, "EHP", member.Ehp.All.Select(entry => (entry.Window, entry.Figure.Value))))
            .Concat(Grows(member, "EHB", member.Ehb.All.Select(entry => (entry.Window, entry.Figure.Value))))
            .Concat(Grows(member, "game days", member.GameDays.All.Select(entry => (entry.Window, (double?)entry.Figure.Value))))
            .Concat(Grows(member, "chat days", member.ChatDays.All.Select(entry => (entry.Window, (double?)entry.Figure.Value))))
            .Concat(Grows(member, "messages", member.Messages.All.Select(entry => (entry.Window, (double?)entry.Figure.Value))));

    private static IEnumerable<string> Grows(MemberReport member, string what, IEnumerable<(RollingWindow Window, double? Value)> values)
    {
        (RollingWindow Window, double Value)? before = null;
        foreach (var (window, value) in values)
        {
            if (value is not { } number)
            {
                continue;
            }

            if (number < 0)
            {
                yield return $"member {member.Id}: {what} of {window.Key} is {number}, below zero";
            }

            if (before is { } shorter && number < shorter.Value)
            {
                yield return $"member {member.Id}: {what} of {shorter.Window.Key} ({shorter.Value}) exceeds that of {window.Key} ({number})";
            }

            before = (window, number);
        }
    }

    private static IEnumerable<string> People(Reconciliation people, IReadOnlyList<MemberReport> members)
    {
        var current = people.Current.Count;
        if (current != members.Count || members.Select(member => member.Id).Distinct().Count() != members.Count)
        {
            yield return $"{members.Count} members are listed, {current} are on the roster";
        }

        var listed = members.Select(member => member.Id).ToHashSet();
        if (members.Count == current && listed.Count == current && !listed.SetEquals(people.Current.Select(person => person.Id)))
        {
            yield return "those listed are not those on the roster";
        }

        foreach (var person in people.Left.Concat(people.Archived).Where(person => listed.Contains(person.Id)))
        {
            yield return $"member {person.Id} is listed and has left";
        }

        if (people.EverKnown != current + people.Left.Count + people.Archived.Count)
        {
            yield return $"ever known {people.EverKnown} is not current {current} + left {people.Left.Count} + archived {people.Archived.Count}";
        }

        foreach (var (name, one, other) in new[]
        {
            ("measured", people.Measured, people.NotMeasured),
            ("in allMembers", people.InAllMembers, people.LeftOut),
            ("linked", people.Linked, people.Unlinked),
        })
        {
            if (one.Count + other.Count != current)
            {
                yield return $"{name} {one.Count} and not {other.Count} do not add up to {current}";
            }
        }
    }

    private static IEnumerable<string> Splits(ClanReport report)
    {
        var history = report.Activity.History;
        foreach (var (what, split) in new[] { ("XP", report.Reconciliation.Xp), ("messages", report.Reconciliation.Messages) })
        {
            if (split is not null && split.Members + split.Former + split.Unassigned != split.Clan)
            {
                yield return $"{what} of members {split.Members} + former {split.Former} + unassigned {split.Unassigned} are not the clan's {split.Clan}";
            }
        }

        if (report.Reconciliation.Xp is var xp && xp.Clan != history.Sum(day => day.Xp ?? 0))
        {
            yield return $"the clan's XP {xp.Clan} is not the sum of its days {history.Sum(day => day.Xp ?? 0)}";
        }

        if (report.Reconciliation.Messages is { } messages && messages.Clan != history.Sum(day => day.Messages ?? 0))
        {
            yield return $"the clan's messages {messages.Clan} are not the sum of its days {history.Sum(day => day.Messages ?? 0)}";
        }
    }
}
