using ClanStats.Domain.Report;

namespace ClanStats.Exports.Dashboard;

/// <summary>
/// The frame of a page as plain HTML: who, how fresh, and the places the script fills. Complete without script; the age of the data is left
/// to the browser, since what was true when the page was written is not when it is read.
/// </summary>
internal static class Masthead
{
    /// <summary>Opens the page and its first view; <see cref="Close"/> ends both.</summary>
    /// <param name="html">The page.</param>
    /// <param name="clan">Whose page it is.</param>
    /// <param name="state">good, watch or act.</param>
    /// <param name="rest">What stands behind the time of the data, part by part.</param>
    /// <param name="title">The first view's heading.</param>
    public static void Open(Markup html, ClanDrawing clan, string state, IReadOnlyList<string> rest, string title)
    {
        html.Raw("<div class=\"page\"><header class=\"masthead\"><h1>").Name(clan.Name);
        if (clan.Environment is { } environment)
        {
            html.Raw(" <span class=\"environment\">").Text(environment).Raw("</span>");
        }

        html.Raw("</h1>");
        Freshness(html, clan, state, rest);
        html.Raw("<div id=\"tools\"></div></header>");
        html.Raw("<p id=\"trouble\" class=\"trouble\" role=\"alert\" hidden></p>");
        html.Raw("<noscript><p class=\"note\">Tables and charts need JavaScript. What stands here is complete without it.</p></noscript>");
        html.Raw("<main id=\"main\"><section id=\"view-today\" class=\"view\"><h2 tabindex=\"-1\" class=\"hidden\">").Text(title).Raw("</h2>");
    }

    public static void Close(Markup html) => html.Raw("</section></main></div>");

    /// <summary>The tiles with the four numbers: the number, how it came to be, the difference to the span before.</summary>
    public static void Tiles(Markup html, IEnumerable<HeadlineNumber> numbers)
    {
        html.Raw("<ul class=\"tiles\">");
        foreach (var number in numbers)
        {
            html.Raw("<li><span class=\"label\">").Text(number.Label).Raw("</span><span class=\"figure\">");
            if (number.Value is { } value)
            {
                html.Raw("<span class=\"value\" title=\"").Number(value).Text(number.Unit is null ? "" : "\u00A0" + number.Unit).Raw("\">").Text(ShortNumber.Of(value));
                if (number.Unit is { } unit)
                {
                    html.Raw(" <span class=\"unit\">").Text(unit).Raw("</span>");
                }

                html.Raw("</span>");
            }
            else
            {
                html.Raw("<span class=\"value none\">no data</span>");
            }

            Sparkline.Write(html, $"{number.Label}, last {number.Trend.Count} {number.TrendSpan}", number.Trend, number.Unit);
            html.Raw("</span><span class=\"change\">").Text(HeadlineText.Beside(number)).Raw("</span></li>");
        }

        html.Raw("</ul>");
    }

    private static void Freshness(Markup html, ClanDrawing clan, string state, IReadOnlyList<string> rest)
    {
        var (shape, word) = state switch
        {
            "good" => ("●", "Good"),
            "watch" => ("▲", "Watch"),
            _ => ("■", "Act"),
        };
        html.Raw("<p id=\"freshness\" class=\"freshness\" data-state=\"").Text(state).Raw("\"><span class=\"state-of\"><span id=\"freshness-mark\" aria-hidden=\"true\">")
            .Raw(shape).Raw("</span> <b id=\"freshness-word\">").Raw(word).Raw("</b></span> ");
        if (clan.DataAsOf is { } instant)
        {
            html.Raw("Data as of <time datetime=\"").Text(instant.ToIso()).Raw("\">").Text(instant.ToPeople(clan.Zone)).Raw("</time><span id=\"age\"></span>");
        }
        else
        {
            html.Raw("No data yet");
        }

        foreach (var part in rest)
        {
            html.Raw("\u00A0· ").Text(part);
        }

        html.Raw("</p>");
    }
}
