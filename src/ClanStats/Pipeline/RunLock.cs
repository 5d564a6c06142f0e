using ClanStats.Storage;

namespace ClanStats.Pipeline;

/// <summary>
/// One run at a time on one database: an open file beside it, which the system lets go of even when the program is killed, so that a lock
/// can never be left behind.
/// </summary>
internal sealed class RunLock(StorageOptions options)
{
    /// <summary>A process that is just being started holds what its parent had open until its own program begins.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    /// <summary>Takes the lock; a refusal counts only once it has lasted.</summary>
    /// <returns>What releases it; null if another run holds it.</returns>
    public IDisposable? TryAcquire()
    {
        var file = options.DatabaseFile + ".lock";
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        FileStream? held = null;
        _ = SpinWait.SpinUntil(() => (held = TryOpen(file)) is not null, Patience);
        return held;
    }

    private static FileStream? TryOpen(string file)
    {
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
