using System.Globalization;
using System.Text;

namespace ClanStats.Exports.Dashboard;

/// <summary>A number's way over equal spans as a small line; a span that is not known is a gap. It stretches with its place and has no words but its label.</summary>
internal static class Sparkline
{
    private const int Step = 10;
    private const int Height = 28;
    private const int Margin = 4;

    /// <summary>Writes it; nothing where fewer than two spans are known.</summary>
    /// <param name="html">The page.</param>
    /// <param name="label">What it shows: "Active this week, last 12 weeks".</param>
    /// <param name="points">The values, oldest first.</param>
    /// <param name="unit">What stands behind each value; null for a count.</param>
    public static void Write(Markup html, string label, IReadOnlyList<long?> points, string? unit)
    {
        var known = points.OfType<long>().ToList();
        if (known.Count < 2)
        {
            return;
        }

        var (low, high) = (known.Min(), known.Max());
        var path = new StringBuilder();
        var isOpen = false;
        for (var i = 0; i < points.Count; i++)
        {
            if (points[i] is not { } value)
            {
                isOpen = false;
                continue;
            }

            path.Append(isOpen ? 'L' : 'M').Append(i * Step).Append(' ').Append(Place(value, low, high));

            // A span between two gaps is a dot: a line of no length with round ends.
            if (!isOpen && (i + 1 == points.Count || points[i + 1] is null))
            {
                path.Append("h0");
            }

            isOpen = true;
        }

        var width = ((points.Count - 1) * Step).ToString(CultureInfo.InvariantCulture);
        html.Raw("<svg class=\"spark\" viewBox=\"0 0 ").Raw(width).Raw(" 28\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"")
            .Text($"{label}: {string.Join(", ", points.Select(point => Told(point, unit)))}").Raw("\"><path d=\"").Raw(path.ToString())
            .Raw("\" vector-effect=\"non-scaling-stroke\"/>");
        if (points[^1] is { } last)
        {
            html.Raw("<path class=\"end\" d=\"M").Raw(width).Raw(" ").Raw(Place(last, low, high)).Raw("h0\" vector-effect=\"non-scaling-stroke\"/>");
        }

        html.Raw("</svg>");
    }

    private static string Told(long? point, string? unit) => point is { } value ? Exports.NumberText.Whole(value) + (unit is null ? "" : $" {unit}") : "no data";

    private static string Place(long value, long low, long high) =>
        (low == high ? Height / 2.0 : Height - Margin - ((Height - (2.0 * Margin)) * (value - low) / (high - low))).ToString("0.#", CultureInfo.InvariantCulture);
}
