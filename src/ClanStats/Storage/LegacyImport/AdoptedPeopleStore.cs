using ClanStats.Domain.Activity;

namespace ClanStats.Storage.LegacyImport;

/// <summary>A member the database holds already.</summary>
internal sealed record KnownMember(long Id, long? WomPlayerId, string Username, long? LeftAt, long? LegacyJoinedAt);

/// <summary>Somebody to be entered.</summary>
/// <param name="WomPlayerId">WOM's player id; null if nothing says it.</param>
/// <param name="Username">The standardised name.</param>
/// <param name="DisplayName">As people read it.</param>
/// <param name="Role">WOM's api name of the role; null if it is not known.</param>
/// <param name="JoinedAt">When they joined, as the old program knew it.</param>
/// <param name="LeftAt">When they were last seen; null for current members.</param>
/// <param name="LastUpdated">When the old program last wrote the row.</param>
internal sealed record AdoptedMember(
    long? WomPlayerId, string Username, string DisplayName, string? Role, UtcInstant? JoinedAt, UtcInstant? LeftAt, UtcInstant? LastUpdated);

/// <summary>Enters people, their names, and how far their history is known, in the caller's transaction.</summary>
internal sealed class AdoptedPeopleStore(UnitOfWork unit, UtcInstant now)
{
    private const string Source = "legacy";

    /// <summary>Times of the snapshots each member has.</summary>
    public static Dictionary<long, HashSet<long>> StoredTimes(UnitOfWork unit)
    {
        var times = new Dictionary<long, HashSet<long>>();
        unit.Prepare("SELECT user_id, timestamp FROM wom_snapshots WHERE user_id IS NOT NULL").ForEach(reader =>
        {
            var member = reader.GetInt64(0);
            (times.TryGetValue(member, out var known) ? known : times[member] = []).Add(reader.GetInt64(1));
        });
        return times;
    }

    /// <summary>Everybody the database holds.</summary>
    public List<KnownMember> Known() =>
    [
        .. unit.Query<KnownMember>(
            """
            SELECT id AS Id, wom_player_id AS WomPlayerId, username AS Username, left_at AS LeftAt, legacy_joined_at AS LegacyJoinedAt
            FROM clan_members ORDER BY id
            """),
    ];

    /// <summary>Whether a roster was ever read from Wise Old Man: it knows better who is a member.</summary>
    public bool HasRoster() => unit.QueryFirstOrDefault<long?>("SELECT group_id FROM clan_group LIMIT 1") is not null;

    /// <summary>Names each member is known by, as people read them.</summary>
    public ILookup<long, string> Names() => unit
        .Query<(long Member, string Name)>("SELECT member_id, name FROM player_names ORDER BY id")
        .ToLookup(row => row.Member, row => row.Name);

    /// <summary>Enters somebody new with their stay.</summary>
    /// <returns>The row of clan_members.</returns>
    public long Insert(AdoptedMember member)
    {
        var id = unit.QueryFirstOrDefault<long>(
            """
            INSERT INTO clan_members (wom_player_id, username, display_name, role, joined_at, left_at, last_updated, legacy_joined_at)
            VALUES (@WomPlayerId, @Username, @DisplayName, @Role, @joined, @left, @updated, @joined) RETURNING id
            """,
            new
            {
                member.WomPlayerId,
                member.Username,
                member.DisplayName,
                member.Role,
                joined = member.JoinedAt?.Milliseconds,
                left = member.LeftAt?.Milliseconds,
                updated = (member.LastUpdated ?? member.LeftAt)?.Milliseconds,
            });
        unit.Execute(
            """
            UPDATE clan_members SET person_id = id WHERE id = @id;
            INSERT INTO membership_spans (member_id, joined_at, left_at, source) VALUES (@id, @joined, @left, @Source);
            """,
            new { id, Source, joined = member.JoinedAt?.Milliseconds, left = member.LeftAt?.Milliseconds });
        return id;
    }

    /// <summary>Adds to somebody the database holds what only the old program knew; what is known stays.</summary>
    /// <returns>Whether anything was added.</returns>
    public bool Complete(long id, long? womPlayerId, UtcInstant? joinedAt) => unit.Execute(
        """
        UPDATE clan_members SET wom_player_id = coalesce(wom_player_id, @womPlayerId), legacy_joined_at = coalesce(legacy_joined_at, @joined),
          joined_at = coalesce(joined_at, @joined)
        WHERE id = @id AND ((wom_player_id IS NULL AND @womPlayerId IS NOT NULL) OR (legacy_joined_at IS NULL AND @joined IS NOT NULL))
        """,
        new { id, womPlayerId, joined = joinedAt?.Milliseconds }) > 0;

    /// <summary>Enters a span of a name.</summary>
    public void AddName(long id, string name, string key, long? from, long? to) => unit.Execute(
        "INSERT INTO player_names (member_id, name, normalized_name, valid_from, valid_to, source) VALUES (@id, @name, @key, @from, @to, @Source)",
        new { id, name, key, from, to, Source });

    /// <summary>Enters who bears, or last bore, a name. A current bearer takes it from one who is not.</summary>
    public void AddAlias(long id, string name, string key, UtcInstant? first, UtcInstant? last, bool isCurrent) => unit.Execute(
        """
        INSERT INTO player_name_aliases (member_id, normalized_name, canonical_name, source, first_seen_at, last_seen_at, is_current)
          VALUES (@id, @key, @name, @Source, @first, @last,
            @isCurrent AND NOT EXISTS (SELECT 1 FROM player_name_aliases WHERE member_id = @id AND is_current = 1))
        ON CONFLICT (normalized_name) DO UPDATE SET
          member_id = excluded.member_id, canonical_name = excluded.canonical_name, source = excluded.source, is_current = 1
        WHERE excluded.is_current = 1 AND is_current = 0
        """,
        new { id, name, key, Source, isCurrent, first = (first ?? now).Milliseconds, last = (last ?? now).Milliseconds });

    /// <summary>Marks a player's history as read: what the old database held is there.</summary>
    /// <returns>Whether it was not marked before.</returns>
    public bool MarkHistory(long womPlayerId) => unit.Execute(
        """
        INSERT INTO harvest_cursors (source, key, value, updated_at) VALUES ('wom', 'history:' || @womPlayerId, 'end', @now)
        ON CONFLICT (source, key) DO NOTHING
        """,
        new { womPlayerId, now = now.Milliseconds }) > 0;
}
