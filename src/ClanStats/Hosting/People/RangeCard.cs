using System.Globalization;
using ClanStats.Analytics;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using ClanStats.Hosting.Composition;
using ClanStats.Hosting.Settings;

namespace ClanStats.Hosting.People;

/// <summary>What a member, or the clan, did from one UTC day up to, and without, another: every metric, messages, active days, and day by day.</summary>
internal sealed class RangeCard(DayRange range, DateOnly from, DateOnly before, bool discordConnected)
{
    private const int MostDays = 3660;
    private readonly long _first = UtcInstant.StartOfDay(from).DayNumber;
    private readonly int _days = before.DayNumber - from.DayNumber;

    /// <summary>Reads the two days of <c>--from</c> and <c>--to</c>.</summary>
    /// <exception cref="UserFaultException">One is missing, no date, or they are the wrong way round.</exception>
    public static (DateOnly From, DateOnly Before)? DaysOf(string? from, string? to)
    {
        if (from is null && to is null)
        {
            return null;
        }

        static DateOnly Day(string option, string? text) => IsoDay.TryParse(text, out var day)
            ? day
            : throw new UserFaultException(text is null ? $"{option} is missing: a range needs --from DATE and --to DATE" : $"{option}: '{text}' is not a date; write it as 2026-12-24");
        var (first, before) = (Day("--from", from), Day("--to", to));
        return first < before && before.DayNumber - first.DayNumber <= MostDays
            ? (first, before)
            : throw new UserFaultException($"--to {to} must be after --from {from}, at most {MostDays} days: the day of --to is the first that does not count");
    }

    /// <summary>The metrics that are told day by day beside XP, kills and messages.</summary>
    /// <exception cref="UserFaultException">One is no metric.</exception>
    public IReadOnlyList<string> DayByDay
    {
        get;
        init => field = value.FirstOrDefault(name => range.Metrics.Find(name) is null) is not { } unknown ? value : throw new UserFaultException(
            $"--metric: '{unknown}' is none of the metrics known" + (NearestName.Of(unknown, range.Metrics.All.Select(metric => metric.Name)) is { } near ? $"; did you mean {near}?" : ""));
    } = [];

    /// <summary>The lines of the card.</summary>
    public IEnumerable<string> Lines()
    {
        List<IReadOnlyList<string>> rows = [.. Totals().Select(total => new[] { total.Name, Show(total.Value) })];
        List<IReadOnlyList<string>> days =
        [
            ["day", "XP", "boss kills", "messages", .. DayByDay],
            .. Days().Select((day, place) => (IReadOnlyList<string>)
            [
                IsoDay.Of(day.Date), Show(day.Xp), Show(day.Boss), Show(day.Messages), .. DayByDay.Select(metric => Show(Gain(metric, _first + place, 1))),
            ]),
        ];
        return [$"from {IsoDay.Of(from)} up to {IsoDay.Of(before)}, UTC days", .. TextColumns.Lay(rows).Concat(TextColumns.Lay(days)).Select(line => $"  {line}")];
    }

    /// <summary>The card as <c>member --json</c> answers it.</summary>
    public object ToJson() => new
    {
        from = IsoDay.Of(from),
        before = IsoDay.Of(before),
        figures = Totals().ToDictionary(total => total.Name, total => total.Value),
        series = Metrics().ToDictionary(metric => metric, metric => Enumerable.Range(0, _days).Select(day => Gain(metric, _first + day, 1))),
        days = Days().Select(day => new { date = IsoDay.Of(day.Date), xp = day.Xp, boss = day.Boss, msgs = day.Messages }),
    };

    /// <summary>Totals first, then every metric of which anything is known and that moved.</summary>
    private IEnumerable<(string Name, double? Value)> Totals()
    {
        yield return ("xp", Gain(MetricCatalog.Overall));
        yield return ("boss", Boss(_first, _days));
        yield return ("msgs", discordConnected ? range.Messages.Values.Sum() : null);
        yield return ("game_days", range.GameDays.Count);
        yield return ("chat_days", discordConnected ? range.Messages.Count : null);
        foreach (var metric in Metrics().Where(metric => metric != MetricCatalog.Overall))
        {
            yield return (metric, Gain(metric));
        }
    }

    /// <summary>Every metric of which anything is known and that moved; total experience and efficient hours whether they moved or not.</summary>
    private IEnumerable<string> Metrics() => range.Metrics.All
        .Where(metric => Gain(metric.Name) is { } gained && (gained > 0 || metric.Category == MetricCategory.Computed || metric.Name == MetricCatalog.Overall))
        .Select(metric => metric.Name);

    private IEnumerable<(DateOnly Date, double? Xp, double? Boss, double? Messages)> Days()
    {
        for (var day = 0; day < _days; day++)
        {
            yield return (
                UtcInstant.StartOfDay(_first + day).Date,
                Gain(MetricCatalog.Overall, _first + day, 1),
                Boss(_first + day, 1),
                discordConnected ? range.Messages.GetValueOrDefault(_first + day) : null);
        }
    }

    private double? Gain(string metric) => Gain(metric, _first, _days);

    private double? Gain(string metric, long first, int days)
    {
        if (range.Metrics.Find(metric) is not { } found)
        {
            return null;
        }

        var (start, end) = (UtcInstant.StartOfDay(first), UtcInstant.StartOfDay(first + days));
        long? gained = null;
        foreach (var player in range.Series)
        {
            gained = player.Between(found.Id, start, end) is { } own ? (gained ?? 0) + own : gained;
        }

        return found.Category == MetricCategory.Computed ? gained / MetricVector.ComputedScale : gained;
    }

    private double? Boss(long first, int days)
    {
        var kills = range.Metrics.Bosses.Select(boss => Gain(boss.Name, first, days)).OfType<double>().ToList();
        return kills.Count == 0 ? Gain(MetricCatalog.Overall, first, days) is null ? null : 0 : kills.Sum();
    }

    private static string Show(double? value) => value?.ToString("#,##0.##", CultureInfo.InvariantCulture) ?? "–";
}
