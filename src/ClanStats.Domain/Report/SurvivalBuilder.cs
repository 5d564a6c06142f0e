using System.Globalization;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Rules;

namespace ClanStats.Domain.Report;

/// <summary>Tells how long people stay, by month of joining.</summary>
internal sealed class SurvivalBuilder(ClanFacts facts, RetentionThresholds rules, UtcInstant now, ChatKnowledge chat)
{
    private const int StepDays = 30;
    private const int Steps = 12;
    private const double WeekOne = 7;
    private static readonly IReadOnlyList<int> Ages = [.. Enumerable.Range(1, Steps).Select(step => step * StepDays)];

    /// <summary>Builds the part, or says from when it can be told.</summary>
    public Section<SurvivalReport> Build()
    {
        if (facts.Retention.Events.Count == 0)
        {
            return Section<SurvivalReport>.Unavailable("no joins and departures have been read yet: Wise Old Man's activity log brings them with the next harvest");
        }

        var begins = facts.Retention.Events.Min(entry => entry.At);
        if (begins.PlusDays(rules.MinHistoryDays) is var enough && enough > now)
        {
            return Section<SurvivalReport>.Unavailable($"not enough history until {Day(enough)}: joins and departures are known from {Day(begins)} on");
        }

        var stays = MemberStays.Of(facts, rules.RepairHours).Where(stay => stay.Joined <= now && !(stay.Left < begins)).ToList();
        if (stays.Count < rules.SmallCohortBelow)
        {
            return Section<SurvivalReport>.Unavailable($"too few people: {stays.Count} stays are known, {rules.SmallCohortBelow} are needed");
        }

        return Section<SurvivalReport>.Of(new SurvivalReport(
            begins.Date,
            stays.Count,
            stays.Count(stay => stay.Left is not null),
            Ages,
            Row("Everybody", stays, begins, null),
            [.. Cohorts([.. stays.Where(stay => stay.Joined >= begins)]).Select(cohort => Row(cohort.Label, cohort.Stays, begins, cohort.LastJoin))],
            Split(stays, begins),
            Notes(stays, begins)));
    }

    /// <summary>Months of joining, oldest first; consecutive small ones are told together, and a small rest with the one before it.</summary>
    private List<(string Label, List<MemberStay> Stays, UtcInstant LastJoin)> Cohorts(List<MemberStay> stays)
    {
        var groups = new List<List<MemberStay>>();
        foreach (var month in stays.OrderBy(stay => stay.Joined).GroupBy(stay => Month(stay.Joined), StringComparer.Ordinal))
        {
            if (groups.Count > 0 && groups[^1].Count < rules.SmallCohortBelow)
            {
                groups[^1].AddRange(month);
            }
            else
            {
                groups.Add([.. month]);
            }
        }

        if (groups.Count > 1 && groups[^1].Count < rules.SmallCohortBelow)
        {
            groups[^2].AddRange(groups[^1]);
            groups.RemoveAt(groups.Count - 1);
        }

        return [.. groups.Select(group => (Label(group), group, group[^1].Joined))];
    }

    /// <summary>Who wrote in the first week and who did not, from the end of that week on: whoever left before could not have stayed for it.</summary>
    private List<SurvivalRow> Split(List<MemberStay> stays, UtcInstant begins)
    {
        var known = stays.Where(stay => stay.MemberId is { } member && stay.Joined >= begins && chat.IsKnown(member, new TimeWindow(stay.Joined, stay.Joined.PlusDays(WeekOne)))).ToList();
        var spoke = known.ToLookup(stay => ActiveDays.Count(
            facts.Retention.DaysOf(stay.MemberId!.Value).Chat, stay.Joined.DayNumber, stay.Joined.PlusDays(WeekOne).DayNumber) > 0);
        return known.Count == 0
            ? []
            : [Row("Spoke in week one", [.. spoke[true]], begins, null, WeekOne), Row("Did not speak in week one", [.. spoke[false]], begins, null, WeekOne)];
    }

    private SurvivalRow Row(string label, List<MemberStay> stays, UtcInstant begins, UtcInstant? lastJoin, double from = 0)
    {
        var curve = new SurvivalCurve(stays.Select(stay => Life(stay, begins, from)));
        return new SurvivalRow(label, stays.Count, stays.Count(stay => stay.Left is null), [.. Ages.Select(age => Cell(curve, age, lastJoin))]);
    }

    /// <summary>A month's cell is known when the last of its people could have reached the age.</summary>
    private SurvivalCell Cell(SurvivalCurve curve, int age, UtcInstant? lastJoin)
    {
        if (lastJoin?.PlusDays(age) is { } known && known > now)
        {
            return new SurvivalCell(age, null, null, null, curve.AtRisk(age), known.Date);
        }

        // Where nobody is watched any more, a month whose people all had the time is known for all that: they have gone.
        return (curve.AtRisk(age) > 0 || lastJoin is not null) && curve.At(age) is { } survival
            ? new SurvivalCell(age, Rounded(survival.Share), Rounded(survival.Low), Rounded(survival.High), survival.AtRisk, null)
            : new SurvivalCell(age, null, null, null, 0, null);
    }

    private WatchedLife Life(MemberStay stay, UtcInstant begins, double from)
    {
        var entry = Math.Max(from, begins > stay.Joined ? Age(begins, stay) : 0);
        return new WatchedLife(entry, Age(stay.Left ?? now, stay), stay.Left is not null);
    }

    private List<string> Notes(List<MemberStay> stays, UtcInstant begins)
    {
        var before = stays.Count(stay => stay.Joined < begins);
        var unread = facts.Members.Count(member => member.IsCurrent && member.JoinedAt is null);
        return
        [
            $"Joins and departures are known from {Day(begins)} on; {before} people joined before and count from then on only.",
            $"A departure and a return within {rules.RepairHours} hours are one stay. Months with fewer than {rules.SmallCohortBelow} people are told together.",
            "Wise Old Man does not tell who was removed and who went.",
            .. unread > 0 ? [$"{unread} people on the roster are not in it: nobody knows when they joined."] : Array.Empty<string>(),
        ];
    }

    private static double Age(UtcInstant at, MemberStay stay) => at.HoursSince(stay.Joined) / TimeSpan.HoursPerDay;

    private static string Label(List<MemberStay> stays) =>
        Month(stays[0].Joined) is var first && Month(stays[^1].Joined) is var last && first == last ? first : $"{first} to {last}";

    private static string Month(UtcInstant at) => at.Date.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static string Day(UtcInstant at) => IsoDay.Of(at.Date);

    private static double Rounded(double share) => Math.Round(share, 4, MidpointRounding.AwayFromZero);
}
