using Dapper;
using Microsoft.Data.Sqlite;

namespace ClanStats.Storage.Verification;

/// <summary>Check 3: whatever a row points to is there, runs included, which no foreign key guards.</summary>
internal static class OrphansCheck
{
    public static CheckResult Run(SqliteConnection connection)
    {
        var faults = connection
            .Query<(string Table, string Parent, long Count)>("SELECT \"table\", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2 ORDER BY 1, 2")
            .Select(row => new Finding($"rows of {row.Table} that point to no row of {row.Parent}", row.Count))
            .ToList();
        foreach (var table in TablesWithRun(connection))
        {
            faults.Add(new Finding(
                $"rows of {table} brought by a run that is not entered",
                connection.ExecuteScalar<long>($"SELECT count(*) FROM {table} WHERE run_id IS NOT NULL AND run_id NOT IN (SELECT id FROM pipeline_runs)")));
        }

        return CheckResult.Of(faults);
    }

    /// <summary>Tables of this program whose rows say which run brought them.</summary>
    public static IReadOnlyList<string> TablesWithRun(SqliteConnection connection) => connection.Query<string>(
        """
        SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = 'run_id'
        WHERE m.type = 'table' AND m.name <> 'pipeline_steps' ORDER BY m.name
        """).ToList();
}
