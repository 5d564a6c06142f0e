using ClanStats.Pipeline;
using ClanStats.Simulation.Servers;

namespace ClanStats.Tests.EndToEnd;

public sealed class AnnouncementNightTests
{
    [Fact]
    public async Task What_is_due_is_posted_once_however_often_the_night_is_repeated()
    {
        await using var night = await StartAsync();

        (await night.NightAsync()).ShouldBe(ExitCode.Done, night.Diagnostics);
        Titles(night).ShouldBe(["This week in Thistledown Hall"], "nothing is known to have changed, and it is a Saturday");
        (await night.RunAsync("report", "--now", "2026-11-21T00:00:00Z")).ShouldBe(ExitCode.Done, night.Diagnostics);
        Titles(night).Count.ShouldBe(1);

        (await night.RunAsync("report", "--now", "2026-11-23T00:00:00Z")).ShouldBe(ExitCode.Done, night.Diagnostics);
        Titles(night).ShouldBe(["This week in Thistledown Hall", "Thistledown Hall\\: today", "This week in Thistledown Hall"], "a Monday");
        (await night.RunAsync("report", "--now", "2026-11-23T01:00:00Z")).ShouldBe(ExitCode.Done, night.Diagnostics);
        Titles(night).Count.ShouldBe(3);
        night.Query<string>("SELECT kind || ' ' || period || ' ' || state FROM discord_posts ORDER BY kind, period")
            .ShouldBe(["members 2026-W47 posted", "members 2026-W48 posted", "summary 2026-11-23 posted"]);
    }

    [Fact]
    public async Task No_address_of_a_webhook_is_in_any_file_and_its_link_is_the_pages()
    {
        await using var night = await StartAsync();
        night.Environment["PAGES_URL"] = "https://clan.example/week/";

        await night.NightAsync("--verbose");

        night.Discord.Webhooks.Posts.ShouldHaveSingleItem().Embed.GetProperty("url").GetString().ShouldBe("https://clan.example/week");
        (await File.ReadAllTextAsync(Path.Combine(night.Output, "public", "index.html"))).ShouldContain("<meta property=\"og:url\" content=\"https://clan.example/week\"");
        foreach (var file in Directory.EnumerateFiles(night.Root, "*", SearchOption.AllDirectories))
        {
            var bytes = await File.ReadAllBytesAsync(file);
            bytes.AsSpan().IndexOf("simulated-webhook-token"u8).ShouldBe(-1, file);
        }

        (night.Answers + night.Diagnostics).ShouldNotContain("simulated-webhook-token");
    }

    [Fact]
    public async Task A_webhook_that_was_deleted_is_named_by_its_setting_and_never_asked_again()
    {
        await using var night = await StartAsync();
        night.Discord.Webhooks.Delete(new Uri(night.Environment["DISCORD_MEMBERS_WEBHOOK"]).AbsolutePath["/api/v10".Length..]);

        (await night.NightAsync()).ShouldBe(ExitCode.Partial);
        night.Diagnostics.ShouldContain("does not know the webhook of DISCORD_MEMBERS_WEBHOOK any more");
        File.Exists(Path.Combine(night.Output, "clan_data.json")).ShouldBeTrue("the set stands");
        var asked = Asked(night);

        (await night.RunAsync("report", "--now", "2026-11-23T00:00:00Z")).ShouldBe(ExitCode.Partial);
        Asked(night).ShouldBe(asked + 1, "the officers' Monday alone");

        night.Environment["DISCORD_MEMBERS_WEBHOOK"] = night.Discord.BaseUrl + night.Discord.Webhooks.Create();
        (await night.RunAsync("report", "--now", "2026-11-23T02:00:00Z")).ShouldBe(ExitCode.Done, night.Diagnostics);
        Titles(night).ShouldContain("This week in Thistledown Hall");
    }

    [Fact]
    public async Task A_run_cut_off_while_it_posted_leaves_a_word_and_no_second_post()
    {
        await using var night = await StartAsync();
        await night.NightAsync();
        night.Execute("UPDATE discord_posts SET state = 'sending', message_id = NULL");

        (await night.RunAsync("report", "--now", "2026-11-21T01:00:00Z")).ShouldBe(ExitCode.Partial);
        night.Diagnostics.ShouldContain("it may have arrived, so it is not posted again");
        (await night.RunAsync("report", "--now", "2026-11-21T02:00:00Z")).ShouldBe(ExitCode.Done, night.Diagnostics);
        Titles(night).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_Discord_turned_away_is_posted_by_the_next_run()
    {
        await using var night = await StartAsync();
        night.Discord.Fail(Fault.Status(429, """{"message":"slow down","retry_after":1.5,"global":false}""", new Dictionary<string, string> { ["Retry-After"] = "2" }), path: "/webhooks/*");

        (await night.NightAsync()).ShouldBe(ExitCode.Partial);
        night.Diagnostics.ShouldContain("the members' week was not posted: Discord answered 429");
        (await night.RunAsync("report", "--now", "2026-11-21T01:00:00Z")).ShouldBe(ExitCode.Done, night.Diagnostics);
        Titles(night).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_demo_and_a_dry_run_post_nothing()
    {
        await using var night = await StartAsync();

        await night.RunAsync("demo", "--members", "20", "--days", "14", "--now", "2026-11-23T00:00:00Z", "--out", Path.Combine(night.Root, "demo"));
        await night.RunAsync("run", "--dry-run", "--out", Path.Combine(night.Root, "dry"));

        Asked(night).ShouldBe(0);
    }

    private static async Task<ClanNight> StartAsync()
    {
        var night = await ClanNight.StartAsync(members: 20, days: 20);
        night.Environment["DISCORD_SUMMARY_WEBHOOK"] = night.Discord.BaseUrl + night.Discord.Webhooks.Create();
        night.Environment["DISCORD_MEMBERS_WEBHOOK"] = night.Discord.BaseUrl + night.Discord.Webhooks.Create();
        return night;
    }

    private static List<string> Titles(ClanNight night) => [.. night.Discord.Webhooks.Posts.Select(post => post.Embed.GetProperty("title").GetString()!)];

    private static int Asked(ClanNight night) => night.Discord.Requests.Count(request => request.Path.StartsWith("/webhooks/", StringComparison.Ordinal));
}
