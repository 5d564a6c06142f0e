using System.Text.Json;

namespace ClanStats.Exports;

/// <summary>Values that may be unknown, in JSON: null then, never 0.</summary>
internal static class NullableJson
{
    /// <summary>A whole number or null.</summary>
    public static void Number(this Utf8JsonWriter json, string key, long? value)
    {
        json.WritePropertyName(key);
        json.NumberValue(value);
    }

    /// <summary>A number or null.</summary>
    public static void Number(this Utf8JsonWriter json, string key, double? value)
    {
        json.WritePropertyName(key);
        json.NumberValue(value);
    }

    /// <summary>Yes, no or null.</summary>
    public static void Flag(this Utf8JsonWriter json, string key, bool? value)
    {
        json.WritePropertyName(key);
        json.FlagValue(value);
    }

    /// <summary>A whole number or null, in a list.</summary>
    public static void NumberValue(this Utf8JsonWriter json, long? value)
    {
        if (value is { } known)
        {
            json.WriteNumberValue(known);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    /// <summary>A number or null, in a list.</summary>
    public static void NumberValue(this Utf8JsonWriter json, double? value)
    {
        if (value is { } known)
        {
            json.WriteNumberValue(known);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    /// <summary>Yes, no or null, in a list.</summary>
    public static void FlagValue(this Utf8JsonWriter json, bool? value)
    {
        if (value is { } known)
        {
            json.WriteBooleanValue(known);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
