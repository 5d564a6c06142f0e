using System.Text.Json;

namespace ClanStats.Storage.Reading;

/// <summary>Reads numbers that may be something else.</summary>
internal static class JsonNumbers
{
    /// <summary>The number the reader stands on; null if it is none. The reader ends on the value's last token.</summary>
    public static double? Any(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.Number && json.TryGetDouble(out var number))
        {
            return number;
        }

        json.Skip();
        return null;
    }

    /// <summary>The whole number the reader stands on; null if it is none. The reader ends on the value's last token.</summary>
    public static long? Whole(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var number))
        {
            return number;
        }

        json.Skip();
        return null;
    }
}
