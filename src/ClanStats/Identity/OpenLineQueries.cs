using System.Globalization;
using ClanStats.Domain.Identity;
using ClanStats.Storage;

namespace ClanStats.Identity;

/// <summary>What is left open, by cause.</summary>
/// <param name="All">Messages of any account and lines of the game chat, assigned or not.</param>
/// <param name="OfMembersNames">Lines under a name of members, at a time at which nobody can tell whose it was.</param>
/// <param name="OfUnknownNames">Lines under names nobody known ever bore.</param>
/// <param name="OfUnlinkedAccounts">Messages of accounts that are linked to nobody.</param>
/// <param name="OfDeletedAccounts">Messages of accounts that were deleted on Discord before anybody linked them.</param>
internal sealed record OpenLines(long All, long OfMembersNames, long OfUnknownNames, long OfUnlinkedAccounts, long OfDeletedAccounts)
{
    /// <summary>One sentence.</summary>
    public override string ToString()
    {
        var open = OfMembersNames + OfUnknownNames + OfUnlinkedAccounts + OfDeletedAccounts;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Share(open)} of {All} messages left open: {Share(OfMembersNames)} under members' names whose bearer at that time nobody can tell, "
            + $"{Share(OfUnknownNames)} under names nobody known bore, {Share(OfUnlinkedAccounts)} of accounts without a link, "
            + $"{Share(OfDeletedAccounts)} of deleted accounts");
    }

    private string Share(long part) => string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / Math.Max(1, All):0.0} %");
}

/// <summary>Counts what is left open; after rows were pointed, when the names they stand by are noted.</summary>
internal sealed class OpenLineQueries(Database database)
{
    /// <summary>Counts it.</summary>
    public OpenLines Count() => database.Read("identities: left open", connection =>
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        var counts = new long[5];
        void Each(string sql, Action<Microsoft.Data.Sqlite.SqliteDataReader> row)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                row(reader);
            }
        }

        Each("SELECT coalesce(sum(messages), 0) FROM message_totals", row => counts[0] = row.GetInt64(0));
        Each("SELECT name FROM settled_names", row => known.Add(PlayerName.Normalize(row.GetString(0))));
        Each(
            """
            SELECT author_name, count(*) FROM discord_messages
            WHERE user_id IS NULL AND kind IN ('chat', 'relay', 'broadcast') AND kind = 'relay' AND author_name IS NOT NULL GROUP BY author_name
            """,
            row => counts[known.Contains(PlayerName.Normalize(row.GetString(0))) ? 1 : 2] += row.GetInt64(1));
        Each(
            """
            SELECT coalesce(a.kind, 'user'), sum(m.messages) FROM (
              SELECT author_id, count(*) AS messages FROM discord_messages
              WHERE user_id IS NULL AND kind IN ('chat', 'relay', 'broadcast') AND kind = 'chat' GROUP BY author_id) m
            LEFT JOIN discord_accounts a ON a.author_id = m.author_id GROUP BY 1
            """,
            row => counts[row.GetString(0) == "deleted" ? 4 : 3] += row.GetInt64(1));
        return new OpenLines(counts[0], counts[1], counts[2], counts[3], counts[4]);
    });
}
