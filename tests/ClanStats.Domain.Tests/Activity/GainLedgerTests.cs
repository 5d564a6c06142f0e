using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Tests.Activity;

public sealed class GainLedgerTests
{
    private static readonly UtcInstant Start = UtcInstant.StartOfDay(new DateOnly(2026, 1, 1));

    [Fact]
    public void The_mark_of_experience_is_kept_for_ever()
    {
        Gained(isComputed: false, (0, 1_000), (1, 400), (100, 900), (101, 1_100)).ShouldBe(100);
    }

    [Fact]
    public void The_mark_of_computed_hours_is_forgotten_after_thirty_days()
    {
        Gained(isComputed: true, (0, 1_000), (1, 400), (29, 900)).ShouldBe(0);
        Gained(isComputed: true, (0, 1_000), (1, 400), (31, 900), (32, 950)).ShouldBe(550);
    }

    [Fact]
    public void The_highest_value_ever_survives_a_fall_and_being_unranked()
    {
        var ledger = new GainLedger(_ => false);
        ledger.Add(Start, new MetricVector([MetricVector.Unranked, 700]));
        ledger.Add(Start.PlusDays(1), new MetricVector([MetricVector.Unranked, 650]));
        ledger.Add(Start.PlusDays(2), new MetricVector([MetricVector.Unranked, MetricVector.Unranked]));

        var restored = GainLedger.Decode(ledger.Encode(), _ => false);

        restored.HighestRanked(0).ShouldBeNull();
        restored.HighestRanked(1).ShouldBe(700);
        restored.HighestRanked(2).ShouldBeNull();
    }

    [Fact]
    public void A_metric_that_an_answer_lacks_is_passed_over()
    {
        Gained(isComputed: false, (0, 100), (1, MetricVector.Absent), (2, 130)).ShouldBe(30);
    }

    [Fact]
    public void A_metric_that_appears_later_starts_from_nothing()
    {
        var ledger = new GainLedger(_ => false);
        ledger.Add(Start, new MetricVector([5]));
        ledger.LastHeld(1).ShouldBe(MetricVector.Absent);

        ledger.Add(Start.PlusDays(1), new MetricVector([5, 700]))[1].ShouldBe(0);
        ledger.Add(Start.PlusDays(2), new MetricVector([5, 710]))[1].ShouldBe(10);
        ledger.LastHeld(1).ShouldBe(710);
    }

    [Fact]
    public void A_metric_that_disappears_keeps_its_gain()
    {
        var ledger = new GainLedger(_ => false);
        ledger.Add(Start, new MetricVector([5, 700]));
        ledger.Add(Start.PlusDays(1), new MetricVector([5, 710]));

        ledger.Add(Start.PlusDays(2), new MetricVector([5]))[1].ShouldBe(10);
    }

    [Fact]
    public void Torn_bytes_are_refused()
    {
        Should.Throw<FormatException>(() => GainLedger.Decode([0x03, 0x01], _ => false));
        Should.Throw<FormatException>(() => GainLedger.Decode([0xFF, 0xFF, 0xFF, 0xFF, 0x0F], _ => false));
        Should.Throw<FormatException>(() => MetricVector.Decode([0x80]));
        Should.Throw<FormatException>(() => MetricVector.Decode([0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01]));
    }

    [Fact]
    public void Absent_values_at_the_end_take_no_room()
    {
        new MetricVector([7, MetricVector.Absent, MetricVector.Absent]).Encode().Length.ShouldBe(1);
        MetricVector.Decode([]).Length.ShouldBe(0);
    }

    private static long Gained(bool isComputed, params (double Day, long Value)[] snapshots)
    {
        var ledger = new GainLedger(_ => isComputed);
        var gains = snapshots.Select(snapshot => ledger.Add(Start.PlusDays(snapshot.Day), new MetricVector([snapshot.Value]))[0]).ToList();
        return gains[^1];
    }
}
