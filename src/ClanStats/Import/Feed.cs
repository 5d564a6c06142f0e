using System.Collections.Concurrent;

namespace ClanStats.Import;

/// <summary>Work that runs ahead of its reader on threads of its own, as far as a bounded queue lets it.</summary>
internal static class Feed
{
    /// <summary>Runs producers and gives what they make, in the order in which it comes.</summary>
    /// <param name="capacity">How many items may wait.</param>
    /// <param name="producers">Each hands its items to the action it is given.</param>
    /// <param name="cancellationToken">Stops them.</param>
    public static IEnumerable<T> From<T>(
        int capacity, IReadOnlyList<Action<Action<T>, CancellationToken>> producers, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var queue = new BlockingCollection<T>(capacity);
        var running = producers.Count;
        var tasks = producers.Select(producer => Task.Factory.StartNew(
            () =>
            {
                try
                {
                    producer(item => queue.Add(item, stop.Token), stop.Token);
                }
                catch
                {
                    // Whoever waits for an item must not wait for one that never comes; the exception is thrown below.
                    stop.Cancel();
                    throw;
                }
                finally
                {
                    if (Interlocked.Decrement(ref running) == 0)
                    {
                        queue.CompleteAdding();
                    }
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)).ToArray();
        try
        {
            while (TryTake(queue, stop.Token, out var item))
            {
                yield return item;
            }
        }
        finally
        {
            stop.Cancel();
            Task.WhenAll(tasks).ContinueWith(_ => { }, TaskScheduler.Default).GetAwaiter().GetResult();
        }

        var fault = tasks.SelectMany(task => task.Exception?.InnerExceptions ?? [])
            .FirstOrDefault(exception => exception is not OperationCanceledException);
        if (fault is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(fault);
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    private static bool TryTake<T>(BlockingCollection<T> queue, CancellationToken cancellationToken, out T item)
    {
        try
        {
            return queue.TryTake(out item!, Timeout.Infinite, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            item = default!;
            return false;
        }
    }
}
