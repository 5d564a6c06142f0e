using System.Collections.Concurrent;
using ClanStats.Domain.Activity;
using ClanStats.Storage;
using ClanStats.Storage.Forgetting;
using Dapper;

namespace ClanStats.Harvest.Discord;

/// <summary>
/// Keeps who writes on Discord: accounts, webhooks and bots, the names they showed over time, and how relays write. Accounts are told apart by
/// their ids alone: names change, and deleted accounts share one.
/// </summary>
internal sealed class AccountStore(Database database)
{
    /// <summary>What accounts were seen to show in this run, so that it is looked up once and not with every message.</summary>
    private readonly ConcurrentDictionary<(long Author, string Kind), string?> _shown = new();

    /// <summary>Formats of relays found out in earlier runs.</summary>
    public Dictionary<long, RelayFormat> RelayFormatsFound() => database.Read("discord: relay formats", connection => connection
        .Query<(long Author, string Format)>("SELECT author_id, relay_format FROM discord_accounts WHERE relay_format IS NOT NULL")
        .Where(row => RelayFormats.Find(row.Format) is not null)
        .ToDictionary(row => row.Author, row => RelayFormats.Find(row.Format)!.Value));

    /// <summary>The names accounts show in the guild, as last seen.</summary>
    public Dictionary<long, string> Nicknames() => database.Read("discord: nicknames", connection => connection
        .Query<(long Author, string Name)>("SELECT author_id, name FROM discord_names WHERE kind = 'nick' AND seen_to IS NULL")
        .ToDictionary(row => row.Author, row => row.Name));

    /// <summary>Who asked to be forgotten.</summary>
    public ForgottenFilter Forgotten() => database.Read("discord: forgotten", connection =>
    {
        var people = TombstoneStore.Load(connection);
        return new ForgottenFilter(people, TombstoneStore.Members(connection, people));
    });

    /// <summary>What the group calls itself at WOM.</summary>
    public IReadOnlyList<string> GroupNames() => database.Read("discord: clan names", connection =>
        connection.Query<string>("SELECT name FROM clan_group").AsList());

    /// <summary>Enters who is in the guild and under which names. Who is no longer in it has no nickname there any more.</summary>
    /// <param name="members">All members.</param>
    /// <param name="now">Business time.</param>
    public void SaveMembers(IReadOnlyList<DiscordGuildMember> members, UtcInstant now) => database.Write("discord: nicknames", unit =>
    {
        var account = unit.Prepare(
            """
            INSERT INTO discord_accounts (author_id, name, kind) VALUES (?1, ?2, 'user')
            ON CONFLICT (author_id) DO UPDATE SET name = excluded.name WHERE kind = 'user' AND name <> excluded.name
            """);
        var present = new HashSet<long>();
        var forgotten = TombstoneStore.Load(unit.Connection);
        foreach (var member in members.Where(member => member.User is { Bot: false } && !forgotten.HasAccount(member.User.Id.Value)))
        {
            var user = member.User!;
            present.Add(user.Id.Value);
            account.Execute(user.Id.Value, member.Nick ?? user.GlobalName ?? user.Username ?? user.Id.ToString());
            Shows(unit, user.Id.Value, "nick", member.Nick, now);
            ShowsOwn(unit, user, now);
        }

        foreach (var gone in unit.Query<long>("SELECT author_id FROM discord_names WHERE kind = 'nick' AND seen_to IS NULL").Where(id => !present.Contains(id)).ToList())
        {
            Shows(unit, gone, "nick", null, now);
        }
    });

    /// <summary>
    /// Enters the authors of a batch. A deleted account keeps the last name that was its own; an older message never brings an older name
    /// back.
    /// </summary>
    public void Save(UnitOfWork unit, MessageBatch batch, UtcInstant now)
    {
        var account = unit.Prepare(
            """
            INSERT INTO discord_accounts (author_id, name, kind, first_seen_at, last_seen_at) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (author_id) DO UPDATE SET
              name = CASE WHEN excluded.kind = 'deleted' OR excluded.last_seen_at < last_seen_at THEN name ELSE excluded.name END,
              kind = excluded.kind,
              first_seen_at = min(excluded.first_seen_at, coalesce(first_seen_at, excluded.first_seen_at)),
              last_seen_at = max(excluded.last_seen_at, coalesce(last_seen_at, excluded.last_seen_at))
            """);
        foreach (var (author, first) in batch.Authors)
        {
            account.Execute(author.Id, author.Name, author.Kind, first.Milliseconds, author.At.Milliseconds);
            if (author.User is { } user)
            {
                ShowsOwn(unit, user, now);
            }
        }

        var format = unit.Prepare("UPDATE discord_accounts SET relay_format = ?2 WHERE author_id = ?1 AND relay_format IS NULL");
        foreach (var (author, found) in batch.Formats)
        {
            format.Execute(author, RelayFormats.NameOf(found));
        }
    }

    private void ShowsOwn(UnitOfWork unit, DiscordUser user, UtcInstant now)
    {
        Shows(unit, user.Id.Value, "global", user.GlobalName, now);
        Shows(unit, user.Id.Value, "username", user.Username, now);
    }

    /// <summary>Discord shows today's names also on old messages, so a name holds from when it was seen, not from when something was written.</summary>
    private void Shows(UnitOfWork unit, long author, string kind, string? name, UtcInstant now)
    {
        if (_shown.TryGetValue((author, kind), out var noted) && noted == name)
        {
            return;
        }

        var shown = unit.Prepare("SELECT name FROM discord_names WHERE author_id = ?1 AND kind = ?2 AND seen_to IS NULL").Scalar(author, kind) as string;
        _shown[(author, kind)] = name;
        if (shown == name)
        {
            return;
        }

        unit.Prepare("UPDATE discord_names SET seen_to = ?3 WHERE author_id = ?1 AND kind = ?2 AND seen_to IS NULL").Execute(author, kind, now.Milliseconds);
        if (name is not null)
        {
            unit.Prepare(
                """
                INSERT INTO discord_names (author_id, kind, name, seen_from) VALUES (?1, ?2, ?3, ?4)
                ON CONFLICT (author_id, kind, seen_from) DO UPDATE SET name = excluded.name, seen_to = NULL
                """).Execute(author, kind, name, now.Milliseconds);
        }
    }
}
