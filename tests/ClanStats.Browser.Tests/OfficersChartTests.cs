using System.Globalization;
using ClanStats.Domain.Report;
using ClanStats.Tests.Fixtures;
using Microsoft.Playwright;

namespace ClanStats.Browser.Tests;

/// <summary>What the officers' charts say of themselves: exact days, hours, newcomers, bosses; by hover, tap and keyboard, and as tables.</summary>
public sealed class OfficersChartTests(Chromium chromium) : IClassFixture<Chromium>
{
    [ChromiumFact]
    public async Task A_day_of_the_calendar_tells_its_exact_numbers_by_keyboard_pointer_tap_and_in_the_table()
    {
        var report = SampleReport.Create();
        var (member, calendar, last) = Played(report);
        await using var open = await OpenPage.OfAsync(chromium, report, OpenPage.Officers, $"#/member/{member}");
        var readout = open.Page.Locator(".calendar-of .readout");
        var told = $"{Exact(calendar.Xp[last])} XP; {Exact(calendar.Messages[last])} messages";
        var cell = open.Page.Locator(".days.game").Last.Locator(".day-cell").Nth(-1 - (SampleDaily.Days - 1 - last));

        await open.Page.Locator(".calendar").FocusAsync();
        await open.Page.Keyboard.PressAsync("ArrowUp");
        (await readout.InnerTextAsync()).ShouldContain("2 Jan 2026: ");
        await open.Page.Keyboard.PressAsync("ArrowLeft");
        (await readout.InnerTextAsync()).ShouldContain("26 Dec 2025: ");
        await cell.HoverAsync();
        (await readout.InnerTextAsync()).ShouldEndWith(told);
        await open.Page.Locator(".days.chat .day-cell").First.HoverAsync();
        (await readout.InnerTextAsync()).ShouldNotEndWith(told);
        await cell.DispatchEventAsync("click");
        (await readout.InnerTextAsync()).ShouldEndWith(told);

        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Show two years" }).ClickAsync();
        (await open.Page.Locator(".calendar .day-cell").CountAsync()).ShouldBe(2 * SampleDaily.Days);
        await open.Page.Locator(".question:has(.calendars)").GetByRole(AriaRole.Button, new() { Name = "Show as table" }).ClickAsync();
        var table = open.Page.Locator(".question:has(.calendars) table").First;
        (await table.Locator("tbody tr").CountAsync()).ShouldBe(SampleDaily.Days);
        (await table.Locator("tbody tr").Nth(SampleDaily.Days - 1 - last).Locator("td").AllInnerTextsAsync())
            .ShouldBe([Exact(calendar.Xp[last]), Exact(calendar.Messages[last])]);
        open.Complaints.ShouldBeEmpty();
    }

    [ChromiumFact]
    public async Task A_day_of_the_calendar_is_coloured_by_the_highest_step_its_number_reaches()
    {
        var report = SampleReport.Create();
        var (member, calendar, _) = Played(report);
        await using var open = await OpenPage.OfAsync(chromium, report, OpenPage.Officers, $"#/member/{member}");
        string[] game = [.. calendar.Game.Select((state, day) => ClassOf(state, calendar.Xp[day], DayLevels.Xp))];
        string[] chat = [.. calendar.Chat!.Select((state, day) => ClassOf(state, calendar.Messages[day], DayLevels.Messages))];

        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Show two years" }).ClickAsync();
        (await ClassesAsync("game")).ShouldBe(game);
        (await ClassesAsync("chat")).ShouldBe(chat);

        string[] steps = [.. Enumerable.Range(0, DayLevels.Xp.Count + 1).Select(step => $"day-cell step-{step}")];
        game.Distinct().ShouldBe(steps.Append("day-cell gap"), ignoreOrder: true, "the sample has days of every kind");
        chat.Distinct().ShouldBe(steps, ignoreOrder: true, "the sample has days of every step");
        foreach (var begins in DayLevels.Xp.Skip(1))
        {
            calendar.Xp.ShouldContain(begins);
            calendar.Xp.ShouldContain(begins - 1);
        }

        Task<string[]> ClassesAsync(string signal) =>
            open.Page.Locator($".days.{signal} .day-cell").EvaluateAllAsync<string[]>("all => all.map(one => one.className)");
    }

    [ChromiumFact]
    public async Task The_hours_are_the_reports_own_people_and_event_slots()
    {
        var report = SampleReport.Create();
        var hours = report.Officers.Content!.Hours!;
        await using var open = await OpenPage.OfAsync(chromium, report, OpenPage.Officers, "#when");
        var view = open.Page.Locator("#view-when");
        var cell = view.Locator(".hours .cell").Nth((4 * 24) + 20);

        await cell.HoverAsync();
        (await view.Locator(".readout").First.InnerTextAsync()).ShouldStartWith("Friday 20:00 to 21:00");
        (await view.Locator(".readout").First.InnerTextAsync()).ShouldContain("12.50 people to expect, 0.0 officers expected, best for an event");
        (await view.Locator(".hours .mark").AllInnerTextsAsync()).ShouldBe(["1", "1", "2", "2"]);
        (await view.Locator("table").First.Locator("tbody td").AllInnerTextsAsync()).ShouldBe(["Friday 20:00", "18.3", "seldom", "Sunday 09:00", "4.5", "seldom"]);
        foreach (var flag in report.Officers.Content.Weekends)
        {
            (await view.InnerTextAsync()).ShouldContain(flag);
        }

        await view.GetByRole(AriaRole.Button, new() { Name = "Messages", Exact = true }).ClickAsync();
        await view.Locator(".part[aria-pressed=true]").GetByText("Messages").WaitForAsync();
        new Uri(open.Page.Url).Fragment.ShouldBe("#when?show=messages");
        await cell.HoverAsync();
        (await view.Locator(".readout").First.InnerTextAsync()).ShouldContain($": {Exact(report.Activity.HourOfWeek[4][20]!.Value)} messages in 30 days");
        hours.Slots.Count.ShouldBe(2);
        open.Complaints.ShouldBeEmpty();
    }

