using System.Globalization;
using ClanStats.Domain.Identity;
using ClanStats.Simulation.Servers;
using Microsoft.AspNetCore.Http;

namespace ClanStats.Simulation.Discord;

/// <summary>Reads query parameters by Discord's rules.</summary>
internal static class DiscordQuery
{
    /// <summary>How many entries are wanted.</summary>
    public static int Limit(HttpContext context, int byDefault, int most)
    {
        if (context.Query("limit") is not { } text)
        {
            return byDefault;
        }

        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var limit))
        {
            throw DiscordErrorException.Malformed("limit", "NUMBER_TYPE_COERCE", $"Value \"{text}\" is not int.");
        }

        return limit < 1 ? throw DiscordErrorException.Malformed("limit", "NUMBER_TYPE_MIN", "int value should be greater than or equal to 1.")
            : limit > most ? throw DiscordErrorException.Malformed("limit", "NUMBER_TYPE_MAX", $"int value should be less than or equal to {most}.")
            : limit;
    }

    /// <summary>An id to page from, or null if it is absent.</summary>
    public static Snowflake? Cursor(HttpContext context, string key)
    {
        if (context.Query(key) is not { } text)
        {
            return null;
        }

        return Snowflake.TryParse(text, out var id) ? id
            : throw DiscordErrorException.Malformed(key, "NUMBER_TYPE_COERCE", $"Value \"{text}\" is not snowflake.");
    }
}
