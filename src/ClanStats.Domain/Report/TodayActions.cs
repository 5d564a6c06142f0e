using ClanStats.Domain.Activity;
using ClanStats.Domain.Rules;

namespace ClanStats.Domain.Report;

/// <summary>
/// Chooses who needs an officer today. Every kind of reason gets its turn, so that a long list of one kind does not hide the others; what has been
/// shown for several nights comes after what is new. Nobody is named twice.
/// </summary>
internal static class TodayActions
{
    private const string Act = "act", Watch = "watch", Good = "good";

    /// <summary>Chooses them.</summary>
    /// <returns>Those shown, and how many more people there are.</returns>
    public static (IReadOnlyList<TodayAction> Shown, int More) Choose(
        IReadOnlyList<MemberReport> members, IReadOnlyList<BannedReturn> banned, DecisionsReport decisions, RetentionReport? retention, ClanRules rules, UtcInstant now)
    {
        var persons = members.ToDictionary(member => member.Id, member => member.PersonId);
        var waiting = decisions.Waiting.Where(row => persons.ContainsKey(row.MemberId)).ToList();
        IEnumerable<TodayAction>[] kinds =
        [
            banned.Select(member => new TodayAction(Act, member.Id, member.Name, "is on the roster and banned", member.Reason, null)),
            Rows(waiting, DecisionLists.Moderation, row => row.Suggestion),
            Rows(waiting, DecisionLists.Promotion, _ => "may be due for a rank"),
            Back(retention, rules, now),
            Greet(retention, rules, now),
            Rows(waiting, DecisionLists.Purge, _ => "is on the purge list"),
        ];
        var all = InTurn(kinds.Select(kind => kind.Where(action => persons.ContainsKey(action.MemberId)).OrderBy(action => action.Since is not null).ToList()).ToList())
            .OrderBy(action => action.Since is not null)
            .DistinctBy(action => persons[action.MemberId])
            .ToList();
        return (
            [.. all.Take(TodayAction.Most).OrderBy(action => action.Since is not null).ThenBy(action => Rank(action.State))],
            Math.Max(0, all.Count - TodayAction.Most));
    }

    private static int Rank(string state) => state switch
    {
        Act => 0,
        Watch => 1,
        _ => 2,
    };

    private static IEnumerable<TodayAction> Rows(List<DecisionRow> waiting, string list, Func<DecisionRow, string> what) => waiting
        .Where(row => row.List == list)
        .Select(row => new TodayAction(
            list == DecisionLists.Purge || row.State.StartsWith("due", StringComparison.Ordinal) ? Act : Watch,
            row.MemberId,
            row.Name,
            what(row),
            row.Why,
            row.State.StartsWith("since ", StringComparison.Ordinal) ? row.Since : null));

    private static IEnumerable<TodayAction> Back(RetentionReport? retention, ClanRules rules, UtcInstant now) =>
        (retention?.Breaks.Content?.Returned ?? []).Select(person => new TodayAction(
            Good, person.MemberId, person.Name, $"is back after {RuleText.Of(person.BreakDays, "day", "days")}",
            $"Active again since {IsoDay.Of(person.Back)}: a good day to say hello.",
            IsOld(UtcInstant.StartOfDay(person.Back), rules, now) ? person.Back : null));

    private static IEnumerable<TodayAction> Greet(RetentionReport? retention, ClanRules rules, UtcInstant now) =>
        (retention?.Newcomers.Content?.Waiting ?? []).Where(person => person.MissingDays > 0).Select(person =>
        {
            var since = now.PlusDays(-person.MissingDays);
            return new TodayAction(
                Watch, person.MemberId, person.Name, "is new and could use a greeting",
                $"Joined {IsoDay.Of(person.Joined)}. Next step: {person.Label}.",
                IsOld(since, rules, now) ? since.Date : null);
        });

    private static bool IsOld(UtcInstant since, ClanRules rules, UtcInstant now) => now.WholeDaysSince(since) > rules.Decisions.OldAfterNights;

    /// <summary>One of each kind, then a second of each, and so on.</summary>
    private static IEnumerable<TodayAction> InTurn(List<List<TodayAction>> kinds)
    {
        for (var turn = 0; turn < kinds.Max(kind => kind.Count); turn++)
        {
            foreach (var kind in kinds.Where(kind => kind.Count > turn))
            {
                yield return kind[turn];
            }
        }
    }
}
