using ClanStats.Domain.Identity;
using ClanStats.Domain.Runs;
using ClanStats.Simulation.Servers;

namespace ClanStats.Tests.Discord;

public sealed class DiscordRescanTests
{
    [Fact]
    public async Task An_edit_of_the_last_days_is_taken_over_with_its_counts()
    {
        await using var stage = await DiscordStage.OpenAsync();
        stage.Relay.Post(DiscordStage.Line(0.5, "**Bob**: hi"));
        stage.Relay.Post(DiscordStage.Line(0.4, "**Eve**: hi"));
        await stage.RunAsync();
        stage.Relay.Post(DiscordStage.Line(0.5, "Bob has left the clan."));

        var result = await stage.RunAsync(days: 1);

        result.Detail.ShouldContain("1 messages edited");
        stage.Rows(stage.Relay, "kind || ' ' || author_name || ' ' || coalesce(broadcast_type, '-')").ShouldBe(["broadcast Bob left_clan", "relay Eve -"]);
        Counted(stage).ShouldBe(MessagesStored(stage));
    }

    [Fact]
    public async Task What_was_deleted_amid_what_is_shown_goes_with_its_counts()
    {
        await using var stage = await DiscordStage.OpenAsync();
        var talk = stage.Channel("talk");
        talk.Post(DiscordStage.Message(30, "long ago"));
        foreach (var hours in Enumerable.Range(1, 9))
        {
            talk.Post(DiscordStage.Message(hours / 24.0, $"line {hours}"));
        }

        await stage.RunAsync();
        talk.Delete(Snowflake(4 / 24.0));
        talk.Delete(Snowflake(1 / 24.0));

        var result = await stage.RunAsync(days: 1);

        result.Detail.ShouldContain("2 messages deleted on Discord removed");
        stage.Rows(talk).Count.ShouldBe(8);
        Counted(stage).ShouldBe(MessagesStored(stage));
        stage.Discord.One<long>("SELECT coalesce(sum(messages), 0) FROM message_quarters").ShouldBe(MessagesStored(stage));
    }

