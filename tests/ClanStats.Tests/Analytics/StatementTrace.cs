using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using ClanStats.Storage;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ClanStats.Tests.Analytics;

/// <summary>
/// Every statement that SQLite runs on a file from now on, with its values in their places. It listens at the pooled connections: whoever
/// opens the same file in this process gets one of them.
/// </summary>
internal sealed partial class StatementTrace
{
    private const int Connections = 8;
    private readonly ConcurrentQueue<string> _statements = new();
    private readonly StorageOptions _storage;

    public StatementTrace(StorageOptions storage)
    {
        _storage = storage;
        var database = new Database(storage);
        var opened = Enumerable.Range(0, Connections).Select(_ => database.Open()).ToList();
        foreach (var connection in opened)
        {
            raw.sqlite3_trace(connection.Handle, (_, statement) => _statements.Enqueue(statement), null);
        }

        opened.ForEach(connection => connection.Dispose());
    }

    /// <summary>What was run so far, without pragmas, transactions and what SQLite runs itself.</summary>
    public IReadOnlyList<string> Statements => [.. _statements.Where(statement => !OwnPattern().IsMatch(statement))];

    /// <summary>How SQLite would go about a statement, line by line.</summary>
    public IReadOnlyList<string> PlanOf(string statement)
    {
        using var fresh = new SqliteConnection($"Data Source={_storage.DatabaseFile};Pooling=False");
        fresh.Open();
        return [.. fresh.Query<(long Id, long Parent, long Unused, string Detail)>("EXPLAIN QUERY PLAN " + statement).Select(row => row.Detail)];
    }

    [GeneratedRegex(@"^\s*(?:--|PRAGMA|BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)", RegexOptions.IgnoreCase)]
    private static partial Regex OwnPattern();
}
