using System.Runtime.CompilerServices;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Domain.Runs;

namespace ClanStats.Harvest.Discord;

/// <summary>Finds the threads of a guild: active ones, archived public ones, and archived private ones the bot may see.</summary>
internal sealed class ThreadDirectory(DiscordClient client, IRunProgress progress)
{
    private const int ArchiveMarginDays = 1;
    private const int DaysBetweenJoined = 7;

    /// <summary>The threads; one that is archived or woken meanwhile may come twice.</summary>
    /// <param name="guild">The guild.</param>
    /// <param name="parents">Channels that can hold threads and can be read.</param>
    /// <param name="permissions">What the bot may do; null if not known.</param>
    /// <param name="lastComplete">
    /// End of the last complete read: a new message wakes a thread, so one archived well before holds nothing new. Null: all are listed.
    /// </param>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops between requests.</param>
    public async IAsyncEnumerable<DiscordChannel> ListAsync(
        Snowflake guild,
        IReadOnlyList<DiscordChannel> parents,
        ChannelPermissions? permissions,
        UtcInstant? lastComplete,
        RunContext run,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var active = (await client.FindActiveThreadsAsync(guild, cancellationToken))?.Threads ?? [];
        foreach (var thread in active)
        {
            yield return thread;
        }

        var depth = lastComplete?.PlusDays(-ArchiveMarginDays) ?? default;
        using var task = progress.Start("Looking for threads", parents.Count);
        foreach (var parent in parents)
        {
            task.Advance();
            await foreach (var thread in ArchivedAsync(parent.Id, "public", depth, run, cancellationToken))
            {
                yield return thread;
            }

            if (!ChannelTypes.HasPrivateThreads(parent.Type))
            {
                continue;
            }

            var mayManage = permissions?.MayManageThreads(parent) == true;
            var wantsJoined = lastComplete is null || run.Now.DayNumber % DaysBetweenJoined == 0 || active.Any(thread => IsPrivateIn(thread, parent));
            var threads = mayManage ? ArchivedAsync(parent.Id, "private", depth, run, cancellationToken)
                : wantsJoined ? client.GetJoinedThreadsAsync(parent.Id, cancellationToken)
                : AsyncEnumerable.Empty<DiscordChannel>();
            await foreach (var thread in threads)
            {
                yield return thread;
            }
        }
    }

    private static bool IsPrivateIn(DiscordChannel thread, DiscordChannel parent) =>
        thread.Type == ChannelTypes.PrivateThread && thread.ParentId == parent.Id;

    private async IAsyncEnumerable<DiscordChannel> ArchivedAsync(
        Snowflake parent, string kind, UtcInstant depth, RunContext run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in client.GetArchivedThreadsAsync(parent, kind, cancellationToken))
        {
            foreach (var thread in page)
            {
                yield return thread;
            }

            if (ForeignTime.Parse(page[^1].ThreadMetadata?.ArchiveTimestamp, run.Now).Value is { } archived && archived < depth)
            {
                yield break;
            }
        }
    }
}
