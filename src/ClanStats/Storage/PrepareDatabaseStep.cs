using ClanStats.Domain.Runs;
using Microsoft.Extensions.Logging;

namespace ClanStats.Storage;

/// <summary>
/// The step <c>prepare</c>: opens the database, backs it up before a pending migration and once a day before the harvest, migrates it.
/// </summary>
internal sealed class PrepareDatabaseStep(
    StorageOptions options, DatabaseMigrator migrator, DatabaseBackup backup, ILogger<PrepareDatabaseStep> logger) : IRunStep
{
    /// <inheritdoc/>
    public string Name => StepNames.Prepare;

    /// <inheritdoc/>
    public Task<StepResult> RunAsync(RunContext run, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(options.DatabaseFile)!);
        var isNew = !File.Exists(options.DatabaseFile);
        var pending = migrator.Pending();
        var backedUp = !isNew && (pending.Count > 0 || (options.BackupNightly && Harvests(run) && !backup.ExistsForToday()));
        if (backedUp)
        {
            logger.LogInformation("Backed up to {File}", backup.Create());
            Rotate();
        }

        cancellationToken.ThrowIfCancellationRequested();
        var ran = migrator.MigrateTo();
        return Task.FromResult(StepResult.Done((isNew, ran.Count) switch
        {
            (true, _) => $"new database at version {DatabaseMigrator.Newest}",
            (_, 0) => $"database at version {DatabaseMigrator.Newest}",
            _ => $"{ran.Count} migrations to version {DatabaseMigrator.Newest}",
        } + (backedUp ? ", backed up" : "")));
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
