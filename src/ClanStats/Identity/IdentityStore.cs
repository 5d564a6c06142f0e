using ClanStats.Domain.Activity;
using ClanStats.Storage;
using Dapper;

namespace ClanStats.Identity;

/// <summary>What pointing rows to people changed.</summary>
/// <param name="Linked">Accounts linked, or linked to somebody else.</param>
/// <param name="Undone">Links undone.</param>
/// <param name="GameLines">Lines of the game chat whose member changed.</param>
/// <param name="ChatLines">Lines of Discord users whose member changed.</param>
internal sealed record IdentityChange(int Linked, int Undone, int GameLines, int ChatLines);

/// <summary>Names, accounts and the rows that point to people.</summary>
internal sealed class IdentityStore(Database database)
{
    /// <summary>Every name with its bearers, as of now.</summary>
    public NameIndex LoadNames() => database.Read("identities: names", connection =>
    {
        var spans = connection.Query<(long Member, string Name, long? From, long? To)>("SELECT member_id, name, valid_from, valid_to FROM player_names");
        var aliases = connection.Query<(long Member, string Name)>(
            """
            SELECT a.member_id, a.canonical_name FROM player_name_aliases a
            WHERE NOT EXISTS (SELECT 1 FROM player_names n WHERE n.normalized_name = a.normalized_name AND n.member_id = a.member_id)
            """);
        return new NameIndex(spans
            .Select(row => new BorneName(row.Member, row.Name, row.From, row.To))
            .Concat(aliases.Select(row => new BorneName(row.Member, row.Name, null, null, HasSpan: false))));
    });

    /// <summary>Members by linked account.</summary>
    public Dictionary<long, long> LinkedAccounts() => database.Read("identities: linked accounts", connection => connection
        .Query<(long Author, long Member)>("SELECT author_id, member_id FROM discord_accounts WHERE member_id IS NOT NULL")
        .ToDictionary(row => row.Author, row => row.Member));

    /// <summary>Accounts of people.</summary>
    public IReadOnlyList<DiscordAccount> People() => database.Read("identities: accounts", connection =>
    {
        var rows = connection.Query<(long Id, string Name, long? Member, string? Source)>(
            "SELECT author_id, name, member_id, link_source FROM discord_accounts WHERE kind = 'user' ORDER BY author_id");
        return rows.Select(row => new DiscordAccount(row.Id, row.Name, row.Member, row.Source)).ToList();
    });

    /// <summary>Current members by standardised name, which is unique among them.</summary>
    public Dictionary<string, long> CurrentMembers() => database.Read("identities: members", connection => connection
        .Query<(string Name, long Id)>("SELECT username, id FROM clan_members WHERE left_at IS NULL")
        .ToDictionary(row => row.Name, row => row.Id, StringComparer.Ordinal));

    /// <summary>Rows of the game chat, and of Discord users, that point to nobody.</summary>
    public (long Game, long Chat) Unassigned() => database.Read("identities: unassigned", connection => connection
        .QuerySingle<(long, long)>(
            """
            SELECT count(*) FILTER (WHERE kind <> 'chat'), count(*) FILTER (WHERE kind = 'chat')
            FROM discord_messages WHERE user_id IS NULL AND kind IN ('relay', 'broadcast', 'chat')
            """));

    /// <summary>Applies changed links and points every row to whom its name or account means now. One transaction; rows that are right stay.</summary>
    public IdentityChange Apply(IReadOnlyList<LinkChange> links, NameIndex names, CancellationToken cancellationToken) => database.Write(
        "identities: apply",
        unit =>
        {
            SaveLinks(unit, links);
            FillMeanings(unit, names);
            var game = Point(
                unit,
                """
                SELECT d.channel_id, d.id, d.kind, d.created_at, d.user_id, meaning.member_id
                FROM discord_messages d JOIN temp.name_meanings AS meaning
                  ON meaning.name = d.author_name AND d.created_at >= meaning.valid_from AND d.created_at < meaning.valid_to
                WHERE d.kind IN ('relay', 'broadcast') AND d.user_id IS NOT meaning.member_id
                """);
            unit.Execute("DELETE FROM temp.name_meanings");
            var chat = Point(
                unit,
                """
                SELECT d.channel_id, d.id, d.kind, d.created_at, d.user_id, account.member_id
                FROM discord_messages d JOIN discord_accounts AS account ON account.author_id = d.author_id
                WHERE account.kind IN ('user', 'deleted') AND d.kind = 'chat' AND d.user_id IS NOT account.member_id
                """);
            var undone = links.Count(link => link.MemberId is null);
            return new IdentityChange(links.Count - undone, undone, game, chat);
        },
        cancellationToken);

    /// <summary>Gives rows to whom they mean now, and their counts with them.</summary>
    /// <param name="unit">The transaction.</param>
    /// <param name="wrong">Selects the rows that point elsewhere: channel, id, kind, time, member so far, member from now on.</param>
    private static int Point(UnitOfWork unit, string wrong)
    {
        var counters = new MessageCounters();
        var moves = new List<(long Channel, long Id, long? Member)>();
        unit.Prepare(wrong).ForEach(row =>
        {
            var (kind, at) = (row.GetString(2), new UtcInstant(row.GetInt64(3)));
            var (before, after) = (row.IsDBNull(4) ? (long?)null : row.GetInt64(4), row.IsDBNull(5) ? (long?)null : row.GetInt64(5));
            counters.Count(kind, before, at, times: -1);
            counters.Count(kind, after, at);
            moves.Add((row.GetInt64(0), row.GetInt64(1), after));
        });
        var point = unit.Prepare("UPDATE discord_messages SET user_id = ?3 WHERE channel_id = ?1 AND id = ?2");
        foreach (var (channel, id, member) in moves)
        {
            point.Execute(channel, id, member);
        }

        counters.Save(unit);
        return moves.Count;
    }

    private static void SaveLinks(UnitOfWork unit, IReadOnlyList<LinkChange> links)
    {
        var update = unit.Prepare("UPDATE discord_accounts SET member_id = ?2, link_source = ?3 WHERE author_id = ?1");
        foreach (var link in links)
        {
            update.Execute(link.AuthorId, link.MemberId, link.MemberId is null ? null : AccountLinks.ByName);
        }
    }

    private static void FillMeanings(UnitOfWork unit, NameIndex names)
    {
        unit.Execute(
            """
            CREATE TEMP TABLE IF NOT EXISTS name_meanings (
              name TEXT NOT NULL, valid_from INTEGER NOT NULL, valid_to INTEGER NOT NULL, member_id INTEGER, PRIMARY KEY (name, valid_from)) WITHOUT ROWID;
            DELETE FROM temp.name_meanings;
            """);
        var seen = unit.Query<string>(
            "SELECT DISTINCT author_name FROM discord_messages WHERE kind IN ('relay', 'broadcast') AND author_name IS NOT NULL").ToList();
        var insert = unit.Prepare("INSERT INTO temp.name_meanings (name, valid_from, valid_to, member_id) VALUES (?1, ?2, ?3, ?4)");
        foreach (var name in seen)
        {
            foreach (var meaning in names.Meanings(name))
            {
                insert.Execute(name, meaning.From, meaning.To, meaning.MemberId);
            }
        }
    }
}
