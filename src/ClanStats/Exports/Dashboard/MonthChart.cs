using System.Globalization;
using ClanStats.Domain.Report;

namespace ClanStats.Exports.Dashboard;

/// <summary>
/// How many members there were month by month, as a line, and below it who joined, upwards, and who left, downwards; with its table. Places across are
/// per cent, so that the picture has the width of its card while its words keep their size.
/// </summary>
internal static class MonthChart
{
    private const int LineHeight = 112;
    private const int LineTop = 28;
    private const int LineBottom = 92;
    private const int BarHeight = 132;
    private const int BarZero = 58;
    private const int BarRoom = 38;
    private const int LabelsShown = 6;

    /// <summary>Room left and right, in per cent, for words that stand in the middle of the first and last month.</summary>
    private const double Side = 6;

    /// <summary>Writes the card.</summary>
    public static void Write(Markup html, IReadOnlyList<ClanMonth> months)
    {
        html.Raw("<article class=\"card months\"><h3>Growing or shrinking?</h3>");
        if (months.Count == 0)
        {
            html.Raw("<p class=\"empty\">No data: the log of who joined and left has not been read yet.</p></article>");
            return;
        }

        html.Raw("<p class=\"answer\">").Text(Answer(months)).Raw("</p>");
        if (months.Count(month => month.Members is not null) > 1)
        {
            Line(html, months);
        }

        Bars(html, months);
        Table(html, months);
        html.Raw("</article>");
    }

    private static string Answer(IReadOnlyList<ClanMonth> months)
    {
        var moves = $"{Exports.NumberText.Whole(months.Sum(month => month.Joined))} joined and {Exports.NumberText.Whole(months.Sum(month => month.Left))} left since "
            + $"{DateText.Month(months[0].First)}.";
        return (months[0].Members, months[^1].Members) switch
        {
            ({ } then, { } now) when months.Count > 1 =>
                $"{Exports.NumberText.Count(now, "member", "members")} now, {Against(now - then)} at the end of {DateText.Month(months[0].First)}. {moves}",
            (_, { } now) => $"{Exports.NumberText.Count(now, "member", "members")} now. {moves}",
            _ => moves,
        };
    }

    private static string Against(long change) => change switch
    {
        > 0 => $"{Exports.NumberText.Whole(change)} more than",
        < 0 => $"{Exports.NumberText.Whole(-change)} fewer than",
        _ => "as many as",
    };

    private static void Line(Markup html, IReadOnlyList<ClanMonth> months)
    {
        var known = months.Select(month => month.Members).OfType<int>().ToList();
        var (low, high) = (known.Min(), known.Max());
        double Y(int members) => low == high ? (LineTop + LineBottom) / 2.0 : LineBottom - ((LineBottom - LineTop) * (double)(members - low) / (high - low));
        Open(html, "members", LineHeight, $"Members at the end of each month, {DateText.Month(months[0].First)} to {DateText.Month(months[^1].First)}");
        for (var i = 1; i < months.Count; i++)
        {
            if (months[i - 1].Members is { } before && months[i].Members is { } then)
            {
                html.Raw($"<line x1=\"{X(i - 1, months.Count)}\" y1=\"{Number(Y(before))}\" x2=\"{X(i, months.Count)}\" y2=\"{Number(Y(then))}\"/>");
            }
        }

        var first = months.TakeWhile(month => month.Members is null).Count();
        for (var i = first; i < months.Count; i++)
        {
            if (months[i].Members is not { } members)
            {
                continue;
            }

            html.Raw($"<circle cx=\"{X(i, months.Count)}\" cy=\"{Number(Y(members))}\" r=\"3\"><title>")
                .Text($"{Titled(months[i])}: {Exports.NumberText.Count(members, "member", "members")}").Raw("</title></circle>");
            if (i == first || i == months.Count - 1)
            {
                html.Raw($"<text x=\"{X(i, months.Count)}\" y=\"{Number(Y(members) - 10)}\">").Number(members).Raw("</text>");
            }
        }

        html.Raw("</svg>");
    }

