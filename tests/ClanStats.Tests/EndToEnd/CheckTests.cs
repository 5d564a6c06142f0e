using System.Text.Json;
using System.Text.Json.Nodes;
using ClanStats.Pipeline;
using ClanStats.Simulation.Discord;
using ClanStats.Simulation.Servers;

namespace ClanStats.Tests.EndToEnd;

public sealed class CheckTests
{
    [Fact]
    public async Task Where_all_is_well_it_says_so_shows_the_settings_and_changes_nothing()
    {
        await using var night = await ClanNight.StartAsync();
        (await night.NightAsync()).ShouldBe(ExitCode.Done);
        var (files, asked) = (FilesOf(night), night.WiseOldMan.Requests.Count);
        var told = night.Diagnostics.Length;

        var check = await CheckAsync(night);

        check.Exit.ShouldBe(ExitCode.Done, check.Text);
        check.Text.ShouldContain("Configuration is valid.");
        check.Text.ShouldMatch(@"(?m)^DISCORD_TOKEN +\*\*\* +environment");
        check.Text.ShouldMatch($@"(?m)^WOM_GROUP_ID +{night.Clan.Options.GroupId} +environment");
        check.Text.ShouldContain($"Group {night.Clan.Options.GroupId} is Thistledown Hall");
        check.Text.ShouldContain($"{night.Clan.Members.Count} members");
        check.Text.ShouldContain("The relay channel");
        check.Text.TrimEnd().ShouldEndWith("All is well.");
        night.Diagnostics[told..].ShouldContain("Checking: Wise Old Man");
        FilesOf(night).ShouldBe(files);
        night.WiseOldMan.Requests.Count.ShouldBe(asked + 2);
        night.WiseOldMan.Requests.Concat(night.Discord.Requests).ShouldAllBe(request => request.Method == "GET");
    }

    [Fact]
    public async Task Before_the_first_night_the_missing_database_is_a_finding_and_none_is_made()
    {
        await using var night = await ClanNight.StartAsync();

        var check = await CheckAsync(night);

        check.Exit.ShouldBe(ExitCode.Partial);
        check.ShouldFind("database", "finding", "database", "There is no database", "'clanstats run' makes it");
        Directory.GetFileSystemEntries(night.WorkingFolder).ShouldBeEmpty();
    }

    [Fact]
    public async Task As_json_it_has_the_documented_shape()
    {
        await using var night = await ClanNight.StartAsync();
        night.Environment["WOM_GROPU_ID"] = "7";
        var exit = await night.RunAsync("check", "--json", "--now", night.Clan.Now.ToIso());

        var answer = JsonNode.Parse(night.Answers)!.AsObject();
        answer.Select(pair => pair.Key).ShouldBe(["outcome", "exit_code", "configuration", "settings", "warnings", "findings"]);
        ((string)answer["outcome"]!).ShouldBe("findings");
        ((int)answer["exit_code"]!).ShouldBe((int)exit);
        answer["settings"]!.AsArray().ShouldAllBe(setting => setting!.AsObject().Select(pair => pair.Key).SequenceEqual(new[] { "name", "value", "source" }));
        answer["warnings"]!.AsArray().Select(warning => (string)warning!).ShouldContain(warning => warning.Contains("WOM_GROPU_ID"));
        answer["findings"]!.AsArray().ShouldAllBe(finding =>
            finding!.AsObject().Select(pair => pair.Key).SequenceEqual(new[] { "probe", "level", "subject", "message", "remedy" }));
        answer["findings"]!.AsArray().Select(finding => (string)finding!["probe"]!).Distinct()
            .ShouldBe(["configuration", "places", "last-run", "database", "wise-old-man", "discord"]);
        night.Answers.ShouldNotContain(new DiscordServerOptions().Token);
    }

    [Fact]
    public async Task A_misspelt_setting_and_a_people_file_nobody_can_read_are_findings()
    {
        await using var night = await ClanNight.StartAsync();
        night.Environment["WOM_GROPU_ID"] = "7";
        Directory.CreateDirectory(Path.Combine(night.WorkingFolder, "config"));
        File.WriteAllText(Path.Combine(night.WorkingFolder, "config", "people.yaml"), "leave: [\n");

        var check = await CheckAsync(night);

        check.Exit.ShouldBe(ExitCode.Partial);
        check.ShouldFind("configuration", "finding", "setting", "did you mean WOM_GROUP_ID?", "Correct it");
        check.ShouldFind("configuration", "finding", "people", "people.yaml", "last good one");
        check.ShouldFind("configuration", "note", "setting", "WOM_API_KEY is not set", "");
    }

