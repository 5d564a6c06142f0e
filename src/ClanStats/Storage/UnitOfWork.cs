using Dapper;
using Microsoft.Data.Sqlite;

namespace ClanStats.Storage;

/// <summary>One open transaction: plain statements through Dapper, hot loops through prepared statements.</summary>
internal sealed class UnitOfWork(SqliteConnection connection, SqliteTransaction transaction) : IDisposable
{
    private readonly Dictionary<string, PreparedStatement> _prepared = new(StringComparer.Ordinal);

    /// <summary>The connection, for readers inside the transaction.</summary>
    public SqliteConnection Connection => connection;

    /// <summary>Runs a statement and returns the number of rows it changed.</summary>
    public int Execute(string sql, object? parameters = null) => connection.Execute(sql, parameters, transaction);

    /// <summary>Reads rows inside the transaction.</summary>
    public IEnumerable<T> Query<T>(string sql, object? parameters = null) => connection.Query<T>(sql, parameters, transaction);

    /// <summary>Reads one row or the default.</summary>
    public T? QueryFirstOrDefault<T>(string sql, object? parameters = null) =>
        connection.QueryFirstOrDefault<T>(sql, parameters, transaction);

    /// <summary>A prepared statement with positional parameters <c>?1</c>, <c>?2</c> …; the same text gives the same statement.</summary>
    public PreparedStatement Prepare(string sql)
    {
        if (!_prepared.TryGetValue(sql, out var statement))
        {
            statement = new PreparedStatement(connection, transaction, sql);
            _prepared.Add(sql, statement);
        }

        return statement;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var statement in _prepared.Values)
        {
            statement.Dispose();
        }
    }
}

/// <summary>A statement compiled once and run many times.</summary>
internal sealed class PreparedStatement : IDisposable
{
    private readonly SqliteCommand _command;

    public PreparedStatement(SqliteConnection connection, SqliteTransaction transaction, string sql)
    {
        _command = connection.CreateCommand();
        _command.Transaction = transaction;
        _command.CommandText = sql;
    }

    /// <summary>Runs it and returns the number of rows changed.</summary>
    /// <param name="values">Values of ?1, ?2 …; null becomes SQL NULL.</param>
    public int Execute(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteNonQuery();
    }

    /// <summary>Runs it and returns the first value of the first row; null if there is none.</summary>
    public object? Scalar(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }

    /// <summary>Runs it and hands each row to <paramref name="row"/>.</summary>
    public void ForEach(Action<SqliteDataReader> row, params ReadOnlySpan<object?> values)
    {
        Bind(values);
        using var reader = _command.ExecuteReader();
        while (reader.Read())
        {
            row(reader);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (i == _command.Parameters.Count)
            {
                _command.Parameters.Add(new SqliteParameter($"?{i + 1}", null));
            }

            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
    }
}
