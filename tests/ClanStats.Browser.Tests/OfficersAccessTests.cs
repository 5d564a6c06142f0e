using ClanStats.Tests.Fixtures;
using Microsoft.Playwright;

namespace ClanStats.Browser.Tests;

/// <summary>What axe-core finds in the officers' page: nothing serious, in any part, in either theme.</summary>
public sealed class OfficersAccessTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Ask =
        """
        async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
          .filter(found => found.impact === 'serious' || found.impact === 'critical')
          .flatMap(found => found.nodes.map(node => `${found.id} (${found.impact}): ${node.target} ${node.failureSummary}`))
        """;

    [ChromiumTheory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task No_view_has_a_serious_fault(ColorScheme theme)
    {
        var report = SampleReport.Create();
        await using var open = await OpenPage.OfAsync(chromium, report, OpenPage.Officers, theme: theme);
        await open.Page.EvaluateAsync(await File.ReadAllTextAsync(Axe()));

        foreach (var view in new[] { "today", "members", "presence", "retention", "when", "game", "decide", "health", $"/member/{report.Members[3].Id}" })
        {
            await open.Page.EvaluateAsync("hash => { location.hash = hash; }", $"#{view}");
            await open.Page.Locator($"#view-{view.Split('/', StringSplitOptions.RemoveEmptyEntries)[0]}:not([hidden])").WaitForAsync();
            (await open.Page.EvaluateAsync<string[]>(Ask)).ShouldBeEmpty(view);
        }
    }

    [ChromiumFact]
    public async Task What_is_wrong_is_found()
    {
        await using var open = await OpenPage.OfAsync(chromium, SampleReport.Create(), OpenPage.Officers);
        await open.Page.EvaluateAsync(await File.ReadAllTextAsync(Axe()));

        await open.Page.EvaluateAsync("() => document.querySelector('main').append(document.createElement('button'))");

        (await open.Page.EvaluateAsync<string[]>(Ask)).ShouldContain(found => found.StartsWith("button-name"));
    }

    /// <summary>The package stands beside the page's sources, restored with them.</summary>
    private static string Axe()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "src", "ClanStats.Dashboard", "node_modules", "axe-core", "axe.min.js");
            if (File.Exists(file))
            {
                return file;
            }
        }

        throw new FileNotFoundException("axe-core is missing; run npm ci in src/ClanStats.Dashboard.");
    }
}
