using System.Diagnostics;
using ClanStats.Storage;
using ClanStats.Tests.Fixtures;
using ClanStats.Tests.Import;

namespace ClanStats.Tests.Storage;

/// <summary>Kills the built program at random moments of a migration of a clan of 20.</summary>
public sealed class KilledMigrationTests : IDisposable
{
    /// <summary>The last version before answers were put into blocks: the way from there counts everything anew.</summary>
    private const string Older = "13";

    private readonly ImportedClan _clan = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("clanstats-killed-").FullName;

    [Fact]
    public void A_migration_killed_at_any_moment_leaves_the_old_version_or_the_new()
    {
        using (var legacy = KilledImportTests.Crowd("member", firstPlayer: 100))
        {
            _clan.Import(legacy).Faults.ShouldBeEmpty();
        }

        Run(null, "--to", Older).ShouldBe(0);
        var before = WholeFile();
        var old = Dump();
        var watch = Stopwatch.StartNew();
        Run(null).ShouldBe(0);
        var whole = (int)watch.ElapsedMilliseconds;
        var migrated = Dump();
        migrated.ShouldNotBe(old);
        var random = new Random(20261121);
        for (var kill = 0; kill < KilledProgram.Kills; kill++)
        {
            Reset(before);
            Run(random.Next(whole / 10, whole));

            var state = Dump();
            (state == old || state == migrated).ShouldBeTrue($"kill {kill} left something between");
        }

        Run(null).ShouldBe(0, "whatever was left must not stop the next migration");
        Dump().ShouldBe(migrated);
    }

    public void Dispose()
    {
        _clan.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private int Run(int? killAfter, params string[] more) => KilledProgram.Run(_clan.Options, _folder, killAfter, ["db", "migrate", .. more]);

    /// <summary>The database as one file, without its log.</summary>
    private byte[] WholeFile()
    {
        using (var database = new Database(_clan.Options))
        {
            database.Read("test", connection => Dapper.SqlMapper.Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)"));
        }

        return File.ReadAllBytes(_clan.Options.DatabaseFile);
    }

    private void Reset(byte[] before)
    {
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(_clan.Options.DatabaseFile)!, "clan_data.db*"))
        {
            File.Delete(file);
        }

        File.WriteAllBytes(_clan.Options.DatabaseFile, before);
    }

    /// <summary>Schema and every row; only when a script was applied may differ.</summary>
    private string Dump()
    {
        _clan.Query<string>("PRAGMA integrity_check").ShouldBe(["ok"]);
        var schema = _clan.Query<string>("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name");
        var rows = _clan.Query<string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name").SelectMany(Rows);
        return string.Join('\n', schema.Concat(rows));
    }

    private IEnumerable<string> Rows(string table)
    {
        var columns = _clan.Query<string>($"SELECT name FROM pragma_table_info('{table}') WHERE name <> 'Applied' ORDER BY cid").ToList();
        var cells = string.Join(" || '|' || ", columns.Select(column => $"quote({column})"));
        return _clan.Query<string>($"SELECT '{table} ' || {cells} FROM {table} ORDER BY 1");
    }
}
