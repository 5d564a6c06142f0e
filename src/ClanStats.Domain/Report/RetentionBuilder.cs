using ClanStats.Domain.Rules;

namespace ClanStats.Domain.Report;

/// <summary>Makes the part about staying, arriving and coming back.</summary>
internal static class RetentionBuilder
{
    /// <summary>Builds it; each of its parts says itself why it is not there.</summary>
    public static Section<RetentionReport> Build(ClanFacts facts, ReportRequest request)
    {
        RetentionThresholds rules = request.Rules.Retention;
        var chat = new ChatKnowledge(facts, request.DiscordConnected);
        return Section<RetentionReport>.Of(new RetentionReport(
            new SurvivalBuilder(facts, rules, request.Now, chat).Build(),
            new NewcomerFunnel(facts, rules, request.Now, chat).Build(),
            new BreakFinder(facts, rules, request.Now, chat).Build()));
    }
}
