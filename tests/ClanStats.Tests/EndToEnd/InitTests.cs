using ClanStats.Pipeline;
using ClanStats.Simulation.Discord;

namespace ClanStats.Tests.EndToEnd;

public sealed class InitTests
{
    private static readonly string Token = new DiscordServerOptions().Token;

    [Fact]
    public async Task Six_answers_set_a_clan_up_without_showing_a_secret_and_the_first_night_runs()
    {
        await using var night = await NewOwnerAsync();
        night.Typed = string.Join(
            '\n', $"https://wiseoldman.net/groups/{night.Clan.Options.GroupId}/members", "", "", "", Token, $"{night.Clan.Discord.GuildId}", $"#{night.Clan.Discord.Relay.Name}", "Europe/Berlin", "yes", "");

        (await night.RunAsync("init")).ShouldBe(ExitCode.Done, night.Diagnostics);

        var env = Path.Combine(night.WorkingFolder, ".env");
        var lines = await File.ReadAllLinesAsync(env);
        lines.ShouldContain($"WOM_GROUP_ID={night.Clan.Options.GroupId}");
        lines.ShouldContain("WOM_UPDATE_STALE=50");
        lines.ShouldContain($"DISCORD_TOKEN={Token}");
        lines.ShouldContain($"RELAY_CHANNEL_ID={night.Clan.Discord.Relay.Id}");
        lines.ShouldContain("CLAN_TIME_ZONE=Europe/Berlin");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(env).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        (night.Answers + night.Diagnostics).ShouldNotContain(Token);
        night.Diagnostics.ShouldContain("The ladder of ranks is the group's own, highest first: owner, deputy_owner");
        night.Diagnostics.ShouldContain("&scope=bot&permissions=66560");
        night.Diagnostics.ShouldContain("Without it numbers are as old as the members' own visits");
        foreach (var name in new[] { "clanstats.yaml", "rules.yaml", "people.yaml" })
        {
            File.Exists(Path.Combine(night.WorkingFolder, "config", name)).ShouldBeTrue();
        }

        night.Typed = null;
        (await night.NightAsync()).ShouldBe(ExitCode.Done, night.Diagnostics);
    }

