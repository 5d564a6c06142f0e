using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;

namespace ClanStats.Storage.LegacyImport;

/// <summary>A Discord account as the old database shows it.</summary>
/// <param name="AuthorId">Discord's id.</param>
/// <param name="Name">The name it showed last.</param>
/// <param name="Kind">user, webhook or deleted.</param>
/// <param name="First">Time of its first message.</param>
/// <param name="Last">Time of its last message.</param>
/// <param name="MemberId">The member its names prove it to be; null if they prove nothing.</param>
internal sealed record AdoptedAccount(long AuthorId, string Name, string Kind, UtcInstant First, UtcInstant Last, long? MemberId);

/// <summary>A message to be entered.</summary>
internal sealed record AdoptedMessage(
    long Id, long ChannelId, long? UserId, long? AuthorId, string? AuthorName, string Kind, UtcInstant At, int? Length, int? Words, RelayEvent? Event, string? Text);

/// <summary>What became of a message.</summary>
internal enum MessageFate
{
    /// <summary>It came in.</summary>
    Carried,

    /// <summary>It was there.</summary>
    Known,

    /// <summary>It was there and was given its text.</summary>
    GivenText,
}

/// <summary>Enters accounts, channels and messages in the caller's transaction; what is there stays.</summary>
internal sealed class AdoptedMessageStore(UnitOfWork unit)
{
    /// <summary>What links found in the old database are called in discord_accounts.link_source.</summary>
    public const string LinkSource = "legacy";

    private readonly MessageCounters _counters = new();

    /// <summary>Kinds of the accounts the database knows: a harvest was told what the old program never noted.</summary>
    public Dictionary<long, string> KnownKinds() => unit
        .Query<(long Id, string Kind)>("SELECT author_id, kind FROM discord_accounts").ToDictionary(row => row.Id, row => row.Kind);

    /// <summary>Enters an account; one that is known gets an earlier first time and, if nobody ever decided about its link, the member.</summary>
    public void Save(AdoptedAccount account) => unit.Prepare(
        $"""
        INSERT INTO discord_accounts (author_id, name, kind, first_seen_at, last_seen_at, member_id, link_source)
          VALUES (?1, ?2, ?3, ?4, ?5, ?6, CASE WHEN ?6 IS NULL THEN NULL ELSE '{LinkSource}' END)
        ON CONFLICT (author_id) DO UPDATE SET
          first_seen_at = min(coalesce(first_seen_at, excluded.first_seen_at), excluded.first_seen_at),
          member_id = coalesce(member_id, CASE WHEN link_source IS NULL THEN excluded.member_id END),
          link_source = coalesce(link_source, excluded.link_source)
        WHERE first_seen_at IS NULL OR first_seen_at > excluded.first_seen_at
          OR (member_id IS NULL AND link_source IS NULL AND excluded.member_id IS NOT NULL)
        """).Execute(account.AuthorId, account.Name, account.Kind, account.First.Milliseconds, account.Last.Milliseconds, account.MemberId);

    /// <summary>Enters a channel, and where the nightly reading goes on in it: behind the newest message of the old database.</summary>
    public void Save(long channelId, string name, Snowflake first, Snowflake last, UtcInstant now)
    {
        unit.Execute(
            """
            INSERT INTO discord_channels (channel_id, name, type, state, state_since, first_read_at, last_read_at)
              VALUES (@channelId, @name, 0, 'readable', @first, @first, @last)
            ON CONFLICT (channel_id) DO NOTHING
            """,
            new { channelId, name, first = first.Time.Milliseconds, last = last.Time.Milliseconds });
        unit.Execute(
            """
            INSERT INTO harvest_cursors (source, key, value, updated_at) VALUES ('discord', @key, @value, @now)
            ON CONFLICT (source, key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at, run_id = NULL
            WHERE CAST(value AS INTEGER) < CAST(excluded.value AS INTEGER)
            """,
            new { key = new Snowflake(channelId).ToString(), value = last.ToString(), now = now.Milliseconds });
    }

    /// <summary>Enters a message and counts it.</summary>
    public MessageFate Save(AdoptedMessage row)
    {
        var isNew = unit.Prepare(
            """
            INSERT INTO discord_messages
              (id, channel_id, user_id, author_id, author_name, kind, created_at, length, content, broadcast_type, broadcast_item, broadcast_value,
               broadcast_quantity, broadcast_other, words)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15) ON CONFLICT (channel_id, id) DO NOTHING
            """).Execute(
            row.Id, row.ChannelId, row.UserId, row.AuthorId, row.AuthorName, row.Kind, row.At.Milliseconds, row.Length, row.Text,
            row.Event?.Type, row.Event?.Item, row.Event?.Value, row.Event?.Quantity, row.Event?.Other, row.Words) > 0;
        if (isNew)
        {
            _counters.Count(row.Kind, row.UserId, row.At);
            return MessageFate.Carried;
        }

        return row.Text is not null && unit.Prepare(
            "UPDATE discord_messages SET content = ?3, keep_until = NULL WHERE channel_id = ?1 AND id = ?2 AND (content IS NULL OR keep_until IS NOT NULL)")
            .Execute(row.ChannelId, row.Id, row.Text) > 0
            ? MessageFate.GivenText
            : MessageFate.Known;
    }

    /// <summary>Writes the counts of what came in.</summary>
    public void SaveCounts() => _counters.Save(unit);
}
