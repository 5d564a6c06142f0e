using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Domain.Rules;

/// <summary>How the officers do over 30 days, beside the clan's mean (docs/definitions.md, "Verdicts").</summary>
public static class OfficerAudit
{
    private const string Awol = "AWOL";
    private const string Slacking = "Slacking";

    /// <summary>Lists the officers; who is on leave or exempt, or whose numbers are not known, gets no label.</summary>
    /// <param name="members">The whole roster.</param>
    /// <param name="rules">The clan's rules.</param>
    /// <param name="people">The officers' notes.</param>
    /// <param name="now">The run's business time.</param>
    public static OfficerReport Judge(IReadOnlyList<MemberReport> members, ClanRules rules, PeopleNotes people, UtcInstant now)
    {
        var everybody = JudgedPerson.On(members, new RoleAuthority(rules.Roles));
        var notes = PeopleOnRoster.Match(members, people);
        var measured = everybody.Where(person => person.IsMeasured).ToList();
        var messages = measured.Where(person => person.Messages30.IsMeasured).Select(person => person.Messages30.Value!.Value).Order().ToList();
        var xp = measured.Where(person => person.Xp30.IsMeasured).Select(person => person.Xp30.Value!.Value).ToList();
        double? meanMessages = messages.Count == 0 ? null : messages.Average();
        var officers = everybody
            .Where(person => person.Role.IsOfficer)
            .OrderByDescending(person => person.Messages30.Value ?? -1)
            .ThenBy(person => person.Id)
            .ToList();

        return new OfficerReport(
            meanMessages,
            Medians.OfSorted(messages),
            xp.Count == 0 ? null : xp.Average(),
            [.. officers.Select(person => RowOf(
                person,
                Spared.Because(person, notes, now) is null ? LabelOf(person, meanMessages, rules.Officers) : null))],
            [.. Notes(everybody, measured.Count, officers, notes, now)]);
    }

    private static string? LabelOf(JudgedPerson person, double? meanMessages, OfficerThresholds limits)
    {
        if (!person.Messages30.IsMeasured)
        {
            return null;
        }

        if (person.Messages30.Value == 0)
        {
            return Awol;
        }

        return person.Messages30.Value < meanMessages && person.Xp30.IsMeasured && person.Xp30.Value < limits.SlackingXp30Below ? Slacking : null;
    }

    private static OfficerRow RowOf(JudgedPerson person, string? label) => new(
        person.Id,
        person.Head.DisplayName,
        person.Head.RoleTitle,
        person.Role.Tier,
        person.Role.CanManage,
        person.Role.CanKick,
        person.Role.CanPromote,
        person.Xp30,
        person.Boss30,
        person.Messages30,
        $"{Words(person.Messages30, RuleText.Messages, "messages")} and {Words(person.Xp30, RuleText.Xp, "XP")} in 30 days",
        label);

    private static string Words(Figure<long> figure, Func<long, string> words, string unit) => figure switch
    {
        { Value: { } value, Mark: DataMark.Partial } => $"at least {words(value)}",
        { Value: { } value } => words(value),
        _ => $"{unit} not known",
    };

    private static IEnumerable<string> Notes(
        IReadOnlyList<JudgedPerson> everybody, int measured, List<JudgedPerson> officers, PeopleOnRoster notes, UtcInstant now)
    {
        if (measured < everybody.Count)
        {
            yield return $"The clan's mean and median are of {RuleText.People(measured)}; not measured: {RuleText.People(everybody.Count - measured)}.";
        }

        if (RuleText.NotJudged("Officers", officers, person => person.Messages30.IsMeasured && (person.Messages30.Value == 0 || person.Xp30.IsMeasured)) is { } left)
        {
            yield return left;
        }

        foreach (var person in officers)
        {
            if (Spared.Because(person, notes, now) is { } reason)
            {
                yield return $"{person.Head.DisplayName}: {reason}, no label.";
            }
        }
    }
}
