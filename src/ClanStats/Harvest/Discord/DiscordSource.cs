using System.Collections.Concurrent;
using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Domain.Rules;
using ClanStats.Domain.Runs;
using ClanStats.Identity;
using ClanStats.Storage;

namespace ClanStats.Harvest.Discord;

/// <summary>
/// A night at Discord: what channels there are and may be read, who is who, then what is new in each channel, several side by side. A channel
/// in which nothing was written costs no request.
/// </summary>
internal sealed class DiscordSource(
    DiscordOptions options,
    HarvestOptions harvest,
    PeopleNotes people,
    ChannelDirectory directory,
    MemberReader members,
    ChannelReader reader,
    ChannelStore channels,
    AccountStore accounts,
    MessageStore messages,
    HarvestCursorStore cursors,
    IdentityStore identities,
    IRunProgress progress)
{
    private const int UnansweredBeforeStop = 3;

    /// <summary>Reads the night.</summary>
    /// <exception cref="HarvestException">Nothing could be read at all.</exception>
    public async Task<StepResult> RunAsync(RunContext run, CancellationToken cancellationToken)
    {
        if (!options.IsConnected)
        {
            return StepResult.Done("Discord is not connected: messages are not counted");
        }

        messages.RemoveExpiredTexts(run.Now, cancellationToken);
        var from = FirstDay(run.Now);
        var lastComplete = channels.LastComplete(ChannelStore.WholeSource);
        var known = channels.Known();
        var list = await directory.ListAsync(lastComplete, run, cancellationToken);
        var (nicknames, note) = await members.ReadAsync(options.GuildId, list.MembersGranted, run.Now, cancellationToken);
        using var task = progress.Start("Reading messages");
        var session = new ReadSession(
            run, list, Sorter(list, nicknames, from, run.Now), cursors.Read(MessageStore.Source), FirstCursor(from),
            new MessageBudget(options.MaxMessages), new ReadingProgress(task, options.MaxMessages));
        ChannelReader.Announce(session);
        var outcomes = new ConcurrentBag<ChannelOutcome>();
        var stopped = await ReadAllAsync(session, outcomes, cancellationToken);
        var review = new ChannelReview(outcomes, list, known, options.RelayChannelId, run.Now);
        List<string> failures = [.. review.Failures];
        if (stopped is not null)
        {
            failures.Add(stopped.Message);
        }

        channels.Save(review.Findings, review.Vanished, Complete(outcomes, failures, lastComplete ?? from, from), run.Now, run.RunId);
        var told = new DiscordSummary(outcomes, note is null ? review.Notes : [note, .. review.Notes]);
        return failures.Count == 0 ? StepResult.Done(told.Detail, told.Rows) : StepResult.Partial(told.Detail, failures, told.Rows);
    }

    private UtcInstant FirstDay(UtcInstant now)
    {
        var lookback = now.PlusDays(-options.DaysLookback);
        return options.NotBefore is { } founding && founding > lookback ? founding : lookback;
    }

    /// <summary>A recording is independent of the night it was made in: it begins at the beginning of time, and what is too old is passed over.</summary>
    private Snowflake FirstCursor(UtcInstant from) =>
        harvest.FixturesDirectory is not null || harvest.RecordDirectory is not null ? new Snowflake(0) : Snowflake.CursorBefore(from);

    private MessageSorter Sorter(ChannelList list, IReadOnlyDictionary<long, string> nicknames, UtcInstant from, UtcInstant now)
    {
        string[] clanNames = [.. accounts.GroupNames(), .. list.GuildName is { } guild ? new[] { guild } : []];
        var recent = options.RelayChannelId is { } relay ? cursors.Find(MessageStore.RecentLinesSource, relay.ToString()) : null;
        var noted = people.Relays.DistinctBy(entry => entry.Id).ToDictionary(entry => entry.Id.Value, entry => entry.Format);
        return new MessageSorter(
            new SortingRules(identities.LinkedAccounts(), nicknames, options.RelayChannelId, options.StoreContent, from, accounts.Forgotten()),
            new RelaySorter(new RelayRules(
                identities.LoadNames(), clanNames, noted, accounts.RelayFormatsFound(), list.Self?.Value, recent, options.StoreContent, now)));
    }

    /// <summary>Reads the channels side by side; what was stored stays, whatever stops it.</summary>
    /// <returns>What made going on pointless; null if nothing did.</returns>
    private async Task<HarvestException?> ReadAllAsync(
        ReadSession session, ConcurrentBag<ChannelOutcome> outcomes, CancellationToken cancellationToken)
    {
        var unanswered = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, options.MaxConcurrent), CancellationToken = cancellationToken };
        try
        {
            await Parallel.ForEachAsync(session.List.Channels, parallel, async (channel, token) =>
            {
                var outcome = await reader.ReadAsync(session, channel, token);
                outcomes.Add(outcome);
                if (IsUnanswered(outcome.Fault) && Interlocked.Increment(ref unanswered) >= UnansweredBeforeStop)
                {
                    throw new HarvestException("Discord does not answer; the other channels are read the next night.") { StopsTheSource = true };
                }
            });
            return null;
        }
        catch (HarvestException exception) when (exception.StopsTheSource && !cancellationToken.IsCancellationRequested)
        {
            return exception;
        }
    }

    /// <summary>An answer that was refused or could not be read was an answer.</summary>
    private static bool IsUnanswered(HarvestException? fault) => fault is { Status: null, IsNotRecorded: false, InnerException: not (null or JsonException) };

    /// <summary>
    /// The sources that were read to their end, each with the start of what that closes: messages since the read before, all there are the
    /// first time.
    /// </summary>
    private List<(string Source, UtcInstant From)> Complete(
        IReadOnlyCollection<ChannelOutcome> outcomes, List<string> failures, UtcInstant wholeFrom, UtcInstant firstDay)
    {
        var complete = new List<(string, UtcInstant)>();
        if (failures.Count == 0)
        {
            complete.Add((ChannelStore.WholeSource, wholeFrom));
        }

        if (outcomes.Any(outcome => outcome.Channel.Id == options.RelayChannelId && outcome.Result is ChannelResult.Read or ChannelResult.Quiet))
        {
            complete.Add((ChannelStore.RelaySource, channels.LastComplete(ChannelStore.RelaySource) ?? firstDay));
        }

        return complete;
    }
}
