using ClanStats.Domain.Report;

namespace ClanStats.Exports.Dashboard;

/// <summary>The officers' page as it stands in the file, readable without script: whom it is for, how fresh it is, and today.</summary>
internal static class OfficersPage
{
    /// <summary>What the officers' file begins with, for people and for programs that look for it.</summary>
    public const string Warning = "Officers only: do not publish";

    public static string Body(ClanReport report)
    {
        var html = new Markup();
        html.Raw("<p class=\"secret\">").Text(Warning).Raw("</p>");
        Masthead.Open(html, ClanDrawing.From(report), report.Today.FreshnessState, FreshnessParts(report), "Today");
        TodayPage.Write(html, report);
        Masthead.Close(html);
        return html.ToString();
    }

    /// <summary>The sentence's parts behind the time of the data; its age is the browser's to tell.</summary>
    private static string[] FreshnessParts(ClanReport report) =>
        [.. report.Today.Freshness.Split(" · ").Skip(1)];
}
