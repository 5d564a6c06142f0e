namespace ClanStats.Storage;

/// <summary>Names of tables and columns that were read from a database, as SQL takes them.</summary>
internal static class SqlName
{
    /// <summary>The name in quotes, which it may hold itself.</summary>
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
