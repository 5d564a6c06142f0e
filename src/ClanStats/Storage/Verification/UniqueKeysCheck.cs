using Dapper;
using Microsoft.Data.Sqlite;

namespace ClanStats.Storage.Verification;

/// <summary>
/// Check 4: no two rows share a key that the schema declares unique. The keys are those of the declared schema, so that a lost index is
/// no excuse.
/// </summary>
internal static class UniqueKeysCheck
{
    public static CheckResult Run(SqliteConnection connection)
    {
        using var declared = DeclaredSchema.Build();
        return CheckResult.Of(Keys(declared).Select(key => new Finding(
            $"keys of {key.Table} ({key.Columns}{(key.Condition.Length > 0 ? " where " + key.Condition : "")}) borne by more than one row",
            connection.ExecuteScalar<long>(CountSql(key)))));
    }

    private static List<UniqueKey> Keys(SqliteConnection declared) => declared
        .Query<(string Table, string Index, string Columns, string? Sql)>(
            """
            SELECT t.name, i.name, (SELECT group_concat(name, ', ') FROM (SELECT c.name FROM pragma_index_info(i.name) c ORDER BY c.seqno)),
              (SELECT m.sql FROM sqlite_master m WHERE m.type = 'index' AND m.name = i.name)
            FROM sqlite_master t JOIN pragma_index_list(t.name) i
            WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\_%' ESCAPE '\' AND i."unique" = 1
            ORDER BY t.name, i.name
            """)
        .Select(row => new UniqueKey(row.Table, row.Columns, row.Sql?.Split(" WHERE ", 2) is [_, var condition] ? condition : ""))
        .ToList();

    private static string CountSql(UniqueKey key)
    {
        var held = string.Join(" AND ", key.Columns.Split(", ").Select(column => $"{column} IS NOT NULL"));
        var where = key.Condition.Length > 0 ? $"{held} AND {key.Condition}" : held;
        return $"SELECT count(*) FROM (SELECT 1 FROM {key.Table} WHERE {where} GROUP BY {key.Columns} HAVING count(*) > 1)";
    }

    private sealed record UniqueKey(string Table, string Columns, string Condition);
}
