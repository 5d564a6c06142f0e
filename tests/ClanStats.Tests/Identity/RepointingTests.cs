using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Identity;
using ClanStats.Storage;
using ClanStats.Tests.Storage;
using FsCheck;
using FsCheck.Fluent;

namespace ClanStats.Tests.Identity;

/// <summary>Only what changed is looked at: whatever happened in between, rows and counts must be as if everything had been.</summary>
public sealed class RepointingTests
{
    private static readonly UtcInstant Now = UtcInstant.StartOfDay(new DateOnly(2026, 11, 21));
    private static readonly string[] Names = ["Wren", "wren", "Moss King", "mossking", "moss_king", "Fern", "Sedge", "S edge"];

    private static Arbitrary<int[]> Events => Arb.From(
        Gen.Choose(0, 0xFFFFF).ArrayOf(),
        events => Enumerable.Range(0, events.Length).Select(i => events.Where((_, place) => place != i).ToArray()));

    [Fact]
    public void After_any_events_every_row_and_every_count_is_as_if_everything_had_been_looked_at() => Prop.ForAll(Events, events =>
    {
        using var temp = new TempDatabase();
        temp.Database.Write("test", unit => Begin(unit));
        var resolution = IdentityResolution.On(temp.Database);
        foreach (var what in events)
        {
            temp.Database.Write("test", unit => Happen(unit, what));
            if (what % 5 == 0)
            {
                resolution.Run(Now, null, default);
            }
        }

        resolution.Run(Now, null, default);
        var (rows, counts) = (Rows(temp), Counts(temp));
        resolution.Run(Now, null, default, everything: true).Moves.ShouldBeEmpty();
        Rows(temp).ShouldBe(rows);
        Counts(temp).ShouldBe(counts);
        counts.ShouldBe(Counted(temp));
        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(40).WithEndSize(40));

    [Fact]
    public void A_row_somebody_pointed_elsewhere_by_hand_is_put_right_by_a_look_at_everything()
    {
        using var temp = new TempDatabase();
        temp.Database.Write("test", unit =>
        {
            Begin(unit);
            Line(unit, 1, "relay", "Wren", null, 5);
        });
        var resolution = IdentityResolution.On(temp.Database);
        resolution.Run(Now, null, default);
        temp.Database.Write("test", unit => NameHistory.Bear(unit, 1, "Wren", null, "wom", Now));
        resolution.Run(Now, null, default).GameLines.ShouldBe(1);
        temp.Execute("UPDATE discord_messages SET user_id = 2");

        resolution.Run(Now, null, default).GameLines.ShouldBe(0);
        resolution.Run(Now, null, default, everything: true).GameLines.ShouldBe(1);

        temp.Query<long>("SELECT user_id FROM discord_messages").ShouldBe([1]);
    }

    [Fact]
    public void Many_names_at_once_are_as_well_looked_after_as_one()
    {
        using var temp = new TempDatabase();
        const int Members = 60;
        temp.Database.Write("test", unit =>
        {
            for (var member = 1; member <= Members; member++)
            {
                unit.Execute(
                    "INSERT INTO clan_members (id, person_id, wom_player_id, username, display_name) VALUES (@member, @member, @member, @name, @name)",
                    new { member, name = $"m{member}" });
                Line(unit, member, "relay", $"Was {member}", null, member + 10);
            }
        });
        var resolution = IdentityResolution.On(temp.Database);
        resolution.Run(Now, null, default).All.ShouldBe(0);
        temp.Database.Write("test", unit =>
        {
            for (var member = 1; member <= Members; member++)
            {
                NameHistory.Bore(unit, member, $"Was {member}", null, Now.Milliseconds, "wom", Now);
            }
        });

        resolution.Run(Now, null, default).GameLines.ShouldBe(Members);

        temp.Query<long>("SELECT count(*) FROM discord_messages WHERE user_id = id").ShouldBe([Members]);
    }

    private static void Begin(UnitOfWork unit)
    {
        for (var member = 1; member <= 4; member++)
        {
            unit.Execute(
                "INSERT INTO clan_members (id, person_id, wom_player_id, username, display_name) VALUES (@member, @member, @member, @name, @name)",
                new { member, name = $"member {member}" });
            unit.Execute("INSERT INTO discord_accounts (author_id, name, kind) VALUES (@id, 'somebody else', 'user')", new { id = 500 + member });
        }
    }

    private static void Happen(UnitOfWork unit, int what)
    {
        var (member, name, days) = (1 + (what % 4), Names[(what >> 2) % Names.Length], (what >> 5) % 90);
        switch ((what >> 12) % 8)
        {
            case 0:
                NameHistory.Bear(unit, member, name, Now.PlusDays(-days).Milliseconds, "wom", Now);
                break;
            case 1:
                NameHistory.Bore(unit, member, name, null, Now.PlusDays(-days).Milliseconds, days % 2 == 0 ? "wom" : "legacy", Now);
                break;
            case 2:
                unit.Execute("DELETE FROM player_names WHERE normalized_name = @name", new { name = PlayerName.Standardise(name) });
                break;
            case 3:
                unit.Execute(
                    "UPDATE discord_accounts SET member_id = @member, link_source = 'legacy' WHERE author_id = @id",
                    new { member = days % 3 == 0 ? (int?)null : member, id = 501 + (days % 4) });
                break;
            case 4:
                Line(unit, what, "chat", name, 501 + (days % 4), days);
                break;
            default:
                Line(unit, what, days % 4 == 0 ? "broadcast" : "relay", days % 13 == 0 ? null : name, 400, days, days % 5 == 0 ? member : null);
                break;
        }
    }

    private static void Line(UnitOfWork unit, long id, string kind, string? name, long? author, int day, long? member = null)
    {
        if (unit.Execute(
            """
            INSERT INTO discord_messages (id, channel_id, user_id, author_id, author_name, kind, created_at) VALUES (@id, 9, @member, @author, @name, @kind, @at)
            ON CONFLICT (channel_id, id) DO NOTHING
            """,
            new { id, member, author, name, kind, at = Now.PlusDays(-day).Milliseconds }) > 0)
        {
            var counters = new MessageCounters();
            counters.Count(kind, member, Now.PlusDays(-day));
            counters.Save(unit);
        }
    }

    private static List<string> Rows(TempDatabase temp) => temp.Query<string>("SELECT id || ' ' || coalesce(user_id, 0) FROM discord_messages ORDER BY id");

    private static List<string> Counts(TempDatabase temp) => temp.Query<string>("SELECT member_id || ' ' || messages FROM message_totals ORDER BY member_id");

    private static List<string> Counted(TempDatabase temp) => temp.Query<string>(
        "SELECT coalesce(user_id, 0) || ' ' || count(*) FROM discord_messages WHERE kind IN ('chat', 'relay') GROUP BY user_id ORDER BY coalesce(user_id, 0)");
}
