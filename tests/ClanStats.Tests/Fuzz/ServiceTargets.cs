using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Harvest;
using ClanStats.Harvest.Discord;
using ClanStats.Harvest.Http;
using ClanStats.Harvest.Http.Limits;
using ClanStats.Harvest.WiseOldMan;

namespace ClanStats.Tests.Fuzz;

/// <summary>The parsers of what Wise Old Man and Discord answer, and of the game's chat.</summary>
internal static class ServiceTargets
{
    private const long Group = 7042;
    private const long Player = 20001;

    private static readonly UtcInstant Now = UtcInstant.From(new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero));

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        Wom("wom-roster", 60, body => RosterAnswer.Read(body, Group, Now)),
        Wom("wom-snapshots", 70, body => SnapshotAnswer.ReadPage(body, Player, "history", Now)),
        Wom("wom-bulk", 60, body => SnapshotAnswer.ReadBulk(body, "newest snapshots", Now).Snapshots.Count()),
        Wom("wom-activity", 50, body => Page(body, WiseOldManJson.Default.WomActivity, GroupRows.Event, row => row.At)),
        Wom("wom-names", 50, body => Page(body, WiseOldManJson.Default.WomNameChange, GroupRows.Rename, row => row.At)),
        Wom("wom-achievements", 50, body => Page(body, WiseOldManJson.Default.WomAchievement, GroupRows.Achievement, row => row.At)),
        Wom("wom-gains", 50, body => GainsAnswer.Read(body, "gains", Now.PlusDays(-2), Now, Now)),
        Wom("wom-player", 30, body => JsonSerializer.Deserialize(body, WiseOldManJson.Default.WomPlayerDetails)),
        new("refusals", 60, Refusals, _ => false),
        new("discord-messages", 100, (body, _) => DiscordClient.Read(body, "/channels/1/messages", new Snowflake(0), new AnswerScreen("messages"), Now), IsHarvestFault),
        new("discord-channels", 60, (body, _) => DiscordClient.Read(body, "/channels", DiscordJson.Default.ListDiscordChannel), IsHarvestFault),
        new("discord-threads", 40, (body, _) => DiscordClient.Read(body, "/threads", DiscordJson.Default.DiscordThreads), IsHarvestFault),
        new("discord-members", 40, (body, _) => DiscordClient.Read(body, "/members", DiscordJson.Default.ListDiscordGuildMember), IsHarvestFault),
        new("discord-guild", 30, (body, _) => DiscordClient.Read(body, "/guild", DiscordJson.Default.DiscordGuild), IsHarvestFault),
        new("relay", 80, Relay, _ => false),
    ];

    private static FuzzTarget Wom(string name, int share, Func<byte[], object?> read) =>
        new(name, share, (body, _) => WiseOldManClient.Readable(name, () => read(body)), IsHarvestFault);

    private static GroupPage<TRow> Page<TWire, TRow>(byte[] body, JsonTypeInfo<TWire> type, RowReading<TWire, TRow> read, Func<TRow, UtcInstant?> time)
        where TRow : class => GroupPages.Read(body, "page", type, read, time, Now);

    /// <summary>What a service says when it refuses is read for its reason; it must never be the reason for another fault.</summary>
    private static void Refusals(byte[] body, string folder)
    {
        foreach (var status in new[] { HttpStatusCode.TooManyRequests, HttpStatusCode.Forbidden, HttpStatusCode.InternalServerError })
        {
            using var response = new HttpResponseMessage(status);
            foreach (var style in new[] { LimitStyle.WiseOldMan, LimitStyle.Discord })
            {
                new LimitReader(style, TimeProvider.System).Read(response, body);
            }

            WiseOldManClient.Explain("/groups/1", new HttpAnswer(status, body, null));
            DiscordFault.Explain("/channels/1", new HttpAnswer(status, body, null));
        }
    }

    private static void Relay(byte[] input, string folder)
    {
        var text = Encoding.UTF8.GetString(input);
        var cut = text.IndexOf('\n', StringComparison.Ordinal);
        var (name, content) = cut < 0 ? (text, text) : (text[..cut], text[(cut + 1)..]);
        var post = new RelayPost(name, content, [new RelayEmbed(name, content, text), new RelayEmbed(null, null, content)]);
        var reader = new RelayReader(["Thistledown Hall"]);
        foreach (var format in Enum.GetValues<RelayFormat>())
        {
            reader.Read(post, format);
        }

        RelayFormats.Detect([post, post, post]);
        RelayBroadcast.Recognise(content);
    }

    private static bool IsHarvestFault(Exception exception) => exception is HarvestException;
}
