using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;

namespace ClanStats.Domain.Tests;

public sealed class FailureNoticesTests
{
    private static readonly UtcInstant Start = UtcInstant.StartOfDay(new DateOnly(2026, 1, 1)).PlusHours(6);

    private IReadOnlyList<LastingCause> _lasting = [];

    [Fact]
    public void A_cause_is_told_once_then_weekly_and_once_when_it_is_over()
    {
        var told = Enumerable.Range(0, 17).Select(night => (night, Told: Night(night, night < 15 ? [Cause($"{night + 2} channels cannot be read")] : []))).Where(night => night.Told.Count > 0).ToList();

        told.Select(night => (night.night, night.Told.Single().Kind)).ShouldBe([(0, NoticeKind.New), (7, NoticeKind.Still), (14, NoticeKind.Still), (15, NoticeKind.Over)]);
        told[1].Told.Single().Cause.Message.ShouldBe("9 channels cannot be read");
        told[3].Told.Single().Cause.Since.ShouldBe(Start);
        _lasting.ShouldBeEmpty();
    }

    [Fact]
    public void While_all_is_well_nothing_is_told() => Night(0).ShouldBeEmpty();

    [Fact]
    public void What_a_run_did_not_come_to_is_not_over()
    {
        Night(0, [Cause("faint")]);

        Night(1, [new FailureCause(FailureCause.WholeRun, "the settings are wrong")], settled: []).Select(notice => notice.Kind).ShouldBe([NoticeKind.New]);
        Night(2, settled: [FailureCause.WholeRun]).Select(notice => (notice.Kind, notice.Cause.Step)).ShouldBe([(NoticeKind.Over, FailureCause.WholeRun)]);
        Night(3, settled: [StepNames.Discord]).Select(notice => (notice.Kind, notice.Cause.Step)).ShouldBe([(NoticeKind.Over, StepNames.Discord)]);
    }

    [Fact]
    public void Another_cause_of_the_same_step_is_told_and_the_first_is_over()
    {
        Night(0, [Cause("faint")]);

        Night(1, [Cause("fainter")]).Select(notice => (notice.Kind, notice.Cause.Message)).ShouldBe([(NoticeKind.Over, "faint"), (NoticeKind.New, "fainter")]);
    }

    [Fact]
    public void What_nobody_could_be_told_of_is_told_the_next_time()
    {
        Night(0, [Cause("faint")], isHeard: false).Single().Kind.ShouldBe(NoticeKind.New);
        Night(1, [Cause("faint")]).Single().ShouldBe(new FailureNotice(NoticeKind.New, new LastingCause("discord: faint", StepNames.Discord, "faint", Start, null)));
        Night(2, isHeard: false).Single().Kind.ShouldBe(NoticeKind.Over);
        Night(3).Single().Kind.ShouldBe(NoticeKind.Over);
        Night(4).ShouldBeEmpty();
    }

    [Fact]
    public void What_came_and_went_unheard_is_not_told_at_all()
    {
        Night(0, [Cause("faint")], isHeard: false);

        Night(1).ShouldBeEmpty();
    }

    [Fact]
    public void One_cause_in_two_lines_is_one() => Night(0, [Cause("channel 12 is closed"), Cause("channel 7 is closed")]).Count.ShouldBe(1);

    private static FailureCause Cause(string message) => new(StepNames.Discord, message);

    private IReadOnlyList<FailureNotice> Night(int night, FailureCause[]? causes = null, string[]? settled = null, bool isHeard = true)
    {
        var decided = FailureNotices.Decide(_lasting, causes ?? [], (settled ?? [StepNames.Discord, FailureCause.WholeRun]).ToHashSet(), Start.PlusDays(night).PlusHours(night % 2 * -0.3));
        _lasting = isHeard ? decided.Told : decided.Untold;
        return decided.Notices;
    }
}
