using ClanStats.Domain.Activity;
using ClanStats.Storage;
using ClanStats.Storage.Forgetting;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ClanStats.Identity;

/// <summary>Links with their evidence, and what officers decided about them.</summary>
internal sealed class LinkStore(Database database)
{
    /// <summary>What links are worked out from, in one state of the database.</summary>
    public LinkFacts Facts() => database.ReadOneState("links: facts", connection => new LinkFacts(
        Accounts(connection), Members(connection), new DecisionsInForce(Decisions(connection))));

    /// <summary>Every decision that was not taken back, oldest first.</summary>
    public IReadOnlyList<LinkDecision> DecisionsInForce() => database.Read("links: decisions", Decisions);

    /// <summary>Every link there is reason to talk about.</summary>
    public IReadOnlyList<ProposedLink> Links() => database.Read("links: list", connection => connection
        .Query<(long Author, long Member, double Weight, string Evidence, string State, string? By, long? At)>(
            "SELECT author_id, member_id, weight, evidence, state, decided_by, decided_at FROM identity_links ORDER BY author_id, weight DESC, member_id")
        .Select(row => new ProposedLink(row.Author, row.Member, row.Weight, row.Evidence, row.State)
        {
            DecidedBy = row.By,
            DecidedAt = row.At is { } at ? new UtcInstant(at) : null,
        }).ToList());

    /// <summary>Brings identity_links in line with a plan; a link that was there before keeps the time it was first seen.</summary>
    /// <returns>How many rows changed.</returns>
    public static int Save(UnitOfWork unit, IReadOnlyList<ProposedLink> links, UtcInstant now)
    {
        var wanted = links.Select(link => (link.AuthorId, link.MemberId)).ToHashSet();
        var gone = unit.Query<(long, long)>("SELECT author_id, member_id FROM identity_links").Where(key => !wanted.Contains(key)).ToList();
        var remove = unit.Prepare("DELETE FROM identity_links WHERE author_id = ?1 AND member_id = ?2");
        var changed = gone.Sum(key => remove.Execute(key.Item1, key.Item2));
        var save = unit.Prepare(
            """
            INSERT INTO identity_links (author_id, member_id, weight, evidence, state, decided_by, decided_at, first_seen_at)
              VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            ON CONFLICT (author_id, member_id) DO UPDATE SET
              weight = excluded.weight, evidence = excluded.evidence, state = excluded.state, decided_by = excluded.decided_by, decided_at = excluded.decided_at
            WHERE weight <> excluded.weight OR evidence <> excluded.evidence OR state <> excluded.state
              OR coalesce(decided_by, '') <> coalesce(excluded.decided_by, '') OR coalesce(decided_at, 0) <> coalesce(excluded.decided_at, 0)
            """);
        return changed + links.Sum(link => save.Execute(
            link.AuthorId, link.MemberId, link.Weight, link.Evidence, link.State, link.DecidedBy, link.DecidedAt?.Milliseconds, now.Milliseconds));
    }

    /// <summary>Enters decisions as one batch, which is taken back as a whole.</summary>
    /// <returns>The batch; 0 if there was nothing to enter.</returns>
    public long Decide(IReadOnlyList<LinkDecision> decisions) => decisions.Count == 0 ? 0 : database.Write("links: decide", unit => Decide(unit, decisions));

    /// <summary>Takes the newest batch back that an officer decided about an account.</summary>
    /// <returns>What was taken back; empty if there is nothing.</returns>
    public IReadOnlyList<LinkDecision> UndoNewest(long authorId, UtcInstant now) => database.Write("links: undo", unit =>
    {
        var standing = Decisions(unit.Connection).Where(decision => decision.By != Identity.DecisionsInForce.PeopleFile).ToList();
        if (standing.LastOrDefault(decision => decision.AuthorId == authorId) is not { } newest)
        {
            return (IReadOnlyList<LinkDecision>)[];
        }

        unit.Execute(
            "UPDATE link_decisions SET undone_at = @now WHERE batch = @Batch AND undone_at IS NULL", new { now = now.Milliseconds, newest.Batch });
        return [.. standing.Where(decision => decision.Batch == newest.Batch)];
    });

    /// <summary>Takes back that a member has no account, where people.yaml did not say so.</summary>
    /// <returns>How many decisions.</returns>
    public int UndoNoAccount(long memberId, UtcInstant now) => database.Write("links: undo no account", unit => unit.Execute(
        "UPDATE link_decisions SET undone_at = @now WHERE member_id = @memberId AND kind = 'none' AND undone_at IS NULL AND decided_by <> @file",
        new { now = now.Milliseconds, memberId, file = Identity.DecisionsInForce.PeopleFile }));

