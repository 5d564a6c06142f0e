using System.IO.Compression;
using ClanStats.Pipeline;
using ClanStats.Simulation.Discord;

namespace ClanStats.Tests.EndToEnd;

public sealed class CheckBundleTests
{
    [Fact]
    public async Task The_bundle_has_what_a_report_needs_and_nobodys_name()
    {
        await using var night = await ClanNight.StartAsync();
        (await night.NightAsync()).ShouldBe(ExitCode.Done, night.Diagnostics);
        var file = Path.Combine(night.WorkingFolder, "for the report.zip");

        (await night.RunAsync("check", "--bundle", "for the report.zip", "--now", night.Clan.Now.ToIso())).ShouldBe(ExitCode.Done, night.Diagnostics);

        var texts = Texts(file);
        texts.Keys.Order().ShouldBe(["app.log", "check.txt", "run_summary.json", "versions.txt"]);
        texts["check.txt"].ShouldMatch(@"(?m)^DISCORD_TOKEN +\*\*\* +environment");
        texts["check.txt"].ShouldContain("exit code 0: all was done");
        texts["versions.txt"].ShouldContain("schema ");
        texts["app.log"].ShouldContain("PIPELINE_SUCCESS");
        texts["run_summary.json"].ShouldContain("/players/person-");
        var everything = string.Join('\n', texts.Values);
        everything.ShouldNotContain(new DiscordServerOptions().Token);
        var names = night.Query<string>("SELECT display_name FROM clan_members UNION SELECT name FROM player_names UNION SELECT name FROM discord_accounts");
        names.Count.ShouldBeGreaterThan(20);
        names.Where(name => name.Length > 4 && everything.Contains(name, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_is_there_is_not_overwritten_and_before_the_first_night_there_is_little_in_it()
    {
        await using var night = await ClanNight.StartAsync(members: 20, days: 14);

        (await night.RunAsync("check", "--bundle", "x.zip", "--now", night.Clan.Now.ToIso())).ShouldBe(ExitCode.Partial, night.Diagnostics);
        Texts(Path.Combine(night.WorkingFolder, "x.zip")).Keys.Order().ShouldBe(["check.txt", "versions.txt"]);

        (await night.RunAsync("check", "--bundle", "x.zip", "--now", night.Clan.Now.ToIso())).ShouldBe(ExitCode.UsageWrong);
        night.Diagnostics.ShouldContain("x.zip is there already");
    }

    private static Dictionary<string, string> Texts(string file)
    {
        using var zip = ZipFile.OpenRead(file);
        return zip.Entries.ToDictionary(entry => entry.Name, entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return reader.ReadToEnd();
        });
    }
}
