using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using ClanStats.Pipeline;
using ClanStats.Storage;

namespace ClanStats.Hosting.Composition;

/// <summary>Carries out <c>db migrate</c>, or rehearses it on a copy.</summary>
internal static class MigrationWork
{
    /// <summary>Migrates and tells each script that ran; a rehearsal tells the rows of each table before and after.</summary>
    /// <exception cref="UserFaultException">There is no database, or it cannot be migrated.</exception>
    public static Task<ExitCode> RunAsync(MigrationPlan plan, RunServices services, CancellationToken cancellationToken)
    {
        var options = plan.Settings.ToStorageOptions();
        if (!File.Exists(options.DatabaseFile))
        {
            throw new UserFaultException($"There is no database {options.DatabaseFile} to migrate; a run makes one.");
        }

        using var held = new RunLock(options).TryAcquire();
        if (held is null)
        {
            return Task.FromResult(KnownDatabase.TellHeld(options, services.Terminal, "migrate"));
        }

        using var database = new Database(options);
        if (plan.Rehearse)
        {
            Rehearse(plan, services, database, cancellationToken);
        }
        else
        {
            Migrate(database, options, plan, services, cancellationToken);
        }

        return Task.FromResult(ExitCode.Done);
    }

    private static void Rehearse(MigrationPlan plan, RunServices services, Database database, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("clanstats-rehearsal-").FullName;
        try
        {
            var copyOptions = new StorageOptions { DatabaseFile = Path.Combine(folder, "copy.db"), BackupDirectory = folder };
            new DatabaseBackup(database, copyOptions, services.Time).CopyTo(copyOptions.DatabaseFile);
            using var copy = new Database(copyOptions);
            var before = TableCounts.Read(copy);
            Migrate(copy, copyOptions, plan, services, cancellationToken);
            var after = TableCounts.Read(copy);
            foreach (var table in before.Keys.Union(after.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                services.Terminal.Answer($"{table}: {Count(before, table)} → {Count(after, table)}");
            }

            services.Terminal.Answer("This was a rehearsal on a copy; the database is as it was.");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Migrate(Database database, StorageOptions options, MigrationPlan plan, RunServices services, CancellationToken cancellationToken)
    {
        var now = UtcInstant.From(services.Time.GetUtcNow());
        var result = new SafeMigration(database, options, services.Time, () => DatabaseWork.Prove(database, now)).MigrateTo(plan.TargetVersion, cancellationToken);
        if (result.Backup is { } backup && !plan.Rehearse)
        {
            services.Terminal.Answer($"Backup: {backup}");
        }

        foreach (var line in result.Ran.Select(script => script.Name).Concat(result.Remarks))
        {
            services.Terminal.Answer(line);
        }

        services.Terminal.Answer(
            $"The schema is at version {new DatabaseMigrator(database, services.Time).Version()} of {DatabaseMigrator.Newest}.");
    }

    private static string Count(SortedDictionary<string, long> counts, string table) => counts.TryGetValue(table, out var count) ? $"{count}" : "none";
}
