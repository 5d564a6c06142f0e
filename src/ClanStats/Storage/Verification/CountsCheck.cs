using ClanStats.Domain.Activity;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ClanStats.Storage.Verification;

/// <summary>Whether everything that is kept counted is what counting the rows anew gives.</summary>
internal static class CountsCheck
{
    public static IEnumerable<Finding> Run(SqliteConnection connection)
    {
        var recount = new Recount(connection);
        recount.Run();
        return
        [
            new Finding("snapshots whose counted gains differ from a recount", recount.Gains),
            new Finding("bases of gains that differ from a recount", recount.Bases),
            new Finding("days of members that differ from a recount", recount.Days),
            new Finding("records that differ from a recount", recount.Records),
            new Finding("counts of messages that differ from the messages", Messages(connection)),
        ];
    }

    private static long Messages(SqliteConnection connection) => connection.ExecuteScalar<long>(
        $"""
        WITH counted AS MATERIALIZED (
          SELECT coalesce(user_id, 0) AS member, created_at / {UtcInstant.Hour / 4} * {UtcInstant.Hour / 4} AS quarter, count(*) AS messages
          FROM discord_messages WHERE kind IN ('chat', 'relay') GROUP BY 1, 2),
        days AS (SELECT member, quarter / {UtcInstant.Day} * {UtcInstant.Day}, sum(messages) FROM counted GROUP BY 1, 2),
        quarters AS (SELECT quarter, sum(messages) FROM counted GROUP BY 1),
        totals AS (SELECT member, sum(messages) FROM counted GROUP BY 1)
        SELECT (SELECT count(*) FROM (SELECT * FROM days EXCEPT SELECT member_id, day, messages FROM message_days))
          + (SELECT count(*) FROM (SELECT member_id, day, messages FROM message_days EXCEPT SELECT * FROM days))
          + (SELECT count(*) FROM (SELECT * FROM quarters EXCEPT SELECT start, messages FROM message_quarters))
          + (SELECT count(*) FROM (SELECT start, messages FROM message_quarters EXCEPT SELECT * FROM quarters))
          + (SELECT count(*) FROM (SELECT * FROM totals EXCEPT SELECT member_id, messages FROM message_totals))
          + (SELECT count(*) FROM (SELECT member_id, messages FROM message_totals EXCEPT SELECT * FROM totals))
        """);

    /// <summary>Counts every player anew with the counter of the harvest, one snapshot after the other, and compares.</summary>
    private sealed class Recount(SqliteConnection connection)
    {
        private readonly MetricRegistry _metrics = MetricRegistry.Load(connection);
        private readonly Dictionary<(long Member, long From), byte[]> _bases = connection
            .Query<(long Member, long From, byte[] Base)>("SELECT member_id, valid_from, base FROM gain_bases").ToDictionary(row => (row.Member, row.From), row => row.Base);

        private readonly Dictionary<(long Member, long Day), DayCount> _days = connection
            .Query<(long Member, long Day, long Xp, long Boss, long Snapshots, long Steps)>("SELECT member_id, day, xp, boss, snapshots, steps FROM member_days")
            .ToDictionary(row => (row.Member, row.Day), row => new DayCount(row.Xp, row.Boss, (int)row.Snapshots, (int)row.Steps));

        private readonly Dictionary<(long Member, long Metric), (long Value, long At)> _records = connection
            .Query<(long Member, long Metric, long Value, long At)>("SELECT member_id, metric_id, value, reached_at FROM metric_records")
            .ToDictionary(row => (row.Member, row.Metric), row => (row.Value, row.At));

        public long Gains { get; private set; }

        public long Bases { get; private set; }

        public long Days { get; private set; }

        public long Records { get; private set; }

        public void Run()
        {
            using var command = connection.CreateCommand();
            command.CommandText =
                """
                SELECT user_id, timestamp, metric_values, xp_gained, boss_gained, ehp_gained, ehb_gained FROM wom_snapshots
                WHERE user_id IS NOT NULL AND metric_values IS NOT NULL ORDER BY user_id, timestamp
                """;
            using var reader = command.ExecuteReader();
            long? member = null;
            var counter = NewCounter();
            while (reader.Read())
            {
                if (member != reader.GetInt64(0))
                {
                    Close(member, counter);
                    member = reader.GetInt64(0);
                    counter = NewCounter();
                }

                Judge(reader, member.Value, counter.Add(new UtcInstant(reader.GetInt64(1)), MetricVector.Decode((byte[])reader.GetValue(2))));
            }

            Close(member, counter);
            Bases += _bases.Count;
            Days += _days.Count;
            Records += _records.Count;
        }

        private SnapshotCounter NewCounter() => new(_metrics, new GainLedger(_metrics.IsComputed), current: null);

        private void Judge(SqliteDataReader reader, long member, CountedSnapshot counted)
        {
            var same = reader.GetInt64(3) == counted.Xp && reader.GetInt64(4) == counted.Boss
                && BitConverter.DoubleToInt64Bits(reader.GetDouble(5)) == BitConverter.DoubleToInt64Bits(counted.Ehp)
                && BitConverter.DoubleToInt64Bits(reader.GetDouble(6)) == BitConverter.DoubleToInt64Bits(counted.Ehb);
            Gains += same ? 0 : 1;
            if (counted.NewBase is { } next && !(_bases.Remove((member, reader.GetInt64(1)), out var stored) && SameBase(GainBase.Decode(stored), next)))
            {
                Bases++;
            }
        }

        private bool SameBase(GainBase left, GainBase right) => Enumerable.Range(0, _metrics.Count).All(id => left.At(id) == right.At(id));

        private void Close(long? member, SnapshotCounter counter)
        {
            if (member is not { } id)
            {
                return;
            }

            Days += counter.Days.Count(day => !_days.Remove((id, day.Key), out var stored) || stored != day.Value);
            Records += counter.Records.Count(record =>
                !_records.Remove((id, record.Key), out var stored) || stored != (record.Value.Value, record.Value.At.Milliseconds));
        }
    }
}
