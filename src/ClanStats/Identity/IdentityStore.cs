using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Storage;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ClanStats.Identity;

/// <summary>What pointing rows to people changed.</summary>
/// <param name="Linked">Accounts linked, or linked to somebody else.</param>
/// <param name="Undone">Links undone.</param>
/// <param name="GameLines">Lines of the game chat whose member changed.</param>
/// <param name="ChatLines">Lines of Discord users whose member changed.</param>
internal sealed record IdentityChange(int Linked, int Undone, int GameLines, int ChatLines)
{
    /// <summary>Members who belong to another person now.</summary>
    public int Persons { get; init; }

    /// <summary>Rows of identity_links that changed.</summary>
    public int Evidence { get; init; }

    /// <summary>What was moved, by name or account.</summary>
    public IReadOnlyList<Repointing> Moves { get; init; } = [];

    /// <summary>Everything that is not as it was.</summary>
    public int All => Linked + Undone + GameLines + ChatLines + Persons + Evidence;
}

/// <summary>How much is known of whose what is.</summary>
/// <param name="GameLines">Lines of the game chat that are nobody's.</param>
/// <param name="ChatLines">Lines of Discord users that are nobody's.</param>
/// <param name="Linked">Accounts of people that are linked.</param>
/// <param name="Accounts">Accounts of people.</param>
internal sealed record Coverage(long GameLines, long ChatLines, long Linked, long Accounts);

/// <summary>Names, accounts and the rows that point to people.</summary>
internal sealed class IdentityStore(Database database)
{
    /// <summary>Every name with its bearers, as of now.</summary>
    public NameIndex LoadNames() => database.Read("identities: names", connection =>
    {
        var interim = Interim(connection);
        var seen = connection.Query<(long Member, long Since)>(
            "SELECT member_id, min(joined_at) FROM membership_spans WHERE joined_at IS NOT NULL GROUP BY member_id").ToDictionary(row => row.Member, row => row.Since);
        var spans = connection.Query<(long Member, string Name, long? From, long? To, string Source, long? Known)>(
            """
            SELECT n.member_id, n.name, n.valid_from, n.valid_to, n.source, (
              SELECT max(s.timestamp) FROM wom_snapshots s
              WHERE s.user_id = n.member_id AND s.timestamp BETWEEN n.valid_to - @Notice AND n.valid_to AND s.username = n.normalized_name)
            FROM player_names n
            """,
            new { BorneName.Notice });
        var flagged = Flagged(connection);
        var renamed = connection.Query<long>("SELECT new_member_id FROM rename_suggestions WHERE state = 'suggested'").ToHashSet();
        var aliases = connection.Query<(long Member, string Name)>(
            """
            SELECT a.member_id, a.canonical_name FROM player_name_aliases a
            WHERE NOT EXISTS (SELECT 1 FROM player_names n WHERE n.normalized_name = a.normalized_name AND n.member_id = a.member_id)
            """);
        return new NameIndex(spans
            .Select(row => new BorneName(
                interim.GetValueOrDefault((row.Member, PlayerName.Standardise(row.Name)), row.Member),
                row.Name,
                row.From ?? (renamed.Contains(row.Member) && seen.TryGetValue(row.Member, out var first) ? first : null),
                row.To ?? (flagged.TryGetValue(row.Member, out var last) ? last + 1 : null),
                IsProven: row.Source == "wom")
            {
                SeenSince = seen.TryGetValue(row.Member, out var since) ? since : null,
                KnownUntil = row.Known ?? (row.To is null && flagged.TryGetValue(row.Member, out var measured) ? measured : null),
            })
            .Concat(aliases.Select(row => new BorneName(interim.GetValueOrDefault((row.Member, PlayerName.Standardise(row.Name)), row.Member), row.Name, null, null, HasSpan: false))));
    });

    /// <summary>
    /// Profiles that Wise Old Man kept for somebody between a change of name and its approval: gone or archived now, and first seen while the
    /// renamed player bore the new name, which nobody else can bear then. What was said under it is the renamed player's.
    /// </summary>
    private static Dictionary<(long Member, string Name), long> Interim(SqliteConnection connection)
    {
        var bearers = connection.Query<(long Member, string Name, long Since)>(
            """
            SELECT m.id, n.normalized_name, coalesce((
              SELECT min(t) FROM (
                SELECT min(s.timestamp) AS t FROM wom_snapshots s WHERE s.user_id = m.id
                UNION ALL SELECT min(x.joined_at) FROM membership_spans x WHERE x.member_id = m.id)), 0)
            FROM clan_members m JOIN player_names n ON n.member_id = m.id
            WHERE (m.left_at IS NOT NULL OR m.status = 'archived')
              AND NOT EXISTS (SELECT 1 FROM name_changes c WHERE c.wom_player_id = m.wom_player_id)
            """).ToLookup(row => row.Name, StringComparer.Ordinal);
        var suggested = connection.Query<(long Old, long Young)>("SELECT old_member_id, new_member_id FROM rename_suggestions").ToHashSet();
        var interim = new Dictionary<(long Member, string Name), long>();
        foreach (var (member, name, at, until) in connection.Query<(long Member, string Name, long At, long? Until)>(
            """
            SELECT m.id, c.new_name, c.created_at, (
              SELECT min(x.created_at) FROM name_changes x
              WHERE x.wom_player_id = c.wom_player_id AND x.status = 'approved' AND x.created_at > c.created_at)
            FROM name_changes c JOIN clan_members m ON m.wom_player_id = c.wom_player_id
            WHERE c.status = 'approved' ORDER BY c.created_at, c.id
            """))
        {
            var key = PlayerName.Standardise(name);
            foreach (var bearer in bearers[key].Where(bearer => bearer.Member != member && (until is null || bearer.Since < until)
                && (bearer.Since >= at || (suggested.Contains((member, bearer.Member)) && bearer.Since >= at - BorneName.Notice))))
            {
                interim[(bearer.Member, key)] = member;
            }
        }

        return interim;
    }

