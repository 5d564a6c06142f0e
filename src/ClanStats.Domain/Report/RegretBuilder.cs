using ClanStats.Domain.Activity;
using ClanStats.Domain.Rules;

namespace ClanStats.Domain.Report;

/// <summary>Looks back at old decisions: who came back was wrongly listed.</summary>
public static class RegretBuilder
{
    /// <summary>Builds the part; unavailable with the date on which the first decision will be old enough.</summary>
    /// <param name="outcomes">What became of people decided about, in any order.</param>
    /// <param name="limits">The clan's thresholds.</param>
    /// <param name="now">The run's business time.</param>
    public static Section<RegretReport> Build(IReadOnlyList<DecisionOutcome> outcomes, DecisionThresholds limits, UtcInstant now)
    {
        var days = limits.RegretAfterDays;
        DateOnly Until(DateOnly decision) => UtcInstant.StartOfDay(decision).PlusDays(days).Date;
        var old = outcomes.Where(outcome => Until(outcome.Day) < now.Date).OrderBy(outcome => outcome.Day).ThenBy(outcome => outcome.MemberId).ToList();
        if (old.Count == 0)
        {
            var first = outcomes.Count == 0 ? now.Date : outcomes.Min(outcome => outcome.Day);
            return Section<RegretReport>.Unavailable($"not enough history until {IsoDay.Of(UtcInstant.StartOfDay(Until(first)).PlusDays(1).Date)}");
        }

        bool Within(DecisionOutcome outcome, DateOnly? day) => day is { } came && came > outcome.Day && came <= Until(outcome.Day);
        var wrong = old.Where(outcome => Within(outcome, outcome.ActiveOn) || Within(outcome, outcome.RejoinedOn)).ToList();
        return Section<RegretReport>.Of(new RegretReport(
            days,
            old.Count,
            old.Count(outcome => Within(outcome, outcome.ActiveOn)),
            old.Count(outcome => Within(outcome, outcome.RejoinedOn)),
            wrong.Count,
            [.. wrong.Select(outcome => outcome.Name)]));
    }
}
