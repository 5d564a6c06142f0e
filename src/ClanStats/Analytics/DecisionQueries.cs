using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;
using ClanStats.Storage;
using Microsoft.Data.Sqlite;

namespace ClanStats.Analytics;

/// <summary>Reads what was suggested and what officers said about it.</summary>
internal static class DecisionQueries
{
    /// <summary>Reads the facts.</summary>
    /// <param name="connection">The connection of the report's transaction.</param>
    /// <param name="regretDays">How long after a decision it is looked at whether the person came back.</param>
    public static DecisionFacts Read(SqliteConnection connection, int regretDays) => new()
    {
        Entries = ReadEntries(connection),
        Open = ReadOpen(connection),
        LastRecommendation = connection.Number("SELECT max(id) FROM recommendations") ?? 0,
        Outcomes = ReadOutcomes(connection, regretDays),
        LinkWords = ReadLinkWords(connection),
    };

    private static List<OfficerEntry> ReadEntries(SqliteConnection connection) => connection.Rows(
        """
        SELECT id, member_id, list, says_verdict, verdict, note, decided_by, says_leave, leave_until, noted_leave, decided_at, file, saved_at
        FROM officer_entries ORDER BY id
        """,
        row => new OfficerEntry
        {
            Id = row.Int64(0),
            MemberId = row.Int64(1),
            List = row.String(2),
            SaysVerdict = row.Bool(3),
            Verdict = row.Text(4),
            Note = row.String(5),
            By = row.String(6),
            SaysLeave = row.Bool(7),
            LeaveUntil = Day(row.Number(8)),
            NotedLeave = Day(row.Number(9)),
            At = new UtcInstant(row.Int64(10)),
            File = row.String(11),
            SavedAt = new UtcInstant(row.Int64(12)),
        });

    private static List<Recommendation> ReadOpen(SqliteConnection connection) => connection.Rows(
        """
        SELECT id, list, rule, member_id, rule_version, thresholds, reason, numbers, first_day, last_day, nights
        FROM recommendations WHERE is_open = 1 ORDER BY id
        """,
        row => new Recommendation
        {
            Id = row.Int64(0),
            List = row.String(1),
            Rule = row.String(2),
            MemberId = row.Int64(3),
            RuleVersion = row.Int32(4),
            Thresholds = row.String(5),
            Reason = row.String(6),
            Numbers = JsonSerializer.Deserialize(row.String(7), StoredJson.Default.ListEvidence) ?? [],
            FirstDay = new UtcInstant(row.Int64(8)).Date,
            LastDay = new UtcInstant(row.Int64(9)).Date,
            Nights = row.Int32(10),
        });

    /// <summary>Each listing's first decision with what came after it; days are looked up one by one, so that the cost follows the decisions.</summary>
    private static List<DecisionOutcome> ReadOutcomes(SqliteConnection connection, int regretDays) => connection.Rows(
        """
        WITH RECURSIVE span (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM span WHERE n < @regretDays),
        decided AS (
          SELECT e.id, e.member_id, e.verdict, e.decided_at / @day * @day AS day FROM officer_entries e
          WHERE e.list = 'purge' AND e.verdict IN ('kept', 'warned', 'removed') AND NOT EXISTS (
            SELECT 1 FROM officer_entries b WHERE b.member_id = e.member_id AND b.list = 'purge' AND b.verdict = e.verdict
              AND b.id < e.id AND b.decided_at > e.decided_at - @regretDays * @day)),
        players AS (
          SELECT d.id AS decision, d.day, d.member_id AS player FROM decided d
          UNION SELECT d.id, d.day, p.id FROM decided d JOIN clan_members m ON m.id = d.member_id JOIN clan_members p ON p.person_id = m.person_id),
        game AS (
          SELECT w.decision, min(g.day) AS day FROM players w CROSS JOIN span s CROSS JOIN member_days g
          WHERE g.day = w.day + s.n * @day AND g.member_id = w.player AND g.steps > 0 GROUP BY w.decision),
        chat AS (
          SELECT w.decision, min(c.day) AS day FROM players w CROSS JOIN message_days c
          WHERE c.member_id = w.player AND c.day > w.day AND c.day <= w.day + @regretDays * @day AND c.messages > 0 GROUP BY w.decision)
        SELECT d.member_id, m.display_name, d.verdict, d.day, g.day, c.day,
          (SELECT min(t.joined_at) FROM membership_spans t WHERE t.member_id = d.member_id AND t.joined_at >= d.day + @day)
        FROM decided d JOIN clan_members m ON m.id = d.member_id LEFT JOIN game g ON g.decision = d.id LEFT JOIN chat c ON c.decision = d.id ORDER BY d.id
        """,
        row => new DecisionOutcome(
            row.Int64(0), row.String(1), row.String(2), new UtcInstant(row.Int64(3)).Date,
            Earliest(Day(row.Number(4)), Day(row.Number(5))), Day(row.Number(6))),
        ("regretDays", regretDays), ("day", UtcInstant.Day));

    private static List<LinkWord> ReadLinkWords(SqliteConnection connection) => connection.Rows(
        """
        SELECT d.author_id, a.name, d.member_id, m.display_name, d.kind, d.decided_by, d.decided_at
        FROM link_decisions d JOIN clan_members m ON m.id = d.member_id LEFT JOIN discord_accounts a ON a.author_id = d.author_id
        WHERE d.undone_at IS NULL AND d.decided_by <> 'people.yaml' AND d.kind IN ('link', 'reject', 'none')
          AND NOT EXISTS (SELECT 1 FROM link_decisions n WHERE n.undone_at IS NULL AND n.decided_by <> 'people.yaml' AND n.id > d.id
            AND n.member_id = d.member_id AND coalesce(n.author_id, 0) = coalesce(d.author_id, 0) AND n.kind IN ('link', 'reject', 'none'))
        ORDER BY d.id DESC
        """,
        row => new LinkWord(
            row.Number(0) is { } id ? new Snowflake(id) : null, row.Text(1) ?? "", row.Int64(2), row.String(3), row.String(4), row.String(5),
            new UtcInstant(row.Int64(6)).Date));

    private static DateOnly? Day(long? milliseconds) => milliseconds is { } time ? new UtcInstant(time).Date : null;

    private static DateOnly? Earliest(DateOnly? left, DateOnly? right) => left is null || right < left ? right : left;
}