    [Fact]
    public async Task Wrong_rules_are_a_wrong_configuration()
    {
        await using var night = await ClanNight.StartAsync();
        Directory.CreateDirectory(Path.Combine(night.WorkingFolder, "config"));
        File.WriteAllText(Path.Combine(night.WorkingFolder, "config", "rules.yaml"), "purge: [\n");

        (await night.RunAsync("check")).ShouldBe(ExitCode.UsageWrong);
        night.Diagnostics.ShouldContain("rules.yaml");
    }

    [Theory]
    [InlineData("no database at all, not even by its first bytes", "is damaged or not a ClanStats database", "clanstats db restore")]
    [InlineData("old program", "belongs to the old program", "clanstats db import")]
    [InlineData("another program", "is a database of another program", "Set DB_FILE to another file")]
    public async Task A_file_that_is_no_database_of_this_program_makes_it_unusable(string content, string message, string remedy)
    {
        await using var night = await ClanNight.StartAsync();
        Directory.CreateDirectory(Path.GetDirectoryName(night.DatabaseFile)!);
        if (content.StartsWith("no", StringComparison.Ordinal))
        {
            File.WriteAllText(night.DatabaseFile, content);
        }
        else
        {
            Make(night.DatabaseFile, content == "old program" ? "CREATE TABLE alembic_version (version_num TEXT)" : "CREATE TABLE tunes (id INTEGER)");
        }

        var (files, check) = (FilesOf(night), await CheckAsync(night));

        check.Exit.ShouldBe(ExitCode.Failed);
        check.ShouldFind("database", "unusable", "database", message, remedy);
        check.Text.ShouldNotContain("file:");
        check.Text.TrimEnd().ShouldEndWith("A run would bring nothing as things are.");
        FilesOf(night).ShouldBe(files);
    }

    [Fact]
    public async Task A_database_of_another_group_contradicts_the_configuration()
    {
        await using var night = await ClanNight.StartAsync();
        await night.NightAsync();
        Change(night.DatabaseFile, "UPDATE clan_group SET group_id = 77");

        var check = await CheckAsync(night);

        check.Exit.ShouldBe(ExitCode.UsageWrong);
        check.ShouldFind("database", "configuration", "owner", "belongs to group 77", "Correct WOM_GROUP_ID");
    }

    [Fact]
    public async Task A_database_in_use_is_looked_at_all_the_same()
    {
        await using var night = await ClanNight.StartAsync();
        await night.NightAsync();
        using var user = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={night.DatabaseFile};Pooling=False");
        user.Open();
        using var command = user.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE; UPDATE clan_group SET name = 'busy'";
        command.ExecuteNonQuery();

        var check = await CheckAsync(night);

        check.Exit.ShouldBe(ExitCode.Done, check.Text);
        check.ShouldFind("database", "ok", "owner", "It belongs to group", "");
    }

    [Theory]
    [InlineData("key", "Wise Old Man rejects WOM_API_KEY", "Correct it")]
    [InlineData("group", "Wise Old Man knows no group 99999", "Correct WOM_GROUP_ID")]
    [InlineData("limit", "Wise Old Man blocks this computer", "Wait")]
    [InlineData("answer", "502", "WOM_BASE_URL")]
    public async Task What_stands_between_it_and_the_group_makes_it_unusable(string subject, string message, string remedy)
    {
        await using var night = await ClanNight.StartAsync();
        switch (subject)
        {
            case "key":
                night.Environment["WOM_API_KEY"] = "a-key-nobody-knows";
                break;
            case "group":
                night.Environment["WOM_GROUP_ID"] = "99999";
                break;
            case "limit":
                night.WiseOldMan.Block();
                break;
            default:
                night.WiseOldMan.Fail(Fault.Status(502, "<html>Bad gateway</html>"), times: int.MaxValue);
                break;
        }

        var check = await CheckAsync(night);

        check.Exit.ShouldBe(ExitCode.Failed);
        check.ShouldFind("wise-old-man", "unusable", subject, message, remedy);
        check.Text.ShouldNotContain("a-key-nobody-knows");
        check.ShouldFind("discord", "ok", "token", "DISCORD_TOKEN is accepted", "");
    }

    [Fact]
    public async Task A_key_that_is_accepted_is_told()
    {
        await using var night = await ClanNight.StartAsync();
        night.Environment["WOM_API_KEY"] = "simulated-key";
        night.Environment["WOM_GROUP_SECRET"] = "123-456-789";

        var check = await CheckAsync(night);

        check.ShouldFind("wise-old-man", "ok", "key", "WOM_API_KEY is accepted", "");
        check.ShouldFind("wise-old-man", "note", "secret", "only a run can tell", "");
        (check.Text + night.Diagnostics).ShouldNotContain("123-456-789");
    }