    [Fact]
    public async Task A_released_program_that_is_set_up_in_its_own_folder_takes_its_examples_from_beside_the_config_it_writes()
    {
        await using var night = await NewOwnerAsync();
        night.ProgramFolder = night.WorkingFolder;
        var examples = Path.Combine(night.WorkingFolder, "config", "examples");
        Directory.CreateDirectory(examples);
        foreach (var name in new[] { "clanstats.yaml", "rules.yaml", "people.yaml" })
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, "config", name), Path.Combine(examples, name));
        }

        (await night.RunAsync("init", "--yes", "--no-discord", "--group", $"{night.Clan.Options.GroupId}", "--time-zone", "UTC")).ShouldBe(ExitCode.Done, night.Diagnostics);

        foreach (var name in new[] { "clanstats.yaml", "rules.yaml", "people.yaml" })
        {
            (await File.ReadAllTextAsync(Path.Combine(night.WorkingFolder, "config", name))).ShouldBe(await File.ReadAllTextAsync(Path.Combine(examples, name)));
        }
    }

    [Fact]
    public async Task A_group_and_a_token_that_are_refused_are_asked_for_again()
    {
        await using var night = await NewOwnerAsync();
        night.Typed = string.Join(
            '\n', "987654", "", $"{night.Clan.Options.GroupId}", "", "", "", "not-the-token", "1", "", Token, $"{night.Clan.Discord.GuildId}", "", "", "yes", "");

        (await night.RunAsync("init")).ShouldBe(ExitCode.Done, night.Diagnostics);

        night.Diagnostics.ShouldContain("Wise Old Man knows no group 987654");
        (await File.ReadAllTextAsync(Path.Combine(night.WorkingFolder, ".env"))).ShouldContain($"DISCORD_TOKEN={Token}\n");
    }

    [Fact]
    public async Task With_yes_nothing_is_asked_and_secrets_come_from_the_environment()
    {
        await using var night = await NewOwnerAsync();
        night.Environment["DISCORD_TOKEN"] = Token;

        (await night.RunAsync(
            "init", "--yes", "--group", $"{night.Clan.Options.GroupId}", "--guild", $"{night.Clan.Discord.GuildId}", "--relay", night.Clan.Discord.Relay.Name, "--time-zone", "UTC"))
            .ShouldBe(ExitCode.Done, night.Diagnostics);

        var env = await File.ReadAllTextAsync(Path.Combine(night.WorkingFolder, ".env"));
        env.ShouldContain($"RELAY_CHANNEL_ID={night.Clan.Discord.Relay.Id}\n");
        env.ShouldContain($"DISCORD_TOKEN={Token}\n");
        night.Answers.ShouldContain("DISCORD_TOKEN=***");
    }

    [Theory]
    [InlineData(ExitCode.UsageWrong, "WOM_GROUP_ID is missing", "--yes")]
    [InlineData(ExitCode.UsageWrong, "WOM_GROUP_ID: ", "--yes", "--group", "our clan")]
    [InlineData(ExitCode.Failed, "Wise Old Man knows no group 987654", "--yes", "--group", "987654")]
    [InlineData(ExitCode.UsageWrong, "Nobody is there to ask: add --yes")]
    [InlineData(ExitCode.UsageWrong, "--from: there is no folder", "--yes", "--from", "nowhere")]
    internal async Task What_is_missing_or_refused_is_told_and_nothing_is_written(ExitCode code, string told, params string[] options)
    {
        await using var night = await NewOwnerAsync();

        (await night.RunAsync(["init", .. options])).ShouldBe(code, night.Diagnostics);

        night.Diagnostics.ShouldContain(told);
        Directory.GetFileSystemEntries(night.WorkingFolder).ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_says_no_at_the_end_has_nothing_written_and_what_is_known_is_kept_by_Enter()
    {
        await using var night = await NewOwnerAsync();
        var env = Path.Combine(night.WorkingFolder, ".env");
        await File.WriteAllTextAsync(env, $"# mine\nWOM_GROUP_ID={night.Clan.Options.GroupId}\nDISCORD_ENABLED=true\n");
        night.Typed = string.Join('\n', "", "", "", "", "", "", "no", "");

        (await night.RunAsync("init")).ShouldBe(ExitCode.Cancelled, night.Diagnostics);
        (await File.ReadAllTextAsync(env)).ShouldBe($"# mine\nWOM_GROUP_ID={night.Clan.Options.GroupId}\nDISCORD_ENABLED=true\n");

        night.Typed = string.Join('\n', "", "", "", "", "", "", "yes", "");
        (await night.RunAsync("init")).ShouldBe(ExitCode.Done, night.Diagnostics);
        (await File.ReadAllTextAsync(env)).ShouldStartWith($"# mine\nWOM_GROUP_ID={night.Clan.Options.GroupId}\nDISCORD_ENABLED=false\n");
    }

    [Fact]
    public async Task The_old_programs_files_are_carried_as_far_as_they_mean_something()
    {
        await using var night = await NewOwnerAsync();
        var old = Path.Combine(night.Root, "old clan");
        Directory.CreateDirectory(Path.Combine(old, "config"));
        await File.WriteAllTextAsync(
            Path.Combine(old, ".env"),
            $"WOM_GROUP_ID={night.Clan.Options.GroupId}\nDISCORD_TOKEN={Token}\nRELAY_CHANNEL_ID={night.Clan.Discord.Relay.Id}\nDB_FILE=clan_data.db\nSECRET_SAUCE=pssst\nWOM_TARGET_RPM=fast\n");
        await File.WriteAllTextAsync(Path.Combine(old, "config", "config.yaml"), "dashboard:\n  leaderboard_size: 12\n  particles: true\nbroken: [\n");
        await File.WriteAllTextAsync(Path.Combine(old, "settings.yaml"), "harvest:\n  safe_delete_ratio: 0.3\ndashboard:\n  leaderboard_size: 12\n  particles: true\n");

        (await night.RunAsync("init", "--yes", "--from", old, "--time-zone", "UTC")).ShouldBe(ExitCode.Done, night.Diagnostics);

        var env = await File.ReadAllTextAsync(Path.Combine(night.WorkingFolder, ".env"));
        env.ShouldContain($"DISCORD_TOKEN={Token}\n");
        env.ShouldContain("HARVEST_SAFE_DELETE_RATIO=0.3\n");
        env.ShouldContain("LEADERBOARD_SIZE=12\n");
        env.ShouldNotContain("DB_FILE");
        var told = night.Diagnostics;
        told.ShouldContain(".env: DB_FILE is dropped: the old database is adopted with 'clanstats db import'");
        told.ShouldContain(".env: SECRET_SAUCE is dropped: it has no meaning here");
        told.ShouldContain(".env: WOM_TARGET_RPM is dropped: ");
        told.ShouldContain("settings.yaml: harvest.safe_delete_ratio is now HARVEST_SAFE_DELETE_RATIO");
        told.ShouldContain("settings.yaml: dashboard.leaderboard_size is now LEADERBOARD_SIZE");
        told.ShouldContain("config.yaml is dropped: it cannot be read as YAML");
        (told + night.Answers).ShouldNotContain("pssst");
        (await File.ReadAllTextAsync(Path.Combine(old, ".env"))).ShouldContain("SECRET_SAUCE");
    }

    private static async Task<ClanNight> NewOwnerAsync()
    {
        var night = await ClanNight.StartAsync(members: 20, days: 14);
        foreach (var name in new[] { "WOM_GROUP_ID", "DISCORD_TOKEN", "DISCORD_GUILD_ID", "RELAY_CHANNEL_ID" })
        {
            night.Environment.Remove(name);
        }

        return night;
    }
}
