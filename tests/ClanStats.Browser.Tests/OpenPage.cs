using ClanStats.Domain.Report;
using ClanStats.Exports;
using ClanStats.Exports.Dashboard;
using Microsoft.Playwright;

namespace ClanStats.Browser.Tests;

/// <summary>A page written for a report and opened from its file, with everything it said and asked for.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    /// <summary>The officers' page.</summary>
    public const string Officers = "docs/index.html";

    /// <summary>The members' page.</summary>
    public const string Public = "public/index.html";

    private readonly DirectoryInfo _folder;
    private readonly IBrowserContext _context;

    private OpenPage(DirectoryInfo folder, IBrowserContext context, IPage page)
    {
        _folder = folder;
        _context = context;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>Errors of the console and of the script.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Addresses the page asked for beside its own file.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Boxes that a script opened: a name that came alive.</summary>
    public List<string> Dialogs { get; } = [];

    public static async Task<OpenPage> OfAsync(
        Chromium chromium,
        ClanReport report,
        string file,
        string fragment = "",
        bool script = true,
        (int Width, int Height)? size = null,
        ColorScheme theme = ColorScheme.Light,
        Func<string, string>? change = null,
        double hoursLater = 0)
    {
        var folder = Directory.CreateTempSubdirectory("clanstats-page-");
        await new DashboardReportWriter().WriteAsync(report, folder.FullName, CancellationToken.None);
        var path = Path.Combine(folder.FullName, file);
        if (change is not null)
        {
            await File.WriteAllTextAsync(path, change(await File.ReadAllTextAsync(path)));
        }

        var (width, height) = size ?? (1280, 800);
        var context = await chromium.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            JavaScriptEnabled = script,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = theme,
        });
        await context.Clock.SetFixedTimeAsync(report.Now.PlusHours(hoursLater).ToDateTimeOffset().UtcDateTime);
        var page = await context.NewPageAsync();
        var open = new OpenPage(folder, context, page);
        var address = new Uri(path).AbsoluteUri;
        page.Console += (_, message) => open.Heard(message);
        page.PageError += (_, error) => open.Complaints.Add(error);
        page.Request += (_, request) => open.Asked(request.Url, address);
        page.Dialog += async (_, dialog) => await open.ClosedAsync(dialog);
        await page.GotoAsync(address + fragment);
        return open;
    }

    /// <summary>Goes to a part of the page as a reader does, scrolls through it, and gives its text.</summary>
    public async Task<string> ShowAsync(string view)
    {
        await Page.Locator($"nav a[href='#{view}']").ClickAsync();

        // The address changes before the view does: what is read at once may still be the view before.
        await Page.Locator($"nav a[href='#{view}'][aria-current='page']").WaitForAsync();
        var shown = Page.Locator(".view:visible");
        foreach (var picture in await shown.Locator(".picture").AllAsync())
        {
            await picture.ScrollIntoViewIfNeededAsync();
            await picture.Locator("svg").WaitForAsync();
        }

        return await shown.InnerTextAsync();
    }

    /// <summary>Goes on with the tabulator until something has the focus, as somebody without a mouse does.</summary>
    public async Task TabToAsync(string wanted)
    {
        for (var step = 0; step < 40; step++)
        {
            await Page.Keyboard.PressAsync("Tab");
            if (await Page.EvaluateAsync<bool>("wanted => document.activeElement.matches(wanted)", wanted))
            {
                return;
            }
        }

        throw new InvalidOperationException($"The tabulator never reaches {wanted}.");
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private void Heard(IConsoleMessage message)
    {
        if (message.Type is "error" or "warning")
        {
            Complaints.Add(message.Text);
        }
    }

    private void Asked(string url, string address)
    {
        if (!url.StartsWith(address, StringComparison.Ordinal) && !url.StartsWith("data:", StringComparison.Ordinal))
        {
            Requests.Add(url);
        }
    }

    private async Task ClosedAsync(IDialog dialog)
    {
        Dialogs.Add(dialog.Message);
        await dialog.DismissAsync();
    }
}