    [ChromiumFact]
    public async Task Newcomers_who_stayed_are_a_chart_and_a_table()
    {
        var report = SampleReport.Create();
        var survival = report.Retention.Content!.Survival.Content!;
        await using var open = await OpenPage.OfAsync(chromium, report, OpenPage.Officers, "#retention");
        var card = open.Page.Locator(".question:has(.triangle)");
        var shown = survival.Cohorts.Append(survival.Everybody).SelectMany(row => survival.Ages.Select(age => row.Cells.FirstOrDefault(cell => cell.Age == age)?.Share));

        (await card.Locator(".triangle .box").AllTextContentsAsync()).ShouldBe(shown.Select(share =>
            share is { } known ? Math.Round(known * 100, MidpointRounding.AwayFromZero).ToString("0", CultureInfo.InvariantCulture) : ""));
        await card.Locator(".triangle").FocusAsync();
        await open.Page.Keyboard.PressAsync("ArrowDown");
        (await card.Locator(".readout").InnerTextAsync()).ShouldStartWith($"Joined {survival.Cohorts[0].Label}: ");

        await card.GetByRole(AriaRole.Button, new() { Name = "Show as table" }).ClickAsync();
        (await card.Locator("tbody tr").CountAsync()).ShouldBe(survival.Cohorts.Count + 1);
        (await card.Locator(".triangle").IsVisibleAsync()).ShouldBeFalse();
        await card.GetByRole(AriaRole.Button, new() { Name = "Show as chart" }).ClickAsync();
        (await card.Locator(".triangle").IsVisibleAsync()).ShouldBeTrue();
    }

    [ChromiumFact]
    public async Task Bosses_follow_the_pages_range_or_are_told_ever()
    {
        var report = SampleReport.Create();
        await using var open = await OpenPage.OfAsync(chromium, report, OpenPage.Officers, "#game");
        var card = open.Page.Locator(".question").Filter(new() { HasText = "Which bosses do we kill?" });

        foreach (var (days, gain) in new (string, Func<BossSummary, long>)[]
        {
            ("7", boss => boss.Gain7), ("30", boss => boss.Gain30), ("90", boss => boss.Gain90), ("365", boss => boss.Gain365),
        })
        {
            await open.Page.Locator($"#view-game [data-range='{days}']").ClickAsync();
            await card.GetByRole(AriaRole.Button, new() { Name = $"{days} days" }).WaitForAsync();
            (await card.Locator(".ranked .n").EvaluateAllAsync<string[]>("all => all.map(one => one.title)"))
                .ShouldBe(report.Game.Bosses.Select(gain).Where(kills => kills > 0).OrderDescending().Take(15).Select(Exact), days);
        }

        await card.GetByRole(AriaRole.Button, new() { Name = "Ever" }).ClickAsync();
        await card.Locator(".part[aria-pressed=true]").GetByText("Ever").WaitForAsync();
        (await card.Locator(".ranked .n").EvaluateAllAsync<string[]>("all => all.map(one => one.title)"))
            .ShouldBe(report.Game.Bosses.Select(boss => boss.Total).Where(kills => kills > 0).OrderDescending().Take(15).Select(Exact));
    }

    [ChromiumTheory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task No_word_of_a_chart_is_smaller_than_twelve_pixels(int width)
    {
        await using var open = await OpenPage.OfAsync(chromium, SampleReport.Create(), OpenPage.Officers, size: (width, 844));

        foreach (var view in new[] { "presence", "retention", "when", "game" })
        {
            await open.ShowAsync(view);
            (await open.Page.EvaluateAsync<string[]>(
                """
                () => [...document.querySelectorAll('.view:not([hidden]) svg text, .view:not([hidden]) .box, .view:not([hidden]) .hours span')]
                  .filter(one => one.checkVisibility() && one.textContent.trim() !== '')
                  .filter(one => {
                    const scale = one instanceof SVGElement ? one.getScreenCTM().a : 1;
                    return parseFloat(getComputedStyle(one).fontSize) * scale < 11.5;
                  })
                  .map(one => one.outerHTML.slice(0, 120))
                """)).ShouldBeEmpty(view);
        }
    }

    private static string Exact(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>How a day's square is marked: without data, without anything, or by its step; what counts at all is the first.</summary>
    private static string ClassOf(sbyte state, long number, IReadOnlyList<long> steps) => state switch
    {
        MemberCalendar.NoData => "day-cell gap",
        0 => "day-cell step-0",
        _ => $"day-cell step-{Math.Max(1, steps.Count(begins => number >= begins))}",
    };

    /// <summary>Somebody with a day on which both the game and the chat tell of more than one thing.</summary>
    private static (long Member, MemberCalendar Calendar, int Day) Played(ClanReport report)
    {
        foreach (var (member, calendar) in report.Daily.Calendars.Select(laid => (laid.Key, laid.Value.Value)))
        {
            if (calendar.Chat is { } chat)
            {
                var day = Enumerable.Range(0, SampleDaily.Days - 20).Reverse().First(day => calendar.Xp[day] > 1 && calendar.Messages[day] > 1 && chat[day] > 0);
                return (member, calendar, day);
            }
        }

        throw new InvalidOperationException("Nobody in the sample talks.");
    }
}
