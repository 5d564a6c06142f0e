using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;
using Dapper;
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
        LastRecommendation = connection.ExecuteScalar<long>("SELECT coalesce(max(id), 0) FROM recommendations"),
        Outcomes = ReadOutcomes(connection, regretDays),
        LinkWords = ReadLinkWords(connection),
    };

    private static List<OfficerEntry> ReadEntries(SqliteConnection connection) =>
    [
        .. connection.Query<EntryRow>(
            """
            SELECT id, member_id AS MemberId, list, says_verdict AS SaysVerdict, verdict, note, decided_by AS DecidedBy, says_leave AS SaysLeave,
              leave_until AS LeaveUntil, noted_leave AS NotedLeave, decided_at AS DecidedAt, file, saved_at AS SavedAt
            FROM officer_entries ORDER BY id
            """).Select(row => new OfficerEntry
            {
                Id = row.Id,
                MemberId = row.MemberId,
                List = row.List,
                SaysVerdict = row.SaysVerdict,
                Verdict = row.Verdict,
                Note = row.Note,
                By = row.DecidedBy,
                SaysLeave = row.SaysLeave,
                LeaveUntil = Day(row.LeaveUntil),
                NotedLeave = Day(row.NotedLeave),
                At = new UtcInstant(row.DecidedAt),
                File = row.File,
                SavedAt = new UtcInstant(row.SavedAt),
            }),
    ];

    private static List<Recommendation> ReadOpen(SqliteConnection connection) =>
    [
        .. connection.Query<SuggestionRow>(
            """
            SELECT id, list, rule, member_id AS MemberId, rule_version AS RuleVersion, thresholds, reason, numbers, first_day AS FirstDay,
              last_day AS LastDay, nights
            FROM recommendations WHERE is_open = 1 ORDER BY id
            """).Select(row => new Recommendation
            {
                Id = row.Id,
                List = row.List,
                Rule = row.Rule,
                MemberId = row.MemberId,
                RuleVersion = row.RuleVersion,
                Thresholds = row.Thresholds,
                Reason = row.Reason,
                Numbers = JsonSerializer.Deserialize<List<Evidence>>(row.Numbers) ?? [],
                FirstDay = new UtcInstant(row.FirstDay).Date,
                LastDay = new UtcInstant(row.LastDay).Date,
                Nights = row.Nights,
            }),
    ];

    /// <summary>Each listing's first decision with what came after it; days are looked up one by one, so that the cost follows the decisions.</summary>
    private static List<DecisionOutcome> ReadOutcomes(SqliteConnection connection, int regretDays) =>
    [
        .. connection.Query<(long Member, string Name, string Verdict, long Day, long? Game, long? Chat, long? Joined)>(
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
              WHERE g.day = w.day + s.n * @day AND g.member_id = w.player AND (g.xp > 0 OR g.boss > 0) GROUP BY w.decision),
            chat AS (
              SELECT w.decision, min(c.day) AS day FROM players w CROSS JOIN message_days c
              WHERE c.member_id = w.player AND c.day > w.day AND c.day <= w.day + @regretDays * @day AND c.messages > 0 GROUP BY w.decision)
            SELECT d.member_id, m.display_name, d.verdict, d.day, g.day, c.day,
              (SELECT min(t.joined_at) FROM membership_spans t WHERE t.member_id = d.member_id AND t.joined_at >= d.day + @day)
            FROM decided d JOIN clan_members m ON m.id = d.member_id LEFT JOIN game g ON g.decision = d.id LEFT JOIN chat c ON c.decision = d.id ORDER BY d.id
            """,
            new { regretDays, day = UtcInstant.Day }).Select(row => new DecisionOutcome(
                row.Member, row.Name, row.Verdict, new UtcInstant(row.Day).Date, Earliest(Day(row.Game), Day(row.Chat)), Day(row.Joined))),
    ];

    private static List<LinkWord> ReadLinkWords(SqliteConnection connection) =>
    [
        .. connection.Query<(long? Author, string? Shown, long Member, string Name, string Kind, string By, long At)>(
            """
            SELECT d.author_id, a.name, d.member_id, m.display_name, d.kind, d.decided_by, d.decided_at
            FROM link_decisions d JOIN clan_members m ON m.id = d.member_id LEFT JOIN discord_accounts a ON a.author_id = d.author_id
            WHERE d.undone_at IS NULL AND d.decided_by <> 'people.yaml' AND d.kind IN ('link', 'reject', 'none')
              AND NOT EXISTS (SELECT 1 FROM link_decisions n WHERE n.undone_at IS NULL AND n.decided_by <> 'people.yaml' AND n.id > d.id
                AND n.member_id = d.member_id AND coalesce(n.author_id, 0) = coalesce(d.author_id, 0) AND n.kind IN ('link', 'reject', 'none'))
            ORDER BY d.id DESC
            """).Select(row => new LinkWord(
                row.Author is { } id ? new Snowflake(id) : null, row.Shown ?? "", row.Member, row.Name, row.Kind, row.By, new UtcInstant(row.At).Date)),
    ];

    private static DateOnly? Day(long? milliseconds) => milliseconds is { } time ? new UtcInstant(time).Date : null;

    private static DateOnly? Earliest(DateOnly? left, DateOnly? right) => left is null || right < left ? right : left;

    private sealed class EntryRow
    {
        public long Id { get; set; }

        public long MemberId { get; set; }

        public string List { get; set; } = "";

        public bool SaysVerdict { get; set; }

        public string? Verdict { get; set; }

        public string Note { get; set; } = "";

        public string DecidedBy { get; set; } = "";

        public bool SaysLeave { get; set; }

        public long? LeaveUntil { get; set; }

        public long? NotedLeave { get; set; }

        public long DecidedAt { get; set; }

        public string File { get; set; } = "";

        public long SavedAt { get; set; }
    }

    private sealed class SuggestionRow
    {
        public long Id { get; set; }

        public string List { get; set; } = "";

        public string Rule { get; set; } = "";

        public long MemberId { get; set; }

        public int RuleVersion { get; set; }

        public string Thresholds { get; set; } = "";

        public string Reason { get; set; } = "";

        public string Numbers { get; set; } = "";

        public long FirstDay { get; set; }

        public long LastDay { get; set; }

        public int Nights { get; set; }
    }
}
