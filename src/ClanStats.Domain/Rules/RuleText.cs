using System.Globalization;
using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Rules;

/// <summary>How rules word numbers and what they leave out.</summary>
internal static class RuleText
{
    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Number(double value) => value.ToString("#,0.#", CultureInfo.InvariantCulture);

    public static string Xp(long value) => $"{Number(value)} XP";

    public static string Kills(long value) => Of(value, "boss kill", "boss kills");

    public static string Messages(long value) => Of(value, "message", "messages");

    public static string People(int count) => Of(count, "person", "people");

    public static string Of(long count, string one, string many) => $"{Number(count)} {(count == 1 ? one : many)}";

    /// <summary>The first three, and how many more.</summary>
    public static string Few(IReadOnlyList<string> texts, string one, string many)
    {
        const int Shown = 3;
        return string.Join(", ", texts.Take(Shown)) + (texts.Count > Shown ? $" and {Of(texts.Count - Shown, $"more {one}", $"more {many}")}" : "");
    }

    public static string Percent(decimal share) => $"{(share * 100).ToString("0.##", CultureInfo.InvariantCulture)} %";

    /// <summary>A value a verdict used; what is known only with a reservation says so.</summary>
    public static Evidence Evidence(string label, Figure<long> figure) =>
        new(label, figure.Value, figure.Value is { } value ? Number(value) + Reservation(figure) : "not known");

    public static Evidence Evidence(string label, long value) => new(label, value, Number(value));

    public static Evidence Evidence(string label, double value) => new(label, value, Number(value));

    /// <summary>"Silent recruit: 3 of 12 people could not be judged, because a number is not known."; null when all could.</summary>
    public static string? NotJudged(string rule, IReadOnlyList<JudgedPerson> asked, Func<JudgedPerson, bool> judged)
    {
        var left = asked.Count(person => !judged(person));
        return left == 0
            ? null
            : $"{rule}: {Number(left)} of {People(asked.Count)} could not be judged, because a number the rule needs is not known.";
    }

    private static string Reservation(Figure<long> figure) => figure switch
    {
        { Mark: DataMark.Approximate or DataMark.SinceFirstSeen, Since: { } since } => $" (since {since.ToPeople()})",
        _ => "",
    };
}
