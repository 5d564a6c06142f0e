using System.Globalization;

namespace ClanStats.Domain.Activity;

/// <summary>Cuts texts and lists to a length fit for a line, and says so.</summary>
public static class ShortText
{
    /// <summary>The text, or its beginning and an ellipsis. A character of two halves is never cut in two.</summary>
    /// <param name="text">The text.</param>
    /// <param name="kept">How many UTF-16 units are kept of a longer one; at least 1.</param>
    public static string Of(string text, int kept) =>
        text.Length <= kept ? text : text[..(char.IsHighSurrogate(text[kept - 1]) ? kept - 1 : kept)] + "…";

    /// <summary>The text, or so much of it that it and the ellipsis fit.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">How many UTF-16 units there is room for; at least 2.</param>
    public static string Within(string text, int most) => text.Length <= most ? text : Of(text, most - 1);

    /// <summary>The first of some names, and how many more there are: <c>Wick, Ember and 1,204 more</c>.</summary>
    /// <param name="names">The names, as they are to stand.</param>
    /// <param name="most">How many are named.</param>
    public static string Names(IReadOnlyCollection<string> names, int most) =>
        string.Join(", ", names.Take(most)) + (names.Count > most ? string.Create(CultureInfo.InvariantCulture, $" and {names.Count - most:N0} more") : "");
}
