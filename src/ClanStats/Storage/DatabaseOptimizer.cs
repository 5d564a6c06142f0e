using ClanStats.Domain.Runs;

namespace ClanStats.Storage;

/// <summary>Refreshes what the query planner knows and gives free space back to the disk. The caller holds the run lock.</summary>
internal sealed class DatabaseOptimizer(Database database)
{
    /// <summary>Bytes free at a path; the real disk unless a test says otherwise.</summary>
    public Func<string, long> FreeAt { get; init; } = DiskSpace.FreeAt;

    /// <summary>Analyses and rewrites the database.</summary>
    /// <returns>Bytes of the database before and after, its log included.</returns>
    /// <exception cref="UserFaultException">There is too little room, or another program has the database open.</exception>
    public (long Before, long After) Optimize()
    {
        var before = DiskSpace.SizeOfDatabase(database.File);

        // The rewritten copy passes through a temporary file and the write-ahead log.
        DiskSpace.Require("Optimising", database.File, 2 * before, FreeAt);
        database.Read("optimize", connection =>
        {
            Database.Pragma(connection, "ANALYZE");
            Database.Pragma(connection, "VACUUM");
            Database.Pragma(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
            return 0;
        });
        return (before, DiskSpace.SizeOfDatabase(database.File));
    }
}
