using System.Text.Json;
using ClanStats.Domain.Activity;

namespace ClanStats.Harvest.WiseOldMan;

/// <summary>The values of one player at one snapshot, as far as an answer about gains shows them.</summary>
/// <param name="PlayerId">Whose.</param>
/// <param name="At">The snapshot's exact time.</param>
/// <param name="Values">Metric and value; only those that are known to be ranked.</param>
internal sealed record GainedValues(long PlayerId, UtcInstant At, IReadOnlyList<(string Metric, double Value)> Values);

/// <summary>
/// Gains of the whole group over a window. For each member they show the first and the last snapshot in it, without ranks, and a stored 0
/// looks like an unranked value: both are taken as unknown.
/// </summary>
/// <param name="Snapshots">One or two for each member with a snapshot in the window, oldest first for each.</param>
/// <param name="Told">What was set aside, in one line; null if nothing was.</param>
internal sealed record GainsAnswer(IReadOnlyList<GainedValues> Snapshots, string? Told)
{
    /// <summary>Reads the answer and judges it.</summary>
    /// <param name="body">The answer.</param>
    /// <param name="what">What was read, as people know it.</param>
    /// <param name="from">The window's start.</param>
    /// <param name="to">The window's end.</param>
    /// <param name="now">Business time.</param>
    /// <exception cref="JsonException">The answer is cut off or no JSON list.</exception>
    /// <exception cref="HarvestException">The answer was refused.</exception>
    public static GainsAnswer Read(byte[] body, string what, UtcInstant from, UtcInstant to, UtcInstant now)
    {
        using var document = JsonDocument.Parse(body);
        if (document.RootElement.ValueKind != JsonValueKind.Array)
        {
            throw new JsonException("the answer is no list");
        }

        var screen = new AnswerScreen(what);
        var snapshots = new List<GainedValues>();
        foreach (var element in document.RootElement.EnumerateArray())
        {
            var (wire, unreadable) = GroupPages.Element(element, WiseOldManJson.Default.WomGains);
            var (first, last) = wire is null ? default : (ForeignTime.Parse(wire.StartDate, now), ForeignTime.Parse(wire.EndDate, now));
            if (screen.Admits(wire is null ? unreadable : FaultOf(wire, first, last, from, to)))
            {
                snapshots.Add(Values(wire!, first.Value!.Value, gain => gain.Start));
                if (last.Value > first.Value)
                {
                    snapshots.Add(Values(wire!, last.Value!.Value, gain => gain.End));
                }
            }
        }

        screen.Judge();
        return new GainsAnswer(snapshots, screen.Told);
    }

    private static string? FaultOf(WomGains wire, ForeignTime first, ForeignTime last, UtcInstant from, UtcInstant to) =>
        wire.Player is not { Id: > 0 } player ? $"gains of player {wire.Player?.Id.ToString() ?? "nobody"}"
        : first.Value is not { } start || last.Value is not { } end
            ? $"gains of player {player.Id} whose time is {first.Refusal ?? last.Refusal ?? "missing"}"
        : start < from || end > to || end < start ? $"gains of player {player.Id} from {start} to {end}, outside what was asked for"
        : wire.Data is not { Count: > 0 } gains ? $"gains of player {player.Id} without any metric"
        : gains.FirstOrDefault(gain => string.IsNullOrEmpty(gain.Metric) || gain.Start < -1 || gain.End < -1) is { } odd
            ? $"gains of player {player.Id} in {odd.Metric ?? "nothing"} from {odd.Start} to {odd.End}"
        : null;

    private static GainedValues Values(WomGains wire, UtcInstant at, Func<WomGain, double> value) =>
        new(wire.Player!.Id, at, [.. wire.Data!.Where(gain => value(gain) > 0).Select(gain => (gain.Metric!, value(gain)))]);
}
