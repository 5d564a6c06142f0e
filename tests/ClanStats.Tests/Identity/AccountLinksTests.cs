using ClanStats.Domain.Activity;
using ClanStats.Identity;

namespace ClanStats.Tests.Identity;

public sealed class AccountLinksTests
{
    private static readonly UtcInstant Now = UtcInstant.StartOfDay(new DateOnly(2026, 11, 21));
    private static readonly Dictionary<string, long> Current = new() { ["moss king"] = 1, ["fern"] = 2 };
    private static readonly NameIndex Names = new([new(1, "Moss King", null, null), new(2, "Fern", null, null), new(3, "Old Oak", null, 5)]);

    [Theory]
    [InlineData("Moss King", "moss king")]
    [InlineData("moss_king ⚔", "moss king")]
    [InlineData("[TH] Moss King", "moss king")]
    [InlineData("🔥 [TH] Moss King (main) 🔥", "moss king")]
    [InlineData("Moss King | Fern", "")]
    [InlineData("Moss ⚔ King", "")]
    [InlineData("⚔⚔", "")]
    [InlineData("", "")]
    public void Only_what_stands_at_the_ends_is_decoration(string shown, string expected) => DisplayName.ToPlayerName(shown).ShouldBe(expected);

    [Fact]
    public void An_account_that_shows_a_members_name_is_linked() =>
        Changes(new DiscordAccount(10, "Moss King ⚔", null, null)).ShouldBe([new LinkChange(10, 1)]);

    [Fact]
    public void Two_accounts_that_show_one_name_are_both_left_alone() =>
        Changes(new(10, "Fern", null, null), new(11, "[TH] fern", null, null)).ShouldBeEmpty();

    [Fact]
    public void A_second_claim_undoes_a_link() =>
        Changes(new(10, "Fern", 2, AccountLinks.ByName), new(11, "fern", null, null)).ShouldBe([new LinkChange(10, null)]);

    [Fact]
    public void A_link_goes_when_the_name_shown_is_another() =>
        Changes(new DiscordAccount(10, "somebody", 2, AccountLinks.ByName)).ShouldBe([new LinkChange(10, null)]);

    [Fact]
    public void A_link_stays_while_the_name_shown_still_means_that_member_alone() =>
        Changes(new DiscordAccount(10, "Old Oak", 3, AccountLinks.ByName)).ShouldBeEmpty();

    [Fact]
    public void A_former_name_alone_links_nobody() => Changes(new DiscordAccount(10, "Old Oak", null, null)).ShouldBeEmpty();

    [Fact]
    public void A_link_made_by_hand_is_not_touched() => Changes(new DiscordAccount(10, "Fern", 1, "manual")).ShouldBeEmpty();

    private static IReadOnlyList<LinkChange> Changes(params DiscordAccount[] accounts) => AccountLinks.Changes(accounts, Current, Names, Now);
}
