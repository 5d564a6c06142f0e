using ClanStats.Domain.Identity;
using ClanStats.Domain.Runs;

namespace ClanStats.Harvest.Discord;

/// <summary>What one run holds for every channel.</summary>
/// <param name="Run">The run.</param>
/// <param name="List">What was found out beforehand.</param>
/// <param name="Sorter">Decides what a message is.</param>
/// <param name="Cursors">Cursors by channel.</param>
/// <param name="Start">Cursor of a channel that was never read.</param>
/// <param name="Budget">Messages that may still be read.</param>
/// <param name="Progress">Told of every page read.</param>
internal sealed record ReadSession(
    RunContext Run,
    ChannelList List,
    MessageSorter Sorter,
    IReadOnlyDictionary<string, string> Cursors,
    Snowflake Start,
    MessageBudget Budget,
    ReadingProgress Progress);

/// <summary>
/// Reads one channel from its cursor to the end fixed beforehand, one request at a time, and stores a few pages per transaction with the
/// cursor behind them: whatever interrupts it, the next run goes on where the last transaction ended. While a batch is stored the next pages
/// are read. Once a day the newest messages are read again on the way, for what was edited or deleted.
/// </summary>
internal sealed class ChannelReader(DiscordClient client, MessageStore store, RescanPlan rescans)
{
    private const int PagesPerTransaction = 10;

    /// <summary>How far ahead of the run's clock messages are read.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>Tells the progress which channels will probably be read, and how much time each spans.</summary>
    public static void Announce(ReadSession session)
    {
        var now = Snowflake.At(session.Run.Now);
        foreach (var channel in session.List.Channels.Where(channel =>
            !channel.NeverWritten && channel.Access is ChannelAccess.Granted or ChannelAccess.Unknown))
        {
            var after = Snowflake.TryParse(session.Cursors.GetValueOrDefault(channel.Id.ToString()), out var cursor) ? cursor : session.Start;
            if ((channel.LastMessage ?? now) is var upTo && upTo > after)
            {
                session.Progress.Await(channel.Id, after, upTo);
            }
        }
    }

    /// <summary>Reads a channel. A fault of this channel alone is part of the outcome.</summary>
    /// <exception cref="HarvestException">Going on with other channels is pointless.</exception>
    public async Task<ChannelOutcome> ReadAsync(ReadSession session, ChannelToRead channel, CancellationToken cancellationToken)
    {
        var outcome = new ChannelOutcome(channel);
        var resumed = Snowflake.TryParse(session.Cursors.GetValueOrDefault(channel.Id.ToString()), out var cursor);
        var after = resumed ? cursor : session.Start;
        var rescan = resumed && !session.Budget.IsSpent ? rescans.Begin(channel.Id, cursor, session.Run) : null;
        outcome.Result = channel switch
        {
            { Access: ChannelAccess.Forbidden } => ChannelResult.Forbidden,
            { Access: ChannelAccess.NoHistory } => ChannelResult.NoHistory,
            { NeverWritten: true } when rescan is null => ChannelResult.Quiet,
            { LastMessage: { } last } when last <= after && rescan is null => ChannelResult.Quiet,
            _ when session.Budget.IsSpent => ChannelResult.LimitReached,
            _ => ChannelResult.Read,
        };
        if (outcome.Result == ChannelResult.Read)
        {
            await new Reading(client, store, session, outcome, rescan, resumed ? cursor : new Snowflake(0)).RunAsync(after, cancellationToken);
            if (outcome.Result == ChannelResult.Read)
            {
                rescans.Finish(rescan, outcome, session.Run, cancellationToken);
            }
        }

        session.Progress.End(channel.Id);
        return outcome;
    }

    /// <summary>The reading of one channel.</summary>
    private sealed class Reading(
        DiscordClient client, MessageStore store, ReadSession session, ChannelOutcome outcome, Rescan? rescan, Snowflake known)
    {
        private readonly ChannelToRead _channel = outcome.Channel;
        private MessageBatch _batch = new(outcome.Channel.Id);
        private Task _saving = Task.CompletedTask;

        /// <summary>Reads and stores all there is.</summary>
        public async Task RunAsync(Snowflake after, CancellationToken cancellationToken)
        {
            var latest = Snowflake.At(session.Run.Now.Plus(ClockTolerance));
            var upTo = _channel.LastMessage is { } last && last < latest ? last : latest;
            session.Progress.Begin(_channel.Id, rescan?.From ?? after, upTo);
            try
            {
                await ReadPagesAsync(rescan?.From ?? after, upTo < known ? known : upTo, cancellationToken);
                Close(upTo);
            }
            catch (HarvestException exception)
            {
                (outcome.Fault, outcome.Result) = (exception, DiscordFault.ResultOf(exception));
            }
            finally
            {
                // What is under way is let through before anything else happens to the channel.
                await _saving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            await _saving;

            // What stops one channel stops the others too: what was read before is stored all the same.
            Save(_batch, outcome.Fault is null ? cancellationToken : CancellationToken.None);
            if (outcome.Fault is { StopsTheSource: true } fault)
            {
                throw fault;
            }
        }

        private async Task ReadPagesAsync(Snowflake from, Snowflake upTo, CancellationToken cancellationToken)
        {
            await foreach (var page in client.GetMessagesAsync(_channel.Id, from, upTo, known.Value > 0, session.Run.Now, cancellationToken))
            {
                if (Admit(page) is not { } taken)
                {
                    return;
                }

                rescan?.Note(taken);
                session.Sorter.Sort(_channel.Id, taken, _batch);
                outcome.Note(taken);
                session.Progress.Note(_channel.Id, taken);
                if (outcome.Result == ChannelResult.LimitReached)
                {
                    return;
                }

                if (_batch.Pages == PagesPerTransaction)
                {
                    await _saving;
                    var full = _batch;
                    _saving = Task.Run(() => Save(full, cancellationToken), cancellationToken);
                    _batch = new MessageBatch(_channel.Id);
                }
            }
        }

        /// <summary>What of a page may be stored; null if nothing, and the outcome says why.</summary>
        private MessagePage? Admit(MessagePage page)
        {
            if (MessageSorter.IsHeldBack(page, session.List.Self, session.List.ContentGranted))
            {
                outcome.Result = ChannelResult.HeldBack;
                return null;
            }

            var taken = page.Newest <= known ? page : session.Budget.Take(page);
            outcome.Result = taken?.Newest == page.Newest ? outcome.Result : ChannelResult.LimitReached;
            return taken;
        }

        /// <summary>The last message may have been deleted: a channel read to its end has nothing up to it, unless Discord gave nothing at all.</summary>
        private void Close(Snowflake upTo)
        {
            if (outcome.Result != ChannelResult.Read || _channel.LastMessage is null)
            {
                return;
            }

            if (outcome.Pages == 0 && _channel.Access != ChannelAccess.Granted)
            {
                outcome.Result = ChannelResult.NoHistory;
                return;
            }

            _batch.CloseAt(upTo);
        }

        private void Save(MessageBatch batch, CancellationToken cancellationToken)
        {
            if (batch.Cursor is not null)
            {
                outcome.Note(batch, store.Save(batch, known, session.Run.Now, session.Run.RunId, cancellationToken));
            }
        }
    }
}
