using ClanStats.Domain.Activity;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ClanStats.Storage.Verification;

/// <summary>Check 6: the file is sound, nothing is later than the run that brought it, totals equal their parts, one current alias a member.</summary>
internal static class IntegrityCheck
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>When what a row tells came to its end: any later run may enter it, while the row stays that of the run that brought it.</summary>
    private static readonly HashSet<string> Ends = new(StringComparer.Ordinal) { "left_at", "retracted_at" };

    /// <param name="connection">The state of the database that is judged.</param>
    /// <param name="damage">What SQLite found looking through the pages of the file.</param>
    /// <param name="now">The present, for runs that have not ended.</param>
    public static CheckResult Run(SqliteConnection connection, IReadOnlyList<string> damage, UtcInstant now)
    {
        if (damage.Count > 0)
        {
            return CheckResult.Of([new Finding($"damage in the file, first: {damage[0]}", damage.Count)]);
        }

        return CheckResult.Of(
        [
            .. TooLate(connection, now),
            .. TotalsCheck.Run(connection),
            .. CountsCheck.Run(connection),
            new Finding(
                "members with more than one current alias",
                connection.ExecuteScalar<long>(
                    "SELECT count(*) FROM (SELECT 1 FROM player_name_aliases WHERE is_current = 1 GROUP BY member_id HAVING count(*) > 1)")),
            new Finding(
                "current members without a current alias",
                connection.ExecuteScalar<long>(
                    """
                    SELECT count(*) FROM clan_members m WHERE m.left_at IS NULL
                      AND NOT EXISTS (SELECT 1 FROM player_name_aliases a WHERE a.member_id = m.id AND a.is_current = 1)
                    """)),
        ]);
    }

    /// <summary>
    /// A run on the real time may bring what happened until it ended; a run on a given time (--now, a recording) nothing after that time.
    /// A run that was killed ended before the next one began.
    /// </summary>
    private static IEnumerable<Finding> TooLate(SqliteConnection connection, UtcInstant now)
    {
        foreach (var table in OrphansCheck.TablesWithRun(connection))
        {
            var columns = TimeColumns(connection, table);
            if (columns.Count == 0)
            {
                continue;
            }

            var count = connection.ExecuteScalar<long>(
                $"""
                WITH limits AS (
                  SELECT id, @tolerance + CASE
                    WHEN abs(started_at - business_time) > @tolerance THEN business_time
                    ELSE coalesce(finished_at, (SELECT min(later.started_at) FROM pipeline_runs later WHERE later.id > run.id), @now)
                  END AS until
                  FROM pipeline_runs run)
                SELECT count(*) FROM {table} t JOIN limits ON limits.id = t.run_id
                WHERE {string.Join(" OR ", columns.Select(column => $"t.{column} > {(Ends.Contains(column) ? "(SELECT max(until) FROM limits)" : "limits.until")}"))}
                """,
                new { tolerance = (long)Tolerance.TotalMilliseconds, now = now.Milliseconds });
            yield return new Finding($"rows of {table} later than the run that brought them", count);
        }
    }

    private static List<string> TimeColumns(SqliteConnection connection, string table) => connection
        .Query<string>("SELECT name FROM pragma_table_info(@table) WHERE name IN ('timestamp', 'covers_to') OR name LIKE '%\\_at' ESCAPE '\\'", new { table })
        .ToList();
}
