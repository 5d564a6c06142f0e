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
        (await open.Page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('.feat h3')].sort((one, other) => one.getBoundingClientRect().y - other.getBoundingClientRect().y).map(title => title.textContent)"))
            .ShouldBe(report.Week.Lists.Select(list => list.Title));
        (await open.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(390);
    }

    [ChromiumTheory]
    [InlineData(390)]
    [InlineData(768)]
    [InlineData(1280)]
    [InlineData(1920)]
    public async Task The_week_leaves_no_hole_beside_a_long_list_and_no_number_leaves_its_tile(int width)
    {
        var report = SampleReport.Create();
        report = report with
        {
            Activity = report.Activity with { History = [.. report.Activity.History.Select(day => day with { Xp = 142_571_428 })] },
            Week = report.Week with { Lists = [.. report.Week.Lists.Select((list, index) => list with { Lines = [.. list.Lines.Take(index is 1 or 4 ? 8 : 1 + (index % 3))] })] },
        };
        await using var open = await OpenPage.OfAsync(chromium, report, OpenPage.Public, size: (width, 900));

        // Of each column: where its last card ends, and how much of that card is empty.
        var ends = await open.Page.EvaluateAsync<double[][]>(
            """
            () => [...document.querySelectorAll('.week .column')].map(column => {
              const last = column.lastElementChild;
              return [last.getBoundingClientRect().bottom, last.getBoundingClientRect().bottom - last.lastElementChild.getBoundingClientRect().bottom];
            })
            """);
        var outside = await open.Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('.tiles > li')]
              .filter(tile => [...tile.querySelectorAll('*')].some(part => part.getBoundingClientRect().right > tile.getBoundingClientRect().right - 8))
              .map(tile => tile.textContent)
            """);

        if (width > 900)
        {
            ends.Length.ShouldBe(3);
            ends.Max(end => end[0]).ShouldBe(ends.Min(end => end[0]), 1);
        }

        ends.ShouldAllBe(end => end[1] < 120);
        outside.ShouldBeEmpty();
        (await open.Page.Locator(".tiles .value").Nth(1).InnerTextAsync()).ReplaceLineEndings(" ").ShouldBe("998.0\u00A0M XP");
        (await open.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
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
