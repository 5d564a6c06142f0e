using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;
using ClanStats.Domain.Tests.Rules;

namespace ClanStats.Domain.Tests;

/// <summary>A report about given members in which everything else is empty.</summary>
internal static class SomeReport
{
    public static readonly ClanGame Game = new() { BossDiversity = [], Raids = [], Skills99 = [], BossOfTheMonth = null, Records = [], Bosses = [] };

    public static ClanReport Of(IReadOnlyList<MemberReport> members) => ClanReportBuilder.Build(
        new ClanFacts
        {
            Clan = new ClanIdentity(1, "Clan", []),
            Metrics = new MetricCatalog([]),
            Members = [],
            BossBests = [],
            Reads = [],
            FirstListed = new Dictionary<long, DateOnly>(),
        },
        new ReportRequest
        {
            TraceId = "0123456789abcdef",
            Now = Roster.Now,
            Settings = new ReportSettings(),
            Rules = ClanRules.Default,
            People = PeopleNotes.None,
            DiscordConnected = true,
            DiscordAccountsRead = true,
        }) with
    {
        Members = members,
    };
}
