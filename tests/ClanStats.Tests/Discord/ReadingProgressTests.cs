using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Domain.Runs;
using ClanStats.Harvest.Discord;

namespace ClanStats.Tests.Discord;

public sealed class ReadingProgressTests
{
    private static readonly UtcInstant Start = UtcInstant.StartOfDay(new DateOnly(2026, 1, 1));
    private static readonly Snowflake One = Snowflake.At(Start.PlusDays(-100));
    private static readonly Snowflake Two = new(One.Value + 1);

    [Fact]
    public void What_is_left_is_as_dense_as_what_was_read()
    {
        var told = new Told();
        var progress = new ReadingProgress(told, 0);
        progress.Begin(One, Day(0), Day(10));

        progress.Note(One, Page(100, Day(2)));
        told.Expected.ShouldBe(500);
        progress.Note(One, Page(100, Day(8)));
        told.Expected.ShouldBe(250);
        progress.Note(One, Page(50, Day(10)));
        (told.Done, told.Expected).ShouldBe((250, 250));
    }

    [Fact]
    public void Channels_not_yet_begun_count_with_the_density_of_the_others()
    {
        var told = new Told();
        var progress = new ReadingProgress(told, 0);
        progress.Await(One, Day(0), Day(10));
        progress.Await(Two, Day(0), Day(40));
        progress.Begin(One, Day(0), Day(10));

        progress.Note(One, Page(100, Day(10)));
        told.Expected.ShouldBe(500);
        progress.End(One);
        progress.Begin(Two, Day(0), Day(40));
        progress.Note(Two, Page(100, Day(20)));
        told.Expected.ShouldBe(300);
        progress.End(Two);
        told.Done.ShouldBe(200);
    }

    [Fact]
    public void Nothing_is_expected_of_the_time_before_a_channel_was_made()
    {
        var told = new Told();
        var progress = new ReadingProgress(told, 0);
        var made = new Snowflake(Day(90).Value);
        progress.Begin(made, Day(0), Day(100));

        progress.Note(made, Page(100, Day(95)));

        told.Expected.ShouldBe(200);
    }

    [Fact]
    public void No_more_is_expected_than_the_run_may_read()
    {
        var told = new Told();
        var progress = new ReadingProgress(told, 150);
        progress.Begin(One, Day(0), Day(10));

        progress.Note(One, Page(100, Day(1)));

        told.Expected.ShouldBe(150);
    }

    [Fact]
    public async Task A_first_harvest_knows_soon_about_how_many_messages_there_are()
    {
        var clan = DiscordHarness.Clan(days: 60);
        await using var server = await DiscordHarness.ServerAsync(clan);
        using var harness = DiscordHarness.For(clan, server);
        await harness.RunAsync(clan.Now);

        var all = harness.One<long>("SELECT count(DISTINCT channel_id || ':' || abs(id)) FROM discord_messages");
        harness.Told.Count.ShouldBeGreaterThan(10);
        harness.Told.ShouldAllBe(told => told.Expected >= told.Done);
        harness.Told.Where(told => told.Done > all / 3).ShouldAllBe(told => told.Expected > all / 2 && told.Expected < all * 2);
        harness.Told[^1].Expected.ShouldBeInRange((long)(all * 0.9), (long)(all * 1.1));
    }

    private static Snowflake Day(int days) => Snowflake.At(Start.PlusDays(days));

    private static MessagePage Page(int messages, Snowflake newest) =>
        new([.. Enumerable.Repeat(Message, messages)], newest, 0, null, IsShort: false);

    private static readonly DiscordMessage Message = new(
        One, 0, new DiscordUser(One, null, null, false), "", Start, null, [], null, false);

    private sealed class Told : IProgressTask
    {
        public long Done { get; private set; }

        public long Expected { get; private set; }

        public void Advance(long units = 1) => Done += units;

        public void Expect(long total) => Expected = total;

        public void Dispose()
        {
        }
    }
}
