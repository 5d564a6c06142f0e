namespace ClanStats.Storage;

/// <summary>Settings of the database; the contract's section 2 says what each means. Paths are absolute.</summary>
internal sealed class StorageOptions
{
    /// <summary>DB_FILE.</summary>
    public string DatabaseFile { get; set; } = "";

    /// <summary>BACKUP_DIR.</summary>
    public string BackupDirectory { get; set; } = "";

    /// <summary>BACKUP_NIGHTLY.</summary>
    public bool BackupNightly { get; set; } = true;

    /// <summary>DB_BUSY_TIMEOUT in seconds.</summary>
    public int BusyTimeoutSeconds { get; set; } = 30;
}
