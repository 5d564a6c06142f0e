using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;
using static ClanStats.Domain.Tests.Rules.Roster;

namespace ClanStats.Domain.Tests.Rules;

public sealed class PromotionRulesTests
{
    private static readonly Section<LadderReport> NoLadder = Section<LadderReport>.Unavailable("no ladder");

    [Fact]
    public void F22_a_recruit_whose_name_has_a_blank_is_found()
    {
        var recruit = Member(1, "prospector", xp7: 49_000_000) with { Username = "iron wren", DisplayName = "Iron Wren" };

        var report = Judge(recruit, Member(2, "zenyte", xp7: 100_000));

        var verdict = report.HighVelocity.ShouldHaveSingleItem();
        verdict.Name.ShouldBe("Iron Wren");
        verdict.Reason.ShouldBe("49,000,000 XP in 7 days; the mean of Zamorakian, Zenyte, Dragonstone, Administrator is 100,000.");
        verdict.Evidence.Select(value => value.Value).ShouldBe([49_000_000, 100_000]);
    }

    [Theory]
    [InlineData(151L, true)]
    [InlineData(150L, false)]
    [InlineData(null, false)]
    public void A_recruit_must_exceed_the_mean_of_the_measured_peers(long? xp, bool found) =>
        Judge(
            Member(1, "prospector", xp7: xp),
            Member(2, "zamorakian", xp7: 100),
            Member(3, "administrator", xp7: 200),
            Member(4, "dragonstone", xp7: null),
            Member(5, "owner", xp7: 900_000)).HighVelocity.Any().ShouldBe(found);

    [Fact]
    public void Without_a_measured_peer_or_with_a_mean_of_nothing_nobody_is_fast()
    {
        var nobody = Judge(Member(1, "prospector", xp7: 5), Member(2, "zenyte", xp7: null));
        var nothing = Judge(Member(1, "prospector", xp7: 5), Member(2, "zenyte"));

        nobody.HighVelocity.ShouldBeEmpty();
        nobody.Notes.ShouldContain(note => note.Contains("nobody among"));
        nothing.HighVelocity.ShouldBeEmpty();
        nothing.Notes.ShouldContain(note => note.Contains("is 0 XP"));
    }

    [Fact]
    public void F22b_the_top_tenth_of_ten_talkers_is_one() =>
        Judge([.. Enumerable.Range(1, 10).Select(n => Member(n, msgs30: 11 - n))]).SocialPillars.Ids().ShouldBe([1]);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(9, 1)]
    [InlineData(19, 1)]
    [InlineData(20, 2)]
    [InlineData(30, 3)]
    [InlineData(70, 7)]
    public void The_top_tenth_is_rounded_down_but_never_nobody(int talkers, int top)
    {
        var members = Enumerable.Range(1, talkers).Select(n => Member(n, msgs30: n)).Append(Member(999)).Append(Member(998, msgs30: null));

        Judge([.. members]).SocialPillars.Count.ShouldBe(top);
    }

    [Fact]
    public void Ties_at_the_edge_are_in_and_leaders_take_their_place_and_are_left_out()
    {
        var tied = Judge([.. Enumerable.Range(1, 10).Select(n => Member(n, msgs30: n <= 3 ? 50 : 1))]);
        var led = Judge([.. Enumerable.Range(1, 10).Select(n => Member(n, n == 1 ? "owner" : "member", msgs30: 11 - n))]);

        tied.SocialPillars.Ids().ShouldBe([1, 2, 3]);
        led.SocialPillars.ShouldBeEmpty();
    }

    [Fact]
    public void Raiders_are_the_top_fifteen_percent_with_fifty_raids_and_no_office()
    {
        var members = Enumerable.Range(1, 20).Select(n => Raider(n, n == 1 ? "onyx" : "member", 1_000 - n)).ToArray();

        var report = Judge(members);

        report.CarryPotential.Ids().ShouldBe([2, 3]);
        report.CarryPotential[0].Reason.ShouldBe("998 raids, hard modes included, among the top 15 % of the clan's raiders.");
        Judge(Raider(1, "member", 49)).CarryPotential.ShouldBeEmpty();
        Judge(Raider(1, "member", 50)).CarryPotential.Count.ShouldBe(1);
        Judge(Member(1)).CarryPotential.ShouldBeEmpty();
    }

    [Fact]
    public void Raids_of_a_person_add_up()
    {
        var main = Raider(1, "member", 30);

        Judge(main, Raider(2, "guest", 25).AltOf(main), Member(3).AltOf(main)).CarryPotential.Single().Evidence[0].Value.ShouldBe(55);
    }

    [Fact]
    public void Who_is_not_to_be_promoted_is_left_out_after_the_top_is_taken()
    {
        var people = new PeopleNotes { DoNotPromote = new Dictionary<string, string> { ["player_1"] = "asked" } };
        var members = Enumerable.Range(1, 10).Select(n => Member(n, msgs30: 11 - n)).ToList();

        var report = PromotionRules.Judge(members, ClanRules.Default, people, NoLadder);

        report.SocialPillars.ShouldBeEmpty();
        report.Notes.ShouldContain("1 person not to be promoted not judged.");
        report.LadderLine.ShouldBe("no ladder");
    }

    [Fact]
    public void Nobody_is_promoted_of_whom_it_is_not_sure_who_they_are()
    {
        var report = Judge(Member(1, msgs30: 100) with { IdentityPending = true }, Member(2, msgs30: 1));

        report.SocialPillars.ShouldBeEmpty();
        report.Notes.ShouldContain("1 person of pending identity not judged.");
    }

    private static MemberReport Raider(long id, string role, long raids) => Member(id, role) with { Raids = raids };

    private static PromotionReport Judge(params MemberReport[] members) =>
        PromotionRules.Judge(members, ClanRules.Default, PeopleNotes.None, NoLadder);
}
