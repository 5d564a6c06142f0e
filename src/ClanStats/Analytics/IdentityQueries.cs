using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Domain.Report;
using ClanStats.Storage;
using Microsoft.Data.Sqlite;

namespace ClanStats.Analytics;

/// <summary>Reads who is who, and what belongs to nobody.</summary>
internal static class IdentityQueries
{
    private const int NamesShown = 20;

    /// <summary>Reads the facts.</summary>
    public static IdentityFacts Read(SqliteConnection connection)
    {
        var (attributed, messages) = (0L, 0L);
        connection.Each(
            "SELECT sum(messages) FILTER (WHERE member_id <> 0), sum(messages) FROM message_totals", row => (attributed, messages) = (row.Int64(0), row.Int64(1)));
        return new IdentityFacts
        {
            Links = ReadLinks(connection),
            Renames = ReadRenames(connection),
            Unassigned = ReadUnassigned(connection),
            Attributed = attributed,
            Messages = messages,
        };
    }

    private static List<LinkRow> ReadLinks(SqliteConnection connection) => connection.Rows(
        """
        SELECT l.author_id, a.name, l.member_id, m.display_name, l.weight, l.evidence, l.state, l.first_seen_at
        FROM identity_links l JOIN discord_accounts a ON a.author_id = l.author_id JOIN clan_members m ON m.id = l.member_id
        WHERE l.state <> 'rejected' ORDER BY l.weight DESC, l.author_id, l.member_id
        """,
        row => new LinkRow(
            new Snowflake(row.Int64(0)),
            row.String(1),
            row.Int64(2),
            row.String(3),
            row.Double(4),
            row.String(5),
            row.String(6),
            new UtcInstant(row.Int64(7))));

    private static List<RenameRow> ReadRenames(SqliteConnection connection) => connection.Rows(
        """
        SELECT o.id, o.display_name, n.id, n.display_name, r.weight, r.evidence, r.first_seen_at
        FROM rename_suggestions r JOIN clan_members o ON o.id = r.old_member_id JOIN clan_members n ON n.id = r.new_member_id
        WHERE r.state = 'suggested' ORDER BY r.weight DESC, o.id, n.id
        """,
        row => new RenameRow(
            row.Int64(0), row.String(1), row.Int64(2), row.String(3), row.Double(4), row.String(5), new UtcInstant(row.Int64(6))));

    /// <summary>Chat and relay apart: each is then one stretch of the index, in the order it is counted by.</summary>
    private static List<UnassignedName> ReadUnassigned(SqliteConnection connection) => connection.Rows(
        $"SELECT * FROM ({NamesOf("chat")} UNION ALL {NamesOf("relay")}) ORDER BY 3 DESC, 1, 2 LIMIT @shown",
        row => new UnassignedName(row.String(0), row.String(1), row.Int64(2)),
        ("shown", NamesShown));

    private static string NamesOf(string kind) =>
        $"""
        SELECT author_name, '{kind}', count(*) FROM discord_messages INDEXED BY idx_discord_messages_nobody
        WHERE user_id IS NULL AND kind IN ('chat', 'relay', 'broadcast') AND kind = '{kind}' AND author_name IS NOT NULL GROUP BY author_name
        """;
}
