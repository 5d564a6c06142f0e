using System.Globalization;
using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Identity;

/// <summary>
/// A Discord id: 64 bits, always a text in JSON, always compared as a number (old ids have 17 digits, new ones 19). Carries its own time.
/// </summary>
/// <param name="Value">0 or more; 0 is the legal "beginning of time" of a cursor.</param>
public readonly record struct Snowflake(long Value) : IComparable<Snowflake>
{
    private const long DiscordEpoch = 1_420_070_400_000;

    /// <summary>When the id was made; never asserted equal to a message's timestamp.</summary>
    public UtcInstant Time => new((Value >> 22) + DiscordEpoch);

    /// <summary>The cursor that, used with <c>after</c>, brings everything from <paramref name="time"/> on, that instant included.</summary>
    public static Snowflake CursorBefore(UtcInstant time) =>
        new(Math.Max(0, ((Math.Max(time.Milliseconds, DiscordEpoch) - DiscordEpoch) << 22) - 1));

    /// <summary>The first id an instant can have.</summary>
    public static Snowflake At(UtcInstant time) => new(Math.Max(0, time.Milliseconds - DiscordEpoch) << 22);

    /// <summary>Reads an id.</summary>
    /// <returns>False if the text is not a number from 0 to 2^63 − 1.</returns>
    public static bool TryParse(string? text, out Snowflake id)
    {
        var ok = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value);
        id = new Snowflake(ok ? value : 0);
        return ok;
    }

    /// <inheritdoc/>
    public int CompareTo(Snowflake other) => Value.CompareTo(other.Value);

    /// <summary>Whether the left id is older.</summary>
    public static bool operator <(Snowflake left, Snowflake right) => left.Value < right.Value;

    /// <summary>Whether the left id is newer.</summary>
    public static bool operator >(Snowflake left, Snowflake right) => left.Value > right.Value;

    /// <summary>Whether the left id is not newer.</summary>
    public static bool operator <=(Snowflake left, Snowflake right) => left.Value <= right.Value;

    /// <summary>Whether the left id is not older.</summary>
    public static bool operator >=(Snowflake left, Snowflake right) => left.Value >= right.Value;

    /// <summary>The id as Discord writes it.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
