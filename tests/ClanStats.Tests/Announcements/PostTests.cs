using System.Text.Json;
using ClanStats.Announcements;
using ClanStats.Domain.Report;
using ClanStats.Simulation.Discord;
using ClanStats.Tests.Fixtures;

namespace ClanStats.Tests.Announcements;

public sealed class PostTests
{
    [Fact]
    public void The_officers_summary_says_freshness_the_sentence_four_numbers_who_and_what()
    {
        var report = SampleReport.Create();

        var embed = Embed(OfficersPost.Write(report));

        embed.GetProperty("title").GetString().ShouldBe("Lantern Court\\: today");
        embed.GetProperty("description").GetString()!.ShouldStartWith("▲ Data as of 2026-01-02 14\\:30 UTC");
        embed.GetProperty("description").GetString()!.ShouldContain("Steady\\: ");
        var fields = embed.GetProperty("fields").EnumerateArray().ToDictionary(field => field.GetProperty("name").GetString()!, field => field.GetProperty("value").GetString()!);
        fields.Keys.ShouldBe(["Active this week", "Members", "Newcomers kept", "Not measured", "Needs you", "What changed"]);
        fields["Active this week"].ShouldContain("6 fewer than the week before");
        fields["Newcomers kept"].ShouldBe("no data");
        fields["Not measured"].ShouldContain("2 fewer than the week before\nof 40 members");
        fields["Needs you"].Split('\n').Length.ShouldBe(TodayAction.Most + 1);
        fields["Needs you"].ShouldEndWith("and 7 more");
        fields["What changed"].Split('\n').Length.ShouldBe(6, "five changes and how many more");
        fields["What changed"].ShouldEndWith("and 8 more");
    }

    [Fact]
    public void The_members_week_holds_the_week_and_its_link_and_nothing_of_the_officers()
    {
        var report = SampleReport.Create();
        report = report with { Settings = report.Settings with { PageAddress = "https://clan.example/week" } };

        var text = JsonSerializer.Serialize(Body(MembersPost.Write(report)));
        var embed = Embed(MembersPost.Write(report));

        embed.GetProperty("url").GetString().ShouldBe("https://clan.example/week");
        embed.GetProperty("fields").EnumerateArray().Select(field => field.GetProperty("name").GetString())
            .ShouldBe(["Pets", "Drops", "Levels", "Collection log", "Records", "Milestones", "Newcomers", "Years in the clan"]);
        foreach (var secret in new[] { report.Today.Verdict, "purge", "Needs you", "Not measured", "slump" })
        {
            text.ShouldNotContain(secret);
        }
    }

    [Theory]
    [InlineData(40)]
    [InlineData(500)]
    public void Whatever_names_hold_a_post_keeps_Discords_limits_and_mentions_nobody(int members)
    {
        var report = SampleReport.Create(members);
        var nasty = new string('*', 5_000) + "@everyone <@1> https://evil.example \u202Efdp.exe\n# big";
        report = report with
        {
            Clan = report.Clan with { Name = nasty },
            Today = report.Today with { Verdict = nasty, Actions = [.. report.Today.Actions.Select(action => action with { Name = nasty, Why = nasty })] },
            Week = report.Week with { Lists = [.. report.Week.Lists.Select(list => list with { Lines = [.. list.Lines.Select(line => line with { Name = nasty, Text = nasty })] })] },
        };

        foreach (var post in new[] { OfficersPost.Write(report), MembersPost.Write(report) })
        {
            var body = Body(post);
            WebhookLimits.Check(body);
            body.GetProperty("allowed_mentions").GetProperty("parse").GetArrayLength().ShouldBe(0);
        }
    }

    [Theory]
    [InlineData("a_b*c~d`e|f", @"a\_b\*c\~d\`e\|f")]
    [InlineData("@everyone", "\\@\u200Beveryone")]
    [InlineData("<@123> <:x:1>", "\\<\\@\u200B123\\> \\<\\:x\\:1\\>")]
    [InlineData("https://evil.example", @"https\://evil.example")]
    [InlineData("[a](b)", @"\[a\]\(b\)")]
    [InlineData("one\ntwo\u202Ethree", "one twothree")]
    public void A_text_of_a_player_is_literal(string text, string literal) => DiscordText.Literal(text).ShouldBe(literal);

    [Fact]
    public void A_summary_is_due_where_something_changed_and_on_Mondays_of_the_clans_own_calendar()
    {
        var quiet = SampleReport.Create() with { Changes = Section<ChangesReport>.Of(new ChangesReport(SampleReport.Now, [], [])) };
        ClanReport On(int day, string zone = "UTC") => quiet with
        {
            Now = Domain.Activity.UtcInstant.From(new DateTimeOffset(2026, 11, day, 23, 30, 0, TimeSpan.Zero)),
            Settings = quiet.Settings with { TimeZone = TimeZoneInfo.FindSystemTimeZoneById(zone) },
        };

        OfficersPost.IsDue(SampleReport.Create()).ShouldBeTrue("something changed");
        OfficersPost.IsDue(On(21)).ShouldBeFalse("a quiet Saturday");
        OfficersPost.IsDue(On(22)).ShouldBeFalse("Sunday in UTC");
        OfficersPost.IsDue(On(22, "Europe/Berlin")).ShouldBeTrue("Monday there");
        OfficersPost.PeriodOf(On(22, "Europe/Berlin")).ShouldBe("2026-11-23");
        MembersPost.PeriodOf(On(22)).ShouldBe("2026-W47");
        MembersPost.PeriodOf(On(22, "Europe/Berlin")).ShouldBe("2026-W48");
    }

    private static JsonElement Body(DiscordPost post) => JsonDocument.Parse(post.ToJson()).RootElement;

    private static JsonElement Embed(DiscordPost post) => Body(post).GetProperty("embeds")[0];
}
