using System.Collections.Concurrent;
using System.Text.Json;
using ClanStats.Domain.Activity;
using Microsoft.Data.Sqlite;

namespace ClanStats.Storage.Verification;

/// <summary>
/// Whether the totals of each snapshot whose answer is held are those of its packed metrics and of that answer. Blocks of answers are judged
/// side by side, because there is a great deal of them.
/// </summary>
internal static class TotalsCheck
{
    public static IEnumerable<Finding> Run(SqliteConnection connection)
    {
        var metrics = new MetricCatalog(MetricRegistry.Read(connection));
        var found = Partitioner.Create(Blocks(connection), EnumerablePartitionerOptions.NoBuffering).AsParallel().Select(block => Judge(block, metrics)).Aggregate(
            new Verdict(0, 0, 0),
            (sum, one) => new Verdict(sum.MetricsDiffer + one.MetricsDiffer, sum.AnswerDiffers + one.AnswerDiffers, sum.Unreadable + one.Unreadable));
        return
        [
            new Finding("snapshots whose totals differ from their metrics", found.MetricsDiffer),
            new Finding("snapshots whose totals differ from their answer", found.AnswerDiffers),
            new Finding("snapshots whose metrics or answer cannot be read", found.Unreadable),
        ];
    }

    private static IEnumerable<Block> Blocks(SqliteConnection connection)
    {
        using var answers = new AnswerReader(connection);
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT a.block_id, a.position, s.total_xp, s.total_boss_kills, s.ehp, s.ehb, s.metric_values
            FROM snapshot_answers a JOIN wom_snapshots s ON s.id = a.snapshot_id ORDER BY a.block_id
            """;
        using var reader = command.ExecuteReader();
        Block? block = null;
        while (reader.Read())
        {
            if (block?.Id != reader.GetInt64(0))
            {
                if (block is not null)
                {
                    yield return block;
                }

                block = Open(answers, reader.GetInt64(0));
            }

            block.Rows.Add(new Row(reader.GetInt32(1), Totals(reader), reader.IsDBNull(6) ? null : (byte[])reader.GetValue(6)));
        }

        if (block is not null)
        {
            yield return block;
        }
    }

    private static Block Open(AnswerReader answers, long id)
    {
        try
        {
            var (codec, data) = answers.ReadPacked(id);
            return new Block(id, codec, data, []);
        }
        catch (InvalidDataException)
        {
            return new Block(id, SnapshotAnswers.Plain, [], []);
        }
    }

    private static SnapshotTotals Totals(SqliteDataReader reader) => new(
        reader.IsDBNull(2) ? null : reader.GetInt64(2),
        reader.IsDBNull(3) ? null : reader.GetInt64(3),
        Scale(reader.IsDBNull(4) ? null : reader.GetDouble(4)),
        Scale(reader.IsDBNull(5) ? null : reader.GetDouble(5)));

    private static Verdict Judge(Block block, MetricCatalog metrics)
    {
        try
        {
            using var answers = SnapshotAnswers.Unpack(block.Codec, block.Data);
            return Judge(block, answers, metrics);
        }
        catch (InvalidDataException)
        {
            return new Verdict(0, 0, block.Rows.Count);
        }
    }

    private static Verdict Judge(Block block, UnpackedAnswers answers, MetricCatalog metrics)
    {
        var verdict = new Verdict(0, 0, 0);
        foreach (var row in block.Rows)
        {
            try
            {
                if (row.Metrics is null || SnapshotTotals.Of(MetricVector.Decode(row.Metrics), metrics) != row.Totals)
                {
                    verdict = verdict with { MetricsDiffer = verdict.MetricsDiffer + 1 };
                }
                else if (row.Position >= answers.Count || !Confirms(answers[row.Position].Span, row.Totals))
                {
                    verdict = verdict with { AnswerDiffers = verdict.AnswerDiffers + 1 };
                }
            }
            catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
            {
                verdict = verdict with { Unreadable = verdict.Unreadable + 1 };
            }
        }

        return verdict;
    }

    private static bool Confirms(ReadOnlySpan<byte> answer, SnapshotTotals totals) =>
        QuickTotals.Confirm(totals, answer) || SnapshotTotals.Of(answer) == totals;

    private static long? Scale(double? hours) => hours is { } value ? (long)Math.Round(value * MetricVector.ComputedScale) : null;

    private sealed record Verdict(long MetricsDiffer, long AnswerDiffers, long Unreadable);

    private sealed record Row(int Position, SnapshotTotals Totals, byte[]? Metrics);

    private sealed record Block(long Id, int Codec, byte[] Data, List<Row> Rows);
}
