using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;

namespace ClanStats.Domain.Tests;

public sealed class WeekTests
{
    private static readonly UtcInstant Now = UtcInstant.From(new DateTimeOffset(2026, 11, 21, 3, 0, 0, TimeSpan.Zero));
    private static readonly Metric Fishing = new(1, "fishing", MetricCategory.Skill);
    private static readonly Metric Zulrah = new(2, "zulrah", MetricCategory.Boss);

    [Fact]
    public void What_the_game_announced_is_told_by_kind_the_greatest_first()
    {
        var week = Build(new WeekFacts
        {
            Announcements =
            [
                Said(1, new RelayEvent("pet", "wren", "Pebble")),
                Said(1, new RelayEvent("drop", "wren", "Ember sigil", 5_000, 3, "Scorpia")),
                Said(2, new RelayEvent("raid_drop", "oak", "Moss blade", 9_000)),
                Said(2, new RelayEvent("collection_log", "oak", "Boots", 512)),
                Said(2, new RelayEvent("collection_log", "oak", "Hat", 513)),
                Said(1, new RelayEvent("personal_best", "wren", "Vorkath", 148_400)),
                Said(1, new RelayEvent("hardcore_death", "wren")),
                Said(1, new RelayEvent("presence", "wren", "left")),
            ],
        });

        Lines(week, "pets").ShouldBe(["Wren: Pebble"]);
        Lines(week, "drops").ShouldBe(["Oak: Moss blade, 9,000 coins", "Wren: 3 × Ember sigil from Scorpia, 5,000 coins"]);
        Lines(week, "collection_log").ShouldBe(["Oak: Hat, Boots; 513 in all"]);
        Lines(week, "records").ShouldBe(["Wren: Vorkath in 2:28.40, a personal best"]);
        week.Lists.Select(list => list.Key).ShouldBe(["pets", "drops", "collection_log", "records"]);
    }

    [Fact]
    public void A_level_is_told_once_however_many_say_it()
    {
        var week = Build(new WeekFacts
        {
            Announcements = [Said(1, new RelayEvent("level", "wren", "Fishing", 99)), Said(2, new RelayEvent("level", "oak", "Magic", 80))],
            Achievements = [new PassedThreshold(1, Now.PlusDays(-2), "99 Fishing", "fishing", 13_034_431), new PassedThreshold(2, Now.PlusDays(-1), "50m Magic", "magic", 50_000_000)],
        });

        Lines(week, "levels").ShouldBe(["Wren: Fishing 99", "Oak: Magic 80"]);
        Lines(week, "milestones").ShouldBe(["Oak: 50m Magic"]);
    }

    [Fact]
    public void Levels_follow_from_snapshots_where_nobody_announced_them()
    {
        var member = Member(1, "Wren") with
        {
            Newest = Snapshot(-1, 13_100_000),
            Windows = new Dictionary<int, WindowPoints> { [7] = new(RollingWindow.Week, Snapshot(-7.5, 11_000_000), Snapshot(-6, 11_500_000), 2, 2, 2, 2) },
        };
        var late = member with { Windows = new Dictionary<int, WindowPoints> { [7] = new(RollingWindow.Week, Snapshot(-30, 11_000_000), Snapshot(-6, 11_500_000), 2, 2, 2, 2) } };

        Lines(Build(WeekFacts.None, [member]), "levels").ShouldBe(["Wren: Fishing 99"]);
        Build(WeekFacts.None, [late]).Lists.ShouldBeEmpty("a snapshot of long ago cannot tell in which week it was");
    }

    [Fact]
    public void Newcomers_and_years_are_of_this_week_alone()
    {
        var week = Build(WeekFacts.None,
        [
            Member(1, "Wren") with { JoinedAt = Now.PlusDays(-2) },
            Member(2, "Oak") with { JoinedAt = UtcInstant.StartOfDay(new DateOnly(2021, 11, 18)) },
            Member(3, "Elm") with { JoinedAt = UtcInstant.StartOfDay(new DateOnly(2021, 11, 28)) },
        ]);

        Lines(week, "newcomers").ShouldBe(["Wren: joined on 19 Nov"]);
        Lines(week, "years").ShouldBe(["Oak: 5 years"]);
    }

