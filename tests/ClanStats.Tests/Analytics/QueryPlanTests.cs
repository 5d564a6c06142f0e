using System.Text.RegularExpressions;
using Dapper;

namespace ClanStats.Tests.Analytics;

/// <summary>No reading of the report looks through a table that grows every night: reads the plans of whatever the analytics step runs.</summary>
public sealed partial class QueryPlanTests
{
    private static readonly string[] Growing =
        ["wom_snapshots", "boss_snapshots", "snapshot_answers", "answer_blocks", "gain_bases", "metric_records", "discord_messages", "message_days"];

    /// <summary>What ANALYZE finds in a clan of 305 members with 96,097 snapshots and 586,551 messages.</summary>
    private const string Statistics =
        """
        INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
          ('wom_snapshots', 'idx_wom_snapshots_timestamp', '96097 1'), ('wom_snapshots', 'sqlite_autoindex_wom_snapshots_1', '96097 304 1'),
          ('boss_snapshots', 'sqlite_autoindex_boss_snapshots_1', '70060 4 1'), ('gain_bases', 'gain_bases', '2884 10 1'),
          ('discord_messages', 'idx_discord_messages_created_at', '586551 2'), ('discord_messages', 'idx_discord_messages_user_created', '586551 1956 1'),
          ('discord_messages', 'discord_messages', '586551 97759 1'), ('message_days', 'message_days', '70200 234 1'), ('message_quarters', NULL, '30934'),
          ('message_totals', NULL, '300'), ('member_days', 'member_days', '59325 67 1'), ('metric_records', 'metric_records', '20429 185 1'),
          ('metrics', 'sqlite_autoindex_metrics_1', '111 1'), ('clan_members', 'idx_clan_members_person', '317 1'),
          ('clan_members', 'idx_clan_members_role_joined', '317 11 2'), ('player_names', 'idx_player_names_member', '323 2 1'),
          ('discord_accounts', 'idx_discord_accounts_member', '303 2'), ('membership_spans', 'idx_membership_spans_member', '317 1')
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_statement_of_the_analytics_looks_through_snapshots_metrics_or_messages(bool analyzed)
    {
        using var clan = new ReportedClan();
        clan.Populate(20);
        await clan.ReportAsync();
        if (analyzed)
        {
            clan.Temp.Execute($"ANALYZE; DELETE FROM sqlite_stat1; {Statistics}");
        }

        var trace = new StatementTrace(clan.Temp.Options);
        await ReportedClan.ReportOnAsync(clan.Temp.Options, ReportedClan.Now);

        var statements = trace.Statements;
        statements.Count.ShouldBeGreaterThan(8);
        var plans = statements.Select(statement => (Statement: statement, Scans: trace.PlanOf(statement).Where(LooksThrough).ToList())).ToList();
        plans.Where(plan => plan.Scans.Count > 0).Select(plan => $"{string.Join("; ", plan.Scans)}: {string.Join(' ', plan.Statement.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}")
            .ShouldBeEmpty();
    }

    [Fact]
    public void A_scan_is_recognised()
    {
        using var clan = new ReportedClan();
        var trace = new StatementTrace(clan.Temp.Options);

        clan.Temp.Database.Read("test", connection => connection.Query("SELECT count(*) FROM discord_messages WHERE created_at / 2 > 5"));

        trace.Statements.Single().ShouldContain("created_at / 2 > 5");
        trace.PlanOf(trace.Statements.Single()).Single(LooksThrough).ShouldContain("discord_messages");
    }

    private static bool LooksThrough(string line) => ScanPattern().Match(line) is { Success: true } match && Growing.Contains(match.Groups["table"].Value, StringComparer.Ordinal);

    [GeneratedRegex(@"^SCAN (?:TABLE )?(?<table>\w+)")]
    private static partial Regex ScanPattern();
}
