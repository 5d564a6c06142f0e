using SQLitePCL;

namespace ClanStats.Storage;

/// <summary>
/// Sets SQLite up before its first use in this process: a connection is used by one thread at a time here, so it needs no lock of its own
/// around each call, and nobody asks how much memory it has taken. Together they are a tenth of what storing a row costs.
/// </summary>
internal static class SqliteEngine
{
    private static readonly bool IsSet = Configure();

    /// <summary>Sets SQLite up, if that has not been done and a connection was not opened before; it then works as well, only slower.</summary>
    public static void SetUp() => _ = IsSet;

    private static bool Configure()
    {
        Batteries_V2.Init();
        return raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD) == raw.SQLITE_OK
            && raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0) == raw.SQLITE_OK;
    }
}
