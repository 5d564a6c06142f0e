using System.Globalization;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;
using ClanStats.Tests.Fixtures;
using Microsoft.Playwright;

namespace ClanStats.Browser.Tests;

/// <summary>The officers' other parts: one person, presence, who stays, hours, game, decisions, health.</summary>
public sealed class OfficersViewTests(Chromium chromium) : IClassFixture<Chromium>
{
    /// <summary>What makes the page wider than the window.</summary>
    private const string Overflowing =
        """
        () => document.documentElement.scrollWidth <= innerWidth ? [] : [`${document.documentElement.scrollWidth} wide`].concat(
          [...document.querySelectorAll('.view:not([hidden]) *')]
            .filter(one => one.getBoundingClientRect().right > innerWidth).map(one => one.outerHTML.slice(0, 200)))
        """;

    private static readonly string[] Views = ["members", "presence", "retention", "when", "game", "decide", "health"];

    [ChromiumFact]
    public async Task A_link_opens_a_member_with_names_days_and_verdicts_and_back_leads_where_one_was()
    {
        var report = SampleReport.Create();
        var member = report.Members.First(one => one.Id % 3 == 0 && one.FormerNames.Count > 0);
        await using var open = await OpenPage.OfAsync(chromium, report, OpenPage.Officers, $"#/member/{member.Id}");
        var view = open.Page.Locator(".view:visible");

        (await view.Locator("h2").TextContentAsync()).ShouldBe(member.DisplayName);
        var text = await view.InnerTextAsync();
        text.ShouldContain($"Formerly {member.FormerNames[0]}");
        text.ShouldContain("came back after 33 days without a sign");
        text.ShouldContain("Purge list");
        (await view.Locator(".timeline li").CountAsync()).ShouldBe(6);
        (await view.Locator(".day-cell.gap").CountAsync()).ShouldBeGreaterThan(10);
        (await open.Page.Locator("nav a[aria-current]").InnerTextAsync()).ShouldBe("Members");

        await open.Page.Locator(".back a").ClickAsync();
        await open.Page.Locator("tbody th .name").GetByText(report.Members[0].DisplayName, new() { Exact = true }).First.ClickAsync();
        await open.Page.WaitForFunctionAsync("hash => location.hash === hash", $"#/member/{report.Members[0].Id}");
        await open.Page.GoBackAsync();
        (await open.Page.Locator("#search").IsVisibleAsync()).ShouldBeTrue();
        open.Complaints.ShouldBeEmpty();
    }

    [ChromiumFact]
    public async Task Dozens_of_flags_stand_folded_behind_the_first()
    {
        var report = SampleReport.Create();
        var officers = report.Officers.Content! with { Weekends = [.. Enumerable.Range(1, 80).Select(officer => $"Officer {officer} wrote on each of the last 57 weekends.")] };
        await using var open = await OpenPage.OfAsync(chromium, report with { Officers = Section<OfficerReport>.Of(officers) }, OpenPage.Officers, "#when");
        var card = open.Page.Locator(".card", new() { HasText = "no free weekend" });

        (await card.Locator("li:visible").CountAsync()).ShouldBe(6);
        await card.Locator("summary", new() { HasText = "74 more" }).FocusAsync();
        await open.Page.Keyboard.PressAsync("Enter");
        (await card.Locator("li:visible").CountAsync()).ShouldBe(80);
    }

    [ChromiumFact]
    public async Task A_number_that_is_nobodys_says_so()
    {
        await using var open = await OpenPage.OfAsync(chromium, SampleReport.Create(), OpenPage.Officers, "#/member/424242");

        (await open.Page.Locator(".view:visible").InnerTextAsync()).ShouldContain("Nobody on the roster has this number");
        open.Complaints.ShouldBeEmpty();
    }

    [ChromiumFact]
    public async Task A_quarter_opens_its_names_and_a_dot_opens_its_member()
    {
        var report = SampleReport.Create();
        await using var open = await OpenPage.OfAsync(chromium, report, OpenPage.Officers, "#presence");
        var quarter = open.Page.Locator(".quarter.both");

        await quarter.GetByRole(AriaRole.Button, new() { Name = "Show names" }).ClickAsync();
        var names = await open.Page.Locator(".names-list li").CountAsync();
        (await quarter.Locator(".big").InnerTextAsync()).ShouldStartWith(names.ToString(CultureInfo.InvariantCulture) + " ");

        await open.Page.Locator(".plot-of").FocusAsync();
        await open.Page.Keyboard.PressAsync("ArrowRight");
        (await open.Page.Locator(".plot-of + .readout").InnerTextAsync()).ShouldContain("messages");
        await open.Page.Keyboard.PressAsync("Enter");
        await open.Page.WaitForFunctionAsync("() => location.hash.startsWith('#/member/')");
    }