    [Theory]
    [InlineData(2.5, null, null, true, "or WOM_UPDATE_STALE to the number")]
    [InlineData(2.5, "3", null, true, "Raise WOM_UPDATE_STALE (now 3;")]
    [InlineData(2.5, null, "123-456-789", true, "WOM_GROUP_SECRET is given")]
    [InlineData(1.9, null, null, false, "")]
    public async Task Data_of_a_middle_age_above_two_days_recommends_an_update(double days, string? stale, string? secret, bool isFound, string remedy)
    {
        await using var night = await ClanNight.StartAsync();
        night.Environment["WOM_UPDATE_STALE"] = stale ?? "0";
        night.Environment["WOM_GROUP_SECRET"] = secret ?? "";
        await SetAsync(night, members =>
        {
            // Nearly half of them are far older, the middle one is as told.
            for (var i = 0; i < members.Count; i++)
            {
                members[i]!["player"]!["updatedAt"] = night.Clan.Now.PlusDays(i * 2 < members.Count - 2 ? -30 : -days).ToIso();
            }
        });

        var check = await CheckAsync(night);

        check.ShouldFind("wise-old-man", isFound ? "finding" : "ok", "age", "Half of the members' data is older than", remedy);
    }

    [Fact]
    public async Task Members_nobody_ever_updated_are_older_than_any()
    {
        await using var night = await ClanNight.StartAsync();
        await SetAsync(night, members => members.ToList().ForEach(member => member!["player"]!["updatedAt"] = null));

        (await CheckAsync(night)).ShouldFind("wise-old-man", "finding", "age", "were never updated", "WOM_GROUP_SECRET");
    }

    [Fact]
    public async Task Without_Discord_it_says_that_messages_are_not_counted()
    {
        await using var night = await ClanNight.StartAsync();
        night.Environment["DISCORD_ENABLED"] = "false";

        var check = await CheckAsync(night);

        check.ShouldFind("discord", "note", "connection", "Discord is not connected", "");
        night.Discord.Requests.ShouldBeEmpty();
    }

    internal static async Task<Checked> CheckAsync(ClanNight night)
    {
        var text = night.Answers.Length;
        var exit = await night.RunAsync("check", "--now", night.Clan.Now.ToIso());
        var shown = night.Answers[text..];
        var json = night.Answers.Length;
        (await night.RunAsync("check", "--json", "--now", night.Clan.Now.ToIso())).ShouldBe(exit);
        using var document = JsonDocument.Parse(night.Answers[json..]);
        var findings = document.RootElement.GetProperty("findings").EnumerateArray().Select(finding => new Finding(
            finding.GetProperty("probe").GetString()!, finding.GetProperty("level").GetString()!, finding.GetProperty("subject").GetString()!,
            finding.GetProperty("message").GetString()!, finding.GetProperty("remedy").GetString())).ToList();
        findings.ShouldAllBe(finding => finding.Level == "ok" || finding.Level == "note" || !string.IsNullOrEmpty(finding.Remedy));
        findings.ShouldAllBe(finding => shown.Contains(finding.Message));
        return new Checked(exit, shown, findings);
    }

    private static List<(string, long, DateTime)> FilesOf(ClanNight night) =>
    [
        .. Directory.EnumerateFileSystemEntries(night.WorkingFolder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => (path, File.Exists(path) ? new FileInfo(path).Length : 0, File.GetLastWriteTimeUtc(path))),
    ];

    private static async Task SetAsync(ClanNight night, Action<JsonArray> change)
    {
        using var http = new HttpClient();
        var path = $"/groups/{night.Clan.Options.GroupId}";
        var group = JsonNode.Parse(await http.GetStringAsync(night.WiseOldMan.BaseUrl + path))!;
        change(group["memberships"]!.AsArray());
        night.WiseOldMan.Respond("GET", path, 200, body: group.ToJsonString());
    }

    private static void Make(string file, string sql) => Change(file, sql);

    private static void Change(string file, string sql)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    internal sealed record Finding(string Probe, string Level, string Subject, string Message, string? Remedy);

    internal sealed record Checked(ExitCode Exit, string Text, IReadOnlyList<Finding> Findings)
    {
        public void ShouldFind(string probe, string level, string subject, string message, string remedy) =>
            Findings.Where(finding => finding.Probe == probe && finding.Level == level && finding.Subject == subject)
                .ShouldContain(
                    finding => finding.Message.Contains(message, StringComparison.Ordinal) && (finding.Remedy ?? "").Contains(remedy, StringComparison.Ordinal),
                    Text);
    }
}
