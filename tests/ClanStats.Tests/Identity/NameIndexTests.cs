using ClanStats.Domain.Activity;
using ClanStats.Identity;

namespace ClanStats.Tests.Identity;

public sealed class NameIndexTests
{
    private static readonly UtcInstant Early = UtcInstant.StartOfDay(new DateOnly(2026, 1, 1));
    private static readonly UtcInstant Change = UtcInstant.StartOfDay(new DateOnly(2026, 6, 1));
    private static readonly UtcInstant Late = UtcInstant.StartOfDay(new DateOnly(2026, 11, 1));

    [Fact]
    public void A_name_that_moved_means_who_bore_it_then()
    {
        var index = new NameIndex([new(1, "Moss King", null, Change.Milliseconds), new(2, "moss_king", Change.Milliseconds, null)]);

        index.Resolve("Moss King", Early).ShouldBe(1);
        index.Resolve("MOSS-KING", Late).ShouldBe(2);
        index.Resolve("moss king", Change).ShouldBe(2);
    }

    [Fact]
    public void Outside_every_span_the_only_bearer_ever_is_meant()
    {
        var index = new NameIndex([new(1, "Moss King", Change.Milliseconds, Change.Milliseconds + 1)]);

        index.Resolve("moss king", Early).ShouldBe(1);
    }

    [Fact]
    public void Two_bearers_at_once_prove_nothing()
    {
        var index = new NameIndex([new(1, "Moss", null, null), new(2, "Moss", null, null)]);

        index.Resolve("Moss", Late).ShouldBeNull();
    }

    [Fact]
    public void Blanks_set_names_apart_unless_only_one_member_fits()
    {
        var two = new NameIndex([new(1, "noob man", null, null), new(2, "noobman", null, null)]);
        two.Resolve("noob man", Late).ShouldBe(1);
        two.Resolve("noobman", Late).ShouldBe(2);
        two.Resolve("no obman", Late).ShouldBeNull();

        new NameIndex([new(1, "noob man", null, null)]).Resolve("noobman", Late).ShouldBe(1);
    }

    [Fact]
    public void F20_a_name_that_only_contains_anothers_means_nobody()
    {
        var index = new NameIndex([new(1, "anna", null, null)]);

        index.Resolve("hannahbanana", Late).ShouldBeNull();
        index.Resolve("anna banana", Late).ShouldBeNull();
        index.Resolve("Anna", Late).ShouldBe(1);
    }

    [Fact]
    public void An_unknown_name_means_nobody()
    {
        var index = new NameIndex([new(1, "Moss", null, null)]);

        index.Resolve("Eve", Late).ShouldBeNull();
        index.Resolve("", Late).ShouldBeNull();
        index.Resolve(null, Late).ShouldBeNull();
    }

    [Fact]
    public void A_name_known_without_its_time_never_outweighs_a_span()
    {
        var index = new NameIndex([new(1, "Moss", Change.Milliseconds, null), new(2, "Moss", null, null, HasSpan: false)]);

        index.Resolve("Moss", Late).ShouldBe(1);
        index.Resolve("Moss", Early).ShouldBeNull();
    }

    [Fact]
    public void Meanings_agree_with_resolving_at_every_edge()
    {
        BorneName[] names =
        [
            new(1, "Moss", null, 100), new(2, "Moss", 50, 200), new(3, "Moss", 200, null), new(4, "Mo ss", 10, 20), new(5, "Fern", 5, 9),
            new(6, "Sedge", null, BorneName.Unnoticed * 2, IsProven: true) { KnownUntil = (BorneName.Unnoticed * 2) - 10 },
        ];
        var index = new NameIndex(names);
        foreach (var name in new[] { "Moss", "Mo ss", "Fern", "Eve", "Sedge" })
        {
            var meanings = index.Meanings(name);
            meanings[0].From.ShouldBe(long.MinValue);
            meanings[^1].To.ShouldBe(long.MaxValue);
            foreach (var at in new long[] { 1, 5, 9, 10, 20, 49, 50, 99, 100, 199, 200, 5000, BorneName.Unnoticed, (BorneName.Unnoticed * 2) - 10, (BorneName.Unnoticed * 2) - 9, BorneName.Unnoticed * 2 })
            {
                var meaning = meanings.Single(meaning => meaning.From <= at && at < meaning.To);
                meaning.MemberId.ShouldBe(index.Resolve(name, new UtcInstant(at)), $"{name} at {at}");
            }
        }
    }

    [Fact]
    public void The_last_days_before_a_change_are_open_where_nothing_was_measured_under_the_old_name()
    {
        BorneName old = new(1, "Moss", null, Change.Milliseconds, IsProven: true);
        BorneName now = new(1, "Fern", Change.Milliseconds, null, IsProven: true);
        var (before, measured) = (Change.PlusDays(-2), Change.PlusDays(-1));

        new NameIndex([old, now]).Resolve("Moss", Change.PlusDays(-5)).ShouldBe(1);
        new NameIndex([old, now]).Resolve("Moss", before).ShouldBeNull();
        new NameIndex([old with { KnownUntil = measured.Milliseconds }, now]).Resolve("Moss", before).ShouldBe(1);
        new NameIndex([old with { KnownUntil = measured.Milliseconds }, now]).Resolve("Moss", measured.PlusHours(1)).ShouldBeNull();
    }

    [Fact]
    public void Another_spelling_of_the_same_name_leaves_nothing_open() => new NameIndex(
        [new(1, "moss", null, Change.Milliseconds, IsProven: true), new(1, "Moss", Change.Milliseconds, null, IsProven: true)])
        .Resolve("Moss", Change.PlusDays(-1)).ShouldBe(1);
}
