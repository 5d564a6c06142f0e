using System.Text.Encodings.Web;
using System.Text.Json;
using ClanStats.Domain.Activity;

namespace ClanStats.Exports.Json;

/// <summary>How ClanStats writes JSON: indented, names escaped so that the text is inert in HTML and JavaScript too, unknown is null.</summary>
internal static class JsonText
{
    /// <summary>Options of every document.</summary>
    public static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.Default, NewLine = "\n" };

    /// <summary>An instant as ISO 8601 with Z, or null.</summary>
    public static void Time(this Utf8JsonWriter json, string key, UtcInstant? value) => json.WriteString(key, value?.ToIso());

    /// <summary>An array of texts.</summary>
    public static void Texts(this Utf8JsonWriter json, string key, IEnumerable<string> values)
    {
        json.WriteStartArray(key);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    /// <summary>An array of objects, or of values the callback writes.</summary>
    public static void Items<T>(this Utf8JsonWriter json, string key, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(key);
        foreach (var item in items)
        {
            write(item);
        }

        json.WriteEndArray();
    }
}
