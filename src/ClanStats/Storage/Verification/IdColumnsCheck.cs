using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ClanStats.Storage.Verification;

/// <summary>
/// Check 2: members and boss rows point where they should, and no snapshot or message is without a member although its name or author says
/// who it was. The rest is counted by cause.
/// </summary>
internal sealed class IdColumnsCheck(SqliteConnection connection, Func<IdentityProof> identity)
{
    private const string BotOrWebhook = "bot or webhook";
    private const string DeletedAccount = "deleted account";
    private const string LeftBefore = "left before records began";
    private const string NeverMember = "never a member";
    private const string Ambiguous = "ambiguous name";

    private readonly Dictionary<string, long> _causes = new(StringComparer.Ordinal);
    private HashSet<string> _bornByMembers = [];
    private HashSet<string> _bornByOthers = [];

    public CheckResult Run()
    {
        var proof = identity();
        var names = connection.Query<string>("SELECT name FROM player_names UNION SELECT canonical_name FROM player_name_aliases").ToList();
        _bornByMembers = [.. names.Select(PlayerName.Standardise), .. names.Select(PlayerName.Normalize)];
        _bornByOthers =
        [
            .. connection.Query<string>(
                """
                SELECT old_name FROM name_changes WHERE wom_player_id NOT IN (SELECT wom_player_id FROM clan_members WHERE wom_player_id IS NOT NULL)
                UNION SELECT new_name FROM name_changes WHERE wom_player_id NOT IN (SELECT wom_player_id FROM clan_members WHERE wom_player_id IS NOT NULL)
                """).Select(PlayerName.Standardise),
        ];
        var faults = CheckResult.Of(
        [
            new Finding("members without id or person", Count("SELECT count(*) FROM clan_members WHERE id IS NULL OR person_id IS NULL")),
            new Finding("boss rows without snapshot", Count("SELECT count(*) FROM boss_snapshots WHERE wom_snapshot_id IS NULL")),
            new Finding("snapshots without member although the name resolves", Snapshots(proof)),
            new Finding("game lines without member although the name resolves", GameLines(proof)),
            new Finding("messages without member although the author resolves", Chat(proof)),
        ]).Faults;
        Note(BotOrWebhook, Count("SELECT count(*) FROM discord_messages WHERE user_id IS NULL AND kind IN ('bot', 'system')"));
        return new CheckResult(faults, [.. _causes.Where(cause => cause.Value > 0).OrderBy(cause => cause.Key, StringComparer.Ordinal)
            .Select(cause => new Finding($"rows without member: {cause.Key}", cause.Value))]);
    }

    private long Snapshots(IdentityProof proof) => Named(
        proof, "SELECT username, timestamp, count(*) FROM wom_snapshots WHERE user_id IS NULL GROUP BY username, timestamp");

    private long GameLines(IdentityProof proof) => Named(
        proof,
        """
        SELECT author_name, created_at, count(*) FROM discord_messages WHERE user_id IS NULL AND kind IN ('relay', 'broadcast')
        GROUP BY author_name, created_at
        """);

    private long Named(IdentityProof proof, string sql)
    {
        var resolving = 0L;
        foreach (var (name, at, count) in connection.Query<(string? Name, long At, long Count)>(sql, buffered: false))
        {
            if (name is not null && proof.WhoBore(name, new UtcInstant(at)) is not null)
            {
                resolving += count;
            }
            else
            {
                Note(CauseOf(name), count);
            }
        }

        return resolving;
    }

    private long Chat(IdentityProof proof)
    {
        var resolving = 0L;
        foreach (var (author, name, kind, linked, count) in connection.Query<(long? Author, string? Name, string? Kind, long? Linked, long Count)>(
            """
            SELECT m.author_id, coalesce(a.name, max(m.author_name)), a.kind, a.member_id, count(*)
            FROM discord_messages m LEFT JOIN discord_accounts a ON a.author_id = m.author_id
            WHERE m.user_id IS NULL AND m.kind = 'chat' GROUP BY m.author_id
            """))
        {
            if (kind is "bot" or "webhook")
            {
                Note(BotOrWebhook, count);
            }
            else if (linked is not null || (author is { } id && proof.Accounts.Contains(id)))
            {
                resolving += count;
            }
            else
            {
                Note(kind is "deleted" ? DeletedAccount : CauseOf(name), count);
            }
        }

        return resolving;
    }

    private string CauseOf(string? name) => PlayerName.Standardise(name) switch
    {
        "" => NeverMember,
        var key when _bornByMembers.Contains(key) || _bornByMembers.Contains(PlayerName.Normalize(name)) => Ambiguous,
        var key when _bornByOthers.Contains(key) => LeftBefore,
        _ => NeverMember,
    };

    private void Note(string cause, long count) => _causes[cause] = _causes.GetValueOrDefault(cause) + count;

    private long Count(string sql) => connection.ExecuteScalar<long>(sql);
}
