using System.Globalization;
using ClanStats.Tests.Fixtures;
using Microsoft.Playwright;

namespace ClanStats.Browser.Tests;

/// <summary>The officers' table of members, ranges, and what the address keeps.</summary>
public sealed class OfficersPageTests(Chromium chromium) : IClassFixture<Chromium>
{
    [ChromiumFact]
    public async Task A_former_name_finds_its_member_and_says_why()
    {
        var report = SampleReport.Create();
        await using var open = await OpenPage.OfAsync(chromium, report, OpenPage.Officers, "#members");

        await open.Page.Locator("#search").FillAsync("old name");

        var rows = open.Page.Locator("tbody tr:visible");
        (await rows.CountAsync()).ShouldBe(report.Members.Count(member => member.FormerNames.Contains("Old Name")));
        (await rows.First.Locator(".why").InnerTextAsync()).ShouldBe("formerly Old Name");
        (await open.Page.Locator(".count").InnerTextAsync()).ShouldEndWith("of 40, over 30 days");

        await open.Page.Locator("#search").FillAsync("nobody is called this");
        (await open.Page.Locator(".view:visible .empty").InnerTextAsync()).ShouldContain("nobody is called this");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Show everyone" }).ClickAsync();
        (await rows.CountAsync()).ShouldBe(report.Members.Count);
    }

    [ChromiumFact]
    public async Task A_column_sorts_both_ways_with_the_unknown_last_and_every_column_by_keyboard()
    {
        var report = SampleReport.Create();
        await using var open = await OpenPage.OfAsync(chromium, report, OpenPage.Officers, "#members");
        var heads = open.Page.GetByRole(AriaRole.Columnheader);
        var head = heads.Filter(new() { HasText = "XP" });
        var known = report.Members.Select(member => member.Xp.D30.Value).OfType<long>().ToArray();
        var unknown = Enumerable.Repeat("", report.Members.Count - known.Length);

        await head.GetByRole(AriaRole.Button).ClickAsync();
        (await head.GetAttributeAsync("aria-sort")).ShouldBe("descending");
        (await RawAsync(open, "xp")).ShouldBe(known.OrderDescending().Select(Plain).Concat(unknown));

        await head.GetByRole(AriaRole.Button).ClickAsync();
        (await head.GetAttributeAsync("aria-sort")).ShouldBe("ascending");
        (await RawAsync(open, "xp")).ShouldBe(known.Order().Select(Plain).Concat(unknown));
        new Uri(open.Page.Url).Fragment.ShouldBe("#members?sort=xp&dir=asc");

        for (var column = 0; column < await heads.CountAsync(); column++)
        {
            await heads.Nth(column).GetByRole(AriaRole.Button).FocusAsync();
            await open.Page.Keyboard.PressAsync("Enter");
            (await heads.Nth(column).GetAttributeAsync("aria-sort")).ShouldBeOneOf("ascending", "descending");
        }

        (await heads.CountAsync()).ShouldBe(12);
    }

    [ChromiumFact]
    public async Task A_missing_number_is_a_dash_with_its_reason()
    {
        await using var open = await OpenPage.OfAsync(chromium, SampleReport.Create(discordConnected: false), OpenPage.Officers, "#members?range=7");
        var cells = open.Page.Locator("tbody td[data-key=msgs]");

        (await cells.First.Locator(".no-data").InnerTextAsync()).ShouldBe("–");
        (await cells.First.GetAttributeAsync("title")).ShouldBe("Discord is not connected");
        var reasons = await open.Page.Locator("tbody td[data-key=xp]:has(.no-data)").EvaluateAllAsync<string[]>("cells => cells.map(cell => cell.title)");
        reasons.Distinct().ShouldBe(
            ["Not measured recently", "Not ranked on the hiscores", "Too few measurements in this time", "Too few measurements so far"], ignoreOrder: true);
    }

    [ChromiumFact]
    public async Task A_chip_shows_as_many_as_it_counts()
    {
        await using var open = await OpenPage.OfAsync(chromium, SampleReport.Create(), OpenPage.Officers, "#members");
        var keys = await open.Page.Locator(".chip:enabled").EvaluateAllAsync<string[]>("chips => chips.map(chip => chip.dataset.preset)");

        foreach (var key in keys)
        {
            await open.Page.Locator($".chip[data-preset='{key}']").ClickAsync();
            await open.Page.Locator($".chip[data-preset='{key}'][aria-pressed=true]").WaitForAsync();
            var count = await open.Page.Locator($".chip[data-preset='{key}'] .n").InnerTextAsync();
            (await open.Page.Locator("tbody tr:visible").CountAsync()).ToString(CultureInfo.InvariantCulture).ShouldBe(count, key);
        }

        keys.ShouldContain("new");
        keys.ShouldContain("quiet-chat");
        keys.ShouldContain("unlinked");
    }

