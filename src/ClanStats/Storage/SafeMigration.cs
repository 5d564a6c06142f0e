using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using ClanStats.Storage.Verification;

namespace ClanStats.Storage;

/// <summary>What a migration did.</summary>
/// <param name="Backup">The backup made before it; null for a new database or where nothing was to do.</param>
/// <param name="Ran">The scripts that ran, in their order.</param>
/// <param name="Remarks">Where rows of removed tables are, and what the verification tells without refusing it.</param>
internal sealed record MigrationResult(string? Backup, IReadOnlyList<MigrationScript> Ran, IReadOnlyList<string> Remarks);

/// <summary>
/// Migrates with a way back: a checked backup first, all scripts in one transaction, the verification of <c>db verify</c> afterwards, and the
/// backup in its place again if that fails.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="options">Where it and its backups are.</param>
/// <param name="clock">Dates the backup.</param>
/// <param name="identity">Loads how names prove who somebody is.</param>
internal sealed class SafeMigration(Database database, StorageOptions options, TimeProvider clock, Func<IdentityProof> identity)
{
    /// <summary>Rows the next night assigns anyway are no fault of a migration.</summary>
    private const int IdColumnsCheck = 2;

    /// <summary>The scripts this version of the program knows; a test can be a newer version.</summary>
    public IReadOnlyList<MigrationScript> Scripts { get; init; } = MigrationScripts.All;

    /// <summary>Brings the database to a version.</summary>
    /// <param name="target">The version; null means the newest.</param>
    /// <param name="cancellationToken">Stops before the first script.</param>
    /// <exception cref="UserFaultException">It could not be done; the database is as before, and the message says where the backup is.</exception>
    public MigrationResult MigrateTo(int? target, CancellationToken cancellationToken)
    {
        var migrator = new DatabaseMigrator(database, clock) { LeftoversFolder = options.BackupDirectory, Scripts = Scripts };
        var goal = target ?? Scripts[^1].Number;
        var isNew = !File.Exists(database.File);
        if (!isNew && migrator.Pending().Count == 0 && migrator.Version() == goal)
        {
            return new MigrationResult(null, [], []);
        }

        if (isNew || migrator.Version() == 0)
        {
            return new MigrationResult(null, migrator.MigrateTo(target), []);
        }

        var backup = new DatabaseBackup(database, options, clock).Create();
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var ran = migrator.MigrateTo(target);
            List<string> saved = [.. migrator.Saved.Select(one => $"{one.Rows} rows of {one.Table}, which goes, are saved in {one.File}")];
            return new MigrationResult(backup, ran, [.. saved, .. goal == DatabaseMigrator.Newest ? Verify(backup) : []]);
        }
        catch (UserFaultException exception) when (!exception.Message.Contains(backup, StringComparison.Ordinal))
        {
            throw new UserFaultException($"{exception.Message} The backup made before is {backup}.", exception);
        }
    }

    private List<string> Verify(string backup)
    {
        var checks = new DatabaseVerifier(database, identity).Run(UtcInstant.From(clock.GetUtcNow()), CancellationToken.None).ToList();
        var failed = checks.Where(check => !check.Passed && check.Number != IdColumnsCheck).SelectMany(Faults).ToList();
        if (failed.Count > 0)
        {
            PutBack(backup);
            throw new UserFaultException(
                $"After the migration the database did not pass its verification ({string.Join("; ", failed.Take(3))}). The database is as before; the backup made before is {backup}.");
        }

        return [.. checks.Where(check => !check.Passed).SelectMany(Faults)];
    }

    private void PutBack(string backup)
    {
        var restored = new DatabaseRestore(options, clock).Restore(backup, CancellationToken.None);
        foreach (var ending in new[] { "", "-wal" })
        {
            File.Delete(restored.Replaced + ending);
        }
    }

    private static IEnumerable<string> Faults(VerifyCheck check) => check.Result.Faults.Select(fault => $"{fault.What}: {fault.Count}");
}
