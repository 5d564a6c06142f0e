using System.Text.Json;
using ClanStats.Pipeline;
using ClanStats.Tests.EndToEnd;

namespace ClanStats.Tests.WiseOldMan;

public sealed class UpdateNightTests
{
    private const string WrongCode = "987-654-321";

    [Fact]
    public async Task A_wrong_code_makes_the_night_partial_and_everything_else_is_done()
    {
        await using var night = await ClanNight.StartAsync();
        night.Environment["WOM_GROUP_SECRET"] = WrongCode;

        (await night.NightAsync()).ShouldBe(ExitCode.Partial);

        night.Diagnostics.ShouldContain("does not accept WOM_GROUP_SECRET");
        night.Query<long>("SELECT count(*) FROM clan_members WHERE left_at IS NULL").Single().ShouldBe(night.Clan.Members.Count);
        File.Exists(Path.Combine(night.Output, "clan_data.json")).ShouldBeTrue();
        NowhereStands(night, WrongCode);
    }

    [Fact]
    public async Task A_night_with_the_code_asks_once_and_its_recording_replays_without_asking()
    {
        await using var night = await ClanNight.StartAsync();
        night.Environment["WOM_GROUP_SECRET"] = UpdateHarness.Code;
        night.Environment["WOM_UPDATE_WAIT"] = "0";
        var recording = Path.Combine(night.Root, "recording");

        (await night.NightAsync("--record", recording)).ShouldBe(ExitCode.Done, night.Diagnostics);

        Posts(night).ShouldBe(1);
        (await night.NightAsync()).ShouldBe(ExitCode.Done, night.Diagnostics);
        Posts(night).ShouldBe(1, "the snapshots are fresh and are not read again");
        (await night.RunAsync("run", "--dry-run", "--fixtures", recording, "--out", Path.Combine(night.Root, "replay"))).ShouldBe(ExitCode.Done, night.Diagnostics);
        Posts(night).ShouldBe(1);
        NowhereStands(night, UpdateHarness.Code);
    }

    [Fact]
    public async Task Without_a_code_the_summary_tells_who_was_asked_for_and_that_the_roster_was_read_once()
    {
        await using var night = await ClanNight.StartAsync();
        night.Environment["WOM_UPDATE_STALE"] = "2";

        (await night.NightAsync()).ShouldBe(ExitCode.Done, night.Diagnostics);

        using var summary = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(night.Output, "run_summary.json")));
        var purposes = summary.RootElement.GetProperty("requests").EnumerateArray().Select(request => request.GetProperty("purpose").GetString()).ToList();
        purposes.Count(purpose => purpose == "update request").ShouldBe(2);
        purposes.Count(purpose => purpose == "roster").ShouldBe(1);
        summary.RootElement.GetProperty("steps").EnumerateArray().Single(step => step.GetProperty("name").GetString() == "wom")
            .GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("stale members updated on request");
    }

    private static int Posts(ClanNight night) => night.WiseOldMan.Requests.Count(request => request.Method == "POST");

    private static void NowhereStands(ClanNight night, string code)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(code);
        foreach (var file in Directory.EnumerateFiles(night.Root, "*", SearchOption.AllDirectories))
        {
            File.ReadAllBytes(file).AsSpan().IndexOf(bytes).ShouldBe(-1, file);
        }

        (night.Answers + night.Diagnostics).ShouldNotContain(code);
    }
}
