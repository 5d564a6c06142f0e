using Microsoft.Data.Sqlite;

namespace ClanStats.Storage;

/// <summary>
/// Reads rows by the place of their columns. A report asks some twenty questions once and ends: the code that Dapper makes at run time for
/// each kind of row takes longer than SQLite takes to answer.
/// </summary>
internal static class RowReading
{
    /// <summary>All rows of a query.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="sql">The query, with parameters <c>@name</c>.</param>
    /// <param name="row">Makes a value of the row the reader stands on.</param>
    /// <param name="parameters">Names without <c>@</c>, and values.</param>
    public static List<T> Rows<T>(
        this SqliteConnection connection, string sql, Func<SqliteDataReader, T> row, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue("@" + name, value);
        }

        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    /// <summary>A whole number, or null.</summary>
    public static long? Number(this SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);

    /// <summary>A number, or null.</summary>
    public static double? Real(this SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetDouble(column);

    /// <summary>A text, or null.</summary>
    public static string? Text(this SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>Bytes, or null.</summary>
    public static byte[]? Bytes(this SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<byte[]>(column);
}