    /// <summary>
    /// Members Wise Old Man flags, with the time they were last measured: what it found under their name since then cannot be theirs, as their
    /// values would have fallen. Somebody else may bear the name until a change is approved.
    /// </summary>
    private static Dictionary<long, long> Flagged(SqliteConnection connection) => connection
        .Query<(long Member, long? Last)>(
            """
            SELECT m.id, (SELECT max(s.timestamp) FROM wom_snapshots s WHERE s.user_id = m.id)
            FROM clan_members m WHERE m.status = 'flagged' AND m.left_at IS NULL
            """)
        .Where(row => row.Last is not null)
        .ToDictionary(row => row.Member, row => row.Last!.Value);

    /// <summary>Members by linked account.</summary>
    public Dictionary<long, long> LinkedAccounts() => database.Read("identities: linked accounts", connection => connection
        .Query<(long Author, long Member)>("SELECT author_id, member_id FROM discord_accounts WHERE member_id IS NOT NULL")
        .ToDictionary(row => row.Author, row => row.Member));

    /// <summary>Names in the game chat that mean nobody, with how many lines of theirs a run brought; most lines first.</summary>
    public IReadOnlyList<(string Name, long Lines)> UnknownNames(long runId) => database.Read("identities: unknown names", connection => connection
        .Query<(string, long)>(
            """
            SELECT author_name, count(*) FROM discord_messages
            WHERE user_id IS NULL AND kind IN ('chat', 'relay', 'broadcast') AND kind IN ('relay', 'broadcast') AND author_name IS NOT NULL
              AND run_id = @runId
            GROUP BY author_name ORDER BY 2 DESC, 1
            """,
            new { runId }).ToList());

    /// <summary>How much is known of whose what is: rows that point to nobody, and accounts of people.</summary>
    public Coverage Coverage() => database.Read("identities: coverage", connection =>
    {
        var counts = new long[4];
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT count(*) FILTER (WHERE kind <> 'chat'), count(*) FILTER (WHERE kind = 'chat'),
              (SELECT count(member_id) FROM discord_accounts WHERE kind = 'user'), (SELECT count(*) FROM discord_accounts WHERE kind = 'user')
            FROM discord_messages WHERE user_id IS NULL AND kind IN ('chat', 'relay', 'broadcast')
            """;
        using var reader = command.ExecuteReader();
        reader.Read();
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] = reader.GetInt64(i);
        }

        return new Coverage(counts[0], counts[1], counts[2], counts[3]);
    });

    /// <summary>
    /// Applies a plan of links and points every row to whom its name or account means now. One transaction; rows that are right stay. What is
    /// moved follows from names and decisions alone: take either back, apply again, and every row is where it was.
    /// </summary>
    /// <param name="plan">Links and persons.</param>
    /// <param name="names">Every name with its bearers.</param>
    /// <param name="now">Business time.</param>
    /// <param name="runId">The run; null outside of one.</param>
    /// <param name="everything">Whether to look at every row, also at those nothing new is known about.</param>
    /// <param name="cancellationToken">Stops before the transaction begins.</param>
    public IdentityChange Apply(
        LinkPlan plan, NameIndex names, UtcInstant now, long? runId, bool everything, CancellationToken cancellationToken) => database.Write(
        "identities: apply",
        unit =>
        {
            SaveLinks(unit, plan.Changes);
            SavePersons(unit, plan.Persons);
            var evidence = LinkStore.Save(unit, plan.Links, now);
            var repoint = new RepointStore(unit, now, runId);
            repoint.Settle(names, everything);
            var chat = repoint.Moves.Sum(move => move.Key.Name is null ? move.Rows : 0);
            var game = repoint.Moves.Sum(move => move.Rows) - chat;
            var undone = plan.Changes.Count(link => link.MemberId is null);
            return new IdentityChange(plan.Changes.Count - undone, undone, game, chat) { Persons = plan.Persons.Count, Evidence = evidence, Moves = repoint.Moves };
        },
        cancellationToken);

    private static void SaveLinks(UnitOfWork unit, IReadOnlyList<LinkChange> links)
    {
        var update = unit.Prepare("UPDATE discord_accounts SET member_id = ?2, link_source = ?3 WHERE author_id = ?1");
        foreach (var link in links)
        {
            update.Execute(link.AuthorId, link.MemberId, link.Source);
        }
    }

    private static void SavePersons(UnitOfWork unit, IReadOnlyDictionary<long, long> persons)
    {
        var update = unit.Prepare("UPDATE clan_members SET person_id = ?2 WHERE id = ?1");
        foreach (var (member, main) in persons)
        {
            update.Execute(member, main);
        }
    }
}
