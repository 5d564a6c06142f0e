using ClanStats.Tests.Fixtures;
using Microsoft.Playwright;

namespace ClanStats.Browser.Tests;

/// <summary>The members' page, as a member opens it.</summary>
public sealed class PublicPageTests(Chromium chromium) : IClassFixture<Chromium>
{
    [ChromiumFact]
    public async Task It_opens_with_the_week_and_is_whole_without_script()
    {
        var report = SampleReport.Create();
        await using var open = await OpenPage.OfAsync(chromium, report, OpenPage.Public, script: false, size: (390, 844));

        var text = await open.Page.Locator("main").InnerTextAsync();

        (await open.Page.TitleAsync()).ShouldBe("Lantern Court: this week in the clan");
        (await open.Page.Locator("meta[name=description]").GetAttributeAsync("content"))!.ShouldStartWith("40 members");
        text.ShouldContain("This week in Lantern Court");
        (await open.Page.Locator(".feat h3").AllInnerTextsAsync()).ShouldBe(report.Week.Lists.Select(list => list.Title));
        (await open.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(390);
    }

    [ChromiumFact]
    public async Task Everybody_finds_themselves_with_the_keyboard_alone()
    {
        var report = SampleReport.Create();
        var person = report.Members.First(member => report.Lifetimes.ContainsKey(member.Id) && member.DisplayName.All(char.IsAsciiLetterOrDigit));
        await using var open = await OpenPage.OfAsync(chromium, report, OpenPage.Public, "#find");

        await open.TabToAsync("#search");
        await open.Page.Keyboard.TypeAsync(person.DisplayName);

        var card = open.Page.Locator(".person-card").First;
        (await card.Locator("h3").InnerTextAsync()).ShouldBe(person.DisplayName);
        var text = await card.InnerTextAsync();
        foreach (var part in new[] { "XP", "Boss kills", "Messages", "Total level", "Skills at 99", "Records", "Next", "to go" })
        {
            text.ShouldContain(part);
        }

        await open.Page.Locator("#search").FillAsync("");
        await open.TabToAsync(".open");
        var chosen = await open.Page.Locator(".open").First.InnerTextAsync();
        await open.Page.Keyboard.PressAsync("Enter");
        (await open.Page.Locator("#search").InputValueAsync()).ShouldBe(chosen);
        (await card.Locator("h3").InnerTextAsync()).ShouldBe(chosen);
        open.Complaints.ShouldBeEmpty();
        open.Requests.ShouldBeEmpty();
    }

    [ChromiumFact]
    public async Task Everybody_on_the_roster_can_be_found_and_nobody_hidden()
    {
        var report = SampleReport.Create();
        report = report with { Hidden = report.Members.Take(3).Select(member => member.Id).ToHashSet() };
        await using var open = await OpenPage.OfAsync(chromium, report, OpenPage.Public, "#find");

        var names = await open.Page.Locator("tbody th .name").AllTextContentsAsync();

        names.Order(StringComparer.Ordinal).ShouldBe(
            report.Members.Where(member => !report.Hidden.Contains(member.Id)).Select(member => member.DisplayName).Order(StringComparer.Ordinal));
    }

    [ChromiumFact]
    public async Task A_hostile_name_is_shown_whole_in_its_card()
    {
        var report = SampleReport.Create();
        await using var open = await OpenPage.OfAsync(chromium, report, OpenPage.Public, "#find", size: (390, 844));

        foreach (var name in SampleReport.HostileNames)
        {
            await open.Page.Locator("#search").FillAsync(name);
            (await open.Page.Locator(".person-card h3").AllTextContentsAsync()).ShouldContain(name);
            (await open.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(390, name);
        }

        open.Dialogs.ShouldBeEmpty();
        open.Complaints.ShouldBeEmpty();
    }

    [ChromiumTheory]
    [InlineData(ColorScheme.Light, "rgb(251, 250, 247)")]
    [InlineData(ColorScheme.Dark, "rgb(20, 22, 26)")]
    public async Task It_follows_the_devices_theme(ColorScheme theme, string paper)
    {
        await using var open = await OpenPage.OfAsync(chromium, SampleReport.Create(), OpenPage.Public, theme: theme);

        (await open.Page.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).backgroundColor")).ShouldBe(paper);
        open.Complaints.ShouldBeEmpty();
    }

    [ChromiumFact]
    public async Task A_page_without_its_people_says_so_and_still_tells_the_week()
    {
        await using var open = await OpenPage.OfAsync(
            chromium, SampleReport.Create(), OpenPage.Public, change: page => page.Replace("\"people\":[", "\"others\":[", StringComparison.Ordinal));

        (await open.Page.Locator("#trouble").InnerTextAsync()).ShouldContain("lacks: people");
        (await open.Page.Locator(".feat").CountAsync()).ShouldBe(8);
    }
}