    [ChromiumFact]
    public async Task A_chart_turns_into_its_table_and_back_and_its_bars_tell_themselves_to_the_keyboard()
    {
        var report = SampleReport.Create();
        await using var open = await OpenPage.OfAsync(chromium, report, OpenPage.Officers, "#game");
        var card = open.Page.Locator(".view:visible .question").First;
        await card.Locator(".picture svg").WaitForAsync();

        await card.Locator(".picture").FocusAsync();
        await open.Page.Keyboard.PressAsync("ArrowRight");
        (await card.Locator(".tip strong").InnerTextAsync()).ShouldBe($"{Exact(report.Daily.Clan[^30].Xp!.Value)} XP");

        await card.GetByRole(AriaRole.Button, new() { Name = "Show as table" }).ClickAsync();
        (await card.Locator(".picture").IsVisibleAsync()).ShouldBeFalse();
        (await card.Locator("tbody td").AllInnerTextsAsync()).ShouldBe(report.Daily.Clan.TakeLast(30).Select(day => Exact(day.Xp!.Value)));
        await card.GetByRole(AriaRole.Button, new() { Name = "Show as chart" }).ClickAsync();
        (await card.Locator(".picture svg").IsVisibleAsync()).ShouldBeTrue();
    }

    [ChromiumFact]
    public async Task Every_view_answers_its_question_in_its_readers_words()
    {
        var report = SampleReport.Create();
        await using var open = await OpenPage.OfAsync(chromium, report, OpenPage.Officers);
        var said = new Dictionary<string, string>();
        foreach (var view in Views)
        {
            said[view] = await open.ShowAsync(view);
            foreach (var word in new[] { "funnel", "cohort", "lift", "reconciliation", "harvest", "undefined", "NaN" })
            {
                said[view].ShouldNotContain(word, Case.Insensitive, $"{word} in {view}");
            }
        }

        said["retention"].ShouldContain("Newcomers who stayed");
        said["retention"].ShouldContain("not yet");
        said["retention"].ShouldContain("Whom to greet today?");
        said["when"].ShouldContain("When to hold an event?");
        said["decide"].ShouldContain("What waits for an officer?");
        said["decide"].ShouldContain("What was suggested, and by which rule?");
        said["health"].ShouldContain("The numbers add up.");
        said["health"].ShouldNotContain("do not add up");
        said["health"].ShouldContain("Missing: 24 Dec 2025, 25 Dec 2025");
        said["health"].ShouldContain("37 of 40 linked");
        open.Complaints.ShouldBeEmpty();
        open.Requests.ShouldBeEmpty();
    }

    [ChromiumFact]
    public async Task A_part_without_data_says_why_and_the_page_stays_whole()
    {
        await using var open = await OpenPage.OfAsync(chromium, SampleReport.WithoutVerdicts(), OpenPage.Officers);

        (await open.ShowAsync("decide")).ShouldContain("Not enough history until 2026-01-09.");
        (await open.ShowAsync("retention")).ShouldContain("Not yet built.");
        (await open.Page.Locator("#trouble").IsVisibleAsync()).ShouldBeFalse();
        open.Complaints.ShouldBeEmpty();
    }

    [ChromiumFact]
    public async Task A_clan_of_nobody_has_every_view()
    {
        await using var open = await OpenPage.OfAsync(chromium, SampleReport.Empty(), OpenPage.Officers);

        foreach (var view in Views)
        {
            (await open.ShowAsync(view)).ShouldNotContain("NaN", Case.Sensitive, view);
        }

        open.Complaints.ShouldBeEmpty();
    }

    [ChromiumFact]
    public async Task A_hostile_name_is_inert_and_fits_on_its_own_page()
    {
        var report = SampleReport.Create();
        await using var open = await OpenPage.OfAsync(chromium, report, OpenPage.Officers, size: (390, 844));

        foreach (var member in report.Members.Where(member => SampleReport.HostileNames.Contains(member.DisplayName)))
        {
            await open.Page.EvaluateAsync("hash => { location.hash = hash; }", $"#/member/{member.Id}");
            await open.Page.WaitForFunctionAsync("name => document.querySelector('.view:not([hidden]) h2').textContent === name", member.DisplayName);
            (await open.Page.EvaluateAsync<string[]>(Overflowing)).ShouldBeEmpty(member.DisplayName);
        }

        open.Dialogs.ShouldBeEmpty();
        open.Complaints.ShouldBeEmpty();
    }

    private static string Exact(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
