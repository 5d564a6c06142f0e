using ClanStats.Analytics;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Tests.Storage;

namespace ClanStats.Tests.Analytics;

public sealed class DailyQueriesTests : IDisposable
{
    private static readonly UtcInstant Today = UtcInstant.StartOfDay(SoundClan.Now.DayNumber);
    private readonly TempDatabase _temp = SoundClan.Create();

    public DailyQueriesTests() => _temp.Execute("DELETE FROM member_days; DELETE FROM message_days; DELETE FROM message_quarters;");

    [Fact]
    public void A_day_is_nothing_a_number_or_a_gap_and_never_confused()
    {
        _temp.Execute(
            $"""
            INSERT INTO member_days (day, member_id, xp, boss, snapshots, steps) VALUES
              ({Day(-4)}, 1, 0, 0, 1, 0), ({Day(-3)}, 1, 24999, 2, 1, 1), ({Day(-2)}, 1, 25000, 0, 1, 1), ({Day(0)}, 1, 900000000, 3, 2, 1),
              ({Day(-2)}, 2, 0, 7, 1, 1);
            INSERT INTO message_days (member_id, day, messages) VALUES (1, {Day(-3)}, 1), (1, {Day(0)}, 70000), (2, {Day(0)}, 5), (0, {Day(0)}, 9);
            """);

        var facts = Read();

        facts.FirstDay.ShouldBe(Today.DayNumber - 4);
        var (wick, other, today) = (facts.Players[1], facts.Players[2], (int)Today.DayNumber);
        wick.Seen.ShouldBe([today - 4, today - 3, today - 2, today]);
        wick.Played.ShouldBe([today - 3, today - 2, today]);
        wick.Xp.ShouldBe([0, 24_999, 25_000, 900_000_000]);
        other.Played.ShouldBe([today - 2], "kills without experience are play");
        other.Xp.ShouldBe([0]);
        wick.Spoken.ShouldBe([today - 3, today]);
        wick.Messages.ShouldBe([1, 70_000]);
        other.Spoken.ShouldBe([today]);
        other.Messages.ShouldBe([5]);
        facts.Clan.Select(day => day.Xp).ShouldBe([0, 24_999, 25_000, 0, 900_000_000]);
        facts.Clan.Select(day => day.Boss).ShouldBe([0, 2, 7, 0, 3]);
        facts.Clan.Select(day => day.Players).ShouldBe([0, 1, 2, 0, 1]);
        facts.Clan[4].Writers.ShouldBe(2, "what nobody known wrote is nobody's");
    }

    [Fact]
    public void Two_years_are_read_at_most_and_nothing_after_now()
    {
        _temp.Execute(
            $"INSERT INTO member_days (day, member_id, xp, boss, snapshots, steps) VALUES ({Day(-900)}, 1, 5, 0, 1, 1), ({Day(-729)}, 1, 5, 0, 1, 1), ({Day(1)}, 1, 5, 0, 1, 1)");

        var facts = Read();

        facts.Clan.Count.ShouldBe(DailyFacts.MaxDays);
        facts.Clan.Sum(day => day.Xp).ShouldBe(5);
        facts.Players[1].Played[0].ShouldBe((int)facts.FirstDay);
    }

    [Fact]
    public void A_database_without_a_day_has_today_alone()
    {
        var facts = Read();

        facts.FirstDay.ShouldBe(Today.DayNumber);
        facts.Clan.ShouldHaveSingleItem().Messages.ShouldBe(0);
        facts.Players.ShouldBeEmpty();
    }

    [Fact]
    public void What_happened_is_told_once_though_two_sources_saw_it()
    {
        _temp.Execute(
            $"""
            DELETE FROM membership_spans; DELETE FROM player_names; DELETE FROM metric_records; DELETE FROM role_changes; DELETE FROM group_activity;
            UPDATE clan_members SET wom_player_id = 77 WHERE id = 1;
            INSERT INTO membership_spans (member_id, joined_at, left_at, source) VALUES (1, {Day(-90)}, NULL, 'wom');
            INSERT INTO player_names (member_id, name, normalized_name, valid_from, valid_to, source) VALUES
              (1, 'Wick', 'wick', NULL, {Day(-20)}, 'wom'), (1, 'Wick Ember', 'wick ember', {Day(-20)}, NULL, 'wom');
            INSERT INTO group_activity (wom_player_id, type, role, previous_role, created_at, retracted_at) VALUES
              (77, 'changed_role', 'onyx', 'guest', {Day(-10)}, NULL), (77, 'changed_role', 'owner', 'onyx', {Day(-9)}, {Day(-8)});
            INSERT INTO role_changes (member_id, previous_role, role, seen_at) VALUES (1, 'guest', 'onyx', {Day(-9)}), (1, 'onyx', 'captain', {Day(-3)});
            """);

        var events = Read().Events;

        events.Select(happened => (happened.Kind, happened.From, happened.To)).ShouldBe(
            [("joined", null, null), ("renamed", "Wick", "Wick Ember"), ("rank", "guest", "onyx"), ("rank", "onyx", "captain")]);
        events.ShouldAllBe(happened => happened.MemberId == 1);
    }

    public void Dispose() => _temp.Dispose();

    private static long Day(int from) => Today.PlusDays(from).Milliseconds;

    private DailyFacts Read() => _temp.Database.Read("test", connection => DailyQueries.Read(
        connection, SoundClan.Now, DayCounterQueries.Read(connection, SoundClan.Now.DayNumber - DailyFacts.MaxDays, SoundClan.Now)));
}
