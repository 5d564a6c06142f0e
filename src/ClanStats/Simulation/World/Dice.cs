namespace ClanStats.Simulation.World;

/// <summary>
/// Chance that depends on nothing but its keys, on every machine and runtime version: whoever asks with the same keys draws the same numbers,
/// so any part of the clan's history can be computed without what lies before it.
/// </summary>
internal struct Dice
{
    private const ulong Step = 0x9E3779B97F4A7C15;
    private ulong _state;

    private Dice(ulong state) => _state = state;

    /// <summary>The dice of a topic, such as (seed, player, day).</summary>
    public static Dice Of(long seed, params ReadOnlySpan<long> keys)
    {
        var state = Mix((ulong)seed + Step);
        foreach (var key in keys)
        {
            state = Mix(state ^ ((ulong)key * Step));
        }

        return new Dice(state);
    }

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        _state += Step;
        return Mix(_state);
    }

    /// <summary>A whole number from 0 to <paramref name="limit"/> − 1.</summary>
    public int Below(int limit) => (int)(Next() % (ulong)limit);

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>, both included.</summary>
    public long Between(long least, long most) => least + (long)(Next() % (ulong)(most - least + 1));

    /// <summary>A number from 0 to below 1.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>True with a probability.</summary>
    public bool Chance(double probability) => Unit() < probability;

    /// <summary>One of a list.</summary>
    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}

/// <summary>First keys of <see cref="Dice.Of"/>, so that two topics never share their luck.</summary>
internal static class Topic
{
    public const long Person = 1;
    public const long Name = 2;
    public const long Profile = 3;
    public const long Minutes = 4;
    public const long Snapshots = 5;
    public const long Account = 6;
    public const long Volume = 7;
    public const long MessageTimes = 8;
    public const long Message = 9;
    public const long Text = 10;
    public const long Threads = 11;
    public const long Habit = 12;
    public const long Ties = 13;
}
