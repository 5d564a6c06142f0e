using System.Net;
using ClanStats.Domain.Identity;
using ClanStats.Domain.Runs;

namespace ClanStats.Harvest.Discord;

/// <summary>How the reading of a channel ended.</summary>
internal enum ChannelResult
{
    /// <summary>Read to the end fixed beforehand.</summary>
    Read,

    /// <summary>Nothing new: no request was needed.</summary>
    Quiet,

    /// <summary>The bot may not see it.</summary>
    Forbidden,

    /// <summary>Discord gives nothing although something is there: the right to read the history is probably missing.</summary>
    NoHistory,

    /// <summary>Discord holds the texts back.</summary>
    HeldBack,

    /// <summary>It no longer exists.</summary>
    Deleted,

    /// <summary>DISCORD_MAX_MESSAGES was reached.</summary>
    LimitReached,

    /// <summary>An answer did not come or could not be read.</summary>
    Failed,
}

/// <summary>What one run holds for every channel.</summary>
/// <param name="Run">The run.</param>
/// <param name="List">What was found out beforehand.</param>
/// <param name="Sorter">Decides what a message is.</param>
/// <param name="Cursors">Cursors by channel.</param>
/// <param name="Start">Cursor of a channel that was never read.</param>
/// <param name="Budget">Messages that may still be read.</param>
/// <param name="Progress">Told of every message read.</param>
internal sealed record ReadSession(
    RunContext Run,
    ChannelList List,
    MessageSorter Sorter,
    IReadOnlyDictionary<string, string> Cursors,
    Snowflake Start,
    MessageBudget Budget,
    IProgressTask Progress);

/// <summary>What came of a channel.</summary>
internal sealed class ChannelOutcome(ChannelToRead channel)
{
    /// <summary>The channel.</summary>
    public ChannelToRead Channel => channel;

    /// <summary>How it ended.</summary>
    public ChannelResult Result { get; set; }

    /// <summary>Why it failed; null if it did not.</summary>
    public HarvestException? Fault { get; set; }

    /// <summary>Pages that brought messages.</summary>
    public int Pages { get; set; }

    /// <summary>Messages set aside.</summary>
    public int Refused { get; set; }

    /// <summary>Lines of the game chat no rule could read.</summary>
    public int Unread { get; set; }

    /// <summary>New messages by kind.</summary>
    public Dictionary<string, int> Stored { get; } = new(StringComparer.Ordinal);
}

/// <summary>
/// Reads one channel from its cursor to the end fixed beforehand, one request at a time, and stores a few pages per transaction with the
/// cursor behind them: whatever interrupts it, the next run goes on where the last transaction ended.
/// </summary>
internal sealed class ChannelReader(DiscordClient client, DiscordOptions options, MessageStore store)
{
    private const int PagesPerTransaction = 10;

    /// <summary>How far ahead of the run's clock a channel without a known end is read.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>Reads a channel. A fault of this channel alone is part of the outcome.</summary>
    /// <exception cref="HarvestException">Going on with other channels is pointless.</exception>
    public async Task<ChannelOutcome> ReadAsync(ReadSession session, ChannelToRead channel, CancellationToken cancellationToken)
    {
        var outcome = new ChannelOutcome(channel);
        var resumed = Snowflake.TryParse(session.Cursors.GetValueOrDefault(channel.Id.ToString()), out var cursor);
        var after = resumed ? cursor : session.Start;
        outcome.Result = channel switch
        {
            { Access: ChannelAccess.Forbidden } => ChannelResult.Forbidden,
            { Access: ChannelAccess.NoHistory } => ChannelResult.NoHistory,
            { NeverWritten: true } => ChannelResult.Quiet,
            { LastMessage: { } last } when last <= after => ChannelResult.Quiet,
            _ when session.Budget.IsSpent => ChannelResult.LimitReached,
            _ => ChannelResult.Read,
        };
        if (outcome.Result == ChannelResult.Read)
        {
            await ReadPagesAsync(session, outcome, after, resumed, cancellationToken);
        }

        return outcome;
    }

    private async Task ReadPagesAsync(ReadSession session, ChannelOutcome outcome, Snowflake after, bool resumed, CancellationToken cancellationToken)
    {
        var channel = outcome.Channel;
        var upTo = channel.LastMessage ?? Snowflake.At(session.Run.Now.Plus(ClockTolerance));
        var batch = new MessageBatch(channel.Id);
        try
        {
            await foreach (var page in client.GetMessagesAsync(channel.Id, after, upTo, resumed, cancellationToken))
            {
                if (Admit(session, outcome, page) is not { } taken)
                {
                    break;
                }

                session.Sorter.Sort(channel.Id, taken, batch);
                outcome.Pages++;
                session.Progress.Advance(taken.Messages.Count);
                if (outcome.Result == ChannelResult.LimitReached)
                {
                    break;
                }

                if (batch.Pages == PagesPerTransaction)
                {
                    Save(session, outcome, batch, cancellationToken);
                    batch = new MessageBatch(channel.Id);
                }
            }

            Close(outcome, batch);
        }
        catch (HarvestException exception)
        {
            outcome.Fault = exception;
            outcome.Result = ResultOf(exception);
        }

        Save(session, outcome, batch, cancellationToken);
        if (outcome.Fault is { StopsTheSource: true } fault)
        {
            throw fault;
        }
    }

    /// <summary>What of a page may be stored; null if nothing, and the outcome says why.</summary>
    private MessagePage? Admit(ReadSession session, ChannelOutcome outcome, MessagePage page)
    {
        if (outcome.Channel.Id == options.RelayChannelId && MessageSorter.IsHeldBack(page, session.List.Self, session.List.ContentGranted))
        {
            outcome.Result = ChannelResult.HeldBack;
            return null;
        }

        var taken = session.Budget.Take(page);
        outcome.Result = taken?.Newest == page.Newest ? outcome.Result : ChannelResult.LimitReached;
        return taken;
    }

    /// <summary>The last message may have been deleted: a channel read to its end has nothing up to it, unless Discord gave nothing at all.</summary>
    private static void Close(ChannelOutcome outcome, MessageBatch batch)
    {
        if (outcome.Result != ChannelResult.Read || outcome.Channel.LastMessage is not { } last)
        {
            return;
        }

        if (outcome.Pages == 0 && outcome.Channel.Access != ChannelAccess.Granted)
        {
            outcome.Result = ChannelResult.NoHistory;
            return;
        }

        batch.CloseAt(last);
    }

    private static ChannelResult ResultOf(HarvestException exception) => exception.Status switch
    {
        HttpStatusCode.Forbidden => ChannelResult.Forbidden,
        HttpStatusCode.NotFound => ChannelResult.Deleted,
        _ => ChannelResult.Failed,
    };

    private void Save(ReadSession session, ChannelOutcome outcome, MessageBatch batch, CancellationToken cancellationToken)
    {
        if (batch.Cursor is null)
        {
            return;
        }

        foreach (var (kind, count) in store.Save(batch, session.Run.Now, session.Run.RunId, cancellationToken))
        {
            outcome.Stored[kind] = outcome.Stored.GetValueOrDefault(kind) + count;
        }

        outcome.Refused += batch.Refused;
        outcome.Unread += batch.Unread;
    }
}