    private static void Bars(Markup html, IReadOnlyList<ClanMonth> months)
    {
        var most = Math.Max(1, months.Max(month => Math.Max(month.Joined, month.Left)));
        var width = (100 - (2 * Side)) / months.Count * 0.6;
        Open(html, "moves", BarHeight, $"Joined, upwards, and left, downwards, {DateText.Month(months[0].First)} to {DateText.Month(months[^1].First)}");
        for (var i = 0; i < months.Count; i++)
        {
            Bar(html, "joined", i, months[i].Joined, up: true);
            Bar(html, "left", i, months[i].Left, up: false);
        }

        html.Raw($"<line class=\"zero\" x1=\"0\" y1=\"{BarZero}\" x2=\"100%\" y2=\"{BarZero}\"/>");
        Peak(html, months, month => month.Joined, "joined", up: true);
        Peak(html, months, month => month.Left, "left", up: false);
        var step = (months.Count + LabelsShown - 1) / LabelsShown;
        for (var i = months.Count - 1; i >= 0; i -= step)
        {
            html.Raw($"<text class=\"month\" x=\"{X(i, months.Count)}\" y=\"{BarHeight - 6}\">").Text(DateText.ShortMonth(months[i].First)).Raw("</text>");
        }

        html.Raw("</svg>");

        void Bar(Markup page, string kind, int index, int count, bool up)
        {
            if (count == 0)
            {
                return;
            }

            var height = Math.Max(2, (double)BarRoom * count / most);
            var (left, top) = (Middle(index, months.Count) - (width / 2), up ? BarZero - height : BarZero);
            page.Raw($"<rect class=\"{kind}\" x=\"{Number(left)}%\" y=\"{Number(top)}\" width=\"{Number(width)}%\" height=\"{Number(height)}\"><title>")
                .Text($"{Titled(months[index])}: {Exports.NumberText.Whole(count)} {kind}").Raw("</title></rect>");
        }

        void Peak(Markup page, IReadOnlyList<ClanMonth> all, Func<ClanMonth, int> count, string kind, bool up)
        {
            var peak = all.Select((month, i) => (Count: count(month), Place: i)).MaxBy(entry => entry.Count);
            if (peak.Count > 0)
            {
                var reach = Math.Max(2, (double)BarRoom * peak.Count / most);
                page.Raw($"<text class=\"peak\" x=\"{X(peak.Place, all.Count)}\" y=\"{Number(up ? BarZero - reach - 5 : BarZero + reach + 13)}\">")
                    .Text($"{Exports.NumberText.Whole(peak.Count)} {kind}").Raw("</text>");
            }
        }
    }

    private static void Table(Markup html, IReadOnlyList<ClanMonth> months)
    {
        html.Raw("<details><summary>Show as table</summary><div class=\"frame\"><table class=\"plain\"><thead><tr><th scope=\"col\">Month (UTC)</th>")
            .Raw("<th scope=\"col\" class=\"number\">Members</th><th scope=\"col\" class=\"number\">Joined</th><th scope=\"col\" class=\"number\">Left</th></tr></thead><tbody>");
        foreach (var month in months.Reverse())
        {
            html.Raw("<tr><th scope=\"row\">").Text(Titled(month)).Raw("</th><td class=\"number\">").Text(month.Members is { } members ? Exports.NumberText.Whole(members) : "no data")
                .Raw("</td><td class=\"number\">").Number(month.Joined).Raw("</td><td class=\"number\">").Number(month.Left).Raw("</td></tr>");
        }

        html.Raw("</tbody></table></div></details>");
    }

    private static void Open(Markup html, string kind, int height, string label) =>
        html.Raw($"<svg class=\"{kind}\" width=\"100%\" height=\"{height}\" role=\"img\" aria-label=\"").Text(label).Raw("\">");

    private static string Titled(ClanMonth month) => DateText.Month(month.First) + (month.Partial ? ", in part" : "");

    private static double Middle(int index, int count) => Side + ((100 - (2 * Side)) * (index + 0.5) / count);

    private static string X(int index, int count) => Number(Middle(index, count)) + "%";

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
