using System.Globalization;
using ClanStats.Domain.Activity;
using Microsoft.Data.Sqlite;

namespace ClanStats.Storage;

/// <summary>
/// The counters by day, read in packs of 32 days. Packs of stretches that are over are kept beside the counters, where a trigger throws away the
/// pack of each stretch in which a counter changes; a stretch without one is packed from its counters while it is read.
/// </summary>
internal sealed class PackedDays
{
    /// <summary>What the game tells: experience, kills, and whether a counted step ends on the day.</summary>
    public static readonly PackedDays Game = new(
        "packed_member_days",
        """
        SELECT d.member_id, d.day, d.xp, d.boss, d.steps > 0 FROM json_each(@spans) s
        CROSS JOIN member_days d ON d.day >= json_extract(s.value, '$[0]') AND d.day < json_extract(s.value, '$[1]')
        """);

    /// <summary>Messages; those of nobody known as of member 0.</summary>
    public static readonly PackedDays Chat = new(
        "packed_message_days",
        """
        SELECT d.member_id, d.day, d.messages, 0, 0 FROM json_each(@spans) s CROSS JOIN (SELECT 0 AS id UNION ALL SELECT id FROM clan_members) m
        CROSS JOIN message_days d ON d.member_id = m.id AND d.day >= json_extract(s.value, '$[0]') AND d.day < json_extract(s.value, '$[1]')
        """);

    private readonly string _table;
    private readonly string _counters;

    private PackedDays(string table, string counters) => (_table, _counters) = (table, counters);

    /// <summary>Keeps packs of the stretches of a report that are over and have none. Writes only if there are any.</summary>
    /// <param name="database">The database.</param>
    /// <param name="firstDay">The first day that is asked for.</param>
    /// <param name="now">Business time; its own stretch is not over.</param>
    public static void Keep(Database database, long firstDay, UtcInstant now)
    {
        if (database.Read("packed days: missing", connection => IsAnyMissing(connection, firstDay, now)))
        {
            database.Write("packed days: keep", unit => Keep(unit, firstDay, now));
        }
    }

    /// <inheritdoc cref="Keep(Database, long, UtcInstant)"/>
    public static void Keep(UnitOfWork unit, long firstDay, UtcInstant now)
    {
        foreach (var packed in (PackedDays[])[Game, Chat])
        {
            var save = unit.Prepare($"INSERT INTO {packed._table} (stretch, counters) VALUES (?1, ?2)");
            foreach (var (stretch, pack) in packed.Pack(unit.Connection, packed.Missing(unit.Connection, firstDay, now)))
            {
                save.Execute(stretch, pack);
            }
        }
    }

    /// <summary>Throws all packs away: they follow from the counters, and the next report packs them anew.</summary>
    public static void Discard(Database database) => database.Write("packed days: discard", unit =>
    {
        foreach (var packed in (PackedDays[])[Game, Chat])
        {
            unit.Execute($"DELETE FROM {packed._table}");
        }
    });

    /// <summary>The packs of every stretch of a span of days, in rising order; the first and the last may hold days before and behind it.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="firstDay">First day.</param>
    /// <param name="lastDay">Last day.</param>
    public IReadOnlyCollection<KeyValuePair<long, byte[]>> Read(SqliteConnection connection, long firstDay, long lastDay)
    {
        var (first, last) = (DayPack.StretchOf(firstDay), DayPack.StretchOf(lastDay));
        var packs = new SortedList<long, byte[]>();
        connection.Each(
            $"SELECT stretch, counters FROM {_table} WHERE stretch BETWEEN @first AND @last",
            row => packs.Add(row.Int64(0), row.Blob(1).ToArray()),
            ("first", first), ("last", last));
        foreach (var (stretch, pack) in Pack(connection, Without(packs.Keys.ToHashSet(), first, last)))
        {
            packs.Add(stretch, pack);
        }

        return packs;
    }

    /// <summary>How many of the kept packs differ from their counters.</summary>
    public long CountDifferent(SqliteConnection connection)
    {
        var kept = new Dictionary<long, byte[]>();
        connection.Each($"SELECT stretch, counters FROM {_table}", row => kept.Add(row.Int64(0), row.Blob(1).ToArray()));
        return Pack(connection, [.. kept.Keys.Order()]).Count(made => !made.Value.AsSpan().SequenceEqual(kept[made.Key]));
    }

    private static bool IsAnyMissing(SqliteConnection connection, long firstDay, UtcInstant now) =>
        Game.Missing(connection, firstDay, now).Count + Chat.Missing(connection, firstDay, now).Count > 0;

    /// <summary>The stretches of a span that have no pack.</summary>
    private static List<long> Without(HashSet<long> packed, long first, long last)
    {
        var missing = new List<long>();
        for (var stretch = first; stretch <= last; stretch++)
        {
            if (!packed.Contains(stretch))
            {
                missing.Add(stretch);
            }
        }

        return missing;
    }

    private List<long> Missing(SqliteConnection connection, long firstDay, UtcInstant now)
    {
        var (first, last) = (DayPack.StretchOf(firstDay), DayPack.StretchOf(now.DayNumber) - 1);
        var kept = new HashSet<long>();
        connection.Each(
            $"SELECT stretch FROM {_table} WHERE stretch BETWEEN @first AND @last", row => kept.Add(row.Int64(0)), ("first", first), ("last", last));
        return Without(kept, first, last);
    }

    /// <summary>Packs stretches from their counters, one without counters too.</summary>
    private SortedList<long, byte[]> Pack(SqliteConnection connection, List<long> stretches)
    {
        var counters = stretches.ToDictionary(stretch => stretch, _ => new List<DayCounter>());
        connection.Each(
            _counters,
            row =>
            {
                var day = new UtcInstant(row.Int64(1)).DayNumber;
                counters[DayPack.StretchOf(day)].Add(new DayCounter(row.Int64(0), (int)day, row.Int64(2), row.Int64(3), row.Bool(4)));
            },
            ("spans", Spans(stretches)));
        var packs = new SortedList<long, byte[]>(stretches.Count);
        foreach (var stretch in stretches)
        {
            packs.Add(stretch, DayPack.Encode(stretch, counters[stretch]));
        }

        return packs;
    }

    /// <summary>Stretches as spans of time, those that follow each other as one.</summary>
    private static string Spans(List<long> stretches)
    {
        var spans = new List<(long From, long Before)>();
        foreach (var stretch in stretches)
        {
            if (spans.Count > 0 && spans[^1].Before == stretch)
            {
                spans[^1] = (spans[^1].From, stretch + 1);
            }
            else
            {
                spans.Add((stretch, stretch + 1));
            }
        }

        return $"[{string.Join(',', spans.Select(span => string.Create(CultureInfo.InvariantCulture, $"[{StartOf(span.From)},{StartOf(span.Before)}]")))}]";
    }

    private static long StartOf(long stretch) => UtcInstant.StartOfDay(stretch * DayPack.Days).Milliseconds;
}

/// <summary>A kept pack cannot be read; its counters can.</summary>
internal sealed class SpoiltPacksException(FormatException fault) : Exception(fault.Message, fault);
