using System.Collections.Concurrent;
using ClanStats.Domain.Activity;
using Microsoft.Data.Sqlite;

namespace ClanStats.Storage.Verification;

/// <summary>Whether everything that is kept counted is what counting the rows anew gives.</summary>
internal static class CountsCheck
{
    public static IEnumerable<Finding> Run(SqliteConnection connection)
    {
        var kept = new KeptCounts(connection);
        var found = Partitioner.Create(Players(connection), EnumerablePartitionerOptions.NoBuffering).AsParallel().Select(player => Recount(player, kept)).Aggregate(default(Differences), (sum, one) => sum + one);
        found += kept.WithoutSnapshots();
        return
        [
            new Finding("snapshots whose values cannot be read", found.Unreadable),
            new Finding("snapshots whose counted gains differ from a recount", found.Gains),
            new Finding("bases of gains that differ from a recount", found.Bases),
            new Finding("days of members that differ from a recount", found.Days),
            new Finding("records that differ from a recount", found.Records),
            new Finding("counts of messages that differ from the messages", Messages(connection)),
            new Finding("packs of days that differ from their counters", PackedDays.Game.CountDifferent(connection) + PackedDays.Chat.CountDifferent(connection)),
        ];
    }

    private static long Messages(SqliteConnection connection)
    {
        var counters = new MessageCounters();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT user_id, created_at FROM discord_messages WHERE kind IN ('chat', 'relay')";
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                counters.Count(MessageKinds.Chat, reader.IsDBNull(0) ? null : reader.GetInt64(0), new UtcInstant(reader.GetInt64(1)));
            }
        }

        return counters.TakeDifferences(connection);
    }

    /// <summary>The snapshots of each player, oldest first.</summary>
    private static IEnumerable<Player> Players(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT user_id, timestamp, metric_values, xp_gained, boss_gained, ehp_gained, ehb_gained FROM wom_snapshots
            WHERE user_id IS NOT NULL AND metric_values IS NOT NULL ORDER BY user_id, timestamp
            """;
        using var reader = command.ExecuteReader();
        Player? player = null;
        while (reader.Read())
        {
            if (player?.MemberId != reader.GetInt64(0))
            {
                if (player is not null)
                {
                    yield return player;
                }

                player = new Player(reader.GetInt64(0), []);
            }

            player.Rows.Add(new Row(
                new UtcInstant(reader.GetInt64(1)), (byte[])reader.GetValue(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetDouble(5), reader.GetDouble(6)));
        }

        if (player is not null)
        {
            yield return player;
        }
    }

    /// <summary>Counts a player anew with the counter of the harvest and compares.</summary>
    private static Differences Recount(Player player, KeptCounts kept)
    {
        var counter = new SnapshotCounter(kept.Metrics, new GainLedger(kept.Metrics.IsComputed), current: null);
        var (unreadable, gains, bases) = (0L, 0L, 0L);
        foreach (var row in player.Rows)
        {
            if (Decoded(row.Values) is not { } values)
            {
                unreadable++;
                continue;
            }

            var counted = counter.Add(row.At, values);
            gains += row.Xp == counted.Xp && row.Boss == counted.Boss && Same(row.Ehp, counted.Ehp) && Same(row.Ehb, counted.Ehb) ? 0 : 1;
            bases += counted.NewBase is { } next && !kept.TakeBase(player.MemberId, row.At, next) ? 1 : 0;
        }

        return new Differences(unreadable, gains, bases, kept.TakeDays(player.MemberId, counter), kept.TakeRecords(player.MemberId, counter));
    }

    private static MetricVector? Decoded(byte[] values)
    {
        try
        {
            return MetricVector.Decode(values);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static bool Same(double left, double right) => BitConverter.DoubleToInt64Bits(left) == BitConverter.DoubleToInt64Bits(right);

    private sealed record Player(long MemberId, List<Row> Rows);

    private sealed record Row(UtcInstant At, byte[] Values, long Xp, long Boss, double Ehp, double Ehb);
}

/// <summary>How many of each cannot be read, or differ from a recount.</summary>
internal readonly record struct Differences(long Unreadable, long Gains, long Bases, long Days, long Records)
{
    public static Differences operator +(Differences left, Differences right) =>
        new(left.Unreadable + right.Unreadable, left.Gains + right.Gains, left.Bases + right.Bases, left.Days + right.Days, left.Records + right.Records);
}
