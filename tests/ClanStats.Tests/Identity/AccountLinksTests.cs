using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Identity;

namespace ClanStats.Tests.Identity;

public sealed class AccountLinksTests
{
    private static readonly UtcInstant Now = UtcInstant.StartOfDay(new DateOnly(2026, 11, 21));

    private static readonly List<LinkableMember> Members =
    [
        Member(1, "moss king"), Member(2, "fern"), Member(3, "oak") with { Names = ["Old Oak", "Oak"] }, Member(4, "sedge"), Member(5, "noob man"),
        Member(6, "noobman"), Member(7, "iron wren") with { JoinedAt = Now.PlusDays(-20) },
        new LinkableMember(8, 8, "gone", IsCurrent: false) { Names = ["Gone", "Sedge"] },
    ];

    [Theory]
    [InlineData("Moss King", "moss king")]
    [InlineData("moss_king ⚔", "moss king")]
    [InlineData("[TH] Moss King", "moss king")]
    [InlineData("🔥 [TH] Moss King (main) 🔥", "moss king")]
    [InlineData("Moss King | Fern", "")]
    [InlineData("Moss ⚔ King", "")]
    [InlineData("Мoss King", "")]
    [InlineData("⚔⚔", "")]
    [InlineData("", "")]
    public void Only_what_stands_at_the_ends_is_decoration(string shown, string expected) => DisplayName.ToPlayerName(shown).ShouldBe(expected);

    [Fact]
    public void An_account_that_shows_a_members_name_is_linked() => Automatic(new DiscordAccount(10, "Moss King ⚔", null, null)).ShouldBe(1);

    [Fact]
    public void The_name_without_its_blank_waits_for_an_officer() => Suggested(new DiscordAccount(10, "MossKing", null, null)).ShouldBe([(1, 0.75)]);

    [Fact]
    public void A_name_that_two_players_share_without_blanks_links_only_with_its_blank()
    {
        Automatic(new DiscordAccount(10, "Noob Man", null, null)).ShouldBe(5);
        Suggested(new DiscordAccount(10, "NoobMan", null, null)).ShouldBe([(6, 0.9), (5, 0.75)]);
    }

    [Fact]
    public void Two_accounts_that_show_one_name_both_wait_in_the_queue()
    {
        DiscordAccount[] accounts = [new(10, "Fern", null, null), new(11, "[TH] fern", null, null)];
        var plan = Plan(accounts);
        plan.Changes.ShouldBeEmpty();
        plan.Links.Select(link => (link.AuthorId, link.MemberId, link.Weight, link.State)).ShouldBe(
            [(10, 2, 0.9, LinkStates.Suggested), (11, 2, 0.9, LinkStates.Suggested)]);
    }

    [Fact]
    public void A_second_claim_undoes_a_link() => Plan(new(10, "Fern", 2, AccountLinks.ByName), new(11, "fern", null, null)).Changes
        .ShouldBe([new LinkChange(10, null, null)]);

    [Fact]
    public void A_link_goes_when_the_name_shown_is_another() =>
        Plan(new DiscordAccount(10, "somebody", 2, AccountLinks.ByName)).Changes.ShouldBe([new LinkChange(10, null, null)]);

    [Fact]
    public void A_link_stays_while_the_name_shown_still_means_that_member_alone() =>
        Plan(new DiscordAccount(10, "Old Oak", 3, AccountLinks.ByName)).Changes.ShouldBeEmpty();

    [Fact]
    public void A_former_name_alone_waits_in_the_queue() => Suggested(new DiscordAccount(10, "Old Oak", null, null)).ShouldBe([(3, 0.75)]);

    [Fact]
    public void A_name_a_stranger_took_over_links_nobody() => Suggested(new DiscordAccount(10, "Sedge", null, null)).ShouldBe([(4, 0.9), (8, 0.75)]);

    [Fact]
    public void An_account_that_names_two_members_waits_in_the_queue()
    {
        Suggested(new DiscordAccount(10, "Fern", null, null) { OtherNames = ["sedge"] }).ShouldBe([(2, 0.9), (4, 0.75)]);
        Suggested(new DiscordAccount(10, "Fern (Moss King)", null, null)).ShouldBe([(2, 0.9), (1, 0.75)]);
        Suggested(new DiscordAccount(10, "Moss King | Bob", null, null)).ShouldBe([(1, 0.75)]);
    }

    [Theory]
    [InlineData("Мoss King")]
    [InlineData("M0ss King")]
    [InlineData("Moss K1ng")]
    public void A_name_that_only_looks_like_a_members_is_a_hint(string shown) => Suggested(new DiscordAccount(10, shown, null, null)).ShouldBe([(1, 0.6)]);

