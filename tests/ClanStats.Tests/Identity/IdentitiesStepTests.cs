using ClanStats.Domain.Runs;
using ClanStats.Storage;
using ClanStats.Tests.Discord;

namespace ClanStats.Tests.Identity;

public sealed class IdentitiesStepTests
{
    [Fact]
    public async Task Lines_read_before_the_roster_find_their_people_and_a_second_run_changes_nothing()
    {
        var clan = DiscordHarness.Clan();
        await using var server = await DiscordHarness.ServerAsync(clan);
        using var late = DiscordHarness.For(clan, server);
        using var early = DiscordHarness.For(clan, server);
        await late.RunAsync(clan.Now);
        late.EnterPeople(clan);
        early.EnterPeople(clan);
        await early.RunAsync(clan.Now);

        (await late.ResolveAsync(clan.Now)).Outcome.ShouldBe(StepOutcome.Done);
        await early.ResolveAsync(clan.Now);

        var tally = clan.Discord.Tally(clan.FirstDay, clan.Now);
        foreach (var player in clan.Members)
        {
            late.One<int>("SELECT count(*) FROM discord_messages WHERE kind = 'relay' AND user_id = @Id", new { player.Id })
                .ShouldBe(tally.TryGetValue(player.Id, out var counted) ? counted.Relayed : 0, player.FirstName);
        }

        late.One<int>("SELECT count(*) FROM discord_accounts WHERE member_id IS NOT NULL").ShouldBeGreaterThan(5);
        late.One<int>("SELECT count(*) FROM discord_messages WHERE kind = 'chat' AND user_id IS NOT NULL").ShouldBeGreaterThan(0);
        late.Dump().ShouldBe(early.Dump());
        var again = await late.ResolveAsync(clan.Now);
        again.Rows.ShouldBe(0, again.Detail);
    }

    [Fact]
    public async Task Every_link_by_name_is_to_the_accounts_own_member()
    {
        var clan = DiscordHarness.Clan();
        await using var server = await DiscordHarness.ServerAsync(clan);
        using var discord = DiscordHarness.For(clan, server);
        discord.EnterPeople(clan);
        await discord.RunAsync(clan.Now);
        await discord.ResolveAsync(clan.Now);

        foreach (var (author, member) in discord.Query<(long, long)>("SELECT author_id, member_id FROM discord_accounts WHERE member_id IS NOT NULL"))
        {
            clan.Discord.Users.Single(user => user.Id.Value == author).PlayerId.ShouldBe(member);
        }
    }

    [Fact]
    public async Task A_name_that_moves_takes_only_the_lines_of_its_time_along()
    {
        using var discord = new DiscordHarness(new());
        var now = DiscordHarness.Night;
        discord.Database.Write("test", unit =>
        {
            unit.Execute(
                """
                INSERT INTO clan_members (id, person_id, wom_player_id, username, display_name) VALUES (1, 1, 1, 'fern', 'Fern'), (2, 2, 2, 'moss', 'Moss');
                INSERT INTO discord_messages (id, channel_id, author_name, kind, created_at) VALUES
                  (1, 9, 'Moss', 'relay', @early), (2, 9, 'Moss', 'broadcast', @late), (3, 9, 'Eve', 'relay', @late), (4, 9, NULL, 'bot', @late);
                """,
                new { early = now.PlusDays(-20).Milliseconds, late = now.PlusDays(-2).Milliseconds });
            NameHistory.Bore(unit, 1, "Moss", null, now.PlusDays(-10).Milliseconds, "wom", now);
            NameHistory.Bear(unit, 1, "Fern", now.PlusDays(-10).Milliseconds, "wom", now);
            NameHistory.Bear(unit, 2, "Moss", now.PlusDays(-5).Milliseconds, "wom", now);
        });

        var result = await discord.ResolveAsync(now);

        result.Rows.ShouldBe(2);
        discord.Query<long?>("SELECT user_id FROM discord_messages ORDER BY id").ShouldBe([1, 2, null, null]);
        (await discord.ResolveAsync(now)).Rows.ShouldBe(0);
    }
}
