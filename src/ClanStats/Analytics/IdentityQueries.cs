using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Domain.Report;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ClanStats.Analytics;

/// <summary>Reads who is who, and what belongs to nobody.</summary>
internal static class IdentityQueries
{
    private const int NamesShown = 20;

    /// <summary>Reads the facts.</summary>
    public static IdentityFacts Read(SqliteConnection connection)
    {
        var (attributed, messages) = connection.QuerySingle<(long?, long?)>(
            "SELECT sum(messages) FILTER (WHERE member_id <> 0), sum(messages) FROM message_totals");
        return new IdentityFacts
        {
            Links = ReadLinks(connection),
            Renames = ReadRenames(connection),
            Unassigned = ReadUnassigned(connection),
            Attributed = attributed ?? 0,
            Messages = messages ?? 0,
        };
    }

    private static List<LinkRow> ReadLinks(SqliteConnection connection) =>
    [
        .. connection.Query<(long Author, string Shown, long Member, string Name, double Weight, string Evidence, string State, long Since)>(
            """
            SELECT l.author_id, a.name, l.member_id, m.display_name, l.weight, l.evidence, l.state, l.first_seen_at
            FROM identity_links l JOIN discord_accounts a ON a.author_id = l.author_id JOIN clan_members m ON m.id = l.member_id
            WHERE l.state <> 'rejected' ORDER BY l.weight DESC, l.author_id, l.member_id
            """).Select(row => new LinkRow(
                new Snowflake(row.Author), row.Shown, row.Member, row.Name, row.Weight, row.Evidence, row.State, new UtcInstant(row.Since))),
    ];

    private static List<RenameRow> ReadRenames(SqliteConnection connection) =>
    [
        .. connection.Query<(long Old, string OldName, long New, string NewName, double Weight, string Evidence, long Since)>(
            """
            SELECT o.id, o.display_name, n.id, n.display_name, r.weight, r.evidence, r.first_seen_at
            FROM rename_suggestions r JOIN clan_members o ON o.id = r.old_member_id JOIN clan_members n ON n.id = r.new_member_id
            WHERE r.state = 'suggested' ORDER BY r.weight DESC, o.id, n.id
            """).Select(row => new RenameRow(row.Old, row.OldName, row.New, row.NewName, row.Weight, row.Evidence, new UtcInstant(row.Since))),
    ];

    private static List<UnassignedName> ReadUnassigned(SqliteConnection connection) =>
    [
        .. connection.Query<(string Name, string Kind, long Messages)>(
            """
            SELECT author_name, kind, count(*) FROM discord_messages
            WHERE user_id IS NULL AND kind IN ('chat', 'relay') AND author_name IS NOT NULL
            GROUP BY author_name, kind ORDER BY 3 DESC, 1, 2 LIMIT @NamesShown
            """,
            new { NamesShown }).Select(row => new UnassignedName(row.Name, row.Kind, row.Messages)),
    ];
}
