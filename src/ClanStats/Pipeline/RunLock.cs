using ClanStats.Storage;

namespace ClanStats.Pipeline;

/// <summary>
/// One run at a time on one database: an open file beside it, which the system lets go of even when the program is killed, so that a lock
/// can never be left behind.
/// </summary>
internal sealed class RunLock(StorageOptions options)
{
    /// <summary>Takes the lock.</summary>
    /// <returns>What releases it; null if another run holds it.</returns>
    public IDisposable? TryAcquire()
    {
        var file = options.DatabaseFile + ".lock";
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
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
