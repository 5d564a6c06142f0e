using ClanStats.Analytics;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using ClanStats.Import;
using ClanStats.Pipeline;
using ClanStats.Storage;

namespace ClanStats.Hosting.Composition;

/// <summary>Carries out <c>db import</c>.</summary>
internal static class ImportWork
{
    /// <summary>Imports under the run lock, writes the report, tells the gist of it.</summary>
    /// <exception cref="UserFaultException">The old file or the database cannot be worked on; nothing was changed.</exception>
    public static Task<ExitCode> RunAsync(ImportPlan plan, RunServices services, CancellationToken cancellationToken)
    {
        var options = plan.Settings.ToStorageOptions();
        if (Path.GetFullPath(plan.LegacyFile) == options.DatabaseFile)
        {
            throw new UserFaultException(
                $"{plan.LegacyFile} is the old database and stands where the new one goes. It stays as it is: set DB_FILE or --db to another file.")
            {
                IsConfiguration = true,
            };
        }

        using var held = new RunLock(options).TryAcquire();
        if (held is null)
        {
            return Task.FromResult(KnownDatabase.TellHeld(options, services.Terminal, "import"));
        }

        var discord = plan.Settings.ToDiscordOptions();
        var request = new ImportRequest(plan.LegacyFile, options, discord.StoreContent, discord.RelayChannelId, plan.Now);
        var old = FindOldReport(plan) is { } oldFile ? OldReport.Read(oldFile, plan.Now) : null;
        var importer = new LegacyImporter(
            request, services.Time, services.Progress, database => DatabaseWork.Prove(database, plan.Now), services.Terminal.Tell);
        var report = importer.Run(cancellationToken);
        var file = ImportReportWriter.Write(plan.Settings.OutputDirectory, report, report.Faults.Count == 0 && old is not null ? Compare(options, old) : null);
        Tell(report, file, services.Terminal);
        return Task.FromResult(report.Faults.Count == 0 ? ExitCode.Done : ExitCode.Failed);
    }

    /// <summary>The old program wrote its clan_data.json beside its database, or the owner puts it there.</summary>
    private static string? FindOldReport(ImportPlan plan)
    {
        if (plan.CompareFile is { } named)
        {
            return File.Exists(named) ? named : throw new UserFaultException($"There is no file {named} to compare with; nothing was imported.");
        }

        var beside = Path.Combine(Path.GetDirectoryName(plan.LegacyFile)!, OldReport.FileName);
        return File.Exists(beside) ? beside : null;
    }

    private static Comparison Compare(StorageOptions options, OldReport old)
    {
        using var database = new Database(options);
        return database.ReadOneState("import: numbers", connection =>
        {
            var members = new MemberQueries(connection).Read(old.At, RollingWindow.All);
            return new Comparer(members, new MetricCatalog(MetricRegistry.Read(connection)).Bosses, old.At).Compare(old);
        });
    }

    private static void Tell(ImportReport report, string file, Terminal terminal)
    {
        foreach (var table in report.Tables)
        {
            var (merged, left) = (table.Merged.Sum(reason => reason.Rows), table.NotCarried.Sum(reason => reason.Rows));
            terminal.Answer($"{table.Name}: {table.Read} read, {table.Carried} carried, {merged} merged, {left} not carried");
        }

        foreach (var saved in report.Saved)
        {
            terminal.Answer($"{saved.Table}: {saved.Rows} rows saved as {saved.File}");
        }

        foreach (var fault in report.Faults)
        {
            terminal.Diagnose("ERR", fault);
        }

        terminal.Answer(report switch
        {
            { Faults.Count: > 0 } => $"Nothing was taken over; {report.DatabaseFile} is as before.",
            { Changed: true } => $"Imported into {report.DatabaseFile} and verified.",
            _ => $"Everything was in {report.DatabaseFile} already.",
        });
        terminal.Answer($"The report is {file}");
    }
}
