using ClanStats.Domain.Runs;
using ClanStats.Storage.Forgetting;
using Microsoft.Extensions.Logging;

namespace ClanStats.Storage;

/// <summary>
/// The step <c>prepare</c>: looks the database through for damage, where that is due, before anything is written to it, backs it up before a
/// pending migration and once a day before the harvest, migrates it.
/// </summary>
internal sealed class PrepareDatabaseStep(
    StorageOptions options,
    Database database,
    DatabaseMigrator migrator,
    SafeMigration migration,
    DatabaseBackup backup,
    DamageWatch watch,
    ILogger<PrepareDatabaseStep> logger) : IRunStep
{
    /// <inheritdoc/>
    public string Name => StepNames.Prepare;

    /// <inheritdoc/>
    public Task<StepResult> RunAsync(RunContext run, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(options.DatabaseFile)!);
        var isNew = !File.Exists(options.DatabaseFile);
        var isBehind = !isNew && migrator.Pending().Count > 0;
        var isSound = isNew || (Harvests(run) && watch.Look(isBehind));
        var result = migration.MigrateTo(target: null, cancellationToken);
        if (isSound)
        {
            watch.Enter();
        }

        var saved = result.Backup;
        if (!isNew && !isBehind && options.BackupNightly && Harvests(run) && !backup.ExistsForToday())
        {
            saved = backup.Create();
        }

        if (saved is not null)
        {
            logger.LogInformation("Backed up to {File}", saved);
            Rotate();
        }

        CatchUpForgetting();
        foreach (var remark in result.Remarks)
        {
            logger.LogWarning("After the migration: {Remark}", remark);
        }

        return Task.FromResult(StepResult.Done((isNew, result.Ran.Count) switch
        {
            (true, _) => $"new database at version {DatabaseMigrator.Newest}",
            (_, 0) => $"database at version {DatabaseMigrator.Newest}",
            _ => $"{result.Ran.Count} migrations to version {DatabaseMigrator.Newest}",
        } + (saved is not null ? ", backed up" : "")));
    }

    /// <summary>
    /// A database that was put in place by hand may hold people who asked to be forgotten. A file of theirs that cannot be read must not stop
    /// every night to come; the database's own tombstones hold.
    /// </summary>
    private void CatchUpForgetting()
    {
        try
        {
            if (Forgetter.CatchUp(database) is { Any: true } erased)
            {
                logger.LogWarning("The database held people who asked to be forgotten: {Lines} lines and {Accounts} accounts erased", erased.Lines, erased.Accounts);
            }
        }
        catch (UserFaultException fault)
        {
            logger.LogWarning("{Fault}", fault.Message);
        }
    }

    /// <summary>A backup too many harms nobody: what cannot be removed is told and the night goes on.</summary>
    private void Rotate()
    {
        try
        {
            var removed = BackupRotation.Apply(options.BackupDirectory);
            logger.LogInformation("Removed {Count} backups that have had their time", removed);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            logger.LogWarning("Old backups in {Folder} could not be removed: {Reason}", options.BackupDirectory, exception.Message);
        }
    }

    private static bool Harvests(RunContext run) => run.Command is "run" or "harvest";
}
