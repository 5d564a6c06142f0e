using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ClanStats.Storage.Forgetting;

/// <summary>Says in which tables a text or a number stands, whatever the tables are.</summary>
internal static class TextColumnSearch
{
    /// <summary>Tables with a row that holds the text in any column, as "table.column".</summary>
    public static IReadOnlyList<string> Find(SqliteConnection connection, string text)
    {
        var number = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : (long?)null;
        var columns = connection.Query<(string Table, string Column)>(
            """
            SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c
            WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY t.name, c.cid
            """).ToList();
        return
        [
            .. columns.Where(column => connection.ExecuteScalar<long>(
                    $"""
                    SELECT EXISTS (SELECT 1 FROM {SqlName.Quote(column.Table)} WHERE (typeof({SqlName.Quote(column.Column)}) = 'text' AND instr({SqlName.Quote(column.Column)}, @text) > 0)
                      OR (typeof({SqlName.Quote(column.Column)}) = 'integer' AND {SqlName.Quote(column.Column)} = @number))
                    """,
                    new { text, number }) != 0)
                .Select(column => $"{column.Table}.{column.Column}"),
        ];
    }
}
