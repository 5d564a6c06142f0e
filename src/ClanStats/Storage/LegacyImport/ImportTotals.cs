namespace ClanStats.Storage.LegacyImport;

/// <summary>What the database holds of what an import brings.</summary>
internal sealed record ImportTotals(
    long Members, long Snapshots, long Answers, long Xp, long BossRows, long Messages, long Length, long Texts, long LinkedMessages, long Counted)
{
    /// <summary>Reads them.</summary>
    public static ImportTotals Read(UnitOfWork unit)
    {
        var (snapshots, xp) = unit.Query<(long, long)>("SELECT count(*), coalesce(sum(total_xp), 0) FROM wom_snapshots").Single();
        var (messages, length, texts, linked) = unit.Query<(long, long, long, long)>(
            "SELECT count(*), coalesce(sum(length), 0), count(content), count(user_id) FROM discord_messages").Single();
        return new ImportTotals(
            Count("clan_members"),
            snapshots,
            Count("snapshot_answers"),
            xp,
            Count("boss_snapshots"),
            messages,
            length,
            texts,
            linked,
            unit.Query<long>("SELECT coalesce(sum(messages), 0) FROM message_totals").Single());

        long Count(string table) => unit.Query<long>($"SELECT count(*) FROM {table}").Single();
    }

    /// <summary>Names in the relayed game chat that belong to nobody known, most lines first.</summary>
    public static List<(string Name, long Lines)> UnknownNames(UnitOfWork unit, int count) =>
    [
        .. unit.Query<(string, long)>(
            """
            SELECT author_name, count(*) FROM discord_messages WHERE kind = 'relay' AND user_id IS NULL
            GROUP BY author_name ORDER BY 2 DESC, 1 LIMIT @count
            """,
            new { count }),
    ];
}
