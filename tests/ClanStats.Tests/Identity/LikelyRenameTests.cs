using ClanStats.Domain.Activity;
using ClanStats.Identity;
using ClanStats.Storage;
using ClanStats.Tests.Storage;

namespace ClanStats.Tests.Identity;

public sealed class LikelyRenameTests
{
    private static readonly UtcInstant Night = UtcInstant.StartOfDay(new DateOnly(2026, 11, 21));

    private static readonly Metric[] Metrics =
    [
        new(0, MetricCatalog.Overall, MetricCategory.Skill), new(1, "attack", MetricCategory.Skill), new(2, "zulrah", MetricCategory.Boss),
        new(3, MetricCatalog.Ehp, MetricCategory.Computed),
    ];

    [Fact]
    public void Who_goes_on_where_somebody_stopped_may_be_the_same_player()
    {
        var found = LikelyRenames.Find([Swap(1, 2, [5_000_000, 100, 40, 1_000_000], [5_100_000, 120, 41, 1_200_000])], Metrics).ShouldHaveSingleItem();

        found.Weight.ShouldBe(0.8);
        found.Evidence.ShouldBe(
            "Old 1 left in the roster of 2026-11-21 00:00 UTC, with which New 2 came; none of 3 shared values is lower, 100,000 XP more in 24.0 h");
    }

    [Theory]
    [InlineData(4_999_999, 120, 41, 1_000_000)]
    [InlineData(5_100_000, 120, 39, 1_000_000)]
    [InlineData(9_100_000, 120, 41, 9_000_000)]
    [InlineData(5_100_000, -1, -1, 1_200_000)]
    public void Whose_values_do_not_go_on_is_another_player(long xp, long attack, long kills, long ehp) =>
        LikelyRenames.Find([Swap(1, 2, [5_000_000, 100, 40, 1_000_000], [xp, attack, kills, ehp])], Metrics).ShouldBeEmpty();

    [Fact]
    public void Two_who_were_seen_at_the_same_time_are_two() =>
        LikelyRenames.Find([Swap(1, 2, [5_000_000, 100, 40, 1_000_000], [5_100_000, 120, 41, 1_200_000], hours: -1)], Metrics).ShouldBeEmpty();

    [Fact]
    public void Where_several_fit_each_is_a_weaker_hint() => LikelyRenames.Find(
        [
            Swap(1, 2, [5_000_000, 100, 40, 1_000_000], [5_100_000, 120, 41, 1_200_000]),
            Swap(3, 2, [4_999_000, 90, 40, 1_000_000], [5_100_000, 120, 41, 1_200_000]),
        ],
        Metrics).Select(rename => rename.Weight).ShouldBe([0.5, 0.5]);

    [Fact]
    public void A_suggestion_is_never_applied_and_heals_when_it_is_approved()
    {
        using var temp = new TempDatabase();
        Enter(temp);
        var store = new RenameStore(temp.Database);

        store.Follow(Night, default).ShouldBe(1);
        IdentityResolution.On(temp.Database).Run(Night, null, default);
        temp.Query<long?>("SELECT user_id FROM discord_messages ORDER BY id").ShouldBe([1, 2]);
        temp.Query<string>("SELECT state FROM rename_suggestions").ShouldHaveSingleItem().ShouldBe("suggested");
        temp.Query<long>("SELECT person_id FROM clan_members ORDER BY id").ShouldBe([1, 2]);

        // The approval: the old profile bears the new name, and the one in between is gone.
        temp.Execute(
            $"""
            INSERT INTO name_changes (id, wom_player_id, old_name, new_name, status, created_at) VALUES (1, 11, 'Wren', 'Moss', 'approved', {Night.PlusHours(-2).Milliseconds});
            UPDATE clan_members SET left_at = {Night.PlusDays(3).Milliseconds} WHERE id = 2;
            UPDATE clan_members SET left_at = NULL, username = 'moss', display_name = 'Moss' WHERE id = 1;
            UPDATE player_names SET valid_to = {Night.PlusHours(-2).Milliseconds} WHERE member_id = 1;
            INSERT INTO player_names (member_id, name, normalized_name, valid_from, source) VALUES (1, 'Moss', 'moss', {Night.PlusHours(-2).Milliseconds}, 'wom');
            """);
        store.Follow(Night.PlusDays(3), default).ShouldBe(0);
        var change = IdentityResolution.On(temp.Database).Run(Night.PlusDays(3), null, default);

        change.GameLines.ShouldBe(1);
        change.Moves.ShouldBe([new Repointing(new RepointKey("Moss", null, 2, 1), 1)]);
        temp.Query<long?>("SELECT user_id FROM discord_messages ORDER BY id").ShouldBe([1, 1]);
        temp.Query<string>("SELECT state FROM rename_suggestions").ShouldHaveSingleItem().ShouldBe("approved");
        IdentityResolution.On(temp.Database).Run(Night.PlusDays(3), null, default).All.ShouldBe(0);
    }

