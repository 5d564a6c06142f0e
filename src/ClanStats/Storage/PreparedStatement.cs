using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ClanStats.Storage;

/// <summary>
/// A statement compiled once and run many times. What returns no rows, or one value, goes to SQLite directly: the framework's command takes as
/// long to look up its parameters as SQLite takes to store the row. A parameter keeps its value until it is given another one.
/// </summary>
internal sealed class PreparedStatement : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _transaction;
    private readonly string _sql;
    private SqlValue[] _bound = [];
    private SqliteCommand? _command;
    private sqlite3_stmt? _statement;

    public PreparedStatement(SqliteConnection connection, SqliteTransaction transaction, string sql) =>
        (_connection, _transaction, _sql) = (connection, transaction, sql);

    private SqliteCommand Command => _command ??= NewCommand();

    /// <summary>Runs it and returns the number of rows changed.</summary>
    /// <param name="values">Values of ?1, ?2 …</param>
    public int Execute(params ReadOnlySpan<SqlValue> values)
    {
        var database = _connection.Handle!;
        Run(database, values, keepFirst: false);
        return raw.sqlite3_changes(database);
    }

    /// <summary>Runs an INSERT and returns the new row's id.</summary>
    /// <param name="values">Values of ?1, ?2 …</param>
    public long Insert(params ReadOnlySpan<SqlValue> values)
    {
        var database = _connection.Handle!;
        Run(database, values, keepFirst: false);
        return raw.sqlite3_last_insert_rowid(database);
    }

    /// <summary>Runs it and returns the first value of the first row; null if there is none.</summary>
    /// <param name="values">Values of ?1, ?2 …</param>
    public object? Scalar(params ReadOnlySpan<SqlValue> values) => Run(_connection.Handle!, values, keepFirst: true);

    /// <summary>Runs it and hands each row to <paramref name="row"/>.</summary>
    public void ForEach(Action<SqliteDataReader> row, params ReadOnlySpan<SqlValue> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (i == Command.Parameters.Count)
            {
                Command.Parameters.Add(new SqliteParameter($"?{i + 1}", null));
            }

            Command.Parameters[i].Value = values[i].ToParameter();
        }

        using var reader = Command.ExecuteReader();
        while (reader.Read())
        {
            row(reader);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _command?.Dispose();
        _statement?.Dispose();
    }

    private object? Run(sqlite3 database, ReadOnlySpan<SqlValue> values, bool keepFirst)
    {
        var statement = _statement ??= Compile(database);
        try
        {
            Bind(database, statement, values);
            object? first = null;
            var isFirst = keepFirst;
            int result;
            while ((result = raw.sqlite3_step(statement)) == raw.SQLITE_ROW)
            {
                first = isFirst ? Column(statement) : first;
                isFirst = false;
            }

            Check(result, raw.SQLITE_DONE, database);
            return first;
        }
        finally
        {
            _ = raw.sqlite3_reset(statement);
        }
    }

    private void Bind(sqlite3 database, sqlite3_stmt statement, ReadOnlySpan<SqlValue> values)
    {
        if (_bound.Length < values.Length)
        {
            // What SQLite holds before anything is given to it is NULL, as the default value here.
            Array.Resize(ref _bound, values.Length);
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (!_bound[i].IsSame(values[i]))
            {
                Check(Bind(statement, i + 1, values[i]), raw.SQLITE_OK, database);
                _bound[i] = values[i];
            }
        }
    }

    private static int Bind(sqlite3_stmt statement, int index, SqlValue value) => value.Kind switch
    {
        SqlKind.Integer => raw.sqlite3_bind_int64(statement, index, value.Integer),
        SqlKind.Real => raw.sqlite3_bind_double(statement, index, value.Real),
        SqlKind.Text => raw.sqlite3_bind_text(statement, index, value.Text),
        SqlKind.Blob => raw.sqlite3_bind_blob(statement, index, value.Blob),
        _ => raw.sqlite3_bind_null(statement, index),
    };

    private static object? Column(sqlite3_stmt statement) => raw.sqlite3_column_type(statement, 0) switch
    {
        raw.SQLITE_INTEGER => raw.sqlite3_column_int64(statement, 0),
        raw.SQLITE_FLOAT => raw.sqlite3_column_double(statement, 0),
        raw.SQLITE_TEXT => raw.sqlite3_column_text(statement, 0).utf8_to_string(),
        raw.SQLITE_BLOB => raw.sqlite3_column_blob(statement, 0).ToArray(),
        _ => null,
    };

    private static void Check(int result, int wanted, sqlite3 database)
    {
        if (result != wanted)
        {
            SqliteException.ThrowExceptionForRC(result, database);
        }
    }

    private sqlite3_stmt Compile(sqlite3 database)
    {
        Check(raw.sqlite3_prepare_v2(database, _sql, out var statement), raw.SQLITE_OK, database);
        return statement;
    }

    private SqliteCommand NewCommand()
    {
        var command = _connection.CreateCommand();
        command.Transaction = _transaction;
        command.CommandText = _sql;
        return command;
    }
}
