using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Domain.Runs;
using ClanStats.Identity;
using ClanStats.Storage;
using ClanStats.Storage.Forgetting;
using ClanStats.Storage.LegacyImport;

namespace ClanStats.Import;

/// <summary>Whom and what the sorting of old messages goes by.</summary>
/// <param name="Accounts">The accounts.</param>
/// <param name="Kinds">Kinds of all accounts the database knows.</param>
/// <param name="Linked">Members by account.</param>
/// <param name="Names">Whom a player's name means.</param>
/// <param name="StoreContent">DISCORD_STORE_CONTENT.</param>
/// <param name="Forgotten">Who asked to be forgotten.</param>
/// <param name="ForgottenMembers">Rows of clan_members that are forgotten players.</param>
internal sealed record MessageContext(
    LegacyAccounts Accounts,
    IReadOnlyDictionary<long, string> Kinds,
    IReadOnlyDictionary<long, long> Linked,
    NameIndex Names,
    bool StoreContent,
    ForgottenPeople Forgotten,
    IReadOnlySet<long> ForgottenMembers);

/// <summary>What became of the old messages.</summary>
internal sealed class MessageTally
{
    /// <summary>Messages that came in.</summary>
    public long Carried { get; set; }

    /// <summary>Messages the database had already.</summary>
    public long Known { get; set; }

    /// <summary>Of these, messages that were given their text.</summary>
    public long GivenText { get; set; }

    /// <summary>Messages of people who asked to be forgotten.</summary>
    public long Forgotten { get; set; }

    /// <summary>Messages that have a text.</summary>
    public long WithText { get; set; }

    /// <summary>Messages whose time was taken from their id.</summary>
    public long TimeFromId { get; set; }

    /// <summary>Messages that count as such and belong to a member.</summary>
    public long Linked { get; set; }

    /// <summary>Messages that would belong to a member by the members' present names alone.</summary>
    public long LinkedByName { get; set; }

    /// <summary>Characters of all messages that came in.</summary>
    public long Length { get; set; }

    /// <summary>Messages by kind.</summary>
    public SortedDictionary<string, long> Kinds { get; } = new(StringComparer.Ordinal);

    /// <summary>All messages that were looked at.</summary>
    public long Seen => Carried + Known + Forgotten;
}

/// <summary>Brings all messages: one reader sorts them as the harvest does, one writer stores and counts them.</summary>
internal sealed class MessageImport(LegacyFile legacy, MessageContext context, UtcInstant now, IRunProgress progress)
{
    private const int BatchSize = 500;
    private const int BatchesAhead = 8;
    private readonly Dictionary<string, IReadOnlyList<NameMeaning>> _meanings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _borne = new(StringComparer.Ordinal);
    private long _timesFromId;
    private long _forgotten;

    /// <summary>Imports in the caller's transaction.</summary>
    public MessageTally Run(UnitOfWork unit, long total, CancellationToken cancellationToken)
    {
        using var task = progress.Start("Importing messages", total);
        var store = new AdoptedMessageStore(unit);
        var tally = new MessageTally();
        foreach (var batch in Feed.From<List<AdoptedMessage>>(BatchesAhead, [Produce], cancellationToken))
        {
            foreach (var row in batch)
            {
                Take(tally, row, store.Save(row));
            }

            task.Advance(batch.Count);
        }

        store.SaveCounts();
        tally.TimeFromId = _timesFromId;
        tally.Forgotten = _forgotten;
        return tally;
    }

    private void Take(MessageTally tally, AdoptedMessage row, MessageFate fate)
    {
        tally.Carried += fate == MessageFate.Carried ? 1 : 0;
        tally.Length += fate == MessageFate.Carried ? row.Length ?? 0 : 0;
        tally.Known += fate == MessageFate.Carried ? 0 : 1;
        tally.GivenText += fate == MessageFate.GivenText ? 1 : 0;
        tally.WithText += row.Length > 0 ? 1 : 0;
        tally.Linked += row.UserId is not null ? 1 : 0;
        tally.LinkedByName += IsBorneNow(row.AuthorName) ? 1 : 0;
        tally.Kinds[row.Kind] = tally.Kinds.GetValueOrDefault(row.Kind) + 1;
    }

