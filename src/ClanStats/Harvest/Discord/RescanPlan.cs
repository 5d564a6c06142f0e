using ClanStats.Domain.Identity;
using ClanStats.Domain.Runs;
using ClanStats.Storage;

namespace ClanStats.Harvest.Discord;

/// <summary>Messages of a channel that are read again.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="From">The cursor to begin with.</param>
/// <param name="UpTo">The newest message that was read before.</param>
internal sealed record Rescan(Snowflake Channel, Snowflake From, Snowflake UpTo)
{
    private readonly HashSet<long> _shown = [];

    /// <summary>Messages Discord shows.</summary>
    public IReadOnlySet<long> Shown => _shown;

    /// <summary>Whether every message of every page could be read.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>How far it is certain that what Discord does not show is not there.</summary>
    public Snowflake Reached { get; private set; } = From;

    /// <summary>Notes a page.</summary>
    public void Note(MessagePage page)
    {
        IsWhole &= page.SetAside == 0;
        Reached = page.IsShort ? UpTo : page.Newest;
        foreach (var message in page.Messages.Where(message => message.Id <= UpTo))
        {
            _shown.Add(message.Id.Value);
        }
    }
}

/// <summary>
/// Once a day the messages of the last two days are read again, in channels that have any: so edits and deletions are noticed without a
/// request for a channel that is quiet. What is missing in the midst of what Discord shows was deleted; where Discord shows nothing at all,
/// or more than half has gone at once, nothing is removed.
/// </summary>
internal sealed class RescanPlan(RescanStore store, HarvestCursorStore cursors, HarvestOptions harvest)
{
    private const int Days = 2;
    private const int FewMessages = 50;

    private readonly Lazy<Dictionary<string, string>> _done = new(() => cursors.Read(RescanStore.Source));

    /// <summary>What of a channel is to be read again tonight; null if nothing. A recording is read as it was made.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="cursor">How far it was read.</param>
    /// <param name="run">The run.</param>
    public Rescan? Begin(Snowflake channel, Snowflake cursor, RunContext run)
    {
        var from = Start(run);
        var isRecording = harvest.FixturesDirectory is not null || harvest.RecordDirectory is not null;
        if (isRecording || cursor <= from || _done.Value.GetValueOrDefault(channel.ToString()) == RescanStore.DayOf(run.Now))
        {
            return null;
        }

        // One message more than is needed: where Discord shows it, it shows what was written.
        return new Rescan(channel, store.NewestBefore(channel, from) is { } anchor ? new Snowflake(anchor.Value - 1) : from, cursor);
    }

    private static Snowflake Start(RunContext run) => Snowflake.CursorBefore(run.Now.PlusDays(-Days));

    /// <summary>Notes that the channel's newest messages were read today, and removes what is gone.</summary>
    public void Finish(Rescan? rescan, ChannelOutcome outcome, RunContext run, CancellationToken cancellationToken)
    {
        List<long> gone = [];
        if (rescan is { IsWhole: true, Shown.Count: > 0 })
        {
            var upTo = rescan.Reached < rescan.UpTo ? rescan.Reached : rescan.UpTo;
            var known = store.Known(rescan.Channel, rescan.From, upTo);
            gone = known.FindAll(id => !rescan.Shown.Contains(id));
            if (gone.Count > FewMessages && gone.Count * 2 > known.Count)
            {
                (outcome.Doubted, gone) = (gone.Count, []);
            }
        }

        outcome.Removed = gone.Count;
        if (rescan is null && !(outcome.ReadUpTo > Start(run)))
        {
            return;
        }

        store.Finish(outcome.Channel.Id, gone, run.Now, run.RunId, cancellationToken);
    }
}
