using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Storage;

namespace ClanStats.Tests.Storage;

public sealed class PublishedStateStoreTests : IDisposable
{
    private readonly TempDatabase _temp = SoundClan.Create();

    [Fact]
    public void Only_what_a_later_report_can_compare_with_is_kept()
    {
        foreach (var hours in new[] { -72, -48, -24, -20, -6, 0 })
        {
            Save(SoundClan.Now.PlusHours(hours));
        }

        _temp.Query<long>("SELECT business_time FROM published_reports ORDER BY 1").ShouldBe(
            new[] { -20, -6, 0 }.Select(hours => SoundClan.Now.PlusHours(hours).Milliseconds));
        _temp.Query<long>("SELECT count(*) FROM published_members").Single().ShouldBe(3);
        _temp.Query<long>("SELECT count(*) FROM published_records").Single().ShouldBe(3);
    }

    [Fact]
    public void The_same_night_twice_is_one()
    {
        Save(SoundClan.Now);
        Save(SoundClan.Now, quarter: MemberState.Neither);

        _temp.Query<(string, long, long?)>("SELECT state, promotable, purgeable FROM published_members").ShouldBe([("neither", 1L, null)]);
        SoundClan.Verify(_temp).ShouldAllBe(check => check.Passed);
    }

    [Fact]
    public void A_state_that_cannot_be_written_whole_leaves_the_one_before()
    {
        Save(SoundClan.Now);

        Should.Throw<Exception>(() => Save(SoundClan.Now, member: 4711));

        _temp.Query<long>("SELECT member_id FROM published_members").ShouldBe([1]);
    }

    public void Dispose() => _temp.Dispose();

    private void Save(UtcInstant now, MemberState quarter = MemberState.Both, long member = 1) => _temp.Database.Write("test", unit => PublishedStateStore.Save(
        unit, 1, new PublishedState(now, [new PublishedMember(member, "Wren", "owner", quarter, true, null)], [new PublishedRecord("zulrah", 1, 4)])));
}
