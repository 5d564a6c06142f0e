using ClanStats.Analytics;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;
using ClanStats.Tests.Storage;

namespace ClanStats.Tests.Analytics;

public sealed class LadderQueriesTests : IDisposable
{
    private readonly TempDatabase _temp = SoundClan.Create();

    [Fact]
    public void Weeks_end_with_the_runs_day_and_add_up_what_the_counters_hold()
    {
        var today = UtcInstant.StartOfDay(SoundClan.Now.DayNumber);
        _temp.Execute(
            $"""
            DELETE FROM member_days; DELETE FROM message_days;
            INSERT INTO member_days (day, member_id, xp, boss, snapshots, steps) VALUES
              ({today.Milliseconds}, 1, 5, 1, 1, 1), ({today.PlusDays(-6).Milliseconds}, 1, 7, 0, 1, 0), ({today.PlusDays(-7).Milliseconds}, 1, 0, 0, 1, 0),
              ({today.PlusDays(-77).Milliseconds}, 1, 9, 9, 1, 1);
            INSERT INTO message_days (member_id, day, messages) VALUES (1, {today.PlusDays(-13).Milliseconds}, 4), (2, {today.PlusDays(-76).Milliseconds}, 2);
            """);

        var facts = Read();

        facts.Weeks[1].Take(3).ShouldBe([new MemberWeek(12, 1, 0, true), new MemberWeek(0, 0, 4, false), default]);
        facts.Weeks[1].Skip(2).ShouldAllBe(week => !week.IsActive);
        facts.Weeks[2][10].ShouldBe(new MemberWeek(0, 0, 2, false));
    }

    [Fact]
    public void Where_players_stood_is_their_newest_snapshot_before_each_cut_off()
    {
        var facts = Read();

        facts.Standing.ContainsKey((1, 2)).ShouldBeFalse();
        var overall = _temp.Query<int>("SELECT id FROM metrics WHERE name = 'overall'").Single();
        facts.Standing[(1, 1)].Ranked(overall).ShouldBe(1_020);
    }

    [Fact]
    public void Where_players_stood_is_read_only_for_a_ladder_that_asks_for_it()
    {
        int Standings(LadderRank rank) => new AnalyticsQueries(_temp.Database).Read(
            SoundClan.Now,
            RollingWindow.All,
            ClanIdentity.Unread(1),
            ClanRules.Default with { Ladder = new LadderSettings { Ranks = [rank] } })!.Ladder.Standing.Count;

        Standings(new LadderRank("member") { TenureDays = 30, ActiveWeeks = 4, Contribution = 100, PointsPercentile = 50, NoOpenFlag = true }).ShouldBe(0);
        Standings(new LadderRank("member") { TotalLevel = 1 }).ShouldBeGreaterThan(0);
        Standings(new LadderRank("member") { CombatLevel = 1 }).ShouldBeGreaterThan(0);
        Standings(new LadderRank("member") { Kills = 1 }).ShouldBeGreaterThan(0);
        Standings(new LadderRank("member") { Raids = 1 }).ShouldBeGreaterThan(0);
        Standings(new LadderRank("member") { Bosses = new Dictionary<string, long> { ["zulrah"] = 1 } }).ShouldBeGreaterThan(0);
    }

    public void Dispose() => _temp.Dispose();

    private LadderFacts Read() => _temp.Database.Read("test", connection => new LadderFacts
    {
        Weeks = LadderQueries.WeeksOf(DayCounterQueries.Read(connection, SoundClan.Now.DayNumber - 400, SoundClan.Now), SoundClan.Now),
        Standing = LadderQueries.ReadStanding(connection, SoundClan.Now),
    });
}
