using ClanStats.Domain.Activity;
using ClanStats.Identity;

namespace ClanStats.Harvest.Discord;

/// <summary>What is known of the relays beforehand.</summary>
/// <param name="Names">Whom a player's name means.</param>
/// <param name="ClanNames">Names of the clan and its guild.</param>
/// <param name="Noted">Relays the officers named; empty: any bot of the channel may be one.</param>
/// <param name="Found">Formats found out in earlier runs, by author.</param>
/// <param name="Self">The bot's own id: what it posts is no line of the game chat. Null if not known.</param>
/// <param name="RecentLines">The last lines stored, as <see cref="RelaySorter.RecentLines"/> gave them; null if none.</param>
/// <param name="StoreContent">Whether texts are kept.</param>
/// <param name="Now">Business time.</param>
internal sealed record RelayRules(
    NameIndex Names,
    IReadOnlyCollection<string> ClanNames,
    IReadOnlyDictionary<long, RelayFormat?> Noted,
    IReadOnlyDictionary<long, RelayFormat> Found,
    long? Self,
    string? RecentLines,
    bool StoreContent,
    UtcInstant Now);

/// <summary>
/// Sorts what bots and webhooks write in the relay channel: players' lines, broadcasts, and lines no rule could read. Each author's format is
/// what the officers say it is, or what most of its lines first showed; once found out it stays, so that no later line can change how the
/// others are read. One channel at a time.
/// </summary>
internal sealed class RelaySorter(RelayRules rules)
{
    private const int UnreadKeptDays = 30;
    private const int RepeatSeconds = 15;

    private readonly Dictionary<long, RelayFormat> _formats = new(rules.Found);
    private readonly RelayReader _reader = new(rules.ClanNames);
    private readonly RecentLines _recent = new(rules.RecentLines, TimeSpan.FromSeconds(RepeatSeconds));

    /// <summary>The last lines, for the next run.</summary>
    public string RecentLines => _recent.ToString();

    /// <summary>Finds out how authors write whose format is not known, from a page of theirs.</summary>
    public void LearnFormats(IEnumerable<DiscordMessage> messages, MessageBatch batch)
    {
        foreach (var author in messages.GroupBy(message => message.Author.Id.Value).Where(author => FormatOf(author.Key) is null))
        {
            if (RelayFormats.Detect([.. author.Select(Post)]) is { } format)
            {
                _formats[author.Key] = format;
                batch.Formats[author.Key] = format;
            }
        }
    }

    /// <summary>The rows of a message: one for each line in it, the first with the message's own id.</summary>
    /// <param name="row">The row as it is without its lines.</param>
    /// <param name="message">The message.</param>
    public IEnumerable<MessageRow> Rows(MessageRow row, DiscordMessage message)
    {
        var format = FormatOf(row.AuthorId) ?? RelayFormat.BoldColon;
        var lines = _reader.Read(Post(message), format);
        return lines.Count == 0
            ? [row with { Kind = MessageKinds.Bot }]
            : lines.Select((line, index) => Row(row with { Id = IdOf(row.Id, index) }, line, message.Content));
    }

    /// <summary>
    /// A message of several lines has one id. The lines after its first bear negative ids, which Discord never gives, so that no message is
    /// ever taken for another's line.
    /// </summary>
    internal static long IdOf(long message, int line) => line == 0 ? message : -(message + line - 1);

    private RelayFormat? FormatOf(long author)
    {
        if (author == rules.Self)
        {
            return RelayFormat.None;
        }

        if (rules.Noted.Count > 0)
        {
            return !rules.Noted.TryGetValue(author, out var noted) ? RelayFormat.None
                : noted ?? (_formats.TryGetValue(author, out var found) ? found : null);
        }

        return _formats.TryGetValue(author, out var known) ? known : null;
    }

    private static RelayPost Post(DiscordMessage message) => new(message.Author.Username ?? "", message.Content, message.Embeds);

    private MessageRow Row(MessageRow row, RelayLine line, string content)
    {
        var text = content.Length > 0 ? content : line.Text;
        var read = row with
        {
            AuthorName = line.Player,
            UserId = line.Player is null ? null : rules.Names.Resolve(line.Player, row.CreatedAt),
            Length = line.Text.Length,
            Words = MessageWords.Count(line.Text),
            Event = line.Event,
            Text = rules.StoreContent && text.Length > 0 ? text : null,
        };
        return line.Kind switch
        {
            RelayLineKind.Chat => read with { Kind = MessageKinds.Relay, IsRepeat = _recent.Repeats(line, row.CreatedAt) },
            RelayLineKind.Broadcast => read with { Kind = MessageKinds.Broadcast, IsRepeat = _recent.Repeats(line, row.CreatedAt) },
            RelayLineKind.Notice => read with { Kind = MessageKinds.Bot },
            _ => read with
            {
                Kind = MessageKinds.Bot,
                IsUnreadLine = true,
                Text = text.Length > 0 ? text : null,
                KeepUntil = rules.StoreContent || text.Length == 0 ? null : rules.Now.PlusDays(UnreadKeptDays),
            },
        };
    }
}
