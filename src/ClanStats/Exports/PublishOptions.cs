namespace ClanStats.Exports;

/// <summary>Where the set goes after it was written; the contract's section 2 says what each means. Paths are absolute.</summary>
internal sealed class PublishOptions
{
    /// <summary>LOCAL_DRIVE_PATH: a synced folder that gets a copy of the set; null: none.</summary>
    public string? DrivePath { get; set; }

    /// <summary>PAGES_DIR: a folder that gets the public page alone; null: none.</summary>
    public string? PagesDirectory { get; set; }
}
