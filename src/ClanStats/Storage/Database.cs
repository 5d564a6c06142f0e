using System.Collections.Concurrent;
using System.Diagnostics;
using ClanStats.Domain.Runs;
using Microsoft.Data.Sqlite;

namespace ClanStats.Storage;

/// <summary>
/// The one seam to the database: connections and their pragmas, units of work, time per named statement.
/// What only SQLite can do stays in this folder.
/// </summary>
internal sealed class Database(StorageOptions options) : IDisposable
{
    private const string WayBack = "Put back a backup with 'clanstats db restore FILE'; 'clanstats db backups' lists them.";
    private readonly SemaphoreSlim _writer = new(1, 1);
    private readonly ConcurrentDictionary<string, StatementTime> _timings = new(StringComparer.Ordinal);

    static Database() => SqliteEngine.SetUp();

    /// <summary>One text for one file: connections of the same text share a pool, which is emptied when the file is let go.</summary>
    private string ConnectionString => new SqliteConnectionStringBuilder
    {
        DataSource = options.DatabaseFile,
        Mode = SqliteOpenMode.ReadWriteCreate,
        DefaultTimeout = options.BusyTimeoutSeconds,
    }.ToString();

    /// <summary>The database file, as an absolute path.</summary>
    public string File => options.DatabaseFile;

    /// <summary>The named statements that took the most time so far, slowest first.</summary>
    public IReadOnlyList<StatementTime> Slowest(int count) =>
    [
        .. _timings.Values.OrderByDescending(timing => timing.Total).ThenBy(timing => timing.Name, StringComparer.Ordinal).Take(count),
    ];