    [Fact]
    public void Nobody_hidden_forgotten_gone_or_unknown_is_celebrated_and_neither_are_their_other_players()
    {
        var facts = new WeekFacts { Announcements = [.. Enumerable.Range(1, 6).Select(id => Said(id, new RelayEvent("pet", "x", "Pebble")))] };
        MemberFacts[] members =
        [
            Member(1, "Hidden One"), Member(2, "Forgotten") with { IsForgotten = true }, Member(3, "Gone") with { LeftAt = Now.PlusDays(-1) }, Member(4, "Seen"),
            Member(5, "Hidden alt") with { PersonId = 1 },
        ];

        var report = Report(facts, members, new PeopleNotes { Hidden = ["Hidden One"] });

        report.Week.Lists.ShouldHaveSingleItem().Lines.Select(line => line.Name).ShouldBe(["Seen"]);
        report.Hidden.Order().ShouldBe([1L, 2, 5]);
    }

    [Fact]
    public void A_record_is_told_when_it_was_reached_this_week()
    {
        BossBest[] bests = [new("zulrah", 1, 2_310), new("vorkath", 1, 9)];

        var report = Report(new WeekFacts { RaisedRecords = new HashSet<string> { "zulrah" } }, [Member(1, "Wren")], PeopleNotes.None, bests);

        Lines(report.Week, "records").ShouldBe(["Wren: the most kills in the clan: Zulrah 2,310"]);
    }

    [Fact]
    public void A_lifetime_holds_levels_most_kills_and_what_comes_next_the_nearest_first()
    {
        var member = Member(1, "Wren") with { Newest = Snapshot(-1, 12_000_000, kills: 240) };

        var lifetime = Report(WeekFacts.None, [member], PeopleNotes.None, [new BossBest("zulrah", 1, 240)]).Lifetimes[1];

        lifetime.Mastered.ShouldBeEmpty();
        lifetime.TotalLevel.ShouldBe(98);
        lifetime.Bosses.ShouldBe([new LifetimeBoss("zulrah", 240, IsClanRecord: true)]);
        lifetime.Next.ShouldBe([new NextMilestone("zulrah", "kills", 240, 250), new NextMilestone("fishing", "level", 12_000_000, 13_034_431)]);
    }

    private static string[] Lines(WeekReport week, string key) =>
        [.. week.Lists.Where(list => list.Key == key).SelectMany(list => list.Lines).Select(line => $"{line.Name}: {line.Text}")];

    private static WeekReport Build(WeekFacts facts, MemberFacts[]? members = null) =>
        Report(facts, members ?? [Member(1, "Wren"), Member(2, "Oak")], PeopleNotes.None).Week;

    private static ClanReport Report(WeekFacts facts, MemberFacts[] members, PeopleNotes people, BossBest[]? bests = null) => ClanReportBuilder.Build(
        new ClanFacts
        {
            Clan = new ClanIdentity(1, "Clan", []),
            Metrics = new MetricCatalog([Fishing, Zulrah]),
            Members = members,
            BossBests = bests ?? [],
            Reads = [],
            FirstListed = new Dictionary<long, DateOnly>(),
            Week = facts,
        },
        new ReportRequest
        {
            TraceId = "0123456789abcdef",
            Now = Now,
            Settings = new ReportSettings(),
            Rules = ClanRules.Default,
            People = people,
            DiscordConnected = true,
            DiscordAccountsRead = true,
        });

    private static Announcement Said(long member, RelayEvent what) => new(member, Now.PlusDays(-1), what);

    private static SnapshotPoint Snapshot(double days, long fishing, long kills = 0) => new(
        Now.PlusDays(days), fishing, null, null, fishing, kills, 0, 0,
        new SnapshotMetrics(new MetricVector([MetricVector.Absent, fishing, kills == 0 ? MetricVector.Unranked : kills]), new MetricVector([0, 0, 0])));

    private static MemberFacts Member(long id, string name) => new()
    {
        Id = id,
        WomPlayerId = id,
        PersonId = id,
        Username = name,
        DisplayName = name,
    };
}
