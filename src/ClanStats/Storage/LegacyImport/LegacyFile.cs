using ClanStats.Domain.Runs;
using Microsoft.Data.Sqlite;

namespace ClanStats.Storage.LegacyImport;

/// <summary>
/// The old program's database, opened so that nothing of it can change: not its bytes, not its folder. Where it was left with a log or a
/// journal beside it, a copy is read, because only SQLite can join the two, and it would write.
/// </summary>
internal sealed class LegacyFile : IDisposable
{
    private static readonly string[] Companions = ["-wal", "-journal"];
    private readonly string _readFrom;
    private readonly string? _copy;
    private readonly (long Length, DateTime Written) _before;

    static LegacyFile() => SqliteEngine.SetUp();

    private LegacyFile(string path, string? copy)
    {
        (Path, _copy, _readFrom) = (path, copy, copy ?? path);
        _before = State();
    }

    /// <summary>The file, as an absolute path.</summary>
    public string Path { get; }

    /// <summary>Its size in bytes.</summary>
    public long Bytes => _before.Length;

    /// <summary>Its stage.</summary>
    public LegacySchema Schema { get; private set; } = null!;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The old program's database.</param>
    /// <param name="workFile">Path that a copy may take, should one be needed.</param>
    /// <exception cref="UserFaultException">It is missing, damaged, or not the old program's.</exception>
    public static LegacyFile Open(string path, string workFile)
    {
        if (!File.Exists(path))
        {
            throw new UserFaultException($"There is no file {path} to import.");
        }

        var file = new LegacyFile(path, NeedsCopy(path) ? Copy(path, workFile) : null);
        try
        {
            file.Check();
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Removes what an import that was killed left of a copy.</summary>
    public static void RemoveCopy(string workFile)
    {
        foreach (var ending in Companions.Append("").Append("-shm"))
        {
            File.Delete(workFile + ending);
        }
    }

    /// <summary>Opens a connection that can only read. The caller disposes it.</summary>
    public SqliteConnection Connect()
    {
        var source = new Uri(_readFrom).AbsoluteUri + "?immutable=1";
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = source, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        Database.Pragma(connection, "PRAGMA cache_size = -4000");
        return connection;
    }

    /// <summary>Does a piece of reading; what the file does not give is told as its damage.</summary>
    /// <exception cref="UserFaultException">The file is damaged.</exception>
    public T Read<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is 1 or 10 or 11 or 26)
        {
            throw Damaged(exception);
        }
    }

    /// <summary>Refuses a file that somebody wrote to while it was read: what was read may then be no state it ever had.</summary>
    /// <exception cref="UserFaultException">Its size or time changed.</exception>
    public void RequireUnchanged()
    {
        if (State() != _before || (_copy is null && NeedsCopy(Path)))
        {
            throw new UserFaultException($"{Path} was written to while it was read, so nothing was imported. Stop the old program and import again.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_copy is not null)
        {
            RemoveCopy(_copy);
        }
    }

    private static bool NeedsCopy(string path) => Companions.Any(ending => DiskSpace.SizeOf(path + ending) > 0);

    private static string Copy(string path, string workFile)
    {
        try
        {
            RemoveCopy(workFile);
            foreach (var ending in Companions.Append("").Where(ending => File.Exists(path + ending)))
            {
                File.Copy(path + ending, workFile + ending, overwrite: true);
            }

            // Opening it once joins the log or rolls the journal back; from then on the copy stands alone.
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = workFile, Pooling = false }.ToString());
            connection.Open();
            Database.Pragma(connection, "PRAGMA journal_mode = DELETE");
            return workFile;
        }
        catch (SqliteException exception)
        {
            RemoveCopy(workFile);
            throw new UserFaultException($"{path} is damaged or not a SQLite database ({exception.Message}); nothing was imported.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            RemoveCopy(workFile);
            throw new UserFaultException($"{path} could not be read ({exception.Message}); nothing was imported.", exception);
        }
    }

    private void Check()
    {
        try
        {
            if (!BackupFile.LooksWhole(_readFrom))
            {
                throw new UserFaultException(
                    $"{Path} is not a whole SQLite database: it was cut off, or is another kind of file. Nothing was imported.");
            }

            using var connection = Connect();
            Schema = LegacySchema.Read(connection);
            if (Schema.Refusal is { } refusal)
            {
                throw new UserFaultException($"{Path} {refusal}. Nothing was imported.");
            }

            if (Dapper.SqlMapper.ExecuteScalar<string>(connection, "PRAGMA encoding") is not "UTF-8" and var encoding)
            {
                throw new UserFaultException($"{Path} keeps its texts as {encoding}, which the old program never did. Nothing was imported.");
            }
        }
        catch (SqliteException exception)
        {
            throw Damaged(exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserFaultException($"{Path} cannot be read ({exception.Message}). Nothing was imported.", exception);
        }
    }

    private UserFaultException Damaged(SqliteException exception) =>
        new($"{Path} is damaged ({exception.Message}). Nothing was imported; try a backup of it.", exception);

    private (long Length, DateTime Written) State()
    {
        var info = new FileInfo(Path);
        return (info.Length, info.LastWriteTimeUtc);
    }
}
