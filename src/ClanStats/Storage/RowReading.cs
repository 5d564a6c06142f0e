using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ClanStats.Storage;

/// <summary>
/// Reads rows by the place of their columns, from SQLite directly. A report asks some fifty questions once and ends: what a mapper makes at run
/// time for each kind of row takes longer than SQLite takes to answer, and so does a list of a value type of its own for each of them.
/// </summary>
internal static class RowReading
{
    /// <summary>Hands each row of a query to <paramref name="read"/>.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="sql">One statement, with parameters <c>@name</c>.</param>
    /// <param name="read">Takes the row; it is valid only within the call.</param>
    /// <param name="parameters">Names without <c>@</c>, and whole numbers or texts; a name the statement does not use is passed over.</param>
    /// <exception cref="SqliteException">The statement is wrong, or the database cannot be read.</exception>
    public static void Each(
        this SqliteConnection connection, string sql, Action<Row> read, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var database = connection.Handle ?? throw new InvalidOperationException("The connection is closed");
        Check(raw.sqlite3_prepare_v2(database, sql, out var statement), raw.SQLITE_OK, database);
        using (statement)
        {
            foreach (var (name, value) in parameters)
            {
                Bind(statement, raw.sqlite3_bind_parameter_index(statement, "@" + name), value, database);
            }

            var row = new Row(statement);
            int result;
            while ((result = row.Step()) == raw.SQLITE_ROW)
            {
                read(row);
            }

            Check(result, raw.SQLITE_DONE, database);
        }
    }

    /// <summary>All rows of a query, one object each.</summary>
    /// <inheritdoc cref="Each"/>
    public static List<T> Rows<T>(
        this SqliteConnection connection, string sql, Func<Row, T> read, params ReadOnlySpan<(string Name, object Value)> parameters)
        where T : class
    {
        var rows = new List<T>();
        connection.Each(sql, row => rows.Add(read(row)), parameters);
        return rows;
    }

    /// <summary>The whole number in the only column of the only row; null if it is null or there is no row.</summary>
    /// <inheritdoc cref="Each"/>
    public static long? Number(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        long? number = null;
        connection.Each(sql, row => number = row.Number(0), parameters);
        return number;
    }

    private static void Bind(sqlite3_stmt statement, int index, object value, sqlite3 database)
    {
        if (index == 0)
        {
            return;
        }

        Check(
            value switch
            {
                long number => raw.sqlite3_bind_int64(statement, index, number),
                int number => raw.sqlite3_bind_int64(statement, index, number),
                string text => raw.sqlite3_bind_text(statement, index, text),
                _ => throw new ArgumentException($"A {value.GetType().Name} is neither a whole number nor a text", nameof(value)),
            },
            raw.SQLITE_OK,
            database);
    }

    private static void Check(int result, int wanted, sqlite3 database)
    {
        if (result != wanted)
        {
            SqliteException.ThrowExceptionForRC(result, database);
        }
    }
}

/// <summary>
/// The row a statement stands on. Numbers are taken from SQLite without the usual ceremony of a native call: a report reads a million of them,
/// and each call returns at once.
/// </summary>
internal sealed class Row(sqlite3_stmt statement)
{
    private const string Library = "e_sqlite3";

    private readonly nint _handle = statement.DangerousGetHandle();

    /// <summary>Goes to the next row.</summary>
    /// <returns>SQLite's result: a row, the end, or what is wrong.</returns>
    public int Step() => StepOn(_handle);

    /// <summary>Whether a column holds nothing.</summary>
    public bool IsNull(int column) => ColumnType(_handle, column) == raw.SQLITE_NULL;

    /// <summary>A whole number; 0 if there is none.</summary>
    public long Int64(int column) => ColumnInt64(_handle, column);

    /// <summary>A whole number that fits; 0 if there is none.</summary>
    public int Int32(int column) => (int)ColumnInt64(_handle, column);

    /// <summary>Whether a number is not 0.</summary>
    public bool Bool(int column) => ColumnInt64(_handle, column) != 0;

    /// <summary>A number; 0 if there is none.</summary>
    public double Double(int column) => ColumnDouble(_handle, column);

    /// <summary>A text; empty if there is none.</summary>
    public string String(int column) => Text(column) ?? "";

    /// <summary>A whole number, or null.</summary>
    public long? Number(int column) => IsNull(column) ? null : Int64(column);

    /// <summary>A number, or null.</summary>
    public double? Real(int column) => IsNull(column) ? null : Double(column);

    /// <summary>A text, or null.</summary>
    public string? Text(int column) => IsNull(column) ? null : raw.sqlite3_column_text(statement, column).utf8_to_string();

    /// <summary>Bytes, or null.</summary>
    public byte[]? Bytes(int column) => IsNull(column) ? null : raw.sqlite3_column_blob(statement, column).ToArray();

    /// <summary>Bytes where SQLite holds them, valid until the next row; none if there are none.</summary>
    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(statement, column);

    [DllImport(Library, EntryPoint = "sqlite3_step"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int StepOn(nint statement);

    [SuppressGCTransition, DllImport(Library, EntryPoint = "sqlite3_column_type"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int ColumnType(nint statement, int column);

    [SuppressGCTransition, DllImport(Library, EntryPoint = "sqlite3_column_int64"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern long ColumnInt64(nint statement, int column);

    [SuppressGCTransition, DllImport(Library, EntryPoint = "sqlite3_column_double"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern double ColumnDouble(nint statement, int column);
}
