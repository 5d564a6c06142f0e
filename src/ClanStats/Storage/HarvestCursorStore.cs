using ClanStats.Domain.Activity;
using Dapper;

namespace ClanStats.Storage;

/// <summary>How far each source was read, and which days its complete reads cover.</summary>
internal sealed class HarvestCursorStore(Database database)
{
    /// <summary>All cursors of a source.</summary>
    public Dictionary<string, string> Read(string source) => database.Read("cursors: read", connection => connection
        .Query<(string Key, string Value)>("SELECT key, value FROM harvest_cursors WHERE source = @source", new { source })
        .ToDictionary(row => row.Key, row => row.Value, StringComparer.Ordinal));

    /// <summary>One cursor; null if there is none.</summary>
    public string? Find(string source, string key) => database.Read("cursors: find", connection => connection
        .QueryFirstOrDefault<string>("SELECT value FROM harvest_cursors WHERE source = @source AND key = @key", new { source, key }));

    /// <summary>Moves a cursor in the transaction of the rows it covers.</summary>
    public static void Move(UnitOfWork unit, string source, string key, string value, UtcInstant at, long runId) =>
        unit.Prepare(
            """
            INSERT INTO harvest_cursors (source, key, value, updated_at, run_id) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (source, key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at, run_id = excluded.run_id
            WHERE value <> excluded.value
            """).Execute(source, key, value, at.Milliseconds, runId);

    /// <summary>Enters a complete read and the span it covers.</summary>
    public static void Covered(UnitOfWork unit, string source, UtcInstant readAt, UtcInstant from, UtcInstant to, long runId) =>
        unit.Execute(
            """
            INSERT OR IGNORE INTO source_reads (source, read_at, covers_from, covers_to, run_id)
            VALUES (@source, @readAt, @from, @to, @runId)
            """,
            new { source, readAt = readAt.Milliseconds, from = from.Milliseconds, to = to.Milliseconds, runId });
}
