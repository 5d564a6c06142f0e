using ClanStats.Domain.Activity;
using FsCheck;
using FsCheck.Fluent;

namespace ClanStats.Domain.Tests.Activity;

/// <summary>What holds for every history, however odd.</summary>
public sealed class GainProperties
{
    /// <summary>Hours since the snapshot before, and two values of which each may be unranked or absent; values wander up and down.</summary>
    private static readonly Gen<(int Hours, long Xp, long Ehp)[]> Histories = (
        from hours in Gen.OneOf(Gen.Choose(1, 30), Gen.Choose(1, 30), Gen.Choose(1, 200), Gen.Choose(200, 4_000))
        from xp in Value(0, 5_000)
        from ehp in Value(0, 900_000)
        select (hours, xp, ehp)).ListOf().Select(list => list.ToArray());

    [Fact]
    public void Windows_nest()
    {
        Holds((history, _) =>
        {
            var known = RollingWindow.All.Select(window => history.Xp(window).Value).OfType<long>().ToList();
            var hours = RollingWindow.All.Select(window => history.Ehp(window).Value).OfType<double>().ToList();
            return known.SequenceEqual(known.Order()) && hours.SequenceEqual(hours.Order()) && known.All(gain => gain >= 0);
        });
    }

    [Fact]
    public void Adjacent_windows_add_up_where_none_is_partial()
    {
        Holds((history, _) =>
        {
            var half = RollingWindow.Week;
            var later = history.Xp(half);
            var earlier = history.Xp(half, PlayerHistory.Now.PlusDays(-half.Days));
            var both = history.Xp(RollingWindow.OfDays(2 * half.Days));
            return !(later.IsMeasured && earlier.IsMeasured && both.IsMeasured) || later.Value + earlier.Value == both.Value;
        });
    }

    [Fact]
    public void The_days_of_a_window_add_up_to_its_gain()
    {
        Holds((history, _) =>
        {
            var month = history.Points(RollingWindow.Month, PlayerHistory.Now);
            if (history.Xp(RollingWindow.Month) is not { IsMeasured: true, Value: { } gain })
            {
                return true;
            }

            long days = 0;
            var before = month.Baseline?.XpGained ?? 0;
            for (var day = RollingWindow.Month.Days; day > 0; day--)
            {
                var points = history.Points(RollingWindow.OfDays(1), PlayerHistory.Now.PlusDays(1 - day));
                var after = points.First is null ? before : history.Points(RollingWindow.OfDays(1), PlayerHistory.Now.PlusDays(2 - day)).Baseline!.XpGained;
                days += after - before;
                before = after;
            }

            return days == gain;
        });
    }

    [Fact]
    public void A_gain_never_exceeds_what_lies_between_the_first_and_the_highest_value()
    {
        Holds((history, steps) =>
        {
            var ranked = steps.Select(step => step.Xp).Where(value => value >= 0).ToList();
            return history.Xp(RollingWindow.Year).Value is not { } gain || gain <= ranked.Max() - ranked[0];
        });
    }

    [Fact]
    public void A_ledger_put_away_at_any_snapshot_goes_on_as_if_it_had_stayed()
    {
        Prop.ForAll(Histories.ToArbitrary(), steps =>
        {
            var stayed = new GainLedger(PlayerHistory.IsComputed);
            var putAway = new GainLedger(PlayerHistory.IsComputed);
            var at = PlayerHistory.Now;
            return steps.All(step =>
            {
                at = at.PlusHours(step.Hours);
                var values = new MetricVector([step.Xp, step.Ehp]);
                putAway = GainLedger.Decode(putAway.Encode(), PlayerHistory.IsComputed);
                var left = stayed.Add(at, values);
                var right = putAway.Add(at, values);
                return left[0] == right[0] && left[1] == right[1] && stayed.LastHeld(0) == putAway.LastHeld(0) && stayed.LastHeld(1) == putAway.LastHeld(1);
            });
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_vector_comes_back_as_it_was_packed()
    {
        var values = Gen.OneOf(Value(0, 1_000), Value(0, int.MaxValue), Gen.Constant(long.MaxValue)).ArrayOf();
        Prop.ForAll(values.ToArbitrary(), array =>
        {
            var packed = new MetricVector(array);
            var back = MetricVector.Decode(packed.Encode());
            return Enumerable.Range(0, array.Length + 2).All(id => back[id] == packed[id] && back.Ranked(id) == packed.Ranked(id));
        }).QuickCheckThrowOnFailure();
    }

    private static Gen<long> Value(int lowest, int highest) => Gen.Frequency(
        (8, Gen.Choose(lowest, highest).Select(value => (long)value)),
        (1, Gen.Constant(MetricVector.Unranked)),
        (1, Gen.Constant(MetricVector.Absent)));

    private static void Holds(Func<PlayerHistory, (int Hours, long Xp, long Ehp)[], bool> law) =>
        Prop.ForAll(Histories.ToArbitrary(), steps =>
        {
            var history = new PlayerHistory();
            var at = PlayerHistory.Now.PlusHours(-steps.Sum(step => step.Hours));
            foreach (var step in steps)
            {
                at = at.PlusHours(step.Hours);
                history.Add(at, step.Xp, step.Ehp);
            }

            return law(history, steps);
        }).QuickCheckThrowOnFailure();
}
