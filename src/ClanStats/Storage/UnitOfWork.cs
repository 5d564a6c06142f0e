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
