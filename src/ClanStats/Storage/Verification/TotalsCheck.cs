using System.Text.Json;
using ClanStats.Domain.Activity;
using Microsoft.Data.Sqlite;

namespace ClanStats.Storage.Verification;

/// <summary>
/// Whether each snapshot's totals are those of its packed metrics and of the answer it was read from. Answers are unpacked side by side,
/// because there is a great deal of them.
/// </summary>
internal static class TotalsCheck
{
    public static IEnumerable<Finding> Run(SqliteConnection connection)
    {
        var metrics = new MetricCatalog(MetricRegistry.Read(connection));
        var (metricsWrong, answersWrong, unreadable) = (0L, 0L, 0L);
        var verdicts = Rows(connection).AsParallel().Select(row => Judge(row, metrics));
        foreach (var verdict in verdicts)
        {
            metricsWrong += verdict == Verdict.MetricsDiffer ? 1 : 0;
            answersWrong += verdict == Verdict.AnswerDiffers ? 1 : 0;
            unreadable += verdict == Verdict.Unreadable ? 1 : 0;
        }

        return
        [
            new Finding("snapshots whose totals differ from their metrics", metricsWrong),
            new Finding("snapshots whose totals differ from their answer", answersWrong),
            new Finding("snapshots whose metrics or answer cannot be read", unreadable),
        ];
    }

    private static IEnumerable<Row> Rows(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT s.total_xp, s.total_boss_kills, s.ehp, s.ehb, s.metric_values, a.codec, a.data
            FROM wom_snapshots s LEFT JOIN snapshot_answers a ON a.snapshot_id = s.id
            WHERE s.metric_values IS NOT NULL
            """;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var totals = new Totals(
                reader.IsDBNull(0) ? null : reader.GetInt64(0),
                reader.IsDBNull(1) ? null : reader.GetInt64(1),
                Scale(reader.IsDBNull(2) ? null : reader.GetDouble(2)),
                Scale(reader.IsDBNull(3) ? null : reader.GetDouble(3)));
            yield return new Row(
                totals, (byte[])reader.GetValue(4), reader.IsDBNull(5) ? 0 : reader.GetInt32(5), reader.IsDBNull(6) ? null : (byte[])reader.GetValue(6));
        }
    }

    private static Verdict Judge(Row row, MetricCatalog metrics)
    {
        try
        {
            if (FromMetrics(MetricVector.Decode(row.Metrics), metrics) != row.Totals)
            {
                return Verdict.MetricsDiffer;
            }

            return row.Answer is null || FromAnswer(SnapshotAnswers.Unpack(row.Codec, row.Answer)) == row.Totals ? Verdict.Well : Verdict.AnswerDiffers;
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            return Verdict.Unreadable;
        }
    }

    private static Totals FromMetrics(MetricVector vector, MetricCatalog metrics)
    {
        long? Of(string name) => metrics.Find(name) is { } metric ? vector.Ranked(metric.Id) : null;
        return new Totals(
            Of(MetricCatalog.Overall), metrics.Bosses.Sum(boss => vector.Ranked(boss.Id) ?? 0), Of(MetricCatalog.Ehp), Of(MetricCatalog.Ehb));
    }

    private static Totals FromAnswer(byte[] answer)
    {
        using var document = JsonDocument.Parse(answer);
        var data = document.RootElement.GetProperty("data");
        var kills = data.TryGetProperty("bosses", out var bosses)
            ? bosses.EnumerateObject().Sum(boss => (long)Math.Max(0, boss.Value.GetProperty("kills").GetDouble()))
            : 0;
        return new Totals(
            (long?)Value(data, "skills", MetricCatalog.Overall, "experience"),
            kills,
            Scale(Value(data, "computed", MetricCatalog.Ehp, "value")),
            Scale(Value(data, "computed", MetricCatalog.Ehb, "value")));
    }

    private static double? Value(JsonElement data, string map, string metric, string name) =>
        data.TryGetProperty(map, out var entries) && entries.TryGetProperty(metric, out var entry) && entry.GetProperty(name).GetDouble() is >= 0 and var value
            ? value
            : null;

    private static long? Scale(double? hours) => hours is { } value ? (long)Math.Round(value * MetricVector.ComputedScale) : null;

    private enum Verdict
    {
        Well,
        MetricsDiffer,
        AnswerDiffers,
        Unreadable,
    }

    /// <summary>EHP and EHB as the packed metrics hold them.</summary>
    private readonly record struct Totals(long? Xp, long? Kills, long? Ehp, long? Ehb);

    private sealed record Row(Totals Totals, byte[] Metrics, int Codec, byte[]? Answer);
}
