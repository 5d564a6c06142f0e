using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;

namespace ClanStats.Domain.Tests;

public sealed class DailyBuilderTests
{
    private static readonly UtcInstant Now = UtcInstant.From(new DateTimeOffset(2026, 1, 2, 18, 30, 0, TimeSpan.Zero));
    private static readonly long First = Now.DayNumber - 3;

    [Fact]
    public void Days_without_a_snapshot_or_a_read_are_gaps_not_nothing()
    {
        var report = Build(discordConnected: true);

        var calendar = report.Daily.Calendars[1].Value;
        calendar.Game.ShouldBe([-1, 0, 1, -1]);
        calendar.Chat.ShouldNotBeNull().ShouldBe([-1, 1, 0, 0], "a day that was written on is known, whatever was read");
        (calendar.Xp[2], calendar.Messages[1]).ShouldBe((30_000, 20));
        report.Daily.Covered["discord"].ShouldBe([false, false, true, true]);
        report.Daily.Clan.Select(day => day.Messages).ShouldBe([null, 20, 0, 0]);
        report.Daily.Clan.Select(day => day.Xp).ShouldBe([null, 0, 30_000, 0], "before the first snapshot nothing is known");
    }

    [Fact]
    public void Without_discord_no_message_is_known()
    {
        var report = Build(discordConnected: false);

        report.Daily.Calendars[1].Value.Chat.ShouldBeNull();
        report.Daily.Clan.ShouldAllBe(day => day.Messages == null && day.Writers == null);
    }

    [Fact]
    public void What_happened_is_of_the_roster_newest_first_with_roles_as_people_read_them()
    {
        var events = Build(discordConnected: true).Daily.Events;

        events.Keys.ShouldBe([1]);
        events[1].Select(happened => (happened.Kind, happened.From, happened.To)).ShouldBe(
            [("rank", "Deputy Owner", "Owner"), ("joined", null, null), ("record", "Chambers Of Xeric", "12")]);
    }

    private static ClanReport Build(bool discordConnected)
    {
        var (second, third) = ((int)First + 1, (int)First + 2);
        var days = new PlayerDays(Seen: [second, third], Xp: [0, 30_000], Boss: [0, 0], Played: [third], Spoken: [second], Messages: [20]);
        var member = new MemberFacts
        {
            Id = 1,
            PersonId = 1,
            Username = "wick",
            DisplayName = "Wick",
            JoinedAt = Now.PlusDays(-100),
            IsLinked = true,
            Messages = new Dictionary<int, long> { [0] = 20 },
        };
        return ClanReportBuilder.Build(
            new ClanFacts
            {
                Clan = new ClanIdentity(1, "Clan", []),
                Metrics = new MetricCatalog([]),
                Members = [member],
                BossBests = [],
                Reads = [new SourceRead("discord", Now, Now.PlusDays(-1), Now)],
                FirstListed = new Dictionary<long, DateOnly>(),
                FirstSnapshotDay = First + 1,
                Daily = new DailyFacts
                {
                    FirstDay = First,
                    Clan = [new DaySums(), new DaySums { Messages = 20 }, new DaySums { Xp = 30_000 }, new DaySums()],
                    Players = new Dictionary<long, PlayerDays> { [1] = days },
                    Events =
                    [
                        new PersonEvent(1, Now.PlusDays(-100), "joined", null, null), new PersonEvent(1, Now.PlusDays(-5), "rank", "deputy_owner", "owner"),
                        new PersonEvent(1, null, "record", "chambers_of_xeric", "12"), new PersonEvent(2, Now, "left", null, null),
                    ],
                },
            },
            new ReportRequest
            {
                TraceId = "0123456789abcdef",
                Now = Now,
                Settings = new ReportSettings(),
                Rules = ClanRules.Default,
                People = PeopleNotes.None,
                DiscordConnected = discordConnected,
                DiscordAccountsRead = true,
            });
    }
}
