using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Simulation.Servers;
using ClanStats.Simulation.World;
using Microsoft.AspNetCore.Http;

namespace ClanStats.Simulation.WiseOldMan;

/// <summary>
/// Answers about gains of the whole group: the first and the last snapshot inside a window, a stored 0 shown as -1, EHP and EHB by rates that
/// have changed since the snapshots were taken.
/// </summary>
internal sealed class GainAnswers(SimulatedClan clan, WiseOldManJson json)
{
    private const double RatesNow = 1.01;
    private const int Decimals = 5;

    /// <summary>GET /groups/:id/bulk-gained</summary>
    public async Task BulkAsync(HttpContext context)
    {
        var (from, to, isPeriod) = Window(context);
        await using var answer = new JsonAnswer(context.Response);
        await answer.ListAsync(
            clan.Members.Select(player => Ends(player, from, to, isPeriod)).Where(ends => ends.First is not null),
            (writer, ends) => Write(writer, ends.First!, ends.Last!));
    }

    /// <summary>The period wins over dates; without it both dates are needed.</summary>
    private (UtcInstant From, UtcInstant To, bool IsPeriod) Window(HttpContext context)
    {
        if (context.Query("period") is { } period)
        {
            try
            {
                return (clan.Now.Plus(Period.Parse(period)), clan.Now, true);
            }
            catch (WiseOldManErrorException)
            {
                throw new WiseOldManErrorException(400, "INVALID_PERIOD", "Invalid period");
            }
        }

        UtcInstant Date(string key) =>
            ListQuery.Date(context, key) ?? throw WiseOldManErrorException.Validation($"Parameter '{key}' is not a valid date.");
        var (from, to) = (Date("startDate"), Date("endDate"));
        return from < to ? (from, to, false) : throw new WiseOldManErrorException(400, "INVALID_DATE_RANGE", "Invalid date range");
    }

    private (SimulatedSnapshot? First, SimulatedSnapshot? Last) Ends(SimulatedPlayer player, UtcInstant from, UtcInstant to, bool isPeriod)
    {
        var history = clan.HistoryOf(player);
        var times = history.Times(from, to < clan.Now ? to : clan.Now);
        if (times.Count == 0 || (isPeriod && clan.IsArchived(player)))
        {
            return default;
        }

        return (history.SnapshotAt(times[0]), history.SnapshotAt(times[^1]));
    }

    private void Write(Utf8JsonWriter writer, SimulatedSnapshot first, SimulatedSnapshot last)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("player");
        json.Player(writer, first.Player);
        WiseOldManJson.Date(writer, "startDate", first.At);
        WiseOldManJson.Date(writer, "endDate", last.At);
        writer.WriteStartArray("data");
        Each(writer, MetricNames.Skills, first.Sheet.Skills, last.Sheet.Skills);
        Each(writer, MetricNames.Activities, first.Sheet.Activities, last.Sheet.Activities);
        Each(writer, MetricNames.Bosses, first.Sheet.Bosses, last.Sheet.Bosses);
        One(writer, "ehp", first.Sheet.Ehp * RatesNow, last.Sheet.Ehp * RatesNow);
        One(writer, "ehb", first.Sheet.Ehb * RatesNow, last.Sheet.Ehb * RatesNow);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Each(Utf8JsonWriter writer, string[] metrics, long[] first, long[] last)
    {
        for (var i = 0; i < metrics.Length; i++)
        {
            One(writer, metrics[i], first[i], last[i]);
        }
    }

    private static void One(Utf8JsonWriter writer, string metric, double first, double last)
    {
        double Shown(double value) => value <= 0 ? MetricVector.Unranked : Math.Round(value, Decimals);
        var (start, end) = (Shown(first), Shown(last));
        var isLost = metric == MetricNames.Overall && start < 0;
        writer.WriteStartObject();
        writer.WriteString("metric", metric);
        writer.WriteNumber("start", start);
        writer.WriteNumber("end", end);
        writer.WriteNumber("gained", isLost ? 0 : Math.Round(Math.Max(0, end - Math.Max(start, 0)), Decimals));
        writer.WriteEndObject();
    }
}
