using ClanStats.Domain.Runs;
using Dapper;

namespace ClanStats.Storage;

/// <summary>
/// Packs answers that stand alone, refreshes what the query planner knows and gives free space back to the disk. The caller holds the run lock.
/// </summary>
internal sealed class DatabaseOptimizer(Database database)
{
    /// <summary>Fewer of a player's answers wait for the nights to come: a small block is never opened again.</summary>
    private const int LeastPacked = 8;

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
        PackAnswers();
        PackedDays.Discard(database);
        database.Read("optimize", connection =>
        {
            Database.Pragma(connection, "ANALYZE");
            Database.Pragma(connection, "VACUUM");
            Database.Pragma(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
            return 0;
        });
        return (before, DiskSpace.SizeOfDatabase(database.File));
    }

    /// <summary>A transaction a player: those of a database taken up from an older version hold hundreds each.</summary>
    private void PackAnswers()
    {
        var members = database.Read("optimize: answers", connection => connection
            .Query<long?>("SELECT member_id FROM answer_blocks WHERE answers = 1 GROUP BY member_id HAVING count(*) >= @LeastPacked", new { LeastPacked })
            .ToList());
        foreach (var member in members)
        {
            database.Write("optimize: answers", unit => AnswerStore.PackWhatStandsAlone(unit, member, LeastPacked));
        }
    }
}
