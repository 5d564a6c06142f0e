using System.Text.Json;
using ClanStats.Harvest;
using ClanStats.Harvest.WiseOldMan;
using ClanStats.Simulation.Servers;
using ClanStats.Simulation.World;

namespace ClanStats.Tests.WiseOldMan;

public sealed class GroupUpdateTests
{
    [Fact]
    public async Task A_queued_update_is_polled_once_a_minute_until_the_members_stand_still()
    {
        await using var harness = await UpdateHarness.StartAsync(clan => TimeSpan.FromSeconds(90.0 / UpdateHarness.Outdated(clan).Count));
        var outdated = UpdateHarness.Outdated(harness.Clan);
        (harness.Options.GroupSecret, harness.Options.UpdateWaitSeconds) = (UpdateHarness.Code, 600);

        var result = await harness.AskAsync();

        harness.Polls.ShouldBe([60, 120, 180]);
        harness.Purposes.ShouldBe(["POST update request", "GET update poll", "GET update poll", "GET update poll"]);
        harness.Posts.Single().Path.ShouldBe($"{harness.Group}/update-all");
        harness.Failures.ShouldBeEmpty();
        result.Detail.ShouldNotBeNull().ShouldStartWith($"an update of {outdated.Count} members was requested, ");
        var updated = result.Roster.ShouldNotBeNull().Memberships!.ToDictionary(member => member.PlayerId, member => member.Player.UpdatedAt);
        var updatable = outdated.Where(player => player.Trait is PlayerTrait.None or PlayerTrait.OverallUnrankedOnce).ToList();
        updatable.ShouldNotBeEmpty();
        updatable.ShouldAllBe(player => string.CompareOrdinal(updated[player.Id], UpdateHarness.Now.PlusHours(-1).ToIso()) > 0);
    }

