using System.Globalization;
using ClanStats.Domain.Activity;
using ClanStats.Simulation.Servers;
using Microsoft.AspNetCore.Http;

namespace ClanStats.Simulation.WiseOldMan;

/// <summary>The part of a list a request asks for.</summary>
internal readonly record struct ListQuery(int Limit, int Offset)
{
    private const int DefaultLimit = 20;

    /// <summary>Most rows of a page.</summary>
    public const int Most = 50;

    /// <summary>Most snapshots of a page.</summary>
    public const int MostSnapshots = 200;

    /// <summary>Reads limit and offset; what is wrong is refused with WOM's own words.</summary>
    public static ListQuery Of(HttpContext context, int most = Most)
    {
        var limit = Whole(context, "limit") ?? DefaultLimit;
        if (limit <= 0)
        {
            throw WiseOldManErrorException.Validation("Parameter 'limit' must be > 0.");
        }

        if (limit > most)
        {
            throw WiseOldManErrorException.Validation(
                $"The maximum results limit is {most}. Please consider using the 'offset' parameter to load more data.");
        }

        var offset = Whole(context, "offset") ?? 0;
        return offset >= 0 ? new ListQuery((int)limit, (int)Math.Min(offset, int.MaxValue))
            : throw WiseOldManErrorException.Validation("Parameter 'offset' must be >= 0.");
    }

    /// <summary>The rows asked for.</summary>
    public IEnumerable<T> Of<T>(IEnumerable<T> all) => all.Skip(Offset).Take(Limit);

    /// <summary>A date of the query, or null if it is absent.</summary>
    public static UtcInstant? Date(HttpContext context, string key)
    {
        if (context.Query(key) is not { Length: > 0 } text)
        {
            return null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? UtcInstant.From(date)
            : throw WiseOldManErrorException.Validation($"Parameter '{key}' is not a valid date.");
    }

    /// <summary>The id in a path.</summary>
    public static long Id(string text)
    {
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id))
        {
            throw WiseOldManErrorException.Validation("Parameter 'id' is not a valid number.");
        }

        return id <= int.MaxValue ? id : throw WiseOldManErrorException.Database();
    }

    private static long? Whole(HttpContext context, string key)
    {
        if (context.Query(key) is not { } text)
        {
            return null;
        }

        // An empty value counts as zero, as it does in JavaScript.
        if (text.Length == 0)
        {
            return 0;
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            throw WiseOldManErrorException.Validation($"Parameter '{key}' is not a valid number.");
        }

        return double.IsInteger(number) ? (long)number : throw WiseOldManErrorException.Validation("Expected integer, received float");
    }
}
