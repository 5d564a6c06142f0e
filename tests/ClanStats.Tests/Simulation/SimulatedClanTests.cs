using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Simulation.Chat;
using ClanStats.Simulation.World;

namespace ClanStats.Tests.Simulation;

public sealed class SimulatedClanTests
{
    private static readonly SimulatedClan Clan = SimulationHarness.Small();

    [Fact]
    public void The_roster_has_the_members_asked_for_and_every_rank()
    {
        Clan.Members.Count.ShouldBe(40);
        var roles = Clan.Members.Select(player => player.StintAt(Clan.Now)!.RoleAt(Clan.Now)).ToHashSet();
        RoleLadder.TopDown.Except(roles).ShouldBeEmpty();
    }

    [Fact]
    public void A_clan_too_small_for_its_cast_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => SimulationHarness.Small(members: 19));

    [Fact]
    public void Players_there_are_already_keep_id_and_name_and_nobody_invented_takes_theirs()
    {
        var inventedName = Clan.People[^2].FirstName;
        var clan = new SimulatedClan(Clan.Options with { Known = [new(1_200_017, "Tidal Pebble"), new(1_200_018, inventedName)] });
        clan.People.Count.ShouldBe(Clan.People.Count);
        clan.People.Take(2).Select(player => (player.Id, player.FirstName)).ShouldBe([(1_200_017, "Tidal Pebble"), (1_200_018, inventedName)]);
        clan.People.Skip(2).ShouldAllBe(player => !PlayerName.AreSame(player.FirstName, inventedName));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(77)]
    public void Every_name_is_valid_and_belongs_to_one_player_at_a_time(int seed)
    {
        var clan = SimulationHarness.Small(seed, members: 150);
        clan.People.ShouldAllBe(player => PlayerName.IsRuneScapeName(player.FirstName));
        clan.People.SelectMany(player => player.Renames).ShouldAllBe(rename => PlayerName.IsRuneScapeName(rename.To));
        clan.People.Select(player => player.Id).ShouldBeUnique();
        clan.People.Select(player => PlayerName.Standardise(player.NameAt(clan.Now))).ShouldBeUnique();
        clan.People.Select(player => PlayerName.Normalize(player.FirstName)).GroupBy(key => key).Count(group => group.Count() > 1).ShouldBe(1);
    }

    [Fact]
    public void The_cast_has_its_parts_whatever_the_seed()
    {
        var clan = SimulationHarness.Small(seed: 9);
        clan.Members.ShouldContain(player => player.FirstName == "fern otter");
        clan.Members.ShouldContain(player => player.FirstName == "fernotter");
        clan.Members.ShouldContain(player => player.Trait == PlayerTrait.NeverTracked && clan.LatestOf(player) == null);
        clan.Members.ShouldContain(player => clan.StatusOf(player) == "archived" && player.NameAt(clan.Now).StartsWith("archive48"));
        clan.Members.ShouldContain(player => clan.StatusOf(player) == "flagged");
        clan.Members.ShouldContain(player => player.AltOf != null);
        clan.Members.ShouldContain(player => player.Stints.Count == 2);
        clan.Members.ShouldContain(player => player.Style == PlayStyle.Silent);
        clan.People.Any(player => player.Stints[^1].Left < clan.Now).ShouldBeTrue();
        clan.People.ShouldContain(player => player.Stints[0].Joined > clan.FirstDay && player.Stints[0].Joined < clan.Now);
        clan.ApprovedRenames.ShouldContain(rename => rename.From != rename.To && PlayerName.AreSame(rename.From, rename.To));
    }

    [Fact]
    public void A_rename_approved_late_has_an_old_date_and_the_highest_id()
    {
        var late = Clan.ApprovedRenames.MaxBy(rename => rename.Id)!;
        late.Resolved.ShouldBeGreaterThan(Clan.Now.PlusDays(-1));
        late.Submitted.ShouldBeLessThan(Clan.Now.PlusDays(-20));
        Clan.ApprovedRenames[0].Id.ShouldNotBe(late.Id);
    }

    [Fact]
    public void No_number_of_a_player_ever_shrinks()
    {
        foreach (var player in Clan.Members.Where(player => player.Trait != PlayerTrait.OverallUnrankedOnce))
        {
            HiscoreSheet? before = null;
            foreach (var snapshot in Clan.SnapshotsOf(player))
            {
                snapshot.At.ShouldBeLessThanOrEqualTo(Clan.Now);
                if (before is not null)
                {
                    snapshot.Sheet.Skills.Zip(before.Skills).ShouldAllBe(pair => pair.First >= pair.Second);
                    snapshot.Sheet.Bosses.Zip(before.Bosses).ShouldAllBe(pair => pair.First >= pair.Second);
                    snapshot.Sheet.Activities.Zip(before.Activities).ShouldAllBe(pair => pair.First >= pair.Second);
                    snapshot.Sheet.Ehb.ShouldBeGreaterThanOrEqualTo(before.Ehb);
                }

                before = snapshot.Sheet;
            }
        }
    }

    [Fact]
    public void One_player_is_unranked_overall_in_one_snapshot_in_the_middle()
    {
        var player = Clan.Members.Single(player => player.Trait == PlayerTrait.OverallUnrankedOnce);
        var overall = Clan.SnapshotsOf(player).Select(snapshot => snapshot.Sheet.Skills[0]).ToList();
        overall.Count(value => value == -1).ShouldBe(1);
        overall.IndexOf(-1).ShouldBeInRange(overall.Count / 3, overall.Count * 2 / 3);
        overall[^1].ShouldBeGreaterThan(0);
    }

    [Fact]
    public void The_new_boss_is_absent_before_the_middle_and_present_after_it()
    {
        var player = Clan.Members.First(player => player.Style == PlayStyle.Pvmer);
        long NewBoss(UtcInstant at) => Clan.HistoryOf(player).SheetAt(at).Bosses[MetricNames.NewBossIndex];
        NewBoss(Clan.Now.PlusDays(-31)).ShouldBe(MetricVector.Absent);
        NewBoss(Clan.Now.PlusDays(-29)).ShouldBeGreaterThanOrEqualTo(-1);
    }

    [Fact]
    public void A_quiet_player_has_snapshots_but_no_gain_and_a_silent_one_writes_nothing()
    {
        var quiet = Clan.Members.First(player => player.Style == PlayStyle.Quiet && player.Trait == PlayerTrait.None);
        var history = Clan.HistoryOf(quiet);
        history.TimeBefore(Clan.Now)!.Value.ShouldBeGreaterThan(Clan.Now.PlusDays(-4));
        history.LastChangeBefore(Clan.Now)!.Value.ShouldBeLessThan(Clan.Now.PlusDays(-30));

        var silent = Clan.Members.First(player => player.Style == PlayStyle.Silent);
        Clan.MessagesOf(silent, Clan.Now.PlusDays(-30), Clan.Now).ShouldBe(default);
        Clan.MessagesOf(silent, Clan.FirstDay, Clan.Now).Relayed.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void The_last_change_is_the_first_snapshot_that_shows_todays_numbers()
    {
        foreach (var player in Clan.Members.Where(player => player.Trait == PlayerTrait.None))
        {
            var snapshots = Clan.SnapshotsOf(player).ToList();
            var expected = snapshots.First(snapshot => snapshot.Sheet.Skills[0] == snapshots[^1].Sheet.Skills[0]).At;
            Clan.HistoryOf(player).LastChangeBefore(Clan.Now).ShouldBe(expected);
        }
    }

    [Fact]
    public void Messages_of_a_channel_grow_in_id_and_time_and_the_tally_counts_them()
    {
        var world = Clan.Discord;
        var general = world.Channels.First(channel => channel.Use == ChannelUse.Talk);
        var messages = world.MessagesIn(general, Clan.FirstDay, Clan.Now).ToList();
        messages.Count.ShouldBeGreaterThan(500);
        messages.Zip(messages.Skip(1)).ShouldAllBe(pair => pair.First.Id < pair.Second.Id && pair.First.At <= pair.Second.At);
        messages.ShouldAllBe(message => message.Id.Time == message.At);

        var tally = world.Tally(Clan.FirstDay, Clan.Now).Values;
        tally.Sum(entry => entry.Relayed).ShouldBe(world.MessagesIn(world.Relay, Clan.FirstDay, Clan.Now)
            .Count(message => message.Kind == MessageKind.RelayTalk && message.Speaker.Player != null));
    }

    [Fact]
    public void Accounts_resemble_differ_and_lack_and_no_two_share_a_username()
    {
        var clan = SimulationHarness.Small(members: 150);
        var users = clan.Discord.Users;
        users.Select(user => user.Username).ShouldBeUnique();
        users.Select(user => user.Id).ShouldBeUnique();
        var members = clan.Members.Select(player => (Player: player, Account: clan.Discord.AccountOf(player))).ToList();
        members.Count(member => member.Account is null).ShouldBeInRange(10, 60);
        var alike = members.Count(member => PlayerName.AreSame(member.Account?.DisplayName, member.Player.NameInGame(clan.Now)));
        alike.ShouldBeInRange(50, 120);
        members.Where(member => member.Account is not null)
            .ShouldContain(member => !member.Account!.DisplayName.Contains(member.Player.NameInGame(clan.Now), StringComparison.OrdinalIgnoreCase));
        users.Count(user => user.IsDeleted).ShouldBe(1);
        users.Count(user => user.IsBot).ShouldBe(2);
        users.Count(user => user.PlayerId is null && !user.IsBot && !user.IsDeleted).ShouldBeGreaterThan(3);
    }

    [Fact]
    public void Moving_on_a_day_adds_a_joiner_a_leaver_and_a_rename_and_changes_nothing_before()
    {
        var clan = SimulationHarness.Small();
        var before = clan.Members.Select(player => player.Id).ToHashSet();
        var renames = clan.ApprovedRenames.Count;
        var events = clan.Activity.Count;

        clan.MoveTo(clan.Now.PlusDays(1));

        var after = clan.Members.Select(player => player.Id).ToHashSet();
        after.Except(before).Count().ShouldBe(1);
        before.Except(after).Count().ShouldBe(1);
        clan.ApprovedRenames.Count.ShouldBe(renames + 1);
        clan.Activity.Count.ShouldBe(events + 2);
        var player = clan.Members.First(member => member.Style == PlayStyle.Grinder);
        var known = clan.SnapshotsOf(player).Count(snapshot => snapshot.At <= SimulationHarness.Now);
        known.ShouldBe(Clan.SnapshotsOf(Clan.Find(player.Id)!).Count());
        Should.Throw<ArgumentOutOfRangeException>(() => clan.MoveTo(SimulationHarness.Now));
    }
}
