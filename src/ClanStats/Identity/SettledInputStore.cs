using ClanStats.Domain.Rules;
using ClanStats.Storage;
using ClanStats.Storage.Verification;
using Microsoft.Data.Sqlite;

namespace ClanStats.Identity;

/// <summary>What the step goes by, as one hash of each kind of input.</summary>
/// <param name="People">Names, accounts, links and notes, and the program itself.</param>
/// <param name="Snapshots">Snapshots, by which renames are likely or not.</param>
/// <param name="HasUnsettledLines">Whether messages came since rows were last pointed.</param>
internal sealed record IdentityInputs(string People, string Snapshots, bool HasUnsettledLines);

/// <summary>Tells whether anything is another than it was when the step last ended, so that a night on which nothing is costs nothing.</summary>
internal sealed class SettledInputStore(Database database, PeopleNotes notes)
{
    private const string People = "people";
    private const string Snapshots = "snapshots";

    /// <summary>Small tables, each whole: what is not among them has no say in who is who.</summary>
    private static readonly string[] Statements =
    [
        "SELECT id, person_id, wom_player_id, username, display_name, status, joined_at, left_at FROM clan_members ORDER BY id",
        "SELECT member_id, name, normalized_name, valid_from, valid_to, source FROM player_names ORDER BY id",
        "SELECT member_id, normalized_name, canonical_name FROM player_name_aliases ORDER BY id",
        "SELECT member_id, joined_at, left_at, run_id FROM membership_spans ORDER BY id",
        "SELECT id, wom_player_id, old_name, new_name, status, created_at FROM name_changes ORDER BY id",
        "SELECT author_id, name, kind, member_id, link_source, first_seen_at FROM discord_accounts ORDER BY author_id",
        "SELECT author_id, kind, name, seen_from, seen_to FROM discord_names ORDER BY author_id, kind, seen_from",
        "SELECT author_id, member_id, weight, evidence, state, decided_by, decided_at FROM identity_links ORDER BY author_id, member_id",
        "SELECT id, kind, author_id, member_id, main_id, decided_by, decided_at, undone_at FROM link_decisions ORDER BY id",
        "SELECT old_member_id, new_member_id, state FROM rename_suggestions ORDER BY old_member_id, new_member_id",
        "SELECT kind, mark FROM forgotten_people ORDER BY kind, mark",
    ];

    /// <summary>What is there now.</summary>
    public IdentityInputs Now() => database.Read("identities: inputs", connection =>
    {
        using var hash = new ContentHasher();
        hash.Add(typeof(SettledInputStore).Module.ModuleVersionId.ToString());
        AddNotes(hash);
        foreach (var statement in Statements)
        {
            Add(hash, connection, statement);
        }

        var people = hash.Finish();
        return new IdentityInputs(people, $"{One(connection, "SELECT max(id) FROM wom_snapshots")}", One(connection, "SELECT id FROM unsettled_lines") is not null);
    });

    /// <summary>What was there when the step last ended; empty where it never did, or is to run anew.</summary>
    public IdentityInputs Settled() => database.Read("identities: settled inputs", connection => new IdentityInputs(
        One(connection, $"SELECT hash FROM settled_inputs WHERE name = '{People}'") as string ?? "",
        One(connection, $"SELECT hash FROM settled_inputs WHERE name = '{Snapshots}'") as string ?? "",
        false));

    /// <summary>Enters that everything follows from what is there now.</summary>
    public void Settle(IdentityInputs inputs) => database.Write("identities: settle inputs", unit =>
    {
        var save = unit.Prepare("INSERT INTO settled_inputs (name, hash) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET hash = excluded.hash");
        save.Execute(People, inputs.People);
        save.Execute(Snapshots, inputs.Snapshots);
    });

    private void AddNotes(ContentHasher hash)
    {
        foreach (var (who, accounts) in notes.Links.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            hash.Add(who);
            hash.Add(string.Join(' ', accounts));
        }

        hash.Add(null);
        foreach (var (alt, main) in notes.Alts.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            hash.Add(alt);
            hash.Add(main);
        }
    }

    private static void Add(ContentHasher hash, SqliteConnection connection, string statement)
    {
        hash.Add(statement);
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            for (var column = 0; column < reader.FieldCount; column++)
            {
                hash.Add(reader.GetValue(column));
            }
        }
    }

    private static object? One(SqliteConnection connection, string statement)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        return command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }
}