    [Fact]
    public void First_words_at_the_time_of_joining_under_nearly_the_name_are_a_hint()
    {
        var account = new DiscordAccount(10, "Iron Wrenn", null, null) { FirstMessage = Now.PlusDays(-18) };
        Suggested(account).ShouldBe([(7, 0.5)]);
        Plan(account with { FirstMessage = Now.PlusDays(-14) }).Links.ShouldBeEmpty();
        Plan(account with { Name = "Irn Vrann" }).Links.ShouldBeEmpty();
    }

    [Fact]
    public void A_link_made_by_hand_or_by_the_import_is_not_touched()
    {
        Plan(new DiscordAccount(10, "Fern", 1, "manual")).Changes.ShouldBeEmpty();
        Plan(new DiscordAccount(10, "Fern", 1, "legacy")).Changes.ShouldBeEmpty();
    }

    [Fact]
    public void A_deleted_account_keeps_its_member_and_claims_nobody() =>
        Plan(new(10, "Fern", 2, AccountLinks.ByName) { IsDeleted = true }, new(11, "Fern", null, null)).Changes.ShouldBe([new LinkChange(11, 2, AccountLinks.ByName)]);

    [Fact]
    public void An_officers_word_outweighs_every_name()
    {
        var plan = PlanGiven([Decided(DecisionKinds.Link, 10, 4)], new DiscordAccount(10, "Fern", 2, AccountLinks.ByName));
        plan.Changes.ShouldBe([new LinkChange(10, 4, AccountLinks.ByOfficer)]);
        plan.Links.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            link => link.Weight.ShouldBe(1), link => link.State.ShouldBe(LinkStates.Confirmed), link => link.DecidedBy.ShouldBe("officer"));
    }

    [Fact]
    public void What_an_officer_rejected_is_not_linked_and_leaves_the_other_claim_alone()
    {
        var plan = PlanGiven([Decided(DecisionKinds.Reject, 10, 2)], new(10, "Fern", null, null), new(11, "fern", null, null));
        plan.Changes.ShouldBe([new LinkChange(11, 2, AccountLinks.ByName)]);
        plan.Links.ShouldContain(link => link.AuthorId == 10 && link.State == LinkStates.Rejected);
    }

    [Fact]
    public void A_member_known_to_have_no_account_is_linked_to_none() =>
        PlanGiven([Decided(DecisionKinds.None, null, 2)], new DiscordAccount(10, "Fern", null, null)).Links.ShouldBeEmpty();

    [Fact]
    public void A_member_with_a_confirmed_account_is_not_given_a_second_by_name() =>
        PlanGiven([Decided(DecisionKinds.Link, 10, 2)], new(10, "somebody", 2, AccountLinks.ByOfficer), new(11, "Fern", null, null)).Changes.ShouldBeEmpty();

    [Fact]
    public void Alts_are_followed_to_the_main_and_a_circle_leaves_everybody_alone()
    {
        var chain = PlanGiven([Decided(DecisionKinds.Alt, null, 3, 2), Decided(DecisionKinds.Alt, null, 2, 1)], []);
        chain.Persons.ShouldBe(new Dictionary<long, long> { [3] = 1, [2] = 1 }, ignoreOrder: true);
        PlanGiven([Decided(DecisionKinds.Alt, null, 3, 2), Decided(DecisionKinds.Alt, null, 2, 3)], []).Persons.ShouldBeEmpty();
    }

    [Fact]
    public void People_yaml_outweighs_what_was_decided_elsewhere_whenever_it_was()
    {
        var file = Decided(DecisionKinds.Link, 10, 1) with { Id = 1, By = DecisionsInForce.PeopleFile };
        var plan = PlanGiven([file, Decided(DecisionKinds.Link, 10, 2) with { Id = 2 }], new DiscordAccount(10, "x", null, null));
        plan.Changes.ShouldBe([new LinkChange(10, 1, DecisionsInForce.PeopleFile)]);
    }

    private static LinkableMember Member(long id, string name) => new(id, id, name, IsCurrent: true) { Names = [name] };

    private static LinkDecision Decided(string kind, long? author, long member, long? main = null) => new(1, 1, kind, author, member, main, "officer", Now);

    private static LinkPlan Plan(params DiscordAccount[] accounts) => PlanGiven([], accounts);

    private static LinkPlan PlanGiven(LinkDecision[] decisions, params DiscordAccount[] accounts) =>
        AccountLinks.Plan(new LinkFacts(accounts, Members, new DecisionsInForce(decisions)));

    private static long? Automatic(DiscordAccount account) => Plan(account).Changes.ShouldHaveSingleItem().MemberId;

    private static List<(long Member, double Weight)> Suggested(DiscordAccount account)
    {
        var plan = Plan(account);
        plan.Changes.ShouldBeEmpty();
        plan.Links.ShouldAllBe(link => link.State == LinkStates.Suggested);
        return [.. plan.Links.Select(link => (link.MemberId, link.Weight))];
    }
}
