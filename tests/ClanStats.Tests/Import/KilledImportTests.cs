using System.Diagnostics;
using ClanStats.Storage;
using ClanStats.Storage.Verification;
using ClanStats.Tests.Fixtures;

namespace ClanStats.Tests.Import;

/// <summary>
/// Kills the built program at random moments of an import.
/// </summary>
public sealed class KilledImportTests : IDisposable
{
    private const int Members = 20;
    private const int Days = 40;
    private readonly ImportedClan _clan = new();
    private readonly LegacyClan _legacy = Crowd("member", firstPlayer: 100);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_import_killed_at_any_moment_leaves_the_old_state_or_the_new(bool holdsData)
    {
        if (holdsData)
        {
            using var first = Crowd("elder", firstPlayer: 900);
            _clan.Import(first).Faults.ShouldBeEmpty();
        }

        var before = holdsData ? File.ReadAllBytes(_clan.Options.DatabaseFile) : null;
        var old = before is null ? null : _clan.Hash();
        var watch = Stopwatch.StartNew();
        Run(killAfter: null).ShouldBe(0);
        var whole = (int)watch.ElapsedMilliseconds;
        var imported = _clan.Hash();
        var random = new Random(20261121);
        for (var kill = 0; kill < KilledProgram.Kills; kill++)
        {
            Reset(before);
            Run(random.Next(whole / 10, whole));

            var state = File.Exists(_clan.Options.DatabaseFile) ? HashOfSoundFile() : null;
            (state == old || state == imported).ShouldBeTrue($"kill {kill} left {state}");
        }

        Run(killAfter: null).ShouldBe(0, "whatever was left must not stop the next import");
        _clan.Hash().ShouldBe(imported);
        _clan.Leftovers().Where(name => name != "clan_data.db.lock").ShouldBeEmpty();
    }

    public void Dispose()
    {
        _clan.Dispose();
        _legacy.Dispose();
    }

    /// <summary>An old database of 20 members.</summary>
    internal static LegacyClan Crowd(string name, long firstPlayer)
    {
        var clan = new LegacyClan();
        clan.Execute("BEGIN TRANSACTION");
        for (var member = 1; member <= Members; member++)
        {
            clan.Member(member, $"{name}{member}");
            for (var day = 0; day < Days; day++)
            {
                clan.Snapshot(member, $"{name}{member}", firstPlayer + member, -day, 5_000 - day, ("zulrah", 500 - (day / 3)));
                clan.Message((firstPlayer * 10) + member, $"{name}{member}", "hello", -day, user: member);
                clan.Line($"{name}{member}", "in the game", -day);
            }
        }

        clan.Execute("COMMIT TRANSACTION");
        return clan;
    }

    private void Reset(byte[]? before)
    {
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(_clan.Options.DatabaseFile)!, "clan_data.db*").Where(file => !file.Contains(".importing", StringComparison.Ordinal)))
        {
            File.Delete(file);
        }

        if (before is not null)
        {
            File.WriteAllBytes(_clan.Options.DatabaseFile, before);
        }
    }

    private string HashOfSoundFile()
    {
        using var database = new Database(_clan.Options);
        database.Read("test", connection => Dapper.SqlMapper.ExecuteScalar<string>(connection, "PRAGMA integrity_check")).ShouldBe("ok");
        return ContentHash.Of(database, CancellationToken.None);
    }

    private int Run(int? killAfter) => KilledProgram.Run(
        _clan.Options, _legacy.Root, killAfter, "db", "import", _legacy.File, "--out", Path.Combine(_legacy.Root, "out"), "--now", ImportedClan.Now.ToIso());
}
