using ClanStats.Domain.Report;
using ClanStats.Domain.Tests.Rules;

namespace ClanStats.Domain.Tests;

public sealed class InsightsTests
{
    [Fact]
    public void F33_insights_follow_from_the_data_and_from_nothing_else()
    {
        MemberReport[] members = [Member(1, xp7: 2_000_000, msgs7: 30), Member(2, xp7: 900_000, boss7: 60)];

        var first = Lines(members);

        Lines([members[1], members[0]]).ShouldBe(first);
        Lines([Member(1, xp7: 2_000_000, msgs7: 30), Member(2, xp7: 3_000_000, boss7: 60)]).ShouldNotBe(first);
        first.ShouldBe(
        [
            "The clan gained 2,900,000 XP and 60 boss kills in 7 days.",
            "Player 1 gained the most XP this week: 2,000,000.",
            "Player 2 killed the most bosses this week: 60.",
            "Of those who talk, Player 1 gained the most XP per message this week: 2,000,000 XP and 30 messages.",
        ]);
    }

    [Fact]
    public void The_week_counts_what_is_known_in_part_and_says_at_least()
    {
        var partial = Member(2) with { Xp = Member(2).Xp with { D7 = Roster.Partial(7) } };

        Lines([Member(1, xp7: 5, boss7: 1), partial])[0].ShouldBe("The clan gained at least 12 XP and 1 boss kill in 7 days.");
    }

    [Fact]
    public void Nobody_is_named_for_being_quiet()
    {
        var quiet = Member(3) with { DisplayName = "The Quiet One" };

        Lines([Member(1, xp7: 5, boss7: 1), quiet]).ShouldAllBe(line => !line.Contains("Quiet"));
        Lines([quiet]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(50_000_000, 1, "Player 1 passed 50,000,000 XP this week and stands at 50,000,000.")]
    [InlineData(260_000_000, 170_000_000, "Player 1 passed 200,000,000 XP this week and stands at 260,000,000.")]
    [InlineData(50_000_001, 1, null)]
    public void A_milestone_is_told_in_the_week_it_was_passed(long total, long week, string? line) =>
        Lines([Member(1, xp7: week) with { TotalXp = total }]).FirstOrDefault(text => text.Contains("passed")).ShouldBe(line);

    [Fact]
    public void A_favourite_is_shared_by_three()
    {
        MemberReport Zulrah(long id) => Member(id) with { FavoriteBoss = "zulrah" };

        Lines([Zulrah(1), Zulrah(2)]).ShouldBeEmpty();
        Lines([Zulrah(1), Zulrah(2), Zulrah(3)]).ShouldBe(["3 people killed Zulrah more than any other boss in 30 days."]);
    }

    [Fact]
    public void Newcomers_and_anniversaries_of_the_week_are_named()
    {
        Lines([Roster.Member(1, joinedDaysAgo: 6.9), Roster.Member(2, joinedDaysAgo: 7)]).ShouldBe(["1 person joined this week: Player 1."]);
        var old = Roster.Member(1) with { JoinedAt = Roster.Now.PlusYears(-2).PlusDays(-3) };
        Lines([old]).ShouldBe(["Player 1 has been in the clan for 2 years this week."]);
    }

    [Fact]
    public void A_record_taken_since_the_last_good_run_is_told()
    {
        var report = SomeReport.Of([Member(1)]) with
        {
            Changes = Section<ChangesReport>.Of(new ChangesReport(
                Roster.Now, [new ChangeLine(ChangeKind.Record, 1, "Player 1", "holds the record of Nightmare with 4 boss kills, the clan's first", "nightmare")], [])),
            Game = SomeReport.Game with { Records = [new BossRecord("nightmare", "Nightmare", 1, "Player 1", 4, false)] },
        };

        InsightsBuilder.Build(report).Content!.Lines.ShouldHaveSingleItem().Text
            .ShouldBe("Player 1 holds the record of Nightmare with 4 boss kills, the clan's first.");
    }

    [Fact]
    public void Where_nobody_is_measured_there_is_no_sentence_and_a_reason() =>
        InsightsBuilder.Build(SomeReport.Of([Member(1) with { IsMeasured = false }])).Reason!.ShouldContain("nobody is measured");

    [Fact]
    public void Each_sentence_carries_its_numbers_and_people()
    {
        var insight = InsightsBuilder.Build(SomeReport.Of([Member(1, xp7: 10)])).Content!.Lines.Single(line => line.Kind == "most_xp");

        insight.People.ShouldBe([new PersonRef(1, "Player 1")]);
        insight.Numbers.ShouldHaveSingleItem().Value.ShouldBe(10);
    }

    private static MemberReport Member(long id, long? xp7 = 0, long? boss7 = 0, long? msgs7 = 0) => Roster.Member(id, xp7: xp7, boss7: boss7, msgs7: msgs7);

    private static List<string> Lines(IReadOnlyList<MemberReport> members) =>
        [.. InsightsBuilder.Build(SomeReport.Of(members)).Content!.Lines.Select(line => line.Text)];
}
