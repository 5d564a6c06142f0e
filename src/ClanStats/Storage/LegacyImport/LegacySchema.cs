using Dapper;
using Microsoft.Data.Sqlite;

namespace ClanStats.Storage.LegacyImport;

/// <summary>Which of its own stages a database of the old program has reached: its tables with their columns, and what its migrations noted.</summary>
/// <param name="Version">The revision its migrations noted; null if they never ran.</param>
/// <param name="Tables">Columns by table.</param>
internal sealed record LegacySchema(string? Version, IReadOnlyDictionary<string, IReadOnlySet<string>> Tables)
{
    /// <summary>Tables the old program made and nothing reads; rows found in them are saved, not carried.</summary>
    public static readonly IReadOnlyList<string> Unused = ["skill_snapshots", "activity_snapshots", "wom_records"];

    private static readonly (string Table, string[] Columns)[] Needed =
    [
        ("clan_members", ["username"]),
        ("wom_snapshots", ["id", "username", "timestamp", "raw_data"]),
        ("discord_messages", ["id", "author_name", "created_at"]),
    ];

    /// <summary>Reads the stage.</summary>
    public static LegacySchema Read(SqliteConnection connection)
    {
        var tables = connection.Query<(string Table, string Column)>(
                "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'")
            .GroupBy(row => row.Table, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(
                group => group.Key,
                group => (IReadOnlySet<string>)group.Select(row => row.Column).ToHashSet(StringComparer.OrdinalIgnoreCase),
                StringComparer.OrdinalIgnoreCase);
        var version = tables.ContainsKey("alembic_version")
            ? connection.QueryFirstOrDefault<string>("SELECT version_num FROM alembic_version")
            : null;
        return new LegacySchema(version, tables);
    }

    /// <summary>Whether ids stand beside the names.</summary>
    public bool IsNormalised => Has("wom_snapshots", "user_id");

    /// <summary>The stage as people read it.</summary>
    public string Title =>
        $"{Version ?? "no noted revision"}, {(IsNormalised ? "after" : "before")} its own normalisation of ids";

    /// <summary>Why this is no database of the old program; null if it is one.</summary>
    public string? Refusal => Tables.ContainsKey("SchemaVersions")
        ? "is a ClanStats database already"
        : Needed.FirstOrDefault(table => !table.Columns.All(column => Has(table.Table, column))) is { Table: { } missing }
            ? $"is not a database of the old program: it has no usable table {missing}"
            : null;

    /// <summary>Whether a table has a column.</summary>
    public bool Has(string table, string column) => Tables.TryGetValue(table, out var columns) && columns.Contains(column);

    /// <summary>Whether there is such a table.</summary>
    public bool Has(string table) => Tables.ContainsKey(table);

    /// <summary>A column in a statement, or NULL where this stage has none.</summary>
    public string Column(string table, string column) => Has(table, column) ? column : $"NULL AS {column}";
}
