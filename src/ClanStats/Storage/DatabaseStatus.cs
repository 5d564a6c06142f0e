using ClanStats.Domain.Activity;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ClanStats.Storage;

/// <summary>What came in on one UTC day.</summary>
/// <param name="Day">The day.</param>
/// <param name="Snapshots">Snapshots taken on it.</param>
/// <param name="Messages">Messages written on it.</param>
/// <param name="LacksSnapshots">No snapshot, though there are older ones and the day is over.</param>
/// <param name="LacksMessages">No message, though there are older ones and the day is over.</param>
internal sealed record DayStatus(DateOnly Day, long Snapshots, long Messages, bool LacksSnapshots, bool LacksMessages);

/// <summary>A run as it was entered.</summary>
/// <param name="TraceId">Its id.</param>
/// <param name="Command">run, harvest, report or demo.</param>
/// <param name="StartedAt">By the real clock.</param>
/// <param name="FinishedAt">By the real clock; null while it works, or if it was killed.</param>
/// <param name="Outcome">done, partial, failed or cancelled; null as before.</param>
internal sealed record LastRun(string TraceId, string Command, UtcInstant StartedAt, UtcInstant? FinishedAt, string? Outcome);

/// <summary>The state of the database at a glance.</summary>
internal sealed record DatabaseStatus
{
    /// <summary>How many days <see cref="Days"/> tells of, the present one included.</summary>
    public const int DaysTold = 15;

    private static readonly string[] MainTables =
    [
        "clan_members", "player_names", "player_name_aliases", "wom_snapshots", "answer_blocks", "boss_snapshots", "discord_messages",
        "discord_accounts", "name_changes", "group_activity", "achievements", "pipeline_runs",
    ];

    public required string File { get; init; }

    public required int Version { get; init; }

    /// <summary>Names of the scripts that are still to run.</summary>
    public required IReadOnlyList<string> Pending { get; init; }

    public required string SqliteVersion { get; init; }

    public required long FileBytes { get; init; }

    public required long LogBytes { get; init; }

    public required long FreeBytes { get; init; }

    /// <summary>Rows of the main tables; a table that a pending script will make is not there.</summary>
    public required IReadOnlyDictionary<string, long> Rows { get; init; }

    /// <summary>The last days, oldest first; empty as long as times are not yet numbers.</summary>
    public required IReadOnlyList<DayStatus> Days { get; init; }

    public required BackupFile? LastBackup { get; init; }

    public required LastRun? LastRun { get; init; }

    /// <summary>Reads the state.</summary>
    /// <param name="database">The database.</param>
    /// <param name="options">Where the backups are.</param>
    /// <param name="clock">The real clock.</param>
    /// <param name="now">The last day that is told of.</param>
    /// <exception cref="Domain.Runs.UserFaultException">It is not a ClanStats database this program can read.</exception>
    public static DatabaseStatus Read(Database database, StorageOptions options, TimeProvider clock, UtcInstant now)
    {
        var migrator = new DatabaseMigrator(database, clock);
        var pending = migrator.Pending();
        return database.Read("status", connection =>
        {
            var tables = connection.Query<string>("SELECT name FROM sqlite_master WHERE type = 'table'").ToHashSet(StringComparer.Ordinal);
            return new DatabaseStatus
            {
                File = database.File,
                Version = migrator.Version(),
                Pending = [.. pending.Select(script => script.Name)],
                SqliteVersion = connection.ServerVersion,
                FileBytes = DiskSpace.SizeOf(database.File),
                LogBytes = DiskSpace.SizeOf(database.File + "-wal"),
                FreeBytes = DiskSpace.FreeAt(database.File),
                Rows = MainTables.Where(tables.Contains).ToDictionary(table => table, table => connection.ExecuteScalar<long>($"SELECT count(*) FROM {table}")),
                Days = pending.Count == 0 ? ReadDays(connection, now) : [],
                LastBackup = BackupFile.In(options.BackupDirectory) is [var newest, ..] ? newest : null,
                LastRun = tables.Contains("pipeline_runs") ? ReadLastRun(connection) : null,
            };
        });
    }

    private static List<DayStatus> ReadDays(SqliteConnection connection, UtcInstant now)
    {
        var today = now.DayNumber;
        var first = today - DaysTold + 1;
        var snapshots = CountByDay(connection, "wom_snapshots", "timestamp", first, today);
        var messages = CountByDay(connection, "discord_messages", "created_at", first, today);
        var days = new List<DayStatus>();
        for (var day = first; day <= today; day++)
        {
            var (taken, written) = (snapshots.ByDay.GetValueOrDefault(day), messages.ByDay.GetValueOrDefault(day));
            days.Add(new DayStatus(
                UtcInstant.StartOfDay(day).Date,
                taken,
                written,
                taken == 0 && snapshots.Begins < day && day < today,
                written == 0 && messages.Begins < day && day < today));
        }

        return days;
    }

    private static (Dictionary<long, long> ByDay, long Begins) CountByDay(SqliteConnection connection, string table, string column, long first, long last)
    {
        var earliest = connection.ExecuteScalar<long?>($"SELECT min({column}) FROM {table}");
        var byDay = connection.Query<(long Day, long Count)>(
            $"SELECT {column} / @day, count(*) FROM {table} WHERE {column} >= @from AND {column} < @to GROUP BY 1",
            new { day = UtcInstant.Day, from = UtcInstant.StartOfDay(first).Milliseconds, to = UtcInstant.StartOfDay(last + 1).Milliseconds })
            .ToDictionary(row => row.Day, row => row.Count);
        return (byDay, earliest is { } at ? new UtcInstant(at).DayNumber : long.MaxValue);
    }

    private static LastRun? ReadLastRun(SqliteConnection connection)
    {
        var row = connection.QueryFirstOrDefault<(string Trace, string Command, long Started, long? Finished, string? Outcome)?>(
            "SELECT trace_id, command, started_at, finished_at, outcome FROM pipeline_runs ORDER BY id DESC LIMIT 1");
        return row is not { } run
            ? null
            : new LastRun(run.Trace, run.Command, new UtcInstant(run.Started), run.Finished is { } at ? new UtcInstant(at) : null, run.Outcome);
    }
}