    /// <summary>Reads under a name that timings and errors carry.</summary>
    public T Read<T>(string statement, Func<SqliteConnection, T> work)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            using var connection = Open();
            return work(connection);
        }
        catch (SqliteException exception)
        {
            throw Explain(statement, exception);
        }
        finally
        {
            Record(statement, started);
        }
    }

    /// <summary>Like <see cref="Read{T}"/>, with every statement seeing the same state of the database, whoever writes meanwhile.</summary>
    public T ReadOneState<T>(string statement, Func<SqliteConnection, T> work) => Read(statement, connection =>
    {
        Pragma(connection, "BEGIN DEFERRED");
        try
        {
            return work(connection);
        }
        finally
        {
            Pragma(connection, "ROLLBACK");
        }
    });

    /// <summary>
    /// Reads on two connections side by side, both seeing the same state of the database: while both begin, nobody can write. Whichever is free
    /// takes the next part.
    /// </summary>
    /// <param name="statement">What is read, for messages and metrics.</param>
    /// <param name="parts">The parts, the longest first; none of them needs another.</param>
    public void ReadSideBySide(string statement, params Action<SqliteConnection>[] parts)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            using var first = Open();
            using var second = Open();
            using (var nobodyWrites = Open())
            {
                Pragma(nobodyWrites, "BEGIN IMMEDIATE");
                Begin(first);
                Begin(second);
                Pragma(nobodyWrites, "ROLLBACK");
            }

            try
            {
                var taken = -1;
                var beside = Task.Factory.StartNew(() => ReadParts(second, parts, ref taken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
                try
                {
                    ReadParts(first, parts, ref taken);
                }
                finally
                {
                    ((IAsyncResult)beside).AsyncWaitHandle.WaitOne();
                }

                beside.GetAwaiter().GetResult();
            }
            finally
            {
                Pragma(first, "ROLLBACK");
                Pragma(second, "ROLLBACK");
            }
        }
        catch (SqliteException exception)
        {
            throw Explain(statement, exception);
        }
        finally
        {
            Record(statement, started);
        }
    }

    /// <summary>
    /// Writes in one transaction: committed when <paramref name="work"/> returns, rolled back on any exception. One writer at a time in this
    /// process; other processes are waited for as long as DB_BUSY_TIMEOUT says.
    /// </summary>
    public T Write<T>(string statement, Func<UnitOfWork, T> work, CancellationToken cancellationToken = default)
    {
        _writer.Wait(cancellationToken);
        var started = Stopwatch.GetTimestamp();
        try
        {
            using var connection = Open();
            using var transaction = connection.BeginTransaction(deferred: false);
            using var unit = new UnitOfWork(connection, transaction);
            var result = work(unit);
            transaction.Commit();
            return result;
        }
        catch (SqliteException exception)
        {
            throw Explain(statement, exception);
        }
        finally
        {
            Record(statement, started);
            _writer.Release();
        }
    }

    /// <inheritdoc cref="Write{T}"/>
    public void Write(string statement, Action<UnitOfWork> work, CancellationToken cancellationToken = default) =>
        Write(
            statement,
            unit =>
            {
                work(unit);
                return 0;
            },
            cancellationToken);

    /// <summary>Opens a connection with the project's pragmas. The caller disposes it.</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(ConnectionString);
        try
        {
            connection.Open();
            Pragma(connection, $"PRAGMA busy_timeout = {options.BusyTimeoutSeconds * 1000L}");
            Pragma(connection, "PRAGMA foreign_keys = ON");
            Pragma(connection, "PRAGMA trusted_schema = OFF");
            Pragma(connection, "PRAGMA synchronous = NORMAL");
            Pragma(connection, "PRAGMA cache_size = -16000");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Lets go of every pooled connection, so that the file can be moved or removed.</summary>
    public void Dispose()
    {
        using (var connection = new SqliteConnection(ConnectionString))
        {
            SqliteConnection.ClearPool(connection);
        }

        _writer.Dispose();
    }

    /// <summary>Runs one pragma, or another statement without a result.</summary>
    internal static void Pragma(SqliteConnection connection, string pragma)
    {
        using var command = connection.CreateCommand();
        command.CommandText = pragma;
        command.ExecuteNonQuery();
    }

    private static void ReadParts(SqliteConnection connection, Action<SqliteConnection>[] parts, ref int taken)
    {
        for (var part = Interlocked.Increment(ref taken); part < parts.Length; part = Interlocked.Increment(ref taken))
        {
            parts[part](connection);
        }
    }

    /// <summary>A transaction sees the state of its first statement. What is read once needs no large cache, least of all twice.</summary>
    private static void Begin(SqliteConnection connection)
    {
        Pragma(connection, "PRAGMA cache_size = -4000");
        Pragma(connection, "BEGIN DEFERRED");
        _ = connection.Number("SELECT count(*) FROM sqlite_master");
    }

    private void Record(string statement, long started)
    {
        var elapsed = Stopwatch.GetElapsedTime(started);
        _timings.AddOrUpdate(
            statement,
            _ => new StatementTime(statement, 1, elapsed, elapsed),
            (_, timing) => timing with
            {
                Calls = timing.Calls + 1,
                Total = timing.Total + elapsed,
                Longest = timing.Longest > elapsed ? timing.Longest : elapsed,
            });
    }

    /// <summary>Looks through the file for damage.</summary>
    /// <exception cref="UserFaultException">It is damaged.</exception>
    public void RefuseDamage()
    {
        var finding = Read("database: quick check", connection => connection.Rows("PRAGMA quick_check(1)", row => row.String(0)).FirstOrDefault());
        if (finding is not "ok")
        {
            throw new UserFaultException($"The database {options.DatabaseFile} is damaged ({finding}). {WayBack}");
        }
    }

    private UserFaultException Explain(string statement, SqliteException exception) => exception.SqliteErrorCode switch
    {
        5 or 6 => new UserFaultException(
            $"The database {options.DatabaseFile} is in use by another program (while: {statement}). Close it and run again.", exception),
        11 or 26 => new UserFaultException(
            $"The database {options.DatabaseFile} is damaged or not a ClanStats database (while: {statement}). {WayBack}", exception),
        13 => new UserFaultException(
            $"The disk of {options.DatabaseFile} is full (while: {statement}). Nothing of this step was kept; make room and run again.", exception),
        _ => new UserFaultException($"The database {options.DatabaseFile} refused '{statement}': {exception.Message}", exception),
    };
}
