using System.Collections.Concurrent;
using ClanStats.Domain.Activity;

namespace ClanStats.Simulation.World;

/// <summary>One snapshot of one player.</summary>
internal sealed record SimulatedSnapshot(SimulatedPlayer Player, UtcInstant At, HiscoreSheet Sheet);

/// <summary>The snapshots of one player: roughly one a day, some days none, some days two, computed when asked for.</summary>
internal sealed class PlayerHistory
{
    private const double NoneThatDay = 0.08;
    private const double TwoThatDay = 0.08;
    private const double DaysFlaggedMembersStandStill = 20;
    private const double DaysStubbornMembersStandStill = 3;

    private readonly SimulatedPlayer _player;
    private readonly SimulationOptions _options;
    private readonly EffortCurve _effort;
    private readonly MetricProfile _profile;
    private readonly UtcInstant _newBossAt;
    private readonly UtcInstant? _end;
    private readonly ConcurrentDictionary<UtcInstant, bool> _requested = new();

    public PlayerHistory(SimulatedPlayer player, SimulationOptions options)
    {
        _player = player;
        _options = options;
        _effort = new EffortCurve(player, options);
        _profile = new MetricProfile(player, options.Seed);
        _newBossAt = UtcInstant.StartOfDay(options.Now.DayNumber - (options.Days / 2));
        _end = player.Trait switch
        {
            PlayerTrait.Flagged => options.Now.PlusDays(-DaysFlaggedMembersStandStill),
            PlayerTrait.NeverUpdates => options.Now.PlusDays(-DaysStubbornMembersStandStill),
            _ => player.TrackedUntil,
        };
        MiddleSnapshot = new Lazy<UtcInstant?>(() => player.Trait == PlayerTrait.OverallUnrankedOnce
            ? Times(player.Registered, options.Now) is { Count: > 0 } times ? times[times.Count / 2] : null
            : null);
    }

    private Lazy<UtcInstant?> MiddleSnapshot { get; }

    /// <summary>When snapshots were taken in [<paramref name="from"/>, <paramref name="to"/>], oldest first.</summary>
    public IReadOnlyList<UtcInstant> Times(UtcInstant from, UtcInstant to)
    {
        var times = new List<UtcInstant>();
        if (_player.Trait == PlayerTrait.NeverTracked)
        {
            return times;
        }

        from = from < _player.Registered ? _player.Registered : from;
        for (var day = from.DayNumber; day <= to.DayNumber; day++)
        {
            AddTimesOf(day, times);
        }

        times.AddRange(_requested.Keys.Order());
        times.RemoveAll(at => at < from || at > to);
        times.Sort();
        return times;
    }

    /// <summary>The newest snapshot not after an instant, or null.</summary>
    public SimulatedSnapshot? LatestAt(UtcInstant at) => TimeBefore(at) is { } time ? SnapshotAt(time) : null;

    /// <summary>When the newest snapshot not after an instant was taken, or null.</summary>
    public UtcInstant? TimeBefore(UtcInstant at)
    {
        const int DaysAtOnce = 4;
        for (var until = at; until >= _player.Registered; until = new UtcInstant(until.PlusDays(-DaysAtOnce).Milliseconds - 1))
        {
            if (Times(until.PlusDays(-DaysAtOnce), until) is { Count: > 0 } times)
            {
                return times[^1];
            }
        }

        return null;
    }

    /// <summary>When the newest snapshot not after an instant was taken that showed more than the one before it, or null.</summary>
    public UtcInstant? LastChangeBefore(UtcInstant at)
    {
        if (TimeBefore(at) is not { } newest)
        {
            return null;
        }

        var reached = _effort.At(newest);
        var changed = newest;
        while (TimeBefore(new UtcInstant(changed.Milliseconds - 1)) is { } earlier && _effort.At(earlier) == reached)
        {
            changed = earlier;
        }

        return changed;
    }

    /// <summary>The snapshot taken at an instant that <see cref="Times"/> gave.</summary>
    public SimulatedSnapshot SnapshotAt(UtcInstant at)
    {
        var sheet = SheetAt(at);
        if (MiddleSnapshot.Value == at)
        {
            sheet.Skills[0] = -1;
        }

        return new SimulatedSnapshot(_player, at, sheet);
    }

    /// <summary>What the hiscores would show at an instant.</summary>
    public HiscoreSheet SheetAt(UtcInstant at) =>
        _profile.Sheet(_effort.At(at), at < _newBossAt ? null : _effort.At(_newBossAt).Bossing);

    /// <summary>Takes one more snapshot, as a requested update does.</summary>
    public void Add(UtcInstant at) => _requested[at] = true;

    private void AddTimesOf(long day, List<UtcInstant> times)
    {
        var dice = Dice.Of(_options.Seed, Topic.Snapshots, _player.Index, day);
        var luck = dice.Unit();
        var count = luck < NoneThatDay ? 0 : luck < NoneThatDay + TwoThatDay ? 2 : 1;
        for (var i = 0; i < count; i++)
        {
            var at = new UtcInstant(UtcInstant.StartOfDay(day).Milliseconds + dice.Between(0, UtcInstant.Day - 1));
            if (_end is null || at <= _end)
            {
                times.Add(at);
            }
        }
    }
}
