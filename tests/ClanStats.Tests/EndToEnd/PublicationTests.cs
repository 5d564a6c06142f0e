using System.Diagnostics;
using ClanStats.Pipeline;

namespace ClanStats.Tests.EndToEnd;

public sealed class PublicationTests
{
    [Fact]
    public async Task Officers_files_are_not_written_where_git_would_commit_them()
    {
        await using var night = await ClanNight.StartAsync();
        Git(night, "init", "--quiet");

        (await night.NightAsync()).ShouldBe(ExitCode.Partial);

        File.Exists(Path.Combine(night.Output, "public", "index.html")).ShouldBeTrue();
        File.Exists(Path.Combine(night.Output, "run_summary.json")).ShouldBeTrue();
        Directory.Exists(Path.Combine(night.Output, "enforcer")).ShouldBeFalse();
        night.Query<long>("SELECT published FROM pipeline_runs").ShouldBe([0L]);
        File.Exists(Path.Combine(night.Output, "docs", "index.html")).ShouldBeFalse();
        night.Diagnostics.ShouldContain("/out/");

        await File.WriteAllTextAsync(Path.Combine(night.WorkingFolder, ".gitignore"), "/out/\n");
        (await night.NightAsync()).ShouldBe(ExitCode.Done, night.Diagnostics);
        File.Exists(Path.Combine(night.Output, "enforcer", "purge_list.md")).ShouldBeTrue();
    }

    [Fact]
    public async Task The_set_goes_to_the_drive_and_the_public_page_alone_to_the_pages_folder()
    {
        await using var night = await ClanNight.StartAsync();
        var (drive, pages) = (Path.Combine(night.Root, "drive"), Path.Combine(night.Root, "pages"));
        night.Environment["LOCAL_DRIVE_PATH"] = drive;
        night.Environment["PAGES_DIR"] = pages;

        (await night.NightAsync()).ShouldBe(ExitCode.Done, night.Diagnostics);

        File.ReadAllBytes(Path.Combine(drive, "clan_report_full.xlsx")).ShouldBe(File.ReadAllBytes(Path.Combine(night.Output, "clan_report_full.xlsx")));
        Directory.EnumerateFileSystemEntries(pages).Select(Path.GetFileName).ShouldBe(["index.html"]);
        File.ReadAllText(Path.Combine(pages, "index.html")).ShouldBe(File.ReadAllText(Path.Combine(night.Output, "public", "index.html")));
    }

    [Fact]
    public async Task A_drive_that_cannot_be_written_is_partial_and_the_set_stands()
    {
        await using var night = await ClanNight.StartAsync();
        var blocked = Path.Combine(night.Root, "a-file");
        await File.WriteAllTextAsync(blocked, "");
        night.Environment["LOCAL_DRIVE_PATH"] = blocked;

        (await night.NightAsync()).ShouldBe(ExitCode.Partial);

        File.Exists(Path.Combine(night.Output, "clan_data.json")).ShouldBeTrue();
        night.Diagnostics.ShouldContain("LOCAL_DRIVE_PATH");
        night.Query<(long, long)>("SELECT r.published, count(m.member_id) FROM pipeline_runs r JOIN published_members m ON 1 GROUP BY r.id")
            .ShouldBe([(1L, (long)night.Clan.Members.Count)]);
    }

    [Fact]
    public async Task A_workbook_that_is_open_gets_a_dated_one_beside_it()
    {
        await using var night = await ClanNight.StartAsync();
        await night.NightAsync();
        using var open = new FileStream(Path.Combine(night.Output, "clan_report_full.xlsx"), FileMode.Open, FileAccess.Read, FileShare.Read);

        (await night.NightAsync()).ShouldBe(ExitCode.Done, night.Diagnostics);

        File.Exists(Path.Combine(night.Output, "clan_report_full_20261121_000000.xlsx")).ShouldBeTrue();
    }

    [Fact]
    public async Task The_old_safe_mode_keeps_the_last_reports()
    {
        await using var night = await ClanNight.StartAsync();
        await night.NightAsync();
        var list = Path.Combine(night.Output, "enforcer", "purge_list.md");
        await File.WriteAllTextAsync(list, "last night's");

        (await night.NightAsync("--skip", "enforcer")).ShouldBe(ExitCode.Done, night.Diagnostics);

        (await File.ReadAllTextAsync(list)).ShouldBe("last night's");
    }

    [Fact]
    public async Task Another_group_is_refused()
    {
        await using var night = await ClanNight.StartAsync();
        await night.NightAsync();
        night.Environment["WOM_GROUP_ID"] = "4711";

        (await night.NightAsync()).ShouldBe(ExitCode.UsageWrong);

        night.Diagnostics.ShouldContain("belongs to group");
    }

    private static void Git(ClanNight night, params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = night.WorkingFolder })!;
        git.WaitForExit();
        git.ExitCode.ShouldBe(0);
    }
}
