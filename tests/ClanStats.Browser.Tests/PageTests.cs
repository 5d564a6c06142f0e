using ClanStats.Tests.Fixtures;

namespace ClanStats.Browser.Tests;

/// <summary>What holds for both pages.</summary>
public sealed class PageTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly string[] OfficersViews = ["today", "members", "presence", "retention", "when", "game", "decide", "health"];
    private static readonly string[] PublicViews = ["today", "top", "clan", "find"];

    [ChromiumTheory]
    [InlineData(OpenPage.Officers)]
    [InlineData(OpenPage.Public)]
    public async Task No_view_complains_asks_for_anything_or_lets_a_name_come_alive(string file)
    {
        await using var open = await OpenPage.OfAsync(chromium, SampleReport.Create(), file);

        foreach (var view in Views(file))
        {
            await open.ShowAsync(view);
            (await open.Page.Locator(".view:visible").CountAsync()).ShouldBe(1, view);
        }

        open.Complaints.ShouldBeEmpty();
        open.Requests.ShouldBeEmpty();
        open.Dialogs.ShouldBeEmpty();
        (await open.Page.Locator("script").CountAsync()).ShouldBe(2, "the page's script and its data");
        (await open.Page.Locator("#trouble").IsVisibleAsync()).ShouldBeFalse();
        (await open.Page.EvaluateAsync<string>("() => document.compatMode")).ShouldBe("CSS1Compat");
    }

    [ChromiumTheory]
    [InlineData(OpenPage.Officers)]
    [InlineData(OpenPage.Public)]
    public async Task Nothing_scrolls_sideways_on_a_phone(string file)
    {
        await using var open = await OpenPage.OfAsync(chromium, SampleReport.Create(), file, size: (390, 844));

        foreach (var view in Views(file))
        {
            await open.ShowAsync(view);
            (await open.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(390, view);
        }
    }

    [ChromiumTheory]
    [InlineData(OpenPage.Officers)]
    [InlineData(OpenPage.Public)]
    public async Task Hostile_names_are_shown_as_text(string file)
    {
        await using var open = await OpenPage.OfAsync(chromium, SampleReport.Create(), file, file == OpenPage.Officers ? "#members" : "#find");

        var names = await open.Page.Locator("tbody th .name").AllTextContentsAsync();

        SampleReport.HostileNames.ShouldBeSubsetOf(names);
        open.Dialogs.ShouldBeEmpty();
    }

    [ChromiumTheory]
    [InlineData(OpenPage.Officers, "members", "Old_Name", false)]
    [InlineData(OpenPage.Public, "find", "amber", true)]
    public async Task A_search_stands_in_the_address_and_comes_back_with_it(string file, string view, string typed, bool byName)
    {
        var search = $"#{view}?q={typed}";
        await using var open = await OpenPage.OfAsync(chromium, SampleReport.Create(), file, search);
        var found = await open.Page.Locator("tbody tr:visible").CountAsync();

        await open.Page.Locator("#search").FillAsync("");
        await open.Page.WaitForFunctionAsync("count => document.querySelectorAll('tbody tr').length >= count", SampleReport.EveryKind);
        var everybody = await open.Page.Locator("tbody tr:visible").CountAsync();
        await open.Page.Locator("#search").FillAsync(typed);
        await open.Page.WaitForFunctionAsync("hash => location.hash.startsWith(hash)", search);

        found.ShouldBeInRange(1, SampleReport.EveryKind - 1);
        everybody.ShouldBe(SampleReport.EveryKind);
        new Uri(open.Page.Url).Fragment.ShouldStartWith(search);
        var names = await open.Page.Locator("tbody tr:visible th .name").AllTextContentsAsync();
        names.All(name => name.Contains(typed, StringComparison.OrdinalIgnoreCase)).ShouldBe(byName);
    }

    [ChromiumTheory]
    [InlineData(OpenPage.Officers)]
    [InlineData(OpenPage.Public)]
    public async Task Data_that_was_cut_off_is_said_and_the_first_view_stays(string file)
    {
        await using var open = await OpenPage.OfAsync(
            chromium, SampleReport.Create(), file, change: page => page.Replace("\"version\":1,", "\"version\":1,,", StringComparison.Ordinal));

        (await open.Page.Locator("#trouble").InnerTextAsync()).ShouldContain("broken");
        (await open.Page.Locator(".tiles").IsVisibleAsync()).ShouldBeTrue();
    }

    [ChromiumTheory]
    [InlineData("\"page\":\"officers\"", "\"page\":\"public\"", "another version")]
    [InlineData("\"members\":[", "\"others\":[", "lacks: members")]
    [InlineData("id=\"data\"", "id=\"other\"", "holds no data")]
    public async Task Data_that_is_not_this_pages_is_said(string sound, string broken, string said)
    {
        await using var open = await OpenPage.OfAsync(
            chromium, SampleReport.Create(), OpenPage.Officers, change: page => page.Replace(sound, broken, StringComparison.Ordinal));

        (await open.Page.Locator("#trouble").InnerTextAsync()).ShouldContain(said);
    }

    [ChromiumFact]
    public async Task A_part_that_fails_while_it_is_drawn_is_said()
    {
        await using var open = await OpenPage.OfAsync(
            chromium, SampleReport.Create(), OpenPage.Officers, "#health", change: page => page.Replace("\"parts\":[", "\"pieces\":[", StringComparison.Ordinal));

        (await open.Page.Locator("#trouble").InnerTextAsync()).ShouldContain("Something in it failed");
    }

    [ChromiumFact]
    public async Task Without_script_the_first_view_is_whole()
    {
        var report = SampleReport.Create();
        await using var open = await OpenPage.OfAsync(chromium, report, OpenPage.Officers, script: false);

        var text = await open.Page.Locator("body").InnerTextAsync();

        text.ShouldContain(report.Today.Verdict);
        text.ShouldContain("Watch Data as of 2026-01-02 14:30 UTC");
        text.ShouldContain("Tables and charts need JavaScript");
        (await open.Page.Locator(".tiles li").CountAsync()).ShouldBe(4);
        (await open.Page.Locator(".needs-you .name").AllTextContentsAsync()).ShouldBe(report.Today.Actions.Select(action => action.Name));
    }

    [ChromiumTheory]
    [InlineData(4, "Good", "8 h ago")]
    [InlineData(30, "Watch", "34 h ago")]
    [InlineData(100, "Act", "4 days ago")]
    public async Task The_data_grows_old_before_the_readers_eyes(double hoursLater, string word, string age)
    {
        await using var open = await OpenPage.OfAsync(
            chromium, SampleReport.Create(discordConnected: false), OpenPage.Officers, hoursLater: hoursLater);

        (await open.Page.Locator("#freshness-word").InnerTextAsync()).ShouldBe(word);
        (await open.Page.Locator("#freshness").InnerTextAsync()).ShouldContain(age);
    }

    [ChromiumFact]
    public async Task The_theme_is_the_readers_choice_and_is_kept()
    {
        await using var open = await OpenPage.OfAsync(chromium, SampleReport.Create(), OpenPage.Officers);
        var theme = open.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Theme" });

        await theme.ClickAsync();
        await theme.ClickAsync();
        await open.Page.ReloadAsync();

        (await theme.InnerTextAsync()).ShouldBe("Theme: dark");
        (await open.Page.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).backgroundColor")).ShouldBe("rgb(20, 22, 26)");
    }

    private static string[] Views(string file) => file == OpenPage.Officers ? OfficersViews : PublicViews;
}
