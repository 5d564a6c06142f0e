using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;

namespace ClanStats.Domain.Tests.Rules;

public sealed class PresenceRulesTests
{
    [Theory]
    [InlineData(GamePresence.Active, 3L, MemberState.Both)]
    [InlineData(GamePresence.Active, 0L, MemberState.GameOnly)]
    [InlineData(GamePresence.Quiet, 3L, MemberState.ChatOnly)]
    [InlineData(GamePresence.Quiet, 0L, MemberState.Neither)]
    [InlineData(GamePresence.Active, null, MemberState.NotMeasured)]
    [InlineData(GamePresence.Quiet, null, MemberState.NotMeasured)]
    [InlineData(GamePresence.NotMeasured, 3L, MemberState.NotMeasured)]
    [InlineData(GamePresence.NotYet, 3L, MemberState.NotYet)]
    public void A_person_stands_in_the_quarter_of_what_is_known(GamePresence game, long? messages, MemberState quarter) =>
        In(quarter, Person(1, game, messages)).ShouldBe([1]);

    [Fact]
    public void Every_window_has_its_own_quarter()
    {
        var member = Person(1, GamePresence.Quiet, 0) with
        {
            Game = new Dictionary<int, GamePresence> { [7] = GamePresence.Quiet, [30] = GamePresence.Active, [90] = GamePresence.Active, [365] = GamePresence.NotMeasured },
            Messages = new WindowSet<long>(new Figure<long>(0), new Figure<long>(0), new Figure<long>(2), new Figure<long>(2)),
        };

        PresenceRules.Judge([member], ClanRules.Default).Windows.Select(window => window.Groups.Single(group => group.People.Count == 1).State)
            .ShouldBe([MemberState.Neither, MemberState.GameOnly, MemberState.Both, MemberState.NotMeasured]);
    }

    [Fact]
    public void Alts_count_once_with_their_person_and_their_play_is_the_persons()
    {
        var main = Person(1, GamePresence.Quiet, 4);
        var alt = Person(2, GamePresence.Active, 0).AltOf(main);

        In(MemberState.Both, main, alt).ShouldBe([1]);
        PresenceRules.Judge([main, alt], ClanRules.Default).Windows.ShouldAllBe(window => window.People == 1);
    }

    [Fact]
    public void A_person_is_quiet_only_if_every_player_is_known_to_be()
    {
        var main = Person(1, GamePresence.Quiet, 0);

        In(MemberState.NotMeasured, main, Person(2, GamePresence.NotMeasured, 0).AltOf(main)).ShouldBe([1]);
        In(MemberState.NotYet, main, Person(2, GamePresence.NotYet, 0).AltOf(main)).ShouldBe([1]);
        In(MemberState.Neither, main, Person(2, GamePresence.Quiet, 0).AltOf(main)).ShouldBe([1]);
    }

    [Fact]
    public void Without_Discord_only_the_game_speaks_and_that_is_said()
    {
        var member = Person(1, GamePresence.Quiet, 0) with { Messages = WindowSet<long>.Same(new Figure<long>(null, DataMark.NotConnected)) };

        In(MemberState.Neither, member).ShouldBe([1]);
        PresenceRules.Judge([member], ClanRules.Default).Note!.ShouldContain("not connected");
    }

    [Fact]
    public void Each_group_tells_how_many_are_linked_and_how_old_its_oldest_snapshot_is()
    {
        var linked = Person(1, GamePresence.Active, 1) with { MeasuredAt = Roster.Now.PlusHours(-30) };
        var unlinked = Person(2, GamePresence.Active, 1) with { IsLinked = false };

        var group = PresenceRules.Judge([linked, unlinked], ClanRules.Default).Windows[0].Groups.Single(entry => entry.State == MemberState.Both);

        group.Linked.ShouldBe(1);
        group.OldestSnapshot.ShouldBe(Roster.Now.PlusHours(-30));
        group.People.Select(person => person.Id).ShouldBe([1, 2]);
    }

    [Fact]
    public void A_window_known_in_part_in_which_nothing_was_seen_is_not_measured()
    {
        var member = new MemberFacts { Id = 1, PersonId = 1, Username = "wren", DisplayName = "Wren" };
        var points = new WindowPoints(RollingWindow.Week, null, null, 0, 0, 0, 0);
        GamePresence Of(long? value, DataMark mark) => GamePresences.Of(
            member, points, new Figure<long>(value, mark), new Figure<long>(value, mark), new MetricCatalog([]), Roster.Now);

        Of(0, DataMark.Partial).ShouldBe(GamePresence.NotMeasured);
        Of(1, DataMark.Partial).ShouldBe(GamePresence.Active);
        Of(0, DataMark.None).ShouldBe(GamePresence.Quiet);
        Of(null, DataMark.Stale).ShouldBe(GamePresence.NotMeasured);
        Of(null, DataMark.NotYet).ShouldBe(GamePresence.NotYet);
    }

    private static MemberReport Person(long id, GamePresence game, long? messages) => Roster.Member(id) with
    {
        Game = RollingWindow.All.ToDictionary(window => window.Days, _ => game),
        Messages = WindowSet<long>.Same(Roster.Known(messages)),
    };

    private static IEnumerable<long> In(MemberState state, params MemberReport[] members) =>
        PresenceRules.Judge(members, ClanRules.Default).Windows[1].Groups.Single(group => group.State == state).People.Select(person => person.Id);
}