    private bool IsBorneNow(string? name)
    {
        if (name is null)
        {
            return false;
        }

        if (!_borne.TryGetValue(name, out var isBorne))
        {
            _borne.Add(name, isBorne = context.Names.IsBorneNow(name));
        }

        return isBorne;
    }

    private void Produce(Action<List<AdoptedMessage>> emit, CancellationToken cancellationToken) => legacy.Read(() =>
    {
        using var connection = legacy.Connect();
        var queries = new LegacyQueries(connection, legacy.Schema, now);
        var batch = new List<AdoptedMessage>(BatchSize);
        foreach (var message in queries.Messages())
        {
            var row = Sort(queries, message);
            if (IsForgotten(row))
            {
                _forgotten++;
                continue;
            }

            batch.Add(row.Text is { } text && context.Forgotten.IsNamedIn(text) ? row with { Text = null } : row);
            if (batch.Count == BatchSize)
            {
                cancellationToken.ThrowIfCancellationRequested();
                emit(batch);
                batch = new List<AdoptedMessage>(BatchSize);
            }
        }

        emit(batch);
        return 0;
    });

    private AdoptedMessage Sort(LegacyQueries queries, LegacyMessage message)
    {
        var at = queries.Judge(message.CreatedAt).Value;
        _timesFromId += at is null ? 1 : 0;
        var row = new AdoptedMessage(
            message.Id, message.ChannelId, null, message.AuthorId, message.AuthorName, MessageKinds.Chat, at ?? new Snowflake(message.Id).Time,
            message.Content?.Length, message.Content is { } words ? MessageWords.Count(words) : null, null, context.StoreContent && message.Content is { Length: > 0 } text ? text : null);
        if (context.Accounts.IsRelay(message.AuthorId))
        {
            return OfRelay(row, message.Content);
        }

        if (message.AuthorId is not { } author)
        {
            return row with { UserId = MemberOf(DisplayName.ToPlayerName(message.AuthorName), row.At) };
        }

        return context.Kinds.GetValueOrDefault(author) is "bot" or "webhook"
            ? row with { Kind = MessageKinds.Bot, AuthorName = null }
            : row with { UserId = context.Linked.TryGetValue(author, out var member) ? member : null };
    }

    /// <summary>A line of the game chat, or one whose author the old program did not note, is known by whom its name means.</summary>
    private bool IsForgotten(AdoptedMessage row) => !context.Forgotten.IsEmpty
        && (context.Forgotten.HasAccount(row.AuthorId)
            || ((row.Kind != MessageKinds.Chat || row.AuthorId is null)
                && (row.UserId is { } member ? context.ForgottenMembers.Contains(member) : context.Forgotten.HasName(row.AuthorName))));

    private AdoptedMessage OfRelay(AdoptedMessage row, string? content)
    {
        var line = RelayLine.Read(content);
        return row with
        {
            Kind = MessageKinds.OfRelay(line.Kind),
            AuthorName = line.Player,
            UserId = line.Player is null ? null : MemberOf(line.Player, row.At),
            Length = line.Text.Length,
            Words = MessageWords.Count(line.Text),
            Event = line.Event,
        };
    }

    /// <summary>A name's meanings are worked out once; a clan's game chat repeats a few hundred names.</summary>
    private long? MemberOf(string name, UtcInstant at)
    {
        if (name.Length == 0)
        {
            return null;
        }

        if (!_meanings.TryGetValue(name, out var meanings))
        {
            _meanings.Add(name, meanings = context.Names.Meanings(name));
        }

        foreach (var meaning in meanings)
        {
            if (at.Milliseconds >= meaning.From && at.Milliseconds < meaning.To)
            {
                return meaning.MemberId;
            }
        }

        return null;
    }
}
