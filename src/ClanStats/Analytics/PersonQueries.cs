using ClanStats.Domain.Activity;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ClanStats.Analytics;

/// <summary>A player as the database knows one.</summary>
internal sealed record KnownPlayer(
    long Id, long? WomPlayerId, long PersonId, string Username, string DisplayName, string Role, string Status, UtcInstant? JoinedAt, UtcInstant? LeftAt)
{
    /// <summary>Every name, newest first.</summary>
    public IReadOnlyList<KnownName> Names { get; init; } = [];
}

/// <summary>A name somebody bore.</summary>
/// <param name="Name">As people read it.</param>
/// <param name="From">Since when; null: not known.</param>
/// <param name="To">Until when; null: still, or not known.</param>
/// <param name="Source">wom, game, discord, relay, manual or legacy.</param>
/// <param name="HasSpan">False for a name of which nobody knows when it was borne.</param>
internal sealed record KnownName(string Name, UtcInstant? From, UtcInstant? To, string Source, bool HasSpan);

/// <summary>A Discord account as the database knows one.</summary>
internal sealed record KnownAccount(
    long Id, string Name, string Kind, long? MemberId, string? LinkSource, UtcInstant? FirstSeen, UtcInstant? LastSeen)
{
    /// <summary>Names it showed, newest first.</summary>
    public IReadOnlyList<ShownName> Names { get; init; } = [];
}

/// <summary>A name an account showed.</summary>
/// <param name="Kind">nick, global or username.</param>
/// <param name="Name">The name.</param>
/// <param name="From">When it was first seen.</param>
/// <param name="To">When it was gone; null: still shown.</param>
internal sealed record ShownName(string Kind, string Name, UtcInstant From, UtcInstant? To);

/// <summary>Reads everybody with every name they ever had.</summary>
internal static class PersonQueries
{
    /// <summary>Players and accounts, by id.</summary>
    public static (IReadOnlyList<KnownPlayer> Players, IReadOnlyList<KnownAccount> Accounts) Read(SqliteConnection connection)
    {
        var names = ReadNames(connection);
        var players = connection.Query<(long Id, long? Wom, long Person, string Username, string Display, string? Role, string? Status, long? Joined, long? Left)>(
            "SELECT id, wom_player_id, coalesce(person_id, id), username, display_name, role, status, joined_at, left_at FROM clan_members ORDER BY id")
            .Select(row => new KnownPlayer(
                row.Id, row.Wom, row.Person, row.Username, row.Display, row.Role ?? "", row.Status ?? "", Time(row.Joined), Time(row.Left))
            {
                Names = [.. names[row.Id]],
            });
        var shown = connection.Query<(long Author, string Kind, string Name, long From, long? To)>(
            "SELECT author_id, kind, name, seen_from, seen_to FROM discord_names ORDER BY seen_to IS NOT NULL, seen_from DESC, kind")
            .ToLookup(row => row.Author, row => new ShownName(row.Kind, row.Name, new UtcInstant(row.From), Time(row.To)));
        var accounts = connection.Query<(long Id, string Name, string Kind, long? Member, string? Source, long? First, long? Last)>(
            "SELECT author_id, name, kind, member_id, link_source, first_seen_at, last_seen_at FROM discord_accounts ORDER BY author_id")
            .Select(row => new KnownAccount(row.Id, row.Name, row.Kind, row.Member, row.Source, Time(row.First), Time(row.Last))
            {
                Names = [.. shown[row.Id]],
            });
        return (players.ToList(), accounts.ToList());
    }

    private static ILookup<long, KnownName> ReadNames(SqliteConnection connection)
    {
        var spans = connection.Query<(long Member, string Name, long? From, long? To, string Source)>(
            """
            SELECT member_id, name, valid_from, valid_to, source FROM player_names
            ORDER BY member_id, valid_to IS NOT NULL, valid_to DESC, valid_from DESC, id DESC
            """).Select(row => (row.Member, Name: new KnownName(row.Name, Time(row.From), Time(row.To), row.Source, HasSpan: true)));
        var aliases = connection.Query<(long Member, string Name, string Source)>(
            """
            SELECT a.member_id, a.canonical_name, a.source FROM player_name_aliases a
            WHERE NOT EXISTS (SELECT 1 FROM player_names n WHERE n.member_id = a.member_id AND n.normalized_name = a.normalized_name)
            ORDER BY a.id
            """).Select(row => (row.Member, Name: new KnownName(row.Name, null, null, row.Source, HasSpan: false)));
        return spans.Concat(aliases).ToLookup(row => row.Member, row => row.Name);
    }

    private static UtcInstant? Time(long? milliseconds) => milliseconds is { } value ? new UtcInstant(value) : null;
}
