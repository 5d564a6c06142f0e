using System.Globalization;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;

namespace ClanStats.Hosting.Settings;

/// <summary>How the texts of settings are read. A fault continues the sentence "'text' …" and says what would be right.</summary>
internal static class ValueKinds
{
    public static Func<string, Reading<int>> Whole(int least, int most = int.MaxValue) => text =>
    {
        var reading = WholeLong(least, most)(text);
        return reading.Fault is null ? Reading<int>.Of((int)reading.Value) : Reading<int>.Wrong(reading.Fault);
    };

    public static Func<string, Reading<long>> WholeLong(long least, long most = long.MaxValue) => text =>
    {
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            return Reading<long>.Wrong(IsDigits(text) ? "is too large" : "is not a whole number");
        }

        return value >= least && value <= most ? Reading<long>.Of(value) : Reading<long>.Wrong(Outside(least, most, most >= int.MaxValue));
    };

    public static Func<string, Reading<double>> Number(double least, double most = double.MaxValue) => text =>
    {
        const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (!double.TryParse(text, Styles, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
        {
            return Reading<double>.Wrong("is not a number");
        }

        return value >= least && value <= most ? Reading<double>.Of(value) : Reading<double>.Wrong(Outside(least, most, most >= int.MaxValue));
    };

    public static Reading<bool> Flag(string text) => text.ToUpperInvariant() switch
    {
        "TRUE" or "YES" or "ON" or "1" => Reading<bool>.Of(true),
        "FALSE" or "NO" or "OFF" or "0" => Reading<bool>.Of(false),
        _ => Reading<bool>.Wrong("is neither true nor false"),
    };

    public static Reading<string> Text(string text) =>
        text.Any(char.IsControl) ? Reading<string>.Wrong("holds control characters") : Reading<string>.Of(text);

    /// <summary>A header's value: printable ASCII, as the services hand out keys and tokens.</summary>
    public static Reading<string> Key(string text) =>
        text.All(character => character is > ' ' and <= '~') ? Reading<string>.Of(text) : Reading<string>.Wrong("holds blanks or characters that no key has");

    public static Reading<string> FilePath(string text) =>
        text.Any(character => char.IsControl(character) || Path.GetInvalidPathChars().Contains(character))
            ? Reading<string>.Wrong("is not a path")
            : Reading<string>.Of(text);

    /// <summary>The address a service's paths are appended to; without the slash at its end.</summary>
    public static Reading<string> BaseAddress(string text)
    {
        var fault = AddressFault(text, out var uri);
        if (fault is null && (uri!.Query.Length > 0 || uri.Fragment.Length > 0 || text.Contains('?', StringComparison.Ordinal)))
        {
            fault = "must not have a query or a fragment";
        }

        return fault is null ? Reading<string>.Of(text.TrimEnd('/')) : Reading<string>.Wrong(fault);
    }

    public static Reading<string> Webhook(string text)
    {
        var fault = AddressFault(text, out _);
        return fault is null ? Reading<string>.Of(text) : Reading<string>.Wrong(fault);
    }

    public static Reading<Snowflake?> DiscordId(string text) =>
        Snowflake.TryParse(text, out var id) && id.Value > 0
            ? Reading<Snowflake?>.Of(id)
            : Reading<Snowflake?>.Wrong("is not a Discord id (17 to 19 digits)");

    public static Reading<UtcInstant?> Day(string text) =>
        IsoDay.TryParse(text, out var day)
            ? Reading<UtcInstant?>.Of(UtcInstant.StartOfDay(day))
            : Reading<UtcInstant?>.Wrong("is not a day of the form 2024-12-31");

    public static Reading<TimeZoneInfo> Zone(string text)
    {
        var isIana = text is "UTC" or "GMT" || text.Contains('/', StringComparison.Ordinal);
        return isIana && TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone)
            ? Reading<TimeZoneInfo>.Of(zone)
            : Reading<TimeZoneInfo>.Wrong("is not an IANA time zone such as Europe/Berlin or UTC");
    }

    public static Reading<IReadOnlyList<string>> Names(string text) =>
        Reading<IReadOnlyList<string>>.Of(text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    public static Reading<string> EnvironmentName(string text) =>
        text.Length <= 32 && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_')
            ? Reading<string>.Of(text)
            : Reading<string>.Wrong("is not a name of letters, digits, '-' and '_'");

    public static Reading<string> TraceId(string text) =>
        text.Length is >= 16 and <= 32 && text.All(char.IsAsciiHexDigit)
            ? Reading<string>.Of(text.ToLowerInvariant())
            : Reading<string>.Wrong("is not made of 16 to 32 hex digits");

    /// <summary>Whether an address that was read leads to this machine.</summary>
    public static bool IsLoopback(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.IsLoopback;

    private static string? AddressFault(string text, out Uri? uri)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps))
        {
            return "is not an address that begins with https://";
        }

        if (uri.UserInfo.Length > 0)
        {
            return "must not hold a user name or password";
        }

        return uri.Scheme == Uri.UriSchemeHttp && !uri.IsLoopback ? "must begin with https:// (http is for this machine alone)" : null;
    }

    private static bool IsDigits(string text) => text.TrimStart('-', '+') is { Length: > 0 } digits && digits.All(char.IsAsciiDigit);

    private static string Outside(double least, double most, bool open) =>
        open ? $"is below {Show(least)}" + Limit(most) : $"is not between {Show(least)} and {Show(most)}";

    private static string Limit(double most) => most is > int.MaxValue ? "" : $" or above {Show(most)}";

    private static string Show(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
