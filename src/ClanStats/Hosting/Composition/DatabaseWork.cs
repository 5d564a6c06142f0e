using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using ClanStats.Identity;
using ClanStats.Pipeline;
using ClanStats.Storage;
using ClanStats.Storage.Forgetting;
using ClanStats.Storage.Verification;

namespace ClanStats.Hosting.Composition;

/// <summary>Carries out <c>db status</c>, <c>backup</c>, <c>backups</c>, <c>restore</c>, <c>verify</c> and <c>optimize</c>.</summary>
internal static class DatabaseWork
{
    /// <summary>Does what was asked and tells it on the terminal.</summary>
    /// <exception cref="UserFaultException">There is no database, or it cannot be worked on.</exception>
    public static Task<ExitCode> RunAsync(DatabasePlan plan, RunServices services, CancellationToken cancellationToken)
    {
        var options = plan.Settings.ToStorageOptions();
        return Task.FromResult(plan.Task switch
        {
            DatabaseTask.Backups => ListBackups(options, plan.Now, services.Terminal),
            DatabaseTask.Restore => WithLock(options, services.Terminal, () => Restore(plan, options, services, cancellationToken)),
            DatabaseTask.Optimize => OnDatabase(options, database => WithLock(options, services.Terminal, () => Optimize(database, services))),
            DatabaseTask.Backup => OnDatabase(options, database => Backup(plan, options, database, services)),
            DatabaseTask.Verify => OnDatabase(options, database => Verify(plan, database, services.Terminal, cancellationToken)),
            _ => OnDatabase(options, database => Status(plan, options, database, services)),
        });
    }

    private static ExitCode OnDatabase(StorageOptions options, Func<Database, ExitCode> work)
    {
        KnownDatabase.Demand(options);
        using var database = new Database(options);
        return work(database);
    }

    private static ExitCode WithLock(StorageOptions options, Terminal terminal, Func<ExitCode> work)
    {
        using var held = new RunLock(options).TryAcquire();
        return held is null ? KnownDatabase.TellHeld(options, terminal) : work();
    }

    private static ExitCode Status(DatabasePlan plan, StorageOptions options, Database database, RunServices services)
    {
        var status = DatabaseStatus.Read(database, options, services.Time, plan.Now);
        services.Terminal.Answer(plan.AsJson ? DatabaseStatusText.ToJson(status) : DatabaseStatusText.ToText(status, plan.Now));
        return ExitCode.Done;
    }

    private static ExitCode Backup(DatabasePlan plan, StorageOptions options, Database database, RunServices services)
    {
        new DatabaseMigrator(database, services.Time).Pending();
        var file = new DatabaseBackup(database, options, services.Time).Create(plan.Label);
        services.Terminal.Answer($"{file} ({ByteText.Show(DiskSpace.SizeOf(file))})");
        return ExitCode.Done;
    }

    private static ExitCode ListBackups(StorageOptions options, UtcInstant now, Terminal terminal)
    {
        var backups = BackupFile.In(options.BackupDirectory);
        if (backups.Count == 0)
        {
            terminal.Answer($"There are no backups in {options.BackupDirectory}.");
        }

        foreach (var line in TextColumns.Lay(
            [
                ["file", "size", "age", "label", "state"],
                .. backups.Select(backup => new[]
                {
                    backup.Path,
                    ByteText.Show(backup.Bytes),
                    DatabaseStatusText.Age(backup.TakenAt, now),
                    backup.Label ?? "-",
                    BackupFile.LooksWhole(backup.Path) ? "ok" : "damaged",
                }),
            ]).Skip(backups.Count == 0 ? 1 : 0))
        {
            terminal.Answer(line);
        }

        return ExitCode.Done;
    }

    private static ExitCode Restore(DatabasePlan plan, StorageOptions options, RunServices services, CancellationToken cancellationToken)
    {
        var result = new DatabaseRestore(options, services.Time) { Forgotten = Forgotten(options) }.Restore(plan.File!, cancellationToken);
        services.Terminal.Answer($"Restored {plan.File} to {options.DatabaseFile}.");
        services.Terminal.Answer(result.Replaced is { } kept ? $"The replaced database is kept as {kept}." : "There was no database before.");
        services.Terminal.Answer(
            $"It holds {result.Rows.GetValueOrDefault("clan_members")} members, {result.Rows.GetValueOrDefault("wom_snapshots")} snapshots and "
            + $"{result.Rows.GetValueOrDefault("discord_messages")} messages.");
        if (result.Erased.Any)
        {
            services.Terminal.Answer(
                $"Erased again, of people who asked to be forgotten: {result.Erased.Lines} lines and {result.Erased.Accounts} accounts. "
                + "To erase them from the backup as well: clanstats forget NAME --backups");
        }

        if (result.Pending > 0)
        {
            services.Terminal.Answer($"The next run brings it to the program's schema ({result.Pending} migrations), or 'clanstats db migrate' now.");
        }

        return ExitCode.Done;
    }

    /// <summary>By the file, and by the database in use as long as it can be read: a damaged one is what a restore is for.</summary>
    private static ForgottenPeople Forgotten(StorageOptions options)
    {
        var noted = TombstoneFile.Load(options.DatabaseFile);
        if (!File.Exists(options.DatabaseFile))
        {
            return noted;
        }

        using var database = new Database(options);
        try
        {
            return new ForgottenPeople(noted.Tombstones.Concat(TombstoneStore.Load(database).Tombstones));
        }
        catch (UserFaultException)
        {
            return noted;
        }
    }

    private static ExitCode Verify(DatabasePlan plan, Database database, Terminal terminal, CancellationToken cancellationToken)
    {
        var checks = new List<VerifyCheck>();
        foreach (var check in new DatabaseVerifier(database, () => Prove(database, plan.Now)).Run(plan.Now, cancellationToken))
        {
            checks.Add(check);
            foreach (var line in plan.AsJson ? [] : VerifyText.Lines(check))
            {
                terminal.Answer(line);
            }
        }

        var passed = checks.TrueForAll(check => check.Passed);
        var hash = plan.WithHash ? ContentHash.Of(database, cancellationToken) : null;
        foreach (var line in plan.AsJson ? [VerifyText.ToJson(checks, hash)] : VerifyText.Closing(checks, hash))
        {
            terminal.Answer(line);
        }

        return passed ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>Who an unassigned row would belong to by the rules of identity.</summary>
    internal static IdentityProof Prove(Database database, UtcInstant now)
    {
        var names = new IdentityStore(database).LoadNames();
        var changes = AccountLinks.Plan(new LinkStore(database).Facts()).Changes;
        return new IdentityProof(names.Resolve, changes.Where(link => link.MemberId is not null).Select(link => link.AuthorId).ToHashSet());
    }

    private static ExitCode Optimize(Database database, RunServices services)
    {
        new DatabaseMigrator(database, services.Time).Pending();
        var (before, after) = new DatabaseOptimizer(database).Optimize();
        services.Terminal.Answer($"{ByteText.Show(before)} → {ByteText.Show(after)}");
        return ExitCode.Done;
    }
}
