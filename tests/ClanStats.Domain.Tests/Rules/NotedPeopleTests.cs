using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;

namespace ClanStats.Domain.Tests.Rules;

public sealed class NotedPeopleTests
{
    private static readonly UtcInstant Now = UtcInstant.StartOfDay(new DateOnly(2026, 11, 21));

    [Fact]
    public void An_officers_join_date_goes_before_every_other_but_the_founding_day()
    {
        var notes = new PeopleNotes { Joined = new Dictionary<string, DateOnly> { ["Wren"] = new(2025, 3, 1), ["2"] = new(2020, 1, 1) } };

        var report = Build(notes, new ReportSettings { FoundingDay = UtcInstant.StartOfDay(new DateOnly(2024, 6, 1)) });

        report.Members.Single(member => member.Id == 1).JoinedAt!.Value.Date.ShouldBe(new DateOnly(2025, 3, 1));
        report.Members.Single(member => member.Id == 2).JoinedAt!.Value.Date.ShouldBe(new DateOnly(2024, 6, 1));
    }

    [Fact]
    public void An_alt_counts_its_messages_with_the_main()
    {
        var notes = new PeopleNotes { Alts = new Dictionary<string, string> { ["wren alt"] = "WREN" } };

        var report = Build(notes, new ReportSettings());

        var (main, alt) = (report.Members.Single(member => member.Id == 1), report.Members.Single(member => member.Id == 2));
        alt.PersonId.ShouldBe(1);
        alt.Messages.D7.ShouldBe(new Figure<long>(null, DataMark.CountedWithMain));
        main.Messages.D7.Value.ShouldBe(7);
    }

    [Fact]
    public void Hidden_people_are_named_by_row_also_when_they_left()
    {
        var notes = new PeopleNotes { Hidden = ["Old Oak", "nobody at all"] };

        Build(notes, new ReportSettings()).Hidden.ShouldBe([3L]);
    }

    [Theory]
    [InlineData("WREN", "wren (loot)")]
    [InlineData("1", "wren as 1 (loot)")]
    [InlineData("Old Name", "wren as Old Name (loot)")]
    [InlineData("old oak", "")]
    public void Somebody_banned_who_is_on_the_roster_under_any_name_heads_everything(string noted, string told)
    {
        var report = Build(new PeopleNotes { Banned = new Dictionary<string, string> { [noted] = "loot" } }, new ReportSettings());

        report.Banned.Select(member => member.Id).ShouldBe(told.Length == 0 ? [] : [1L]);
        report.Today.Verdict.StartsWith("Needs you: ", StringComparison.Ordinal).ShouldBe(told.Length > 0);
        report.Today.Verdict.ShouldContain(told.Replace("wren", "wren is on the roster and banned", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_freshness_line_says_how_much_is_assigned() =>
        Build(new PeopleNotes(), new ReportSettings()).Today.Freshness.ShouldEndWith(" · 1 of 2 linked · 75 % of messages assigned");

    private static ClanReport Build(PeopleNotes notes, ReportSettings settings) => ClanReportBuilder.Build(
        new ClanFacts
        {
            Clan = new ClanIdentity(1, "Clan", []),
            Metrics = new MetricCatalog([]),
            Identity = new IdentityFacts { Attributed = 3, Messages = 4 },
            Members = [Member(1, "wren", 3) with { FormerNames = ["Old Name"], IsLinked = true }, Member(2, "wren alt", 4), Member(3, "old oak", 0) with { LeftAt = Now }],
            BossBests = [],
            Reads = [new SourceRead("relay", Now, Now.PlusDays(-400), Now)],
            FirstListed = new Dictionary<long, DateOnly>(),
        },
        new ReportRequest
        {
            TraceId = "0123456789abcdef",
            Now = Now,
            Settings = settings,
            Rules = ClanRules.Default,
            People = notes,
            DiscordConnected = true,
            DiscordAccountsRead = true,
        });

    private static MemberFacts Member(long id, string name, long messages) => new()
    {
        Id = id,
        WomPlayerId = id,
        PersonId = id,
        Username = name,
        DisplayName = name,
        JoinedAt = Now.PlusDays(-100),
        Messages = new Dictionary<int, long> { [7] = messages, [30] = messages, [90] = messages, [365] = messages, [60] = messages, [0] = messages },
    };
}
