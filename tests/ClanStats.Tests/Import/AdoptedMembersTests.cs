using ClanStats.Domain.Activity;
using ClanStats.Harvest.WiseOldMan;
using ClanStats.Storage;

namespace ClanStats.Tests.Import;

public sealed class AdoptedMembersTests : IDisposable
{
    private static readonly UtcInstant Night = ImportedClan.Now.PlusHours(12);
    private readonly ImportedClan _clan = new();
    private readonly LegacyClan _legacy = LegacyClan.Usual();

    public AdoptedMembersTests() => _clan.Import(_legacy);

    [Fact]
    public void The_roster_that_carries_the_name_says_which_player_it_is()
    {
        ReadRoster(believed: true, (11, "Iron Wren"), (12, "Sedge"), (77, "Never Seen"));

        _clan.Query<(long?, long?)>("SELECT wom_player_id, left_at FROM clan_members WHERE username = 'neverseen'").ShouldBe([(77, null)]);
    }

    [Fact]
    public void A_name_that_could_be_two_players_gives_no_id()
    {
        ReadRoster(believed: false, (77, "Never Seen"), (78, "Neve rseen"));

        _clan.Query<long?>("SELECT wom_player_id FROM clan_members WHERE username = 'neverseen'").ShouldHaveSingleItem().ShouldBeNull();
    }

    [Fact]
    public void Whom_a_believed_roster_lacks_has_left()
    {
        ReadRoster(believed: true, (11, "Iron Wren"), (12, "Sedge"));

        _clan.Query<long?>("SELECT left_at FROM clan_members WHERE username = 'neverseen' UNION ALL SELECT s.left_at FROM membership_spans s JOIN clan_members m ON m.id = s.member_id WHERE m.username = 'neverseen'")
            .ShouldBe([Night.Milliseconds, Night.Milliseconds]);
    }

    [Fact]
    public void A_refused_roster_marks_nobody()
    {
        ReadRoster(believed: false, (11, "Iron Wren"));

        _clan.Query<long?>("SELECT left_at FROM clan_members WHERE username = 'neverseen'").ShouldHaveSingleItem().ShouldBeNull();
    }

    [Fact]
    public void A_name_written_without_blanks_is_spelt_as_the_roster_shows_it_and_is_no_rename()
    {
        ReadRoster(believed: true, (12, "Se-dge"));

        _clan.Query<(string, string, long?)>("SELECT n.name, n.normalized_name, n.valid_to FROM player_names n JOIN clan_members m ON m.id = n.member_id WHERE m.wom_player_id = 12")
            .ShouldBe([("Se-dge", "se dge", null)]);
    }

    [Fact]
    public void Members_without_player_id_are_in_no_count_of_departures()
    {
        using var database = new Database(_clan.Options);

        new DepartureStore(database).Compare([11, 12]).ShouldSatisfyAllConditions(
            difference => difference.Known.ShouldBe(2),
            difference => difference.Departing.ShouldBeEmpty());
    }

    public void Dispose()
    {
        _clan.Dispose();
        _legacy.Dispose();
    }

    private void ReadRoster(bool believed, params (long Player, string Name)[] players)
    {
        List<WomMembership> roster =
        [
            .. players.Select(player => new WomMembership(player.Player, null, null, null, new WomPlayer(player.Player, player.Name, player.Name, null, null, null, null, null))),
        ];
        using var database = new Database(_clan.Options);
        database.Write("test", unit =>
        {
            AdoptedMemberStore.Recognise(unit, roster, believed, Night);
            AdoptedMemberStore.Spell(unit, roster);
        });
    }
}
