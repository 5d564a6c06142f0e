using ClanStats.Tests.Fixtures;
using Microsoft.Playwright;

namespace ClanStats.Browser.Tests;

/// <summary>The pages on paper, and for whoever wants nothing to move.</summary>
public sealed class PaperTests(Chromium chromium) : IClassFixture<Chromium>
{
    /// <summary>What would be cut off on paper: boxes that hold more than they show.</summary>
    private const string Cut =
        """
        () => [...document.querySelectorAll('.view:not([hidden]) .frame, .view:not([hidden]) .card, .view:not([hidden]) .timeline')]
          .filter(one => one.checkVisibility() && (getComputedStyle(one).overflowY !== 'visible' || one.scrollHeight > one.clientHeight + 1))
          .map(one => one.outerHTML.slice(0, 120))
        """;

    [ChromiumTheory]
    [InlineData(OpenPage.Officers, "today,members,presence,retention,when,game,decide,health")]
    [InlineData(OpenPage.Public, "today,top,clan,find")]
    public async Task Every_view_prints_whole_light_and_without_what_paper_cannot_do(string file, string views)
    {
        await using var open = await OpenPage.OfAsync(chromium, SampleReport.Create(), file, theme: ColorScheme.Dark);

        foreach (var view in views.Split(','))
        {
            await open.ShowAsync(view);
            await open.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print, ColorScheme = ColorScheme.Dark });
            (await open.Page.EvaluateAsync<string[]>(Cut)).ShouldBeEmpty(view);
            (await open.Page.Locator("nav, .toggle, .theme, .search, .range, .chip, .readout").EvaluateAllAsync<int>("all => all.filter(one => one.checkVisibility()).length")).ShouldBe(0, view);
            (await open.Page.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).backgroundColor")).ShouldBe("rgb(255, 255, 255)");
            (await open.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).color")).ShouldBe("rgb(29, 27, 22)");
            await open.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Screen, ColorScheme = ColorScheme.Dark });
            (await open.Page.PdfAsync()).Length.ShouldBeGreaterThan(5_000, view);
        }

        open.Complaints.ShouldBeEmpty();
    }

    [ChromiumFact]
    public async Task Charts_are_light_while_they_are_printed_and_words_are_explained()
    {
        await using var open = await OpenPage.OfAsync(chromium, SampleReport.Create(), OpenPage.Officers, theme: ColorScheme.Dark);
        await open.ShowAsync("game");
        var bar = open.Page.Locator("#view-game .picture svg path[fill='#4cc4bc']");
        (await bar.CountAsync()).ShouldBeGreaterThan(0);

        await open.Page.EvaluateAsync("() => dispatchEvent(new Event('beforeprint'))");
        (await bar.CountAsync()).ShouldBe(0);
        (await open.Page.Locator("#view-game .picture svg path[fill='#0b6e6e']").CountAsync()).ShouldBeGreaterThan(0);
        (await open.Page.Locator("#view-game details.words[open]").CountAsync()).ShouldBe(1);

        await open.Page.EvaluateAsync("() => dispatchEvent(new Event('afterprint'))");
        (await bar.CountAsync()).ShouldBeGreaterThan(0);
        (await open.Page.Locator("#view-game details.words[open]").CountAsync()).ShouldBe(0);
        (await open.Page.GetByRole(AriaRole.Button, new() { Name = "Theme" }).InnerTextAsync()).ShouldBe("Theme: auto");
    }

    [ChromiumTheory]
    [InlineData(OpenPage.Officers, "game")]
    [InlineData(OpenPage.Public, "clan")]
    public async Task Nothing_moves_for_whoever_asked_for_stillness(string file, string view)
    {
        const string Moving =
            """
            () => [...document.querySelectorAll('*')].filter(one => {
              const style = getComputedStyle(one);
              return parseFloat(style.transitionDuration) > 0 || style.animationName !== 'none' || style.scrollBehavior === 'smooth';
            }).length
            """;
        await using var open = await OpenPage.OfAsync(chromium, SampleReport.Create(), file);
        await open.ShowAsync(view);
        (await open.Page.EvaluateAsync<int>(Moving)).ShouldBeGreaterThan(0, "a colour that fades is all that moves");

        await open.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ReducedMotion = ReducedMotion.Reduce });

        (await open.Page.EvaluateAsync<int>(Moving)).ShouldBe(0);
        (await open.Page.EvaluateAsync<int>("() => document.getAnimations().length")).ShouldBe(0);
    }
}
