using ClanStats.Pipeline;
using ClanStats.Tests.Fixtures;
using Microsoft.Data.Sqlite;

namespace ClanStats.Tests.EndToEnd.Soak;

/// <summary>A week of what tests/ClanStats.Benchmarks does for sixty nights, and that its checks can fail.</summary>
public sealed class SoakTests
{
    private static readonly string Client = ChildProgram.Built;

    [Fact]
    public async Task Nights_with_faults_kills_renames_an_upgrade_and_no_Discord_lose_nothing()
    {
        var plan = SoakWorld.Plan(nights: 6, seed: 20261121);
        await using var world = await SoakWorld.StartAsync(20, plan, seed: 5);

        var result = await new SoakRun(world, plan, InsideAsync, _ => Client).RunAsync();

        result.Faults.ShouldBeEmpty(string.Join('\n', result.Nights));
        result.Nights.Count(line => line.Contains("no Discord", StringComparison.Ordinal)).ShouldBe(3);
        result.Nights.ShouldContain(line => line.Contains("schema upgrade", StringComparison.Ordinal));
        result.Nights.ShouldContain(line => line.Contains("killed", StringComparison.Ordinal));
        ChangesAreSeen(world);
    }

    [Fact]
    public void The_same_seed_draws_the_same_nights_and_the_last_is_undisturbed()
    {
        static List<string> Words(SoakPlan plan) => [.. plan.Nights.Select(night =>
            $"{night.At} {night.KilledAt} {night.WithoutDiscord} {night.Retries} {string.Join(';', night.Faults.Select(fault => $"{fault.Name}{fault.Place}{fault.AtDiscord}"))}")];

        Words(SoakWorld.Plan(60, 3)).ShouldBe(Words(SoakWorld.Plan(60, 3)));
        Words(SoakWorld.Plan(60, 4)).ShouldNotBe(Words(SoakWorld.Plan(60, 3)));
        var plan = SoakWorld.Plan(60, 3);
        plan.Nights[^1].IsUndisturbed.ShouldBeTrue();
        plan.Nights.Count(night => night.WithoutDiscord).ShouldBe(30);
        plan.Nights.Count(night => night.KilledAt is not null).ShouldBe(12);
        plan.Nights.Count(night => night.Faults.Count > 0).ShouldBe(20);
    }

    [Fact]
    public void Growth_that_quickens_is_not_linear_and_memory_that_grows_is_not_flat()
    {
        StraightLine.Through([.. Enumerable.Range(0, 60).Select(i => 1000 + (12.5 * i))]).Slope.ShouldBe(12.5, 1e-9);
        StraightLine.Through([.. Enumerable.Range(0, 60).Select(i => 1000 + (12.5 * i) + (i % 3))]).IsAtMostLinear.ShouldBeTrue();
        StraightLine.Through([.. Enumerable.Range(0, 60).Select(i => 1000 + (12.5 * Math.Min(i, 35)))]).IsAtMostLinear.ShouldBeTrue();
        StraightLine.Through([.. Enumerable.Range(0, 60).Select(i => 1000 + (12.5 * i) + (0.1 * i * i))]).IsAtMostLinear.ShouldBeFalse();
        MemoryTrend.Of([.. Enumerable.Range(0, 60).Select(i => 100_000_000L + (i % 7 * 1_000_000))]).IsFlat.ShouldBeTrue();
        MemoryTrend.Of([.. Enumerable.Range(0, 60).Select(i => 100_000_000L + (i * 1_000_000))]).IsFlat.ShouldBeFalse();
    }

    /// <summary>What is taken from the database, put into it or changed in it does not escape the comparison.</summary>
    private static void ChangesAreSeen(SoakWorld world)
    {
        var truth = new SoakTruth(world.Clan);
        truth.Differences(world.DatabaseFile).ShouldBeEmpty();
        Execute(world, "DELETE FROM discord_messages WHERE id = (SELECT max(id) FROM discord_messages)");
        truth.Differences(world.DatabaseFile).ShouldHaveSingleItem().ShouldStartWith("message ");
        Execute(world, "UPDATE wom_snapshots SET total_xp = total_xp + 1 WHERE id = (SELECT max(id) FROM wom_snapshots WHERE xp_gained > 0)");
        truth.Differences(world.DatabaseFile).Count(line => line.Contains("snapshot", StringComparison.Ordinal)).ShouldBe(1);
        Execute(world, "UPDATE clan_members SET left_at = 1 WHERE id = (SELECT max(id) FROM clan_members WHERE left_at IS NULL)");
        truth.Differences(world.DatabaseFile).ShouldContain(line => line.Contains("present member", StringComparison.Ordinal));
        truth.Meet();
        truth.Owe();
        Execute(world, "DELETE FROM wom_snapshots WHERE id = (SELECT max(id) FROM wom_snapshots WHERE user_id IN (SELECT id FROM clan_members WHERE left_at IS NULL))");
        truth.Differences(world.DatabaseFile).ShouldContain(line => line.EndsWith(" is lost", StringComparison.Ordinal) && line.StartsWith("snapshot", StringComparison.Ordinal));
    }

    private static void Execute(SoakWorld world, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={world.DatabaseFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA foreign_keys = OFF; " + sql;
        command.ExecuteNonQuery();
    }

    private static async Task<(ExitCode Exit, long Memory)> InsideAsync(SoakWorld world, SoakNight night) => (await world.RunInsideAsync(night, world.Command), 0);
}
