namespace ClanStats.Domain.Activity;

/// <summary>Cuts texts from outside to a length fit for a line, and says so with an ellipsis. A character of two halves is never cut in two.</summary>
public static class ShortText
{
    /// <summary>The text, or its beginning and an ellipsis.</summary>
    /// <param name="text">The text.</param>
    /// <param name="kept">How many UTF-16 units are kept of a longer one; at least 1.</param>
    public static string Of(string text, int kept) =>
        text.Length <= kept ? text : text[..(char.IsHighSurrogate(text[kept - 1]) ? kept - 1 : kept)] + "…";

    /// <summary>The text, or so much of it that it and the ellipsis fit.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">How many UTF-16 units there is room for; at least 2.</param>
    public static string Within(string text, int most) => text.Length <= most ? text : Of(text, most - 1);
}
