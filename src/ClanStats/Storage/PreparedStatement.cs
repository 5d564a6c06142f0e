using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ClanStats.Storage;

/// <summary>
/// A statement compiled once and run many times. What only changes rows goes to SQLite directly: the framework's command takes as long to
/// look up its parameters as SQLite takes to store the row.
/// </summary>
internal sealed class PreparedStatement : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _transaction;
    private readonly string _sql;
    private SqliteCommand? _command;
    private sqlite3_stmt? _statement;

    public PreparedStatement(SqliteConnection connection, SqliteTransaction transaction, string sql) =>
        (_connection, _transaction, _sql) = (connection, transaction, sql);

    private SqliteCommand Command => _command ??= NewCommand();

    /// <summary>Runs it and returns the number of rows changed.</summary>
    /// <param name="values">Values of ?1, ?2 …; null becomes SQL NULL.</param>
    public int Execute(params ReadOnlySpan<object?> values)
    {
        var database = _connection.Handle!;
        var statement = _statement ??= Compile(database);
        try
        {
            for (var i = 0; i < values.Length; i++)
            {
                Check(Bind(statement, i + 1, values[i]), database);
            }

            int result;
            do
            {
                result = raw.sqlite3_step(statement);
            }
            while (result == raw.SQLITE_ROW);
            if (result != raw.SQLITE_DONE)
            {
                SqliteException.ThrowExceptionForRC(result, database);
            }

            return raw.sqlite3_changes(database);
        }
        finally
        {
            _ = raw.sqlite3_reset(statement);
        }
    }

    /// <summary>Runs it and returns the first value of the first row; null if there is none.</summary>
    public object? Scalar(params ReadOnlySpan<object?> values)
    {
        BindParameters(values);
        return Command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }

    /// <summary>Runs it and hands each row to <paramref name="row"/>.</summary>
    public void ForEach(Action<SqliteDataReader> row, params ReadOnlySpan<object?> values)
    {
        BindParameters(values);
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

    private static int Bind(sqlite3_stmt statement, int index, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(statement, index),
        string text => raw.sqlite3_bind_text(statement, index, text),
        long number => raw.sqlite3_bind_int64(statement, index, number),
        int number => raw.sqlite3_bind_int64(statement, index, number),
        double number => raw.sqlite3_bind_double(statement, index, number),
        bool flag => raw.sqlite3_bind_int64(statement, index, flag ? 1 : 0),
        byte[] bytes => raw.sqlite3_bind_blob(statement, index, bytes),
        _ => throw new ArgumentException($"a value of type {value.GetType().Name} has no form in the database", nameof(value)),
    };

    private static void Check(int result, sqlite3 database)
    {
        if (result != raw.SQLITE_OK)
        {
            SqliteException.ThrowExceptionForRC(result, database);
        }
    }

    private sqlite3_stmt Compile(sqlite3 database)
    {
        Check(raw.sqlite3_prepare_v2(database, _sql, out var statement), database);
        return statement;
    }

    private SqliteCommand NewCommand()
    {
        var command = _connection.CreateCommand();
        command.Transaction = _transaction;
        command.CommandText = _sql;
        return command;
    }

    private void BindParameters(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (i == Command.Parameters.Count)
            {
                Command.Parameters.Add(new SqliteParameter($"?{i + 1}", null));
            }

            Command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
    }
}
