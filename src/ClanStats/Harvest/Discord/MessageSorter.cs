using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;

namespace ClanStats.Harvest.Discord;

/// <summary>Whom and what the sorting of one run goes by.</summary>
/// <param name="LinkedAccounts">Members by Discord account.</param>
/// <param name="Nicknames">Names that accounts show in this guild.</param>
/// <param name="RelayChannel">The channel of the relayed game chat; null if none.</param>
/// <param name="StoreContent">Whether texts are kept.</param>
/// <param name="From">Messages before it are passed over.</param>
/// <param name="Forgotten">Whose lines are not stored.</param>
internal sealed record SortingRules(
    IReadOnlyDictionary<long, long> LinkedAccounts,
    IReadOnlyDictionary<long, string> Nicknames,
    Snowflake? RelayChannel,
    bool StoreContent,
    UtcInstant From,
    ForgottenFilter Forgotten);

/// <summary>
/// Decides what a message is: chat of a person, a line of the relayed game chat, another bot's post, or Discord's own.
/// </summary>
internal sealed class MessageSorter(SortingRules rules, RelaySorter relay)
{
    private const int Ordinary = 0;
    private const int Reply = 19;

    /// <summary>Where Discord says that it gives texts, so many empty lines in a row are needed to disbelieve it.</summary>
    private const int DoubtfulLines = 10;

    /// <summary>Sorts a page into a batch.</summary>
    public void Sort(Snowflake channel, MessagePage page, MessageBatch batch)
    {
        if (channel == rules.RelayChannel)
        {
            relay.LearnFormats(page.Messages.Where(IsBots), batch);
        }

        foreach (var message in page.Messages.Where(message => message.At >= rules.From && !rules.Forgotten.Skips(message.Author)))
        {
            batch.Add(rules.Forgotten.Admit(RowsOf(channel, message)), rules.Forgotten.Admit(Author(message)));
        }

        if (channel == rules.RelayChannel)
        {
            batch.RecentLines = relay.RecentLines;
        }

        batch.Advance(page.Newest);
    }

    /// <summary>Whether Discord held the texts of a page back: without the message content intent everything in a message is empty.</summary>
    /// <param name="page">The page.</param>
    /// <param name="self">The bot's own id: its own posts always carry their text.</param>
    /// <param name="granted">What Discord says of the intent; null if not known.</param>
    public static bool IsHeldBack(MessagePage page, Snowflake? self, bool? granted)
    {
        var lines = page.Messages.Where(message => message.Type is Ordinary or Reply && message.Author.Id != self).ToList();
        return granted switch
        {
            false => lines.Exists(line => line.IsEmpty),
            true => lines.Count >= DoubtfulLines && lines.TrueForAll(line => line.IsEmpty),
            null => lines.Count > 0 && lines.TrueForAll(line => line.IsEmpty),
        };
    }

    private static bool IsBots(DiscordMessage message) =>
        message.Type is Ordinary or Reply && (message.Author.Bot || message.WebhookId is not null);

    private IEnumerable<MessageRow> RowsOf(Snowflake channel, DiscordMessage message)
    {
        var content = message.Content.Length > 0 ? message.Content : message.Forwarded ?? "";
        var row = new MessageRow(
            message.Id.Value, channel.Value, null, message.Author.Id.Value, null, MessageKinds.System, message.At, message.Type, content.Length,
            rules.StoreContent && content.Length > 0 ? content : null)
        {
            Words = MessageWords.Count(content),
        };
        if (message.Type is not (Ordinary or Reply))
        {
            return [row];
        }

        if (IsBots(message))
        {
            return channel == rules.RelayChannel ? relay.Rows(row, message) : [row with { Kind = MessageKinds.Bot }];
        }

        return
        [
            row with
            {
                Kind = MessageKinds.Chat,
                AuthorName = OwnName(message.Author),
                UserId = rules.LinkedAccounts.TryGetValue(message.Author.Id.Value, out var member) ? member : null,
            },
        ];
    }

    private SeenAuthor Author(DiscordMessage message)
    {
        var kind = AuthorKind(message);
        return new SeenAuthor(
            message.Author.Id.Value, ShownName(message.Author), kind, message.At, kind is "user" or "bot" ? message.Author : null);
    }

    private string ShownName(DiscordUser author) =>
        rules.Nicknames.GetValueOrDefault(author.Id.Value) ?? OwnName(author);

    /// <summary>What a message itself shows: whether the nicknames could be read that night makes no difference to its row.</summary>
    private static string OwnName(DiscordUser author) => author.GlobalName ?? author.Username ?? author.Id.ToString();

    /// <summary>Discord tells of a deleted account only by the generic name it gives it.</summary>
    private static string AuthorKind(DiscordMessage message)
    {
        if (message.WebhookId == message.Author.Id)
        {
            return "webhook";
        }

        if (message.Author.Bot)
        {
            return "bot";
        }

        var name = message.Author.Username ?? "";
        return name.StartsWith("deleted_user_", StringComparison.Ordinal) || name.StartsWith("Deleted User", StringComparison.Ordinal)
            ? "deleted"
            : "user";
    }
}
