using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ClanStats.Storage.Forgetting;

/// <summary>What a database holds of forgotten people on Discord.</summary>
/// <param name="Accounts">Their accounts.</param>
/// <param name="Members">Rows of clan_members that are them.</param>
/// <param name="PlayerNames">Names of theirs in the game, as written there.</param>
/// <param name="DiscordNames">Names their accounts showed.</param>
internal sealed record Traces(
    IReadOnlyList<long> Accounts, IReadOnlyList<long> Members, IReadOnlyList<string> PlayerNames, IReadOnlyList<string> DiscordNames)
{
    /// <summary>As parameters of <see cref="TraceFinder.OfThem"/>.</summary>
    public object ToParameters() => new
    {
        accounts = JsonSerializer.Serialize(Accounts),
        members = JsonSerializer.Serialize(Members),
        names = JsonSerializer.Serialize(PlayerNames),
    };
}

/// <summary>Finds what a database holds of forgotten people, by their tombstones alone.</summary>
internal static class TraceFinder
{
    /// <summary>
    /// Lines that are theirs: written by their accounts, or relayed from their players, or under a name of theirs that nobody else is known to
    /// have meant.
    /// </summary>
    public const string OfThem =
        """
        (author_id IN (SELECT value FROM json_each(@accounts))
         OR ((kind <> 'chat' OR author_id IS NULL)
             AND (user_id IN (SELECT value FROM json_each(@members))
                  OR (user_id IS NULL AND author_name IN (SELECT value FROM json_each(@names))))))
        """;

    /// <summary>Finds their accounts, players and names.</summary>
    public static Traces Find(SqliteConnection connection, ForgottenPeople forgotten)
    {
        var accounts = connection.Query<long>(
            "SELECT author_id FROM discord_accounts UNION SELECT author_id FROM discord_messages WHERE author_id IS NOT NULL")
            .Where(id => forgotten.HasAccount(id)).ToList();
        var members = TombstoneStore.Members(connection, forgotten);
        var ids = new { accounts = JsonSerializer.Serialize(accounts), members = JsonSerializer.Serialize(members) };
        var players = connection.Query<string>(
            """
            SELECT author_name FROM discord_messages WHERE author_name IS NOT NULL AND (kind <> 'chat' OR author_id IS NULL)
            UNION SELECT name FROM player_names WHERE member_id IN (SELECT value FROM json_each(@members))
            UNION SELECT canonical_name FROM player_name_aliases WHERE member_id IN (SELECT value FROM json_each(@members))
            """,
            ids).Where(forgotten.HasName);
        var shown = connection.Query<string>(
            """
            SELECT name FROM discord_accounts WHERE author_id IN (SELECT value FROM json_each(@accounts))
            UNION SELECT author_name FROM discord_messages
            WHERE kind = 'chat' AND author_name IS NOT NULL AND author_id IN (SELECT value FROM json_each(@accounts))
            """,
            ids);
        return new Traces(accounts, [.. members], [.. players], [.. shown.Union(NamesOverTime(connection, ids), StringComparer.Ordinal)]);
    }

    /// <summary>Their lines by kind.</summary>
    public static SortedDictionary<string, long> Lines(SqliteConnection connection, Traces traces) => new(
        connection.Query<(string Kind, long Lines)>($"SELECT kind, count(*) FROM discord_messages WHERE {OfThem} GROUP BY kind", traces.ToParameters())
            .ToDictionary(row => row.Kind, row => row.Lines, StringComparer.Ordinal),
        StringComparer.Ordinal);

    /// <summary>Whether a database, of whatever version, holds anything of them; null if it cannot be looked into.</summary>
    public static bool? Holds(string file, ForgottenPeople forgotten)
    {
        try
        {
            using var connection = new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            connection.Open();
            var traces = Find(connection, forgotten);
            return traces.Accounts.Count > 0 || Lines(connection, traces).Count > 0;
        }
        catch (SqliteException)
        {
            return null;
        }
    }

    /// <summary>A backup may be older than the table of names over time.</summary>
    private static IEnumerable<string> NamesOverTime(SqliteConnection connection, object ids) =>
        connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'discord_names'") == 0
            ? []
            : connection.Query<string>("SELECT name FROM discord_names WHERE author_id IN (SELECT value FROM json_each(@accounts))", ids);
}