    [Fact]
    public void Who_comes_back_under_the_old_name_refutes_it()
    {
        using var temp = new TempDatabase();
        Enter(temp);
        var store = new RenameStore(temp.Database);
        store.Follow(Night, default).ShouldBe(1);

        temp.Execute("UPDATE clan_members SET left_at = NULL WHERE id = 1");

        store.Follow(Night.PlusDays(1), default).ShouldBe(0);
        temp.Query<string>("SELECT state FROM rename_suggestions").ShouldHaveSingleItem().ShouldBe("refuted");
    }

    [Fact]
    public void A_later_run_finds_it_too()
    {
        using var temp = new TempDatabase();
        Enter(temp);

        new RenameStore(temp.Database).Follow(Night.PlusDays(2), default).ShouldBe(1);
    }

    private static RosterSwap Swap(long old, long young, long[] before, long[] after, double hours = 24) => new(old, $"Old {old}", young, $"New {young}", Night)
    {
        Last = (Night.PlusHours(-20), new MetricVector(before)),
        First = (Night.PlusHours(-20 + hours), new MetricVector(after)),
    };

    private static void Enter(TempDatabase temp)
    {
        temp.Execute(
            $"""
            INSERT INTO pipeline_runs (id, trace_id, command, version, business_time, started_at) VALUES (1, 'x', 'run', '1', {Night.Milliseconds}, 1);
            INSERT INTO clan_members (id, person_id, wom_player_id, username, display_name, left_at) VALUES
              (1, 1, 11, 'wren', 'Wren', {Night.Milliseconds}), (2, 2, 12, 'moss', 'Moss', NULL);
            INSERT INTO membership_spans (member_id, joined_at, source, run_id) VALUES (1, 1, 'wom', NULL), (2, {Night.PlusHours(-1).Milliseconds}, 'wom', 1);
            INSERT INTO player_names (member_id, name, normalized_name, source) VALUES (1, 'Wren', 'wren', 'wom'), (2, 'Moss', 'moss', 'wom');
            INSERT INTO discord_messages (id, channel_id, author_name, kind, created_at, user_id) VALUES
              (1, 9, 'Wren', 'relay', {Night.PlusDays(-2).Milliseconds}, NULL), (2, 9, 'Moss', 'relay', {Night.PlusHours(1).Milliseconds}, NULL);
            """);
        foreach (var (member, name, at, xp) in new[] { (1, "wren", Night.PlusHours(-20), 5_000_000L), (2, "moss", Night.PlusHours(4), 5_100_000L) })
        {
            var registry = temp.Database.Read("test", MetricRegistry.Load);
            temp.Database.Write("test", unit => new SnapshotStore(registry).Add(unit, member, name, [Snapshot(at, xp)], null));
        }
    }

    private static IncomingSnapshot Snapshot(UtcInstant at, long xp) => new(
        at,
        [
            new IncomingMetric(MetricCatalog.Overall, MetricCategory.Skill, xp, 1), new IncomingMetric("attack", MetricCategory.Skill, xp / 10, 1),
            new IncomingMetric("zulrah", MetricCategory.Boss, xp / 100_000, 1),
        ],
        "{}"u8.ToArray());
}
