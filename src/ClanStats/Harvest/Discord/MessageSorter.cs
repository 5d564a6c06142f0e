using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Identity;

namespace ClanStats.Harvest.Discord;

/// <summary>A row of discord_messages with the text that is kept of it.</summary>
internal sealed record MessageRow(
    long Id,
    long ChannelId,
    long? UserId,
    long AuthorId,
    string? AuthorName,
    string Kind,
    UtcInstant CreatedAt,
    int Type,
    int Length,
    string? BroadcastType,
    string? Text,
    UtcInstant? KeepUntil)
{
    /// <summary>Whether it stands in the relayed game chat and no rule could read it.</summary>
    public bool IsUnreadLine { get; init; }
}

/// <summary>An author as a message shows them.</summary>
internal sealed record SeenAuthor(long Id, string Name, string Kind, UtcInstant At);

/// <summary>Whom and what the sorting of one run goes by.</summary>
/// <param name="Names">Whom a player's name means.</param>
/// <param name="LinkedAccounts">Members by Discord account.</param>
/// <param name="RelayChannel">The channel of the relayed game chat; null if none.</param>
/// <param name="StoreContent">Whether texts are kept.</param>
/// <param name="From">Messages before it are passed over.</param>
/// <param name="Now">Business time.</param>
internal sealed record SortingRules(
    NameIndex Names, IReadOnlyDictionary<long, long> LinkedAccounts, Snowflake? RelayChannel, bool StoreContent, UtcInstant From, UtcInstant Now);

/// <summary>
/// Decides what a message is: chat of a person, a player's line in the relayed game chat, a broadcast, another bot's post, or Discord's own.
/// </summary>
internal sealed class MessageSorter(SortingRules rules)
{
    private const int Ordinary = 0;
    private const int Reply = 19;
    private const int UnreadKeptDays = 30;

    /// <summary>Where Discord says that it gives texts, so many empty lines in a row are needed to disbelieve it.</summary>
    private const int DoubtfulLines = 10;

    /// <summary>Sorts a page into a batch.</summary>
    public void Sort(Snowflake channel, MessagePage page, MessageBatch batch)
    {
        batch.Refused += page.Unreadable;
        foreach (var message in page.Messages)
        {
            var time = ForeignTime.Parse(message.Timestamp, rules.Now);
            if (message.Author is not { } author || time.Value is not { } at)
            {
                batch.Refused++;
            }
            else if (at >= rules.From)
            {
                var row = RowOf(channel, message, author, at);
                batch.Unread += row.IsUnreadLine ? 1 : 0;
                batch.Add(row, new SeenAuthor(author.Id.Value, ShownName(author), AuthorKind(message, author), at));
            }
        }

        batch.Advance(page.Newest);
    }

    /// <summary>
    /// Whether Discord held the texts of a page back: without the message content intent everything in a message is empty. Told only of
    /// the relay channel, where a line always has a text.
    /// </summary>
    /// <param name="page">The page.</param>
    /// <param name="self">The bot's own id: its own posts always carry their text.</param>
    /// <param name="granted">What Discord says of the intent; null if not known.</param>
    public static bool IsHeldBack(MessagePage page, Snowflake? self, bool? granted)
    {
        var lines = page.Messages.Where(message => message.Type is Ordinary or Reply && message.Author?.Id != self).ToList();
        return granted switch
        {
            false => lines.Exists(IsEmpty),
            true => lines.Count >= DoubtfulLines && lines.TrueForAll(IsEmpty),
            null => lines.Count > 0 && lines.TrueForAll(IsEmpty),
        };
    }

    private static bool IsEmpty(DiscordMessage message) =>
        string.IsNullOrEmpty(message.Content)
        && new[] { message.Attachments, message.Embeds, message.Components, message.StickerItems }.All(list => list is not { Count: > 0 })
        && message.MessageSnapshots is not { Count: > 0 }
        && message.Poll.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    private MessageRow RowOf(Snowflake channel, DiscordMessage message, DiscordUser author, UtcInstant at)
    {
        var content = message.Content is { Length: > 0 } own ? own : (message.MessageSnapshots is [var forward, ..] ? forward.Message?.Content : null) ?? "";
        var row = new MessageRow(
            message.Id.Value, channel.Value, null, author.Id.Value, null, MessageKinds.System, at, message.Type, content.Length, null,
            rules.StoreContent && content.Length > 0 ? content : null, null);
        if (message.Type is not (Ordinary or Reply))
        {
            return row;
        }

        if (author.Bot || message.WebhookId is not null)
        {
            return channel == rules.RelayChannel ? RelayRow(row, content) : row with { Kind = MessageKinds.Bot };
        }

        return row with
        {
            Kind = MessageKinds.Chat,
            AuthorName = ShownName(author),
            UserId = rules.LinkedAccounts.TryGetValue(author.Id.Value, out var member) ? member : null,
        };
    }

    private MessageRow RelayRow(MessageRow row, string content)
    {
        var line = RelayLine.Read(content);
        var read = row with
        {
            AuthorName = line.Player,
            UserId = line.Player is null ? null : rules.Names.Resolve(line.Player, row.CreatedAt),
            Length = line.Text.Length,
            BroadcastType = line.BroadcastType,
        };
        return line.Kind switch
        {
            RelayLineKind.Chat => read with { Kind = MessageKinds.Relay },
            RelayLineKind.Broadcast => read with { Kind = MessageKinds.Broadcast },
            RelayLineKind.Notice => read with { Kind = MessageKinds.Bot },
            _ => read with
            {
                Kind = MessageKinds.Bot,
                IsUnreadLine = true,
                Text = content.Length > 0 ? content : null,
                KeepUntil = rules.StoreContent ? null : rules.Now.PlusDays(UnreadKeptDays),
            },
        };
    }

    private static string ShownName(DiscordUser author) => author.GlobalName ?? author.Username ?? author.Id.ToString();

    /// <summary>Discord tells of a deleted account only by the generic name it gives it.</summary>
    private static string AuthorKind(DiscordMessage message, DiscordUser author)
    {
        if (message.WebhookId == author.Id)
        {
            return "webhook";
        }

        if (author.Bot)
        {
            return "bot";
        }

        var name = author.Username ?? "";
        return name.StartsWith("deleted_user_", StringComparison.Ordinal) || name.StartsWith("Deleted User", StringComparison.Ordinal)
            ? "deleted"
            : "user";
    }
}

/// <summary>The kinds of discord_messages.kind.</summary>
internal static class MessageKinds
{
    public const string Chat = "chat";
    public const string Relay = "relay";
    public const string Broadcast = "broadcast";
    public const string Bot = "bot";
    public const string System = "system";
}
