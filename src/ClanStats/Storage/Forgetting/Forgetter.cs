using ClanStats.Domain.Runs;
using Dapper;

namespace ClanStats.Storage.Forgetting;

/// <summary>
/// Keeps people forgotten: brings the tombstones of the database and of the file beside it together, and erases whoever they stand for. The
/// caller holds the run lock.
/// </summary>
internal static class Forgetter
{
    /// <summary>Who is forgotten by the database or by the file beside it.</summary>
    /// <exception cref="UserFaultException">The file cannot be read.</exception>
    public static ForgottenPeople Known(Database database) => Joined(TombstoneStore.Load(database), TombstoneFile.Load(database.File));

    /// <summary>
    /// Brings both places to the same tombstones, and erases what the database still holds of those it did not know. Costs two small reads
    /// where both agree, as they do unless a file was put in place by hand or a run was cut off.
    /// </summary>
    /// <returns>What was erased; null if both agreed.</returns>
    /// <exception cref="UserFaultException">The file cannot be read.</exception>
    public static ErasedTraces? CatchUp(Database database)
    {
        var (known, noted) = (TombstoneStore.Load(database), TombstoneFile.Load(database.File));
        var all = Joined(known, noted);
        if (all.Tombstones.Count > noted.Tombstones.Count)
        {
            TombstoneFile.Save(database.File, all.Tombstones);
        }

        return all.Tombstones.Count > known.Tombstones.Count ? Apply(database, all) : null;
    }

    /// <summary>Enters tombstones and erases whoever they stand for; afterwards the file holds no trace of what was deleted.</summary>
    /// <exception cref="UserFaultException">The database cannot be written, or another program reads it.</exception>
    public static ErasedTraces Apply(Database database, ForgottenPeople forgotten)
    {
        var erased = database.Write("forget: erase", unit =>
        {
            TombstoneStore.Save(unit, forgotten.Tombstones);
            return new TraceEraser(unit, forgotten).Erase();
        });
        CleanFile(database);
        return erased;
    }

    /// <summary>Rewrites the file from what it still holds, and empties its log.</summary>
    private static void CleanFile(Database database)
    {
        // The rewritten copy passes through a temporary file and the write-ahead log.
        DiskSpace.Require("Rewriting the database", database.File, 2 * DiskSpace.SizeOfDatabase(database.File), DiskSpace.FreeAt);
        var isBusy = database.Read("forget: rewrite", connection =>
        {
            Database.Pragma(connection, "PRAGMA secure_delete = ON");
            Database.Pragma(connection, "VACUUM");
            return connection.ExecuteScalar<long>("PRAGMA wal_checkpoint(TRUNCATE)") != 0;
        });
        if (isBusy || DiskSpace.SizeOf(database.File + "-wal") > 0)
        {
            throw new UserFaultException(
                $"The rows are erased, but another program reads {database.File}, so that its log still holds what was there before. Close it and do this again.");
        }
    }

    private static ForgottenPeople Joined(ForgottenPeople left, ForgottenPeople right) => new(left.Tombstones.Concat(right.Tombstones));
}