    [ChromiumFact]
    public async Task A_range_changes_the_numbers_stands_in_the_address_and_the_back_button_takes_it_back()
    {
        var report = SampleReport.Create();
        await using var open = await OpenPage.OfAsync(chromium, report, OpenPage.Officers, "#members");

        await open.Page.Locator("[data-range='90']:visible").ClickAsync();
        await open.Page.Locator("[data-range='90'][aria-pressed=true]:visible").WaitForAsync();

        new Uri(open.Page.Url).Fragment.ShouldBe("#members?range=90");
        (await RawAsync(open, "xp")).Order().ShouldBe(report.Members.Select(member => member.Xp.D90.Value is { } xp ? Plain(xp) : "").Order());

        await open.Page.Locator("nav a[href='#presence']").ClickAsync();
        new Uri(open.Page.Url).Fragment.ShouldBe("#presence?range=90");
        await open.Page.GoBackAsync();
        await open.Page.GoBackAsync();
        await open.Page.Locator("[data-range='30'][aria-pressed=true]:visible").WaitForAsync();
        (await RawAsync(open, "xp")).Order().ShouldBe(report.Members.Select(member => member.Xp.D30.Value is { } xp ? Plain(xp) : "").Order());
    }

    [ChromiumFact]
    public async Task A_range_that_is_not_complete_says_so_and_since_when()
    {
        var report = SampleReport.Create();
        var brief = report with { Daily = report.Daily with { FirstDay = SampleReport.Now.PlusDays(-39).Date, Clan = [.. report.Daily.Clan.Skip(690)] } };
        await using var open = await OpenPage.OfAsync(chromium, brief, OpenPage.Officers, "#members?range=90");

        (await open.Page.Locator(".range-note:visible").InnerTextAsync()).ShouldContain("known only since 24 Nov 2025");
        (await open.Page.Locator(".part.partial:visible").AllInnerTextsAsync()).Count.ShouldBe(2);
    }

    [ChromiumFact]
    public async Task A_saved_table_holds_values_and_no_formula()
    {
        var report = SampleReport.Create();
        await using var open = await OpenPage.OfAsync(chromium, report, OpenPage.Officers, "#members");

        var saved = await open.Page.RunAndWaitForDownloadAsync(() => open.Page.Locator(".members .csv").ClickAsync());

        saved.SuggestedFilename.ShouldBe("members.csv");
        var text = await File.ReadAllTextAsync(await saved.PathAsync());
        text.ShouldContain("'=HYPERLINK(");
        text.ShouldContain("\n'@SUM(A1),");
    }

    [ChromiumFact]
    public async Task A_words_meaning_comes_on_focus_on_hover_and_on_a_tap_and_goes_with_escape()
    {
        await using var open = await OpenPage.OfAsync(chromium, SampleReport.Create(), OpenPage.Officers, "#presence");
        var word = open.Page.Locator(".word:visible").First;
        var meaning = open.Page.Locator("#explanation");

        await word.FocusAsync();
        (await meaning.IsVisibleAsync()).ShouldBeTrue();
        (await word.GetAttributeAsync("aria-describedby")).ShouldBe("explanation");
        await open.Page.Keyboard.PressAsync("Escape");
        (await meaning.IsVisibleAsync()).ShouldBeFalse();
        await word.HoverAsync();
        (await meaning.InnerTextAsync()).ShouldContain("last 30 days");
        await open.Page.Keyboard.PressAsync("Escape");
        await word.DispatchEventAsync("click");
        (await meaning.IsVisibleAsync()).ShouldBeTrue();
        open.Complaints.ShouldBeEmpty();
    }

    [ChromiumFact]
    public async Task The_link_to_what_is_shown_can_be_copied()
    {
        await using var open = await OpenPage.OfAsync(chromium, SampleReport.Create(), OpenPage.Officers, "#members?q=wick");

        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Copy link" }).ClickAsync();

        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Link copied" }).WaitForAsync();
    }

    private static string Plain(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A column as the values it was made from.</summary>
    private static async Task<string[]> RawAsync(OpenPage open, string key) =>
        await open.Page.Locator($"tbody td[data-key={key}]").EvaluateAllAsync<string[]>("cells => cells.map(cell => cell.dataset.raw)");
}