    /// <summary>Brings the decisions of people.yaml in line with the file: what it no longer says is taken back.</summary>
    /// <param name="wanted">What the file says now.</param>
    /// <param name="now">Business time.</param>
    /// <returns>How many came and went.</returns>
    public int FollowPeopleFile(IReadOnlyList<LinkDecision> wanted, UtcInstant now)
    {
        static (string, long?, long, long?) Key(LinkDecision decision) => (decision.Kind, decision.AuthorId, decision.MemberId, decision.MainId);
        var standing = DecisionsInForce().Where(decision => decision.By == Identity.DecisionsInForce.PeopleFile).ToList();
        var (before, after) = (standing.Select(Key).ToHashSet(), wanted.Select(Key).ToHashSet());
        var (gone, come) = (standing.Where(decision => !after.Contains(Key(decision))).ToList(), wanted.Where(decision => !before.Contains(Key(decision))).ToList());
        if (gone.Count + come.Count > 0)
        {
            database.Write("links: people.yaml", unit =>
            {
                var undo = unit.Prepare("UPDATE link_decisions SET undone_at = ?2 WHERE id = ?1");
                gone.ForEach(decision => undo.Execute(decision.Id, now.Milliseconds));
                Decide(unit, come);
            });
        }

        return gone.Count + come.Count;
    }

    private static long Decide(UnitOfWork unit, IReadOnlyList<LinkDecision> decisions)
    {
        var batch = unit.QueryFirstOrDefault<long>("SELECT coalesce(max(batch), 0) + 1 FROM link_decisions");
        var insert = unit.Prepare(
            """
            INSERT INTO link_decisions (batch, kind, author_id, member_id, main_id, decided_by, decided_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            """);
        foreach (var decision in decisions)
        {
            insert.Execute(batch, decision.Kind, decision.AuthorId, decision.MemberId, decision.MainId, decision.By, decision.At.Milliseconds);
        }

        return batch;
    }

    private static List<LinkDecision> Decisions(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT id, batch, kind, author_id, member_id, main_id, decided_by, decided_at FROM link_decisions WHERE undone_at IS NULL ORDER BY id";
        using var reader = command.ExecuteReader();
        var decisions = new List<LinkDecision>();
        while (reader.Read())
        {
            decisions.Add(new LinkDecision(
                reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetInt64(3), reader.GetInt64(4),
                reader.IsDBNull(5) ? null : reader.GetInt64(5), reader.GetString(6), new UtcInstant(reader.GetInt64(7))));
        }

        return decisions;
    }

    private static List<DiscordAccount> Accounts(SqliteConnection connection)
    {
        // An account that came back by a file put in place by hand is nobody's to decide about.
        var forgotten = TombstoneStore.Load(connection);
        var names = connection.Query<(long Author, string Name, long Since)>(
            "SELECT author_id, name, seen_from FROM discord_names WHERE seen_to IS NULL ORDER BY author_id, kind").ToLookup(row => row.Author);
        return
        [
            .. connection.Query<(long Id, string Name, string Kind, long? Member, string? Source, long? First)>(
                """
                SELECT author_id, name, kind, member_id, link_source, first_seen_at FROM discord_accounts
                WHERE kind IN ('user', 'deleted') ORDER BY author_id
                """).Where(row => !forgotten.HasAccount(row.Id)).Select(row => new DiscordAccount(row.Id, row.Name, row.Member, row.Source)
                {
                    OtherNames = [.. names[row.Id].Select(name => name.Name).Where(name => name != row.Name).Distinct(StringComparer.Ordinal)],
                    ShowsSince = names[row.Id].Where(name => name.Name == row.Name).Min(name => (long?)name.Since) is { } since ? new UtcInstant(since) : null,
                    FirstMessage = row.First is { } first ? new UtcInstant(first) : null,
                    IsDeleted = row.Kind == "deleted",
                }),
        ];
    }

    private static List<LinkableMember> Members(SqliteConnection connection)
    {
        var names = connection.Query<(long Member, string Name)>(
            "SELECT member_id, name FROM player_names UNION SELECT member_id, canonical_name FROM player_name_aliases ORDER BY 1, 2").ToLookup(row => row.Member, row => row.Name);
        return
        [
            .. connection.Query<(long Id, long? Person, long? Player, string Name, string Display, long? Left, long? Joined, long? Since, bool Flagged)>(
                """
                SELECT m.id, m.person_id, m.wom_player_id, m.username, m.display_name, m.left_at, m.joined_at, (
                  SELECT min(n.valid_from) FROM player_names n WHERE n.member_id = m.id AND n.valid_to IS NULL AND n.normalized_name = m.username),
                m.left_at IS NULL AND coalesce(m.status, '') = 'flagged'
                FROM clan_members m ORDER BY m.id
                """)
                .Select(row => new LinkableMember(row.Id, row.Person ?? row.Id, row.Name, row.Left is null)
                {
                    WomPlayerId = row.Player,
                    DisplayName = row.Display,
                    IsFlagged = row.Flagged,
                    Names = [.. names[row.Id]],
                    PresentSince = row.Since is { } since ? new UtcInstant(since) : null,
                    JoinedAt = row.Joined is { } joined ? new UtcInstant(joined) : null,
                }),
        ];
    }
}
