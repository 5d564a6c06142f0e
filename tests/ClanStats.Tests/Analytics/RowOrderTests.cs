using ClanStats.Pipeline;
using ClanStats.Tests.EndToEnd;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ClanStats.Tests.Analytics;

/// <summary>The same rows in another order give the same bytes.</summary>
public sealed class RowOrderTests
{
    private const string Trace = "4f0c1d2e9a7b4c55";

    /// <summary>Tables whose ids are nobody's but this database's, with the columns that point to them.</summary>
    private static readonly (string Table, string[] References)[] Free =
    [
        ("wom_snapshots", ["boss_snapshots.wom_snapshot_id", "snapshot_answers.snapshot_id"]),
        ("boss_snapshots", []),
        ("answer_blocks", ["snapshot_answers.block_id"]),
        ("player_name_aliases", []),
        ("membership_spans", []),
        ("role_changes", []),
        ("group_activity", []),
        ("source_reads", []),
        ("repointings", []),
    ];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Tables_filled_in_another_order_give_byte_identical_files(bool backwards)
    {
        await using var night = await ClanNight.StartAsync();
        night.Environment["CLANSTATS_TRACE_ID"] = Trace;
        night.Environment["BACKUP_NIGHTLY"] = "false";
        (await night.NightAsync()).ShouldBe(ExitCode.Done, night.Diagnostics);
        var copy = Path.Combine(night.Root, "copy.db");
        using (var connection = Open(night.DatabaseFile))
        {
            connection.Execute("VACUUM INTO @copy", new { copy });
        }

        var before = await FilesAsync(night, copy);
        Shuffle(copy, backwards);
        var after = await FilesAsync(night, copy);

        before.Keys.ShouldBe(after.Keys);
        before.Keys.ShouldContain("clan_report_full.xlsx");
        before.Keys.Where(file => !before[file].AsSpan().SequenceEqual(after[file])).ShouldBeEmpty();
    }

    private static async Task<SortedDictionary<string, byte[]>> FilesAsync(ClanNight night, string database)
    {
        var output = Path.Combine(night.Root, "report");
        (await night.RunAsync("report", "--now", night.Clan.Now.ToIso(), "--db", database, "--out", output)).ShouldBe(ExitCode.Done, night.Diagnostics);
        var files = Directory.EnumerateFiles(output, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "run_summary.json")
            .ToDictionary(file => Path.GetRelativePath(output, file), File.ReadAllBytes);
        Directory.Delete(output, recursive: true);
        return new SortedDictionary<string, byte[]>(files, StringComparer.Ordinal);
    }

    /// <summary>Writes every table anew in another order, its own ids dealt out anew.</summary>
    private static void Shuffle(string file, bool backwards)
    {
        using var connection = Open(file);
        connection.Execute("PRAGMA foreign_keys = OFF");
        foreach (var (table, references) in Free)
        {
            var last = connection.ExecuteScalar<long>($"SELECT coalesce(max(id), 0) FROM {table}");
            var key = backwards ? "$last + 1 - id" : "abs(id * 7919 % 1000003) * 10000000 + id";
            string[] columns = [$"{table}.id", .. references];
            foreach (var column in columns.Select(column => column.Split('.')))
            {
                var expression = key.Replace("$last", $"{last}", StringComparison.Ordinal).Replace("id", column[1], StringComparison.Ordinal);
                connection.Execute(
                    $"UPDATE {column[0]} SET {column[1]} = -({expression}); UPDATE {column[0]} SET {column[1]} = -{column[1]}");
            }
        }

        var order = backwards ? "rowid DESC" : "abs(rowid * 7919 % 1000003)";
        var tables = connection.Query<string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND sql NOT LIKE '%WITHOUT ROWID%'");
        foreach (var table in tables.ToList())
        {
            connection.Execute($"CREATE TEMP TABLE held AS SELECT * FROM {table} ORDER BY {order}; DELETE FROM {table}; INSERT INTO {table} SELECT * FROM held; DROP TABLE held");
        }

        connection.Query("PRAGMA foreign_key_check").ShouldBeEmpty();
        connection.Execute("VACUUM; ANALYZE");
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        return connection;
    }
}
