using ClanStats.Domain.Runs;
using ClanStats.Hosting.Logging;
using ClanStats.Hosting.People;
using ClanStats.Storage;
using ClanStats.Storage.Forgetting;

namespace ClanStats.Hosting.Composition;

/// <summary>The places beside the database that may still hold somebody who was forgotten.</summary>
internal sealed class ForgetPlaces(ForgetPlan plan, RunServices services, ForgetTarget target)
{
    private readonly StorageOptions _options = plan.Settings.ToStorageOptions();

    /// <summary>Names the backups that hold them, or rewrites them where that was asked for.</summary>
    /// <returns>Whether all was done that was asked for.</returns>
    public bool Backups(CancellationToken cancellationToken)
    {
        var backups = new BackupForgetter(_options, target.All, services.Time);
        var (holding, unknown) = backups.Look(cancellationToken);
        unknown.ToList().ForEach(file => Answer($"Could not be looked into, may hold them: {file}"));
        if (!plan.Backups)
        {
            holding.ToList().ForEach(file => Answer($"Still holds them: {file}"));
            if (holding.Count > 0)
            {
                Answer("With --backups these are rewritten too. A restore erases them again in any case.");
            }

            return true;
        }

        var isClean = unknown.Count == 0;
        foreach (var file in holding)
        {
            try
            {
                backups.Rewrite(file, cancellationToken);
                Answer($"Rewritten without them: {file}");
            }
            catch (UserFaultException fault)
            {
                isClean = false;
                services.Terminal.Diagnose("ERR", LineEscape.Escape(fault.Message));
                Answer($"Still holds them: {file}");
            }
        }

        return isClean;
    }

    /// <summary>Names what was not looked into, and what still holds them.</summary>
    public void Name(CancellationToken cancellationToken)
    {
        var search = new ForgetSearch(target);
        foreach (var folder in new[] { plan.Settings.OutputDirectory, plan.Settings.LogDirectory })
        {
            search.Below(folder, cancellationToken).ToList().ForEach(file => Answer($"Still holds their name or id: {file}"));
        }

        foreach (var file in Directory.Exists(plan.Settings.OutputDirectory) ? Directory.EnumerateFiles(plan.Settings.OutputDirectory, "clan_report_full_*.xlsx") : [])
        {
            Answer($"Not written anew, because it is of an earlier night; remove it yourself: {file}");
        }

        if (Directory.Exists(_options.BackupDirectory) && Directory.EnumerateFiles(_options.BackupDirectory, "legacy_*.csv.gz").Any())
        {
            Answer($"Not looked into: the old program's tables saved as legacy_*.csv.gz in {_options.BackupDirectory}");
        }

        Answer("Not reached: the old program's database if you imported one (an import leaves them out), recordings, and copies made by others.");
    }

    private void Answer(string line) => services.Terminal.Answer(LineEscape.Escape(line));
}
