using System.Globalization;
using ClanStats.Tests.Fixtures;
using Microsoft.Playwright;

namespace ClanStats.Browser.Tests;

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
        (await open.Page.GetByRole(AriaRole.Status).InnerTextAsync()).ShouldEndWith("of 40");
    }

    [ChromiumFact]
    public async Task A_column_sorts_both_ways_with_the_unknown_last()
    {
        var report = SampleReport.Create();
        await using var open = await OpenPage.OfAsync(chromium, report, OpenPage.Officers, "#members");
        var head = open.Page.GetByRole(AriaRole.Columnheader, new() { Name = "XP 30 d" });
        var known = report.Members.Select(member => member.Xp.D30.Value).OfType<long>().ToArray();
        var unknown = Enumerable.Repeat("–", report.Members.Count - known.Length);

        await head.GetByRole(AriaRole.Button).ClickAsync();
        (await head.GetAttributeAsync("aria-sort")).ShouldBe("descending");
        (await ExactAsync(open)).ShouldBe(known.OrderDescending().Select(Exact).Concat(unknown));

        await head.GetByRole(AriaRole.Button).ClickAsync();
        (await head.GetAttributeAsync("aria-sort")).ShouldBe("ascending");
        (await ExactAsync(open)).ShouldBe(known.Order().Select(Exact).Concat(unknown));
        new Uri(open.Page.Url).Fragment.ShouldBe("#members?sort=xp30&dir=asc");
    }

    [ChromiumFact]
    public async Task Every_column_can_be_sorted_with_the_keyboard()
    {
        await using var open = await OpenPage.OfAsync(chromium, SampleReport.Create(), OpenPage.Officers, "#members");
        var heads = open.Page.GetByRole(AriaRole.Columnheader);

        for (var column = 0; column < await heads.CountAsync(); column++)
        {
            await heads.Nth(column).GetByRole(AriaRole.Button).FocusAsync();
            await open.Page.Keyboard.PressAsync("Enter");
            (await heads.Nth(column).GetAttributeAsync("aria-sort")).ShouldBeOneOf("ascending", "descending");
        }

        (await heads.CountAsync()).ShouldBe(11);
    }

    [ChromiumFact]
    public async Task A_missing_number_is_a_dash_with_its_reason()
    {
        await using var open = await OpenPage.OfAsync(chromium, SampleReport.Create(discordConnected: false), OpenPage.Officers, "#members");
        var cells = open.Page.Locator("tbody td[data-key=msgs30]");

        (await cells.First.Locator(".no-data").InnerTextAsync()).ShouldBe("–");
        (await cells.First.GetAttributeAsync("title")).ShouldBe("Discord is not connected");
        var reasons = await open.Page.Locator("tbody td[data-key=xp7]:has(.no-data)").EvaluateAllAsync<string[]>("cells => cells.map(cell => cell.title)");
        reasons.Distinct().ShouldBe(
            ["Not measured recently", "Not ranked on the hiscores", "Too few measurements in this time", "Too few measurements so far"], ignoreOrder: true);
    }

    [ChromiumFact]
    public async Task A_chip_shows_as_many_as_it_counts()
    {
        await using var open = await OpenPage.OfAsync(chromium, SampleReport.Create(), OpenPage.Officers, "#members");
        var chips = open.Page.Locator(".chip");

        for (var chip = 0; chip < await chips.CountAsync(); chip++)
        {
            await chips.Nth(chip).ClickAsync();
            var count = await chips.Nth(chip).Locator(".n").InnerTextAsync();
            (await open.Page.Locator("tbody tr:visible").CountAsync()).ToString(CultureInfo.InvariantCulture).ShouldBe(count);
        }

        (await chips.CountAsync()).ShouldBe(7);
    }

    [ChromiumFact]
    public async Task A_chart_turns_into_its_table_and_back()
    {
        var report = SampleReport.Create();
        await using var open = await OpenPage.OfAsync(chromium, report, OpenPage.Officers, "#clan");
        var card = open.Page.Locator(".question").First;
        await card.Locator(".picture svg").WaitForAsync();

        await card.GetByRole(AriaRole.Button).ClickAsync();
        (await card.Locator(".picture").IsVisibleAsync()).ShouldBeFalse();
        (await card.Locator("tbody td").AllInnerTextsAsync()).ShouldBe(report.Activity.History.Select(day => Exact(day.Xp ?? 0)));

        await card.GetByRole(AriaRole.Button).ClickAsync();
        (await card.Locator(".picture svg").IsVisibleAsync()).ShouldBeTrue();
    }

    [ChromiumFact]
    public async Task A_bar_tells_its_number_to_the_keyboard()
    {
        var report = SampleReport.Create();
        await using var open = await OpenPage.OfAsync(chromium, report, OpenPage.Officers, "#clan");
        var picture = open.Page.Locator(".picture").First;
        await picture.Locator("svg").WaitForAsync();

        await picture.FocusAsync();
        await open.Page.Keyboard.PressAsync("ArrowRight");

        (await picture.Locator(".tip strong").InnerTextAsync()).ShouldBe($"{Exact(report.Activity.History[0].Xp ?? 0)} XP");
        open.Complaints.ShouldBeEmpty();
    }

    [ChromiumFact]
    public async Task Every_view_holds_what_was_found_and_what_adds_up_says_so()
    {
        await using var open = await OpenPage.OfAsync(chromium, SampleReport.Create(), OpenPage.Officers);

        (await open.ShowAsync("decide")).ShouldContain("What officers decided, and when.");
        (await open.ShowAsync("newcomers")).ShouldContain("missing since");
        var changes = await open.ShowAsync("changes");
        changes.ShouldContain("What changed last night?");
        changes.ShouldContain("gained the most XP this week: 5.");

        var health = await open.ShowAsync("health");
        health.ShouldContain("The numbers add up.");
        health.ShouldNotContain("do not add up");
        health.ShouldContain("Missing: 24 Dec 2025, 25 Dec 2025.");
    }

    [ChromiumFact]
    public async Task Who_is_whom_is_counted_and_what_waits_for_an_officer_is_named()
    {
        await using var open = await OpenPage.OfAsync(chromium, SampleReport.Create(), OpenPage.Officers);

        var links = await open.ShowAsync("links");

        links.ShouldContain("Who is who?");
        links.ShouldContain("37 of 40 linked");
    }

    [ChromiumFact]
    public async Task The_page_speaks_its_readers_language()
    {
        await using var open = await OpenPage.OfAsync(chromium, SampleReport.Create(), OpenPage.Officers);

        foreach (var view in new[] { "today", "members", "clan", "decide", "newcomers", "changes", "links", "health" })
        {
            var text = await open.ShowAsync(view);
            foreach (var word in new[] { "funnel", "cohort", "lift", "reconciliation", "harvest" })
            {
                text.ShouldNotContain(word, Case.Insensitive, $"{word} in {view}");
            }
        }
    }

    private static string Exact(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>The column as numbers: the exact value where the cell shows a short one.</summary>
    private static async Task<string[]> ExactAsync(OpenPage open) => await open.Page.Locator("tbody td[data-key=xp30]").EvaluateAllAsync<string[]>(
        "cells => cells.map(cell => { const shown = cell.firstElementChild.textContent; return cell.title.match(/^[0-9,]+/)?.[0] ?? shown.replace(/^[≈≥] /, ''); })");
}
