using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;

namespace ClanStats.Exports.Dashboard;

/// <summary>The officers' first view as plain HTML: freshness, the verdict, four numbers, and who needs them, readable without script.</summary>
internal static class OfficersPage
{
    /// <summary>What the officers' file begins with, for people and for programs that look for it.</summary>
    public const string Warning = "Officers only: do not publish";

    /// <summary>Names a card shows before it says how many more there are.</summary>
    private const int NamesShown = 5;

    public static string Body(ClanReport report)
    {
        var html = new Markup();
        html.Raw("<p class=\"secret\">").Text(Warning).Raw("</p>");
        Masthead.Open(html, ClanDrawing.From(report), report.Today.FreshnessState, FreshnessParts(report), "Today");
        html.Raw("<p class=\"verdict\">").Text(report.Today.Verdict).Raw("</p>");
        Masthead.Tiles(html, report.Today.Numbers);
        html.Raw("<div class=\"needs\">");
        Card(html, "To speak to", report.Moderation, moderation => Listed(moderation.People));
        Card(html, "To promote", report.Promotions, promotions => Listed(promotions.People));
        Card(html, "Purge list", report.Purge, purge => purge.Candidates.Select(one => (one.Name, $"{one.Status}: {one.Reason}")));
        html.Raw("</div>");
        Masthead.Close(html);
        return html.ToString();
    }

    /// <summary>The sentence's parts behind the time of the data; its age is the browser's to tell.</summary>
    private static string[] FreshnessParts(ClanReport report) =>
        [.. report.Today.Freshness.Split(" · ").Skip(1)];

    private static IEnumerable<(string Name, string Why)> Listed(IReadOnlyList<Verdict> people) =>
        people.Select(verdict => (verdict.Name, $"{verdict.Rule}: {verdict.Reason}"));

    private static void Card<T>(Markup html, string title, Section<T> section, Func<T, IEnumerable<(string Name, string Why)>> people)
        where T : class
    {
        html.Raw("<article class=\"card\"><div class=\"head\"><h3>").Text(title).Raw("</h3>");
        if (section.Content is not { } content)
        {
            html.Raw("</div><p class=\"empty\">").Text(section.Reason).Raw("</p></article>");
            return;
        }

        var listed = people(content).ToArray();
        html.Raw("<span class=\"n\">").Number(listed.Length).Raw("</span></div>");
        if (listed.Length == 0)
        {
            html.Raw("<p class=\"empty\">Nobody.</p></article>");
            return;
        }

        html.Raw("<ul>");
        foreach (var (name, why) in listed.Take(NamesShown))
        {
            html.Raw("<li><a href=\"").Text("#members?q=" + Uri.EscapeDataString(name)).Raw("\">").Name(name)
                .Raw("</a><span class=\"why-listed\">").Text(why).Raw("</span></li>");
        }

        html.Raw("</ul>");
        if (listed.Length > NamesShown)
        {
            html.Raw("<p class=\"more\"><a href=\"#decide\">and ").Number(listed.Length - NamesShown).Raw(" more</a></p>");
        }

        html.Raw("</article>");
    }
}
