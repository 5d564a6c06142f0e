using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Storage;

namespace ClanStats.Hosting.Composition;

/// <summary>The state of the database as people and as scripts read it.</summary>
internal static class DatabaseStatusText
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>As people read it.</summary>
    public static string ToText(DatabaseStatus status, UtcInstant now)
    {
        List<IReadOnlyList<string>> facts =
        [
            ["database", status.File],
            ["schema", $"version {status.Version} of {DatabaseMigrator.Newest}" + (status.Pending.Count == 0 ? "" : $", {status.Pending.Count} to run: {string.Join(", ", status.Pending)}")],
            ["sqlite", status.SqliteVersion],
            ["size", $"{ByteText.Show(status.FileBytes)}, log {ByteText.Show(status.LogBytes)}, {ByteText.Show(status.FreeBytes)} free on the disk"],
            ["last backup", status.LastBackup is { } backup ? $"{backup.Path} ({Age(backup.TakenAt, now)} old)" : "none"],
            ["last run", status.LastRun is { } run ? $"{run.Command} {run.TraceId}, {run.StartedAt.ToPeople()}, {run.Outcome ?? "not ended"}" : "none"],
        ];
        List<IReadOnlyList<string>> rows = [["table", "rows"], .. status.Rows.Select(table => new[] { table.Key, $"{table.Value}" })];
        List<IReadOnlyList<string>> days =
        [
            ["day (UTC)", "snapshots", "messages"],
            .. status.Days.Select(day => new[]
            {
                IsoDay.Of(day.Day),
                day.LacksSnapshots ? "gap" : $"{day.Snapshots}",
                day.LacksMessages ? "gap" : $"{day.Messages}",
            }),
        ];
        return string.Join('\n', [.. TextColumns.Lay(facts), "", .. TextColumns.Lay(rows), "", .. TextColumns.Lay(days)]);
    }

    /// <summary>As scripts read it.</summary>
    public static string ToJson(DatabaseStatus status) => JsonSerializer.Serialize(
        new
        {
            database = status.File,
            schema_version = status.Version,
            newest_schema_version = DatabaseMigrator.Newest,
            pending_scripts = status.Pending,
            sqlite_version = status.SqliteVersion,
            file_bytes = status.FileBytes,
            wal_bytes = status.LogBytes,
            disk_free_bytes = status.FreeBytes,
            rows = status.Rows,
            days = status.Days.Select(day => new
            {
                day = IsoDay.Of(day.Day),
                snapshots = day.Snapshots,
                messages = day.Messages,
                snapshots_gap = day.LacksSnapshots,
                messages_gap = day.LacksMessages,
            }),
            last_backup = status.LastBackup is not { } backup ? null : new { file = backup.Path, taken_at = backup.TakenAt.ToIso(), label = backup.Label, bytes = backup.Bytes },
            last_run = status.LastRun is not { } run ? null : new
            {
                trace_id = run.TraceId,
                command = run.Command,
                started_at = run.StartedAt.ToIso(),
                finished_at = run.FinishedAt?.ToIso(),
                outcome = run.Outcome,
            },
        },
        Indented);

    /// <summary>How long ago something was: "12 min", "5 h", "3 days".</summary>
    public static string Age(UtcInstant at, UtcInstant now) => now.Since(at) switch
    {
        { TotalHours: < 1 } age => $"{Math.Max(0, (int)age.TotalMinutes)} min",
        { TotalDays: < 2 } age => $"{(int)age.TotalHours} h",
        _ => $"{now.WholeDaysSince(at)} days",
    };
}