    [Fact]
    public async Task Members_who_never_move_do_not_keep_the_night_waiting()
    {
        await using var harness = await UpdateHarness.StartAsync();
        (harness.Options.GroupSecret, harness.Options.UpdateWaitSeconds) = (UpdateHarness.Code, 86_400);

        var result = await harness.AskAsync();

        harness.Polls.ShouldBe([60, 120]);
        var stubborn = harness.Clan.Members.Count(player => player.Trait is PlayerTrait.NeverTracked or PlayerTrait.NeverUpdates);
        stubborn.ShouldBeGreaterThan(1);
        result.Detail.ShouldNotBeNull().ShouldEndWith($"{stubborn} active ones are still older than a day");
        harness.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_wait_ends_when_its_time_is_over_though_members_still_move()
    {
        await using var harness = await UpdateHarness.StartAsync(_ => TimeSpan.FromSeconds(30));
        (harness.Options.GroupSecret, harness.Options.UpdateWaitSeconds) = (UpdateHarness.Code, 150);
        UpdateHarness.Outdated(harness.Clan).Count.ShouldBeGreaterThan(5);

        (await harness.AskAsync()).Roster.ShouldNotBeNull();

        harness.Polls.ShouldBe([60, 120, 150]);
        harness.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_time_to_wait_the_update_is_requested_and_the_night_goes_on()
    {
        await using var harness = await UpdateHarness.StartAsync();
        (harness.Options.GroupSecret, harness.Options.UpdateWaitSeconds) = (UpdateHarness.Code, 0);

        (await harness.AskAsync()).Roster.ShouldBeNull();

        harness.Purposes.ShouldBe(["POST update request"]);
    }

    [Fact]
    public async Task A_group_without_outdated_members_is_a_success_without_waiting()
    {
        await using var harness = await UpdateHarness.StartAsync();
        harness.Options.GroupSecret = UpdateHarness.Code;
        harness.Server.Respond(
            "POST", $"{harness.Group}/update-all", 400,
            body: """{"code":"NO_OUTDATED_MEMBERS","message":"This group has no outdated members (updated > 24h ago)"}""");

        var result = await harness.AskAsync();

        result.ShouldBe(new UpdateResult(null, "no member needed an update"));
        harness.Failures.ShouldBeEmpty();
        harness.Purposes.ShouldBe(["POST update request"]);
    }

    [Fact]
    public async Task A_wrong_code_is_told_in_one_line_that_names_the_setting_and_not_the_code()
    {
        await using var harness = await UpdateHarness.StartAsync();
        harness.Options.GroupSecret = "999-888-777";

        (await harness.AskAsync()).ShouldBe(UpdateResult.NotAsked);

        var line = harness.Failures.ShouldHaveSingleItem();
        line.ShouldContain("WOM_GROUP_SECRET");
        line.ShouldNotContain("999");
        harness.Purposes.ShouldBe(["POST update request"]);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(null)]
    public async Task A_request_nobody_confirmed_is_not_sent_again(int? status)
    {
        await using var harness = await UpdateHarness.StartAsync();
        harness.Options.GroupSecret = UpdateHarness.Code;
        harness.Server.Fail(status is { } code ? Fault.Status(code, $"<html>{UpdateHarness.Code}</html>") : Fault.Reset());

        (await harness.AskAsync()).ShouldBe(UpdateResult.NotAsked);

        harness.Server.Requests.Count.ShouldBe(1);
        harness.Failures.ShouldHaveSingleItem().ShouldContain(status is null ? "no answer" : $"HTTP {status}");
        harness.Failures[0].ShouldNotContain(UpdateHarness.Code);
    }

    [Fact]
    public async Task A_request_turned_away_by_the_limit_waits_as_long_as_it_is_told()
    {
        await using var harness = await UpdateHarness.StartAsync(hasLimits: true);
        (harness.Options.GroupSecret, harness.Options.UpdateWaitSeconds, harness.Options.TargetRpm) = (UpdateHarness.Code, 0, 0);
        using (var http = harness.NewHttp())
        {
            for (var i = 0; i < 20; i++)
            {
                await http.GetAsync("/groups/999", "test", CancellationToken.None);
            }
        }

        (await harness.AskAsync()).Detail.ShouldNotBeNull();

        harness.Requests.All[^1].Attempts.ShouldBe(2);
        (harness.Server.LimitViolations, harness.Server.ImpatientViolations).ShouldBe((1, 0));
    }

    [Fact]
    public async Task A_poll_that_fails_ends_the_wait_and_the_roster_is_read_again()
    {
        await using var harness = await UpdateHarness.StartAsync();
        harness.Options.GroupSecret = UpdateHarness.Code;
        harness.Server.Respond("GET", harness.Group, 502, body: "<html>Bad gateway</html>");
        harness.Harvest.HttpRetries = 0;

        (await harness.AskAsync()).Roster.ShouldBeNull();

        harness.Polls.ShouldBe([60]);
        harness.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_rejected_key_stops_the_source()
    {
        await using var harness = await UpdateHarness.StartAsync();
        harness.Options.GroupSecret = UpdateHarness.Code;
        harness.Server.Respond("POST", $"{harness.Group}/update-all", 403, body: """{"message":"Invalid API Key."}""");

        (await Should.ThrowAsync<HarvestException>(harness.AskAsync)).StopsTheSource.ShouldBeTrue();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_is_asked_in_a_replay_or_in_the_demo(bool isReplay)
    {
        await using var harness = await UpdateHarness.StartAsync();
        using var folder = new TempFolder();
        (harness.Options.GroupSecret, harness.Options.UpdateStale) = (UpdateHarness.Code, 5);
        harness.Options.MayRequestUpdate = isReplay;
        harness.Harvest.FixturesDirectory = isReplay ? folder.Path : null;

        (await harness.AskAsync()).ShouldBe(UpdateResult.NotAsked);

        harness.Options.GroupSecret = null;
        (await harness.AskAsync()).ShouldBe(UpdateResult.NotAsked);
        harness.Server.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(UpdateHarness.Code)]
    [InlineData("123 \"456\" <789> ü")]
    public async Task No_recording_holds_the_code(string code)
    {
        await using var harness = await UpdateHarness.StartAsync();
        using var folder = new TempFolder();
        (harness.Options.GroupSecret, harness.Options.UpdateWaitSeconds) = (code, 60);
        harness.Harvest.RecordDirectory = folder.Path;

        await harness.AskAsync();

        var recorded = Directory.GetFiles(folder.Path).Select(File.ReadAllText).ToList();
        recorded.Count.ShouldBeGreaterThan(0);
        recorded.ShouldAllBe(text => !text.Contains(code) && !text.Contains(JsonSerializer.Serialize(code).Trim('"')));
        var post = recorded.Single(text => text.Contains("\"POST\""));
        post.ShouldNotContain("456");
        using var exchange = JsonDocument.Parse(post);
        var request = exchange.RootElement.GetProperty("request");
        request.GetProperty("method").GetString().ShouldBe("POST");
        request.GetProperty("body").GetProperty("verificationCode").GetString().ShouldBe("***");
    }

    [Fact]
    public async Task A_replay_is_given_the_roster_that_the_night_went_on_with()
    {
        await using var harness = await UpdateHarness.StartAsync(clan => TimeSpan.FromSeconds(90.0 / UpdateHarness.Outdated(clan).Count));
        using var folder = new TempFolder();
        (harness.Options.GroupSecret, harness.Options.UpdateWaitSeconds) = (UpdateHarness.Code, 600);
        harness.Harvest.RecordDirectory = folder.Path;
        var asked = (await harness.AskAsync()).Roster.ShouldNotBeNull();
        Directory.GetFiles(folder.Path).Length.ShouldBe(4);

        (harness.Harvest.RecordDirectory, harness.Harvest.FixturesDirectory) = (null, folder.Path);
        using var http = harness.NewHttp();
        var replayed = await new WiseOldManClient(http, harness.Options).GetGroupAsync(UpdateHarness.Now, CancellationToken.None);

        replayed.Memberships!.Select(member => member.Player.UpdatedAt).ShouldBe(asked.Memberships!.Select(member => member.Player.UpdatedAt));
    }

    private sealed class TempFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("clanstats-update-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
