using System.Runtime.CompilerServices;
using ClanStats.Domain.Runs;
using ClanStats.Harvest.WiseOldMan;
using ClanStats.Storage;

namespace ClanStats.Hosting.Check;

/// <summary>Opens the database for reading alone: no file comes into being, not even the log and the index SQLite keeps beside one.</summary>
/// <param name="options">Where it is.</param>
/// <param name="groupId">WOM_GROUP_ID.</param>
/// <param name="clock">The real clock.</param>
internal sealed class DatabaseProbe(StorageOptions options, long groupId, TimeProvider clock) : ICheckProbe
{
    private const string Subject = "database";
    private const string WayBack = "Put back a backup with 'clanstats db restore FILE'; 'clanstats db backups' lists them.";

    /// <inheritdoc/>
    public string Name => "database";

    /// <inheritdoc/>
    public string Title => "Database";

    /// <inheritdoc/>
    public async IAsyncEnumerable<CheckFinding> ProbeAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (var finding in Look())
        {
            yield return finding;
        }
    }

    private IReadOnlyList<CheckFinding> Look()
    {
        var file = options.DatabaseFile;
        if (!File.Exists(file))
        {
            return
            [
                CheckFinding.Missing(
                    Subject, $"There is no database {file} yet", "'clanstats run' makes it; 'clanstats db import LEGACY.db' adopts the old program's."),
            ];
        }

        var address = ForReading(file);
        try
        {
            using var database = new Database(new StorageOptions { DatabaseFile = address, BusyTimeoutSeconds = options.BusyTimeoutSeconds });
            return [.. Judge(database)];
        }
        catch (UserFaultException fault)
        {
            var end = fault.Message.IndexOf(". ", StringComparison.Ordinal);
            var (told, remedy) = end < 0 ? (fault.Message, WayBack) : (fault.Message[..end], fault.Message[(end + 2)..]);
            return [CheckFinding.Unusable(Subject, told.Replace(address, file, StringComparison.Ordinal), remedy.Replace(address, file, StringComparison.Ordinal))];
        }
    }

    private List<CheckFinding> Judge(Database database)
    {
        var file = options.DatabaseFile;
        var migrator = new DatabaseMigrator(database, clock);
        var pending = migrator.Pending();
        database.RefuseDamage();
        var findings = new List<CheckFinding> { CheckFinding.Ok(Subject, $"{file} can be read and is not damaged ({ByteText.Show(DiskSpace.SizeOf(file))})") };
        if (pending.Count > 0)
        {
            findings.Add(CheckFinding.Note(
                "schema", $"Its schema is version {migrator.Version()} of {DatabaseMigrator.Newest}", "The next run backs it up and migrates it, or 'clanstats db migrate' now."));
            return findings;
        }

        findings.Add(CheckFinding.Ok("schema", $"Its schema is the program's, version {DatabaseMigrator.Newest}"));
        findings.AddRange(Owner(new GroupQueries(database).GroupId(), file));
        return findings;
    }

    private IEnumerable<CheckFinding> Owner(long? owner, string file)
    {
        if (owner is null)
        {
            yield return CheckFinding.Note("owner", "It was never filled: the next run gives it to group " + groupId);
        }
        else if (owner == groupId)
        {
            yield return CheckFinding.Ok("owner", $"It belongs to group {owner}");
        }
        else
        {
            yield return new CheckFinding(
                CheckLevel.Configuration, "owner", $"WOM_GROUP_ID is {groupId}, but {file} belongs to group {owner}", "Correct WOM_GROUP_ID, or set DB_FILE to another file for another clan.");
        }
    }

    /// <summary>
    /// As SQLite reads an address. Where nobody has the database open nothing beside it exists, and saying that it does not change keeps SQLite
    /// from making anything.
    /// </summary>
    private static string ForReading(string file)
    {
        var path = string.Join('/', file.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString));
        var isOpenElsewhere = File.Exists(file + "-wal");
        return $"file:{(path.StartsWith('/') ? "" : "/")}{path}?{(isOpenElsewhere ? "mode=ro" : "immutable=1")}";
    }
}
