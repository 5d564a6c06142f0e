using ClanStats.Domain.Activity;

namespace ClanStats.Simulation.World;

/// <summary>Minutes spent so far; every number a player ever shows follows from these two.</summary>
/// <param name="Skilling">Minutes of training since tracking began.</param>
/// <param name="Bossing">Minutes of fighting since tracking began.</param>
internal readonly record struct Effort(long Skilling, long Bossing);

/// <summary>How much a player has played up to an instant: sums of daily minutes, which depend on seed, player and day alone.</summary>
internal sealed class EffortCurve(SimulatedPlayer player, SimulationOptions options)
{
    private readonly long _firstDay = player.Registered.DayNumber;
    private readonly long _worldStart = options.Now.DayNumber - options.Days;
    private readonly List<Effort> _untilDay = [default];
    private readonly Lock _growing = new();

    /// <summary>The minutes up to an instant; grows with the instant and never shrinks.</summary>
    public Effort At(UtcInstant at)
    {
        var day = at.DayNumber;
        if (day < _firstDay)
        {
            return default;
        }

        var before = UntilDay((int)(day - _firstDay));
        var today = MinutesOf(day);
        var elapsed = at.Since(UtcInstant.StartOfDay(day)).TotalHours / 24;
        return new Effort(before.Skilling + (long)(today.Skilling * elapsed), before.Bossing + (long)(today.Bossing * elapsed));
    }

    private Effort UntilDay(int days)
    {
        lock (_growing)
        {
            while (_untilDay.Count <= days)
            {
                var last = _untilDay[^1];
                var minutes = MinutesOf(_firstDay + _untilDay.Count - 1);
                _untilDay.Add(new Effort(last.Skilling + minutes.Skilling, last.Bossing + minutes.Bossing));
            }

            return _untilDay[days];
        }
    }

    private Effort MinutesOf(long day)
    {
        var dice = Dice.Of(options.Seed, Topic.Minutes, player.Index, day);
        var (skilling, bossing) = Appetite();
        var zeal = Zeal((day - _worldStart) / (double)options.Days) * (day % 7 is 2 or 3 ? 1.5 : 0.9);
        if (zeal <= 0 || dice.Chance(0.22))
        {
            return default;
        }

        return new Effort((long)(skilling * zeal * dice.Unit() * 2), (long)(bossing * zeal * dice.Unit() * 2));
    }

    private (int Skilling, int Bossing) Appetite() => player.Style switch
    {
        PlayStyle.Grinder => (150, 25),
        PlayStyle.Pvmer => (30, 130),
        PlayStyle.Social => (22, 12),
        _ => (70, 50),
    };

    /// <summary>How eager a player is at a point of the simulated period (0 its start, 1 the present).</summary>
    private double Zeal(double point) => player.Style switch
    {
        PlayStyle.Fading => Math.Max(0, 1.1 - (1.3 * point)),
        PlayStyle.Returning => point is > 0.3 and < 0.85 ? 0 : 1,
        PlayStyle.Quiet or PlayStyle.Silent => point < 0.35 ? 0.8 : 0,
        _ => 1,
    };
}
