using ClanStats.Identity;
using FsCheck;
using FsCheck.Fluent;

namespace ClanStats.Tests.Identity;

public sealed class InventedHistoriesTests
{
    private static Arbitrary<int[]> Events => Arb.From(
        Gen.Choose(0, 0x7FFFF).ArrayOf(),
        events => Enumerable.Range(0, events.Length).Select(i => events.Where((_, place) => place != i).ToArray()));

    [Fact]
    public void No_line_is_ever_given_to_somebody_else() => Prop.ForAll(Events, events => Holds(FalseLines(Make(12, events))))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(60));

    [Fact]
    public void No_account_is_ever_linked_to_somebody_else() => Prop.ForAll(Events, events => Holds(FalseLinks(Make(12, events))))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(60));

    [Fact]
    public void Most_lines_find_their_player()
    {
        var world = Make(300, [.. Enumerable.Range(0, 200).Select(i => (i * 7919) & 0x7FFFF)]);
        var index = new NameIndex(world.Names);
        var known = world.Lines.Where(line => line.Person > 0).ToList();

        FalseLines(world).ShouldBeEmpty();
        FalseLinks(world).ShouldBeEmpty();
        (known.Count(line => index.Resolve(line.Name, line.At) is not null) / (double)known.Count).ShouldBeGreaterThan(0.85);
    }

    private static bool Holds<T>(List<T> findings)
    {
        findings.ShouldBeEmpty();
        return true;
    }

    private static InventedHistories Make(int people, int[] events)
    {
        var world = new InventedHistories(people, events).Learn();
        world.Talk(40 * people);
        return world;
    }

    private static List<string> FalseLines(InventedHistories world)
    {
        var index = new NameIndex(world.Names);
        return
        [
            .. world.Lines
                .Where(line => index.Resolve(line.Name, line.At) is { } member && world.Persons[member] != line.Person)
                .Select(line => $"{line.Name} at {line.At.ToIso()} of {line.Person}: {index.Resolve(line.Name, line.At)}"),
        ];
    }

    private static List<ProposedLink> FalseLinks(InventedHistories world) =>
    [
        .. AccountLinks.Plan(world.ToFacts()).Links
            .Where(link => link.State == LinkStates.Automatic && world.Persons[link.MemberId] != world.Owners[link.AuthorId]),
    ];
}
