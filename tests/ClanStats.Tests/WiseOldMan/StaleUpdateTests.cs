using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Harvest.WiseOldMan;
using ClanStats.Simulation.Servers;
using ClanStats.Simulation.World;

namespace ClanStats.Tests.WiseOldMan;

public sealed class StaleUpdateTests
{
    [Fact]
    public async Task The_members_with_the_oldest_data_are_asked_for_one_by_one()
    {
        await using var harness = await UpdateHarness.StartAsync();
        var stale = Stale(harness.Clan);
        harness.Options.UpdateStale = 4;

        var result = await harness.AskAsync();

        harness.Posts.Select(post => post.Path).ShouldBe(stale.Take(4).Select(player => Path(harness, player)));
        harness.Purposes.ShouldBe(["GET roster", .. Enumerable.Repeat("POST update request", 4)]);
        stale[0].Trait.ShouldBe(PlayerTrait.NeverTracked);
        result.Detail.ShouldBe($"3 of {stale.Count} stale members updated on request, 1 cannot be updated");
        harness.Failures.ShouldBeEmpty();
        var updated = result.Roster.ShouldNotBeNull().Memberships!.ToDictionary(member => member.PlayerId, member => member.Player.UpdatedAt);
        stale.Skip(1).Take(3).ShouldAllBe(player => updated[player.Id] == UpdateHarness.Now.ToIso());
        updated[stale[4].Id].ShouldNotBe(UpdateHarness.Now.ToIso());
    }

    [Fact]
    public async Task Flagged_and_archived_members_are_never_asked_for()
    {
        await using var harness = await UpdateHarness.StartAsync();
        var stale = Stale(harness.Clan);
        harness.Options.UpdateStale = 10_000;
        harness.Options.TargetRpm = 0;

        await harness.AskAsync();

        harness.Posts.Count.ShouldBe(stale.Count);
        var never = harness.Clan.Members.Where(player => harness.Clan.StatusOf(player) != "active").Select(player => Path(harness, player)).ToList();
        never.Count.ShouldBeGreaterThan(1);
        harness.Posts.ShouldAllBe(post => !never.Contains(post.Path));
    }

    [Fact]
    public async Task Without_permission_to_ask_for_anybody_nothing_is_read_beforehand()
    {
        await using var harness = await UpdateHarness.StartAsync();

        (await harness.AskAsync()).ShouldBe(UpdateResult.NotAsked);

        harness.Server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_player_who_was_updated_a_moment_ago_is_passed_over_at_once()
    {
        await using var harness = await UpdateHarness.StartAsync();
        var stale = Stale(harness.Clan);
        harness.Options.UpdateStale = 3;
        harness.Server.Fail(
            Fault.Status(429, """{"code":"PLAYER_IS_RATE_LIMITED","message":"Player was updated too recently"}""", CoolingDown()), Path(harness, stale[1]));

        var result = await harness.AskAsync();

        harness.Posts.Select(post => post.Path).ShouldBe(stale.Take(3).Select(player => Path(harness, player)));
        harness.Posts.ShouldAllBe(post => post.At == harness.Began);
        result.Detail.ShouldBe($"1 of {stale.Count} stale members updated on request, 1 updated a moment ago by others, 1 cannot be updated");
    }

    [Theory]
    [InlineData(403, "PLAYER_OPTED_OUT")]
    [InlineData(403, "PLAYER_IS_BLOCKED")]
    [InlineData(403, "PLAYER_IS_ARCHIVED")]
    [InlineData(403, "PLAYER_IS_FLAGGED")]
    [InlineData(400, "HISCORES_USERNAME_NOT_FOUND")]
    public async Task A_player_who_cannot_be_updated_is_counted_and_the_next_is_asked_for(int status, string code)
    {
        await using var harness = await UpdateHarness.StartAsync();
        harness.Options.UpdateStale = 3;
        harness.Server.Fail(Fault.Status(status, $$"""{"code":"{{code}}","message":"no"}"""), "/players/*", skip: 1);

        var result = await harness.AskAsync();

        harness.Posts.Count.ShouldBe(3);
        result.Detail.ShouldNotBeNull().ShouldEndWith("2 cannot be updated");
        harness.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task Hiscores_out_of_order_end_the_asking_for_tonight()
    {
        await using var harness = await UpdateHarness.StartAsync();
        harness.Options.UpdateStale = 10;
        harness.Server.Fail(Fault.Status(503, """{"code":"HISCORES_SERVICE_UNAVAILABLE","message":"down"}"""), "/players/*", skip: 2);

        var result = await harness.AskAsync();

        harness.Posts.Count.ShouldBe(3);
        result.Detail.ShouldNotBeNull().ShouldEndWith("then Wise Old Man could not update anybody");
        result.Roster.ShouldNotBeNull();
        harness.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task Asking_keeps_to_the_own_pace()
    {
        await using var harness = await UpdateHarness.StartAsync(hasLimits: true);
        (harness.Options.UpdateStale, harness.Options.TargetRpm) = (6, 3);

        await harness.AskAsync();

        var times = harness.Server.Requests.Select(request => request.At).ToList();
        times.Count.ShouldBe(7);
        times.Skip(3).Zip(times).ShouldAllBe(pair => pair.First.Since(pair.Second) >= TimeSpan.FromMinutes(1));
        harness.Server.LimitViolations.ShouldBe(0);
    }

    private static Dictionary<string, string> CoolingDown() => new()
    {
        ["RateLimit-Limit"] = "1",
        ["RateLimit-Remaining"] = "0",
        ["RateLimit-Reset"] = "41",
        ["Retry-After"] = "41",
    };

    private static string Path(UpdateHarness harness, SimulatedPlayer player) =>
        "/players/" + PlayerName.Standardise(player.NameAt(harness.Clan.Now));

    private static List<SimulatedPlayer> Stale(SimulatedClan clan) =>
    [
        .. clan.Members
            .Where(player => clan.StatusOf(player) == "active")
            .Select(player => (Player: player, At: clan.HistoryOf(player).TimeBefore(clan.Now)))
            .Where(entry => entry.At is not { } at || clan.Now.HoursSince(at) > 24)
            .OrderBy(entry => entry.At ?? default(UtcInstant))
            .Select(entry => entry.Player),
    ];
}