    [Fact]
    public async Task It_happens_once_a_day_and_costs_a_quiet_channel_nothing()
    {
        await using var stage = await DiscordStage.OpenAsync();
        var (quiet, busy) = (stage.Channel("quiet"), stage.Channel("busy", days: 201));
        quiet.Post(DiscordStage.Message(3, "long ago"));
        busy.Post(DiscordStage.Message(0.5, "lately"));
        await stage.RunAsync();

        await stage.RunAsync();
        stage.Discord.MessageRequests.ShouldBeEmpty();
        await stage.RunAsync(days: 1);
        stage.RequestsFor(quiet).ShouldBeEmpty();
        stage.RequestsFor(busy).Count.ShouldBe(1);
        await stage.RunAsync(days: 1.2);
        stage.RequestsFor(busy).ShouldBeEmpty();
        await stage.RunAsync(days: 4);
        stage.RequestsFor(busy).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_silent_empty_answer_removes_nothing()
    {
        await using var stage = await DiscordStage.OpenAsync();
        var talk = stage.Channel("talk");
        talk.Post(DiscordStage.Message(0.5, "one"));
        talk.Post(DiscordStage.Message(0.4, "two"));
        await stage.RunAsync();
        var cursor = stage.Cursor(talk);
        stage.Server.Respond("GET", $"/channels/{talk.Shape.Id}/messages", 200, body: "[]");

        await stage.RunAsync(days: 1);

        stage.Rows(talk).Count.ShouldBe(2);
        stage.Cursor(talk).ShouldBe(cursor);
    }

    [Fact]
    public async Task Texts_that_are_held_back_later_empty_no_known_message()
    {
        await using var stage = await DiscordStage.OpenAsync();
        stage.Relay.Post(DiscordStage.Line(0.5, "**Bob**: hello"));
        await stage.RunAsync();
        stage.Server.Rights.HasContentIntent = false;

        (await stage.RunAsync(days: 1)).Outcome.ShouldBe(StepOutcome.Partial);

        stage.Rows(stage.Relay, "kind || length").ShouldBe(["relay5"]);
    }

    [Fact]
    public async Task More_than_half_gone_at_once_is_not_believed()
    {
        await using var stage = await DiscordStage.OpenAsync();
        var talk = stage.Channel("talk");
        foreach (var minutes in Enumerable.Range(1, 120))
        {
            talk.Post(DiscordStage.Message(minutes / 1440.0, "x"));
        }

        await stage.RunAsync();
        foreach (var minutes in Enumerable.Range(1, 100))
        {
            talk.Delete(Snowflake(minutes / 1440.0));
        }

        var result = await stage.RunAsync(days: 1);

        result.Detail.ShouldContain("100 messages of #talk are gone on Discord");
        stage.Rows(talk).Count.ShouldBe(120);
    }

    [Fact]
    public async Task Reading_again_moves_no_cursor_back_and_loses_no_new_line()
    {
        await using var stage = await DiscordStage.OpenAsync();
        foreach (var minutes in Enumerable.Range(1, 250))
        {
            stage.Relay.Post(DiscordStage.Line(minutes / 1440.0, $"**Bob**: {minutes}"));
        }

        await stage.RunAsync();
        stage.Relay.Post(DiscordStage.Line(-0.5, "**Eve**: new"));
        stage.Server.Fail(Fault.Status(500), $"/channels/{stage.Relay.Shape.Id}/messages", skip: 1);
        (await stage.RunAsync(days: 1)).Outcome.ShouldBe(StepOutcome.Partial);
        stage.Cursor(stage.Relay).ShouldBe(DiscordStage.Id(1 / 1440.0));

        (await stage.RunAsync(days: 1)).Outcome.ShouldBe(StepOutcome.Done);

        stage.Rows(stage.Relay).Count.ShouldBe(251);
        stage.Cursor(stage.Relay).ShouldBe(DiscordStage.Id(-0.5));
    }

    [Fact]
    public async Task A_whole_simulated_guild_read_again_changes_nothing_that_did_not_change()
    {
        var clan = DiscordHarness.Clan(daysBefore: 1);
        await using var server = await DiscordHarness.ServerAsync(clan);
        using var nightly = DiscordHarness.For(clan, server);
        using var once = DiscordHarness.For(clan, server);
        await nightly.RunAsync(clan.Now);
        clan.MoveTo(DiscordHarness.Night);
        var relay = clan.Discord.MessagesIn(clan.Discord.Relay, DiscordHarness.Night.PlusDays(-1.5), DiscordHarness.Night.PlusDays(-1)).ToList();
        server.Script.Delete(relay[3]);
        server.Script.Edit(relay[5], "**Bob**: edited");

        var result = await nightly.RunAsync(DiscordHarness.Night);
        await once.RunAsync(DiscordHarness.Night);

        result.Detail.ShouldContain("1 messages edited; 1 messages deleted on Discord removed");
        string[] Of(DiscordHarness harness) => [.. harness.Dump().Where(row => row.StartsWith("message ", StringComparison.Ordinal))];
        Of(nightly).Except(Of(once)).ShouldBeEmpty();
        Of(nightly).Length.ShouldBe(Of(once).Length);
        nightly.One<long>("SELECT sum(messages) FROM message_totals").ShouldBe(once.One<long>("SELECT sum(messages) FROM message_totals"));
    }

    private static Snowflake Snowflake(double daysAgo) => Domain.Identity.Snowflake.At(DiscordStage.Night.PlusDays(-daysAgo));

    private static long MessagesStored(DiscordStage stage) => stage.Discord.One<long>("SELECT count(*) FROM discord_messages WHERE kind IN ('chat', 'relay')");

    private static long Counted(DiscordStage stage) => stage.Discord.One<long>("SELECT coalesce(sum(messages), 0) FROM message_days");
}
