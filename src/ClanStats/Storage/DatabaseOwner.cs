namespace ClanStats.Storage;

/// <summary>Which group a database belongs to: it remembers the first one it was filled with.</summary>
internal static class DatabaseOwner
{
    /// <summary>The group's id; null for a file that does not exist or was never filled.</summary>
    public static long? GroupOf(Database database)
    {
        if (!File.Exists(database.File))
        {
            return null;
        }

        return database.Read("owner: group", connection =>
            connection.Number("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'clan_group'") == 0
                ? null
                : connection.Number("SELECT group_id FROM clan_group"));
    }
}
