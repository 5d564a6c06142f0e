using ClanStats.Domain.Report;
using ClanStats.Tests.Fixtures;
using Microsoft.Playwright;

namespace ClanStats.Browser.Tests;

/// <summary>Today as a phone's preview of the file shows it: without script.</summary>
public sealed class TodayTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly (int Width, int Height) Phone = (390, 844);

    [ChromiumTheory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Today_is_whole_and_legible_on_a_phone_without_script(ColorScheme theme)
    {
        var report = SampleReport.Create();
        await using var open = await OpenPage.OfAsync(chromium, report, OpenPage.Officers, script: false, size: Phone, theme: theme);

        var text = await open.Page.Locator("body").InnerTextAsync();

        text.ShouldContain(report.Today.Verdict);
        text.ShouldContain("Data as of 2026-01-02 14:30 UTC");
        (await open.Page.Locator(".tiles > li").CountAsync()).ShouldBe(4);
        (await open.Page.Locator(".tiles .spark").CountAsync()).ShouldBe(3, "of the newcomers nothing is known");
        (await open.Page.Locator(".needs-you li").CountAsync()).ShouldBe(TodayAction.Most);
        (await open.Page.Locator(".needs-you a").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))"))
            .ShouldBe(report.Today.Actions.Select(action => $"#/member/{action.MemberId}"));
        (await open.Page.Locator(".changed li").CountAsync()).ShouldBe(ChangesReport.MaxLines);
        (await open.Page.Locator(".months svg").CountAsync()).ShouldBe(2);
        (await open.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(Phone.Width);
        open.Complaints.ShouldBeEmpty();
        open.Requests.ShouldBeEmpty();
    }

    [ChromiumTheory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task No_word_is_smaller_than_twelve_pixels_or_outside_its_card(int width)
    {
        await using var open = await OpenPage.OfAsync(chromium, SampleReport.Create(), OpenPage.Officers, script: false, size: (width, 900));

        var small = await open.Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('main *')]
              .filter(element => [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim() !== '') && element.checkVisibility() && element.tagName !== 'title')
              .filter(element => parseFloat(getComputedStyle(element).fontSize) < 12)
              .map(element => element.outerHTML.slice(0, 120))
            """);
        var outside = await open.Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('.months text, .lines li *, .tiles *')]
              .filter(element => element.checkVisibility() && element.tagName !== 'title')
              .filter(element => {
                const card = element.closest('.card, .tiles > li').getBoundingClientRect(), own = element.getBoundingClientRect();
                return own.width > 0 && (own.left < card.left || own.right > card.right + 0.5);
              })
              .map(element => element.outerHTML.slice(0, 120))
            """);
        var clipped = await open.Page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('.card')].filter(card => card.checkVisibility() && card.scrollHeight > card.clientHeight + 1).map(card => card.className)");

        small.ShouldBeEmpty();
        outside.ShouldBeEmpty();
        clipped.ShouldBeEmpty();
    }

    [ChromiumFact]
    public async Task Months_turn_into_their_table_without_script()
    {
        await using var open = await OpenPage.OfAsync(chromium, SampleReport.Create(), OpenPage.Officers, script: false, size: Phone);

        await open.Page.Locator(".months summary").FocusAsync();
        await open.Page.Keyboard.PressAsync("Enter");

        (await open.Page.Locator(".months tbody tr").CountAsync()).ShouldBe(24);
        (await open.Page.Locator(".months tbody tr").First.InnerTextAsync()).ShouldStartWith("Jan 2026, in part");
    }

    [ChromiumFact]
    public async Task A_night_without_a_number_says_no_data()
    {
        await using var open = await OpenPage.OfAsync(chromium, SampleReport.Empty(), OpenPage.Officers, script: false, size: Phone);

        var text = await open.Page.Locator("main").InnerTextAsync();

        text.ShouldContain("no data");
        text.ShouldContain("Nobody.");
        text.ShouldContain("No data: the log of who joined and left has not been read yet.");
    }

    [ChromiumTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_name_of_today_leads_to_its_member_and_back(bool byKeyboard)
    {
        var report = SampleReport.Create();
        await using var open = await OpenPage.OfAsync(chromium, report, OpenPage.Officers);
        var action = report.Today.Actions[1];
        var name = open.Page.Locator(".needs-you a").Nth(1);

        if (byKeyboard)
        {
            await open.TabToAsync($".needs-you a[href='#/member/{action.MemberId}']");
            await open.Page.Keyboard.PressAsync("Enter");
        }
        else
        {
            await name.ClickAsync();
        }

        await open.Page.Locator("#view-member:not([hidden])").WaitForAsync();
        (await open.Page.Locator("#view-member h2").TextContentAsync()).ShouldBe(action.Name);
        (await open.Page.EvaluateAsync<string>("() => document.activeElement.textContent")).ShouldBe(action.Name, "the reader goes on from the heading");

        await open.Page.GoBackAsync();

        await open.Page.Locator("#view-today:not([hidden])").WaitForAsync();
        (await open.Page.Locator("#view-member").IsVisibleAsync()).ShouldBeFalse();
        (await name.TextContentAsync()).ShouldBe(action.Name);
        open.Complaints.ShouldBeEmpty();
    }
}
