namespace ClanStats.Storage;

/// <summary>Which scripts may leave fewer rows in which tables, and whether a migration kept to it.</summary>
internal static class MigrationLosses
{
    /// <summary>Tables whose rows are counted anew from others whenever they are needed.</summary>
    private static readonly HashSet<string> Derived = new(StringComparer.Ordinal)
    {
        "gain_ledgers", "gain_bases", "member_days", "metric_records", "message_days", "message_quarters", "message_totals",
        "packed_member_days", "packed_message_days",
        "settled_names", "settled_accounts", "settled_inputs", "unsettled_lines", "SchemaVersions", "schema_checksums",
    };

    /// <summary>
    /// By number of the script that goes up: duplicates and their boss rows go, unused tables go (their rows are saved beside the backups
    /// first), rows of unranked bosses go, texts move into their messages and answers into blocks.
    /// </summary>
    private static readonly Dictionary<int, string[]> DeclaredUp = new()
    {
        [2] = ["wom_snapshots", "boss_snapshots"],
        [3] = ["wom_records", "skill_snapshots", "activity_snapshots"],
        [7] = ["boss_snapshots"],
        [14] = ["message_texts"],
    };

    /// <summary>By number of the script that goes down: what the older form has no place for.</summary>
    private static readonly Dictionary<int, string[]> DeclaredDown = new()
    {
        [7] = ["snapshot_answers", "message_texts", "discord_messages", "player_name_aliases"],
        [14] = ["answer_blocks"],
    };

    /// <summary>What was lost without a declaration, as "table: before → after"; empty if nothing was.</summary>
    /// <param name="before">Rows by table before the first script.</param>
    /// <param name="after">Rows by table after the last.</param>
    /// <param name="ups">Scripts that ran up.</param>
    /// <param name="downs">Scripts that ran down: tables they remove because they do not belong to the older version are no loss.</param>
    public static IReadOnlyList<string> Undeclared(
        IReadOnlyDictionary<string, long> before,
        IReadOnlyDictionary<string, long> after,
        IReadOnlyList<MigrationScript> ups,
        IReadOnlyList<MigrationScript> downs)
    {
        var declared = Derived
            .Concat(ups.SelectMany(script => DeclaredUp.GetValueOrDefault(script.Number, [])))
            .Concat(downs.SelectMany(script => DeclaredDown.GetValueOrDefault(script.Number, [])))
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. before.Where(table => !declared.Contains(table.Key) && (downs.Count == 0 || after.ContainsKey(table.Key))
                    && after.GetValueOrDefault(table.Key) < table.Value)
                .Select(table => $"{table.Key}: {table.Value} → {after.GetValueOrDefault(table.Key)}"),
        ];
    }
}
