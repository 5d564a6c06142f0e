using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;

namespace ClanStats.Tests.Fixtures;

/// <summary>Decisions of <see cref="SampleReport"/>: one of each kind, with hostile names and notes.</summary>
internal static class SampleDecisions
{
    public static DecisionsReport Create(IReadOnlyList<MemberReport> roster)
    {
        var today = SampleReport.Now.Date;
        DecisionRow Row(int place, string list, string state) => new()
        {
            MemberId = roster[place].Id,
            List = list,
            Name = roster[place].DisplayName,
            RoleTitle = roster[place].RoleTitle,
            Suggestion = RuleBook.PurgeCandidate,
            Why = $"0 XP in 60 days, {roster[place].DisplayName}",
            Since = today,
            State = state,
        };
        return new DecisionsReport
        {
            Rows = roster.Count < 5 ? [] :
            [
                Row(0, DecisionLists.Purge, "needs a decision") with { IsWaiting = true, Recommendations = [1] },
                Row(1, DecisionLists.Moderation, "since 2025-12-28") with { IsWaiting = true, Suggestion = "Churn risk" },
                Row(2, DecisionLists.Purge, "decided 2026-01-01") with
                {
                    Verdict = OfficerVerdicts.Warned, Note = "=cmd|'/c calc'!A1", By = "@Officer", DecidedAt = SampleReport.Now.PlusDays(-1),
                },
                Row(3, DecisionLists.People, "on leave") with { LeaveUntil = new DateOnly(2026, 2, 1), Suggestion = "" },
            ],
            Ledger = roster.Count < 5 ? [] :
            [
                new Recommendation
                {
                    Id = 1, List = DecisionLists.Purge, Rule = RuleBook.PurgeCandidate, MemberId = roster[0].Id, RuleVersion = 1, Thresholds = "60 days",
                    Reason = "0 XP", Numbers = [new Evidence("XP 60d", 0, "0")], FirstDay = today, LastDay = today, Nights = 1,
                },
            ],
            Judged = DecisionLists.All,
            Regret = Section<RegretReport>.Unavailable("not enough history until 2026-03-04"),
        };
    }
}
