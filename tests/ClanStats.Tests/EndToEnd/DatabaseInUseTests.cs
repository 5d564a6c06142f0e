using ClanStats.Pipeline;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ClanStats.Tests.EndToEnd;

/// <summary>What others do with the database file while a night is at work, and what a night makes of a file that is none.</summary>
public sealed class DatabaseInUseTests
{
    [Fact]
    public async Task Somebody_who_reads_the_database_all_night_breaks_nothing_and_sees_one_state()
    {
        await using var night = await ClanNight.StartAsync(members: 20, days: 20);
        (await night.NightAsync()).ShouldBe(ExitCode.Done);
        using var reader = new SqliteConnection($"Data Source={night.DatabaseFile};Pooling=False");
        reader.Open();
        using var reading = reader.BeginTransaction(deferred: true);
        var runs = reader.ExecuteScalar<long>("SELECT count(*) FROM pipeline_runs", transaction: reading);

        (await night.NightAsync("--force")).ShouldBe(ExitCode.Done, night.Diagnostics);

        reader.ExecuteScalar<long>("SELECT count(*) FROM pipeline_runs", transaction: reading).ShouldBe(runs);
        night.Query<long>("SELECT count(*) FROM pipeline_runs").ShouldHaveSingleItem().ShouldBe(runs + 1);
    }

    [Fact]
    public async Task Somebody_who_writes_for_a_moment_is_waited_for()
    {
        await using var night = await ClanNight.StartAsync(members: 20, days: 20);
        (await night.NightAsync()).ShouldBe(ExitCode.Done);
        using var writer = new SqliteConnection($"Data Source={night.DatabaseFile};Pooling=False");
        writer.Open();
        var writing = writer.BeginTransaction(deferred: false);

        var second = Task.Run(() => night.NightAsync("--force"));
        (await Task.WhenAny(second, Task.Delay(TimeSpan.FromMilliseconds(200)))).ShouldNotBe(second, "it has to wait");
        await writing.RollbackAsync();

        (await second).ShouldBe(ExitCode.Done, night.Diagnostics);
    }

    [Fact]
    public async Task Somebody_who_never_lets_go_ends_the_night_with_one_line()
    {
        await using var night = await ClanNight.StartAsync(members: 20, days: 20);
        (await night.NightAsync()).ShouldBe(ExitCode.Done);
        night.Environment["DB_BUSY_TIMEOUT"] = "1";
        using var writer = new SqliteConnection($"Data Source={night.DatabaseFile};Pooling=False");
        writer.Open();
        using var writing = writer.BeginTransaction(deferred: false);

        (await night.NightAsync("--force")).ShouldBe(ExitCode.Failed);

        night.Diagnostics.ShouldContain("is in use by another program");
        night.Diagnostics.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("flipped")]
    [InlineData("foreign")]
    [InlineData("text")]
    public async Task A_spoilt_file_ends_the_night_with_the_way_back(string damage)
    {
        await using var night = await ClanNight.StartAsync(members: 20, days: 20);
        (await night.NightAsync()).ShouldBe(ExitCode.Done);
        SqliteConnection.ClearPool(new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = night.DatabaseFile }.ToString()));
        Spoil(night.DatabaseFile, damage);
        var bytes = await File.ReadAllBytesAsync(night.DatabaseFile);

        (await night.NightAsync("--force")).ShouldBe(ExitCode.Failed);

        night.Diagnostics.ShouldContain(night.DatabaseFile);
        night.Diagnostics.ShouldContain(damage == "foreign" ? "another program" : "clanstats db restore");
        night.Diagnostics.ShouldNotContain("   at ");
        (await File.ReadAllBytesAsync(night.DatabaseFile)).ShouldBe(bytes, "a damaged database is left as it is");
    }

    private static void Spoil(string file, string damage)
    {
        File.Delete(file + "-wal");
        File.Delete(file + "-shm");
        switch (damage)
        {
            case "cut":
                using (var stream = File.OpenWrite(file))
                {
                    stream.SetLength(stream.Length / 3);
                }

                break;
            case "flipped":
                var bytes = File.ReadAllBytes(file);
                bytes.AsSpan(4_096 * 2, bytes.Length - (4_096 * 3)).Fill(0x5A);
                File.WriteAllBytes(file, bytes);
                break;
            case "text":
                File.WriteAllText(file, "members;xp\nwren;1\n");
                break;
            default:
                File.Delete(file);
                using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
                {
                    connection.Open();
                    connection.Execute("CREATE TABLE recipes (id INTEGER)");
                }

                break;
        }
    }
}
