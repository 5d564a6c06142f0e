using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;
using static ClanStats.Domain.Tests.Rules.Roster;

namespace ClanStats.Domain.Tests.Rules;

public sealed class PeopleOnRosterTests
{
    private static readonly MemberReport[] Clan =
    [
        Named(1, "noob man"), Named(2, "noobman"), Named(3, "iron wren", "old wren", "shared"), Named(4, "other", "shared"), Named(5, "77"),
    ];

    [Theory]
    [InlineData("Iron-Wren", 3L)]
    [InlineData("ironwren", 3L)]
    [InlineData("Old Wren", 3L)]
    [InlineData("1003", 3L)]
    [InlineData("noob man", 1L)]
    [InlineData("noobman", 2L)]
    [InlineData("noob  man", null)]
    [InlineData("shared", null)]
    [InlineData("77", null)]
    [InlineData("nobody", null)]
    public void A_note_finds_its_person_only_where_it_means_one(string who, long? person)
    {
        var notes = PeopleOnRoster.Match(Clan, new PeopleNotes { Exempt = new Dictionary<string, string> { [who] = "because" } });

        Clan.Where(member => notes.ExemptBecause(member.PersonId) == "because").Select(member => (long?)member.Id).SingleOrDefault().ShouldBe(person);
        notes.Unmatched.ShouldBe(person is null ? [who] : []);
    }

    [Fact]
    public void A_note_on_an_alt_is_a_note_on_the_person()
    {
        var main = Named(8, "main");
        var people = new PeopleNotes { DoNotPromote = new Dictionary<string, string> { ["my alt"] = "" } };

        PeopleOnRoster.Match([main, Named(9, "my alt").AltOf(main)], people).IsNotToBePromoted(8).ShouldBeTrue();
    }

    [Fact]
    public void Leave_holds_to_the_end_of_its_last_day()
    {
        var notes = PeopleOnRoster.Match(Clan, new PeopleNotes { Leave = new Dictionary<string, DateOnly> { ["iron wren"] = new(2026, 1, 20) } });

        notes.LeaveUntil(3, Now).ShouldBe(new DateOnly(2026, 1, 20));
        notes.LeaveUntil(3, Now.PlusDays(1)).ShouldBeNull();
        notes.LeaveUntil(1, Now).ShouldBeNull();
    }

    private static MemberReport Named(long id, string name, params string[] former) =>
        Member(id) with { Username = name, DisplayName = name, FormerNames = former };
}
