using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Domain.Rules;

/// <summary>Whether newcomers are answered, and by whom.</summary>
/// <param name="Days">Newcomers are who joined within so many days.</param>
/// <param name="Rows">Their first messages, newest first.</param>
/// <param name="Answered">How many an officer answered.</param>
/// <param name="By">Answers by the id of the officer.</param>
/// <param name="Flags">What an officer should look at, one line each.</param>
public sealed record AnswersReport(
    int Days, IReadOnlyList<AnswerRow> Rows, int Answered, IReadOnlyDictionary<long, int> By, IReadOnlyList<string> Flags)
{
    /// <summary>The answers in one line.</summary>
    public string Summary => Rows.Count == 0
        ? $"No newcomer of the last {Days} days has written yet."
        : $"Of {RuleText.Of(Rows.Count, "first message", "first messages")} of {RuleText.Of(Rows.Select(row => row.MemberId).Distinct().Count(), "newcomer", "newcomers")} "
            + $"({Days} days) officers answered {RuleText.Number(Answered)}.";
}

/// <summary>One of a newcomer's first messages.</summary>
/// <param name="MemberId">Row of clan_members.</param>
/// <param name="Name">The name as people read it.</param>
/// <param name="At">When it was written.</param>
/// <param name="HoursToMember">Hours until another member wrote in the channel; null if nobody did in a week.</param>
/// <param name="HoursToOfficer">Hours until an officer did; null if none did in a week.</param>
/// <param name="Officer">That officer.</param>
public sealed record AnswerRow(long MemberId, string Name, UtcInstant At, double? HoursToMember, double? HoursToOfficer, PersonRef? Officer);

/// <summary>Judges the answers (docs/definitions.md, "Officers").</summary>
internal static class NewcomerAnswers
{
    /// <summary>Judges them.</summary>
    public static AnswersReport Judge(IReadOnlyList<JudgedPerson> everybody, OfficerThresholds limits, DutyContext context)
    {
        var persons = everybody.SelectMany(person => person.Players, (person, player) => (player.Id, Person: person))
            .ToDictionary(entry => entry.Id, entry => entry.Person);
        var since = RollingWindow.OfDays(limits.NewcomerDays).At(context.Now).Start;
        var rows = context.Facts.Messages
            .Where(message => persons.TryGetValue(message.MemberId, out var person) && person.JoinedAt > since && !person.Role.IsOfficer)
            .GroupBy(message => persons[message.MemberId])
            .SelectMany(person => person.OrderBy(message => message.At).Take(OfficerFacts.FirstMessages).Select(message => Row(person.Key, message, persons)))
            .OrderByDescending(row => row.At).ThenBy(row => row.MemberId)
            .ToList();
        var by = rows.Where(row => row.Officer is not null).GroupBy(row => row.Officer!.Id).ToDictionary(officer => officer.Key, officer => officer.Count());
        return new AnswersReport(limits.NewcomerDays, rows, by.Values.Sum(), by, [.. Flags(rows, by, limits, context)]);
    }

    private static AnswerRow Row(JudgedPerson newcomer, FirstMessage message, Dictionary<long, JudgedPerson> persons)
    {
        var officer = message.OfficerId is { } id ? persons.GetValueOrDefault(id) : null;
        return new AnswerRow(
            newcomer.Id,
            newcomer.Head.DisplayName,
            message.At,
            message.NextAt?.HoursSince(message.At),
            officer is null ? null : message.OfficerAt?.HoursSince(message.At),
            officer is null ? null : new PersonRef(officer.Id, officer.Head.DisplayName));
    }

    private static IEnumerable<string> Flags(List<AnswerRow> rows, Dictionary<long, int> by, OfficerThresholds limits, DutyContext context)
    {
        var answered = by.Values.Sum();
        foreach (var (officer, count) in by.OrderBy(entry => entry.Key))
        {
            if (answered >= limits.MinAnswers && count > limits.AnswerShareAbove * answered)
            {
                var name = rows.First(row => row.Officer?.Id == officer).Officer!.Name;
                yield return $"{name} gave {RuleText.Number(count)} of {RuleText.Of(answered, "answer", "answers")} to newcomers: "
                    + $"more than {RuleText.Percent(limits.AnswerShareAbove)}.";
            }
        }

        var late = rows.Count(row => (row.HoursToOfficer ?? context.Now.HoursSince(row.At)) > limits.AnswerGapHoursAbove);
        if (late > 0)
        {
            yield return $"{RuleText.Of(late, "first message", "first messages")} of newcomers waited more than {limits.AnswerGapHoursAbove} hours for an officer.";
        }
    }
}
