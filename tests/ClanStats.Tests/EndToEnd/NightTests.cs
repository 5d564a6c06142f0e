using System.Text.Json;
using System.Text.RegularExpressions;
using ClanStats.Pipeline;
using ClanStats.Simulation.Servers;

namespace ClanStats.Tests.EndToEnd;

public sealed partial class NightTests
{
    private static readonly string[] Set =
    [
        "clan_report_full.xlsx", "clan_data.json", "clan_data.js", "clan_data.csv", "docs/index.html", "docs/clan_data.js", "public/index.html",
        "run_summary.json", "enforcer/moderation.md", "enforcer/promotions.md", "enforcer/officer_audit.md", "enforcer/purge_list.md",
    ];

    [Fact]
    public async Task A_night_harvests_both_sources_and_publishes_the_whole_set()
    {
        await using var night = await ClanNight.StartAsync();

        (await night.NightAsync()).ShouldBe(ExitCode.Done, night.Diagnostics);

        foreach (var file in Set)
        {
            new FileInfo(Path.Combine(night.Output, file)).Length.ShouldBeGreaterThan(0, file);
        }

        using var data = Data(night);
        data.RootElement.GetProperty("members").GetArrayLength().ShouldBe(night.Clan.Members.Count);
        data.RootElement.GetProperty("reconciliation").GetProperty("messages_30d").GetProperty("clan").GetInt64().ShouldBeGreaterThan(0);
        Directory.EnumerateFileSystemEntries(night.Output, ".*").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_night_twice_changes_nothing()
    {
        await using var night = await ClanNight.StartAsync();
        await night.NightAsync();
        var rows = night.RowCounts();
        var outputs = Contents(night);

        (await night.NightAsync()).ShouldBe(ExitCode.Done, night.Diagnostics);

        night.RowCounts().ShouldBe(rows);
        var again = Contents(night);
        foreach (var file in outputs.Keys)
        {
            again[file].ShouldBe(outputs[file], file);
        }
    }

    [Fact]
    public async Task Wise_Old_Man_down_is_partial_and_the_report_is_built_from_what_is_stored()
    {
        await using var night = await ClanNight.StartAsync();
        await night.NightAsync();
        night.WiseOldMan.Respond("GET", $"/groups/{night.Clan.Options.GroupId}", 502, body: "<html>Bad gateway</html>");

        (await night.NightAsync()).ShouldBe(ExitCode.Partial);

        Outcomes(night)["wom"].ShouldBe("failed");
        Outcomes(night)["discord"].ShouldBe("done");
        Outcomes(night)["publish"].ShouldBe("done");
        using var data = Data(night);
        data.RootElement.GetProperty("members").GetArrayLength().ShouldBe(night.Clan.Members.Count);
        data.RootElement.GetProperty("sources")[0].GetProperty("failures").GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Discord_down_is_partial_and_leaves_Wise_Old_Man_alone()
    {
        await using var night = await ClanNight.StartAsync();
        night.Discord.Respond("GET", $"/guilds/{night.Clan.Discord.GuildId}/channels", 500);

        (await night.NightAsync()).ShouldBe(ExitCode.Partial);

        Outcomes(night)["wom"].ShouldBe("done");
        Outcomes(night)["publish"].ShouldBe("done");
    }

    [Fact]
    public async Task Without_any_roster_nothing_is_published()
    {
        await using var night = await ClanNight.StartAsync();
        night.WiseOldMan.Respond("GET", $"/groups/{night.Clan.Options.GroupId}", 500);

        (await night.NightAsync()).ShouldBe(ExitCode.Failed);

        File.Exists(Path.Combine(night.Output, "clan_data.json")).ShouldBeFalse();
        File.Exists(Path.Combine(night.Output, "run_summary.json")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_cancelled_night_ends_cleanly_and_the_next_one_finishes_the_work()
    {
        await using var night = await ClanNight.StartAsync();
        using var cancellation = new CancellationTokenSource();
        night.WiseOldMan.Fail(Fault.Hang(), path: "/players/*", skip: 3);
        var running = night.RunAsync(cancellation.Token, "run", "--now", night.Clan.Now.ToIso());
        while (night.WiseOldMan.Requests.Count(request => request.Path.Contains("/players/", StringComparison.Ordinal)) < 4)
        {
            await Task.Delay(20, CancellationToken.None);
        }

        await cancellation.CancelAsync();

        (await running).ShouldBe(ExitCode.Cancelled);
        File.Exists(Path.Combine(night.Output, "clan_data.json")).ShouldBeFalse();
        (await night.NightAsync()).ShouldBe(ExitCode.Done, night.Diagnostics);
        await using var undisturbed = await ClanNight.StartAsync();
        await undisturbed.NightAsync();
        night.RowCounts()["wom_snapshots"].ShouldBe(undisturbed.RowCounts()["wom_snapshots"]);
        night.Query<long>("SELECT sum(xp_gained) FROM wom_snapshots").ShouldBe(undisturbed.Query<long>("SELECT sum(xp_gained) FROM wom_snapshots"));
        night.Query<long>("SELECT count(*) FROM boss_snapshots").ShouldBe(undisturbed.Query<long>("SELECT count(*) FROM boss_snapshots"));
    }

    [Fact]
    public async Task A_wrong_configuration_is_told_at_once_and_nothing_is_written()
    {
        await using var night = await ClanNight.StartAsync();
        night.Environment["WOM_TARGET_RPM"] = "fast";
        night.Environment.Remove("WOM_GROUP_ID");

        (await night.NightAsync()).ShouldBe(ExitCode.UsageWrong);

        night.Diagnostics.ShouldContain("- WOM_GROUP_ID is missing or empty");
        night.Diagnostics.ShouldContain("- WOM_TARGET_RPM: 'fast' is not a whole number");
        Directory.EnumerateFileSystemEntries(night.WorkingFolder).ShouldBeEmpty();
    }

    [Fact]
    public async Task No_secret_appears_in_any_file_or_line()
    {
        await using var night = await ClanNight.StartAsync();
        night.Environment["WOM_API_KEY"] = "simulated-key";

        await night.NightAsync("--record", Path.Combine(night.Root, "recording"));

        var secrets = new[] { night.Environment["DISCORD_TOKEN"], "simulated-key" };
        foreach (var file in Directory.EnumerateFiles(night.Root, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".db", StringComparison.Ordinal)))
        {
            var text = await File.ReadAllTextAsync(file);
            secrets.ShouldAllBe(secret => !text.Contains(secret, StringComparison.Ordinal), file);
        }

        secrets.ShouldAllBe(secret => !night.Diagnostics.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_recorded_night_replays_to_the_same_numbers()
    {
        await using var night = await ClanNight.StartAsync();
        var recording = Path.Combine(night.Root, "recording");
        (await night.NightAsync("--record", recording)).ShouldBe(ExitCode.Done, night.Diagnostics);
        using var original = Data(night);

        (await night.RunAsync("run", "--dry-run", "--fixtures", recording, "--out", Path.Combine(night.Root, "replay"))).ShouldBe(ExitCode.Done, night.Diagnostics);

        using var replayed = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(night.Root, "replay", "clan_data.json")));
        replayed.RootElement.GetProperty("members").GetRawText().ShouldBe(original.RootElement.GetProperty("members").GetRawText());
        replayed.RootElement.GetProperty("history").GetRawText().ShouldBe(original.RootElement.GetProperty("history").GetRawText());
    }

    [Fact]
    public async Task The_dry_run_beside_the_program_needs_nothing_and_names_its_folder_first()
    {
        await using var night = await ClanNight.StartAsync();
        night.Environment.Clear();

        (await night.RunAsync("run", "--dry-run")).ShouldBe(ExitCode.Done, night.Diagnostics);

        var folder = night.Answers.Split('\n')[0].Trim();
        using var data = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "clan_data.json")));
        data.RootElement.GetProperty("members").GetArrayLength().ShouldBe(20);
        File.Exists(Path.Combine(folder, "data", "clan_data.db")).ShouldBeTrue();
        Directory.EnumerateFileSystemEntries(night.WorkingFolder).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_roster_that_loses_too_many_marks_nobody_and_names_them()
    {
        await using var night = await ClanNight.StartAsync();
        await night.NightAsync();
        var group = await Shrunk(night);
        night.WiseOldMan.Respond("GET", $"/groups/{night.Clan.Options.GroupId}", 200, body: group);

        (await night.NightAsync()).ShouldBe(ExitCode.Partial);

        night.Query<long>("SELECT count(*) FROM clan_members WHERE left_at IS NULL").Single().ShouldBe(night.Clan.Members.Count);
        night.Diagnostics.ShouldContain("--accept-departures");
    }

    [Fact]
    public async Task Every_answer_comes_back_byte_for_byte()
    {
        await using var night = await ClanNight.StartAsync();
        await night.NightAsync();
        using var client = new HttpClient();
        using var bulk = JsonDocument.Parse(await client.GetStringAsync($"{night.WiseOldMan.BaseUrl}/groups/{night.Clan.Options.GroupId}/bulk-hiscores"));

        var stored = night.Query<(long Codec, byte[] Data)>("SELECT codec, data FROM answer_blocks")
            .SelectMany(row => ClanStats.Storage.SnapshotAnswers.Unpack((int)row.Codec, row.Data))
            .Select(answer => System.Text.Encoding.UTF8.GetString(answer.Span)).ToHashSet();

        bulk.RootElement.EnumerateArray().ShouldAllBe(entry => stored.Contains(entry.GetProperty("data").GetRawText()));
    }

    private static async Task<string> Shrunk(ClanNight night)
    {
        using var client = new HttpClient();
        var group = System.Text.Json.Nodes.JsonNode.Parse(await client.GetStringAsync($"{night.WiseOldMan.BaseUrl}/groups/{night.Clan.Options.GroupId}"))!;
        var memberships = group["memberships"]!.AsArray();
        while (memberships.Count > night.Clan.Members.Count / 2)
        {
            memberships.RemoveAt(0);
        }

        return group.ToJsonString();
    }

    private static JsonDocument Data(ClanNight night) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(night.Output, "clan_data.json")));

    private static Dictionary<string, string> Outcomes(ClanNight night)
    {
        using var summary = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(night.Output, "run_summary.json")));
        return summary.RootElement.GetProperty("steps").EnumerateArray()
            .ToDictionary(step => step.GetProperty("name").GetString()!, step => step.GetProperty("outcome").GetString()!);
    }

    /// <summary>Every published text without the run's id; the workbook is compared by its own tests.</summary>
    private static Dictionary<string, string> Contents(ClanNight night) => Set
        .Where(file => file != "run_summary.json" && !file.EndsWith(".xlsx", StringComparison.Ordinal))
        .ToDictionary(file => file, file => TraceId().Replace(File.ReadAllText(Path.Combine(night.Output, file)), "TRACE"));

    [GeneratedRegex("(?<=trace_id\"?[ :]*\")[0-9a-f]{16,32}")]
    private static partial Regex TraceId();
}
