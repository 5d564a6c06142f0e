using ClanStats.Tests.Fixtures;
using Microsoft.Playwright;

namespace ClanStats.Browser.Tests;

/// <summary>What axe-core finds in both pages: nothing serious, in any part, in either theme, on a desk or on a phone.</summary>
public sealed class AccessTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly (int Width, int Height) Desk = (1280, 800);
    private static readonly (int Width, int Height) Phone = (390, 844);

    private const string Ask =
        """
        async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
          .filter(found => found.impact === 'serious' || found.impact === 'critical')
          .flatMap(found => found.nodes.map(node => `${found.id} (${found.impact}): ${node.target} ${node.failureSummary}`))
        """;

    public static TheoryData<string, ColorScheme, bool> Ways
    {
        get
        {
            var ways = new TheoryData<string, ColorScheme, bool>();
            foreach (var file in new[] { OpenPage.Officers, OpenPage.Public })
            {
                foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
                {
                    ways.Add(file, theme, false);
                    ways.Add(file, theme, true);
                }
            }

            return ways;
        }
    }

    [ChromiumTheory]
    [MemberData(nameof(Ways))]
    public async Task No_view_has_a_serious_fault(string file, ColorScheme theme, bool isPhone)
    {
        var report = SampleReport.Create();
        await using var open = await OpenPage.OfAsync(chromium, report, file, theme: theme, size: isPhone ? Phone : Desk);
        await open.Page.EvaluateAsync(await File.ReadAllTextAsync(Axe()));
        string[] views = file == OpenPage.Officers
            ? ["today", "members", "presence", "retention", "when", "game", "decide", "health", $"/member/{report.Members[3].Id}"]
            : ["today", "top", "clan", "find", $"find?q={report.Members.First(member => report.Lifetimes.ContainsKey(member.Id)).DisplayName}"];

        foreach (var view in views)
        {
            await open.Page.EvaluateAsync("hash => { location.hash = hash; }", $"#{view}");
            await open.Page.Locator($"#view-{view.Split('/', '?').First(part => part.Length > 0)}:not([hidden])").WaitForAsync();
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
