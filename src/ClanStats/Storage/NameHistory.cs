using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;

namespace ClanStats.Storage;

/// <summary>
/// Who bears and who bore which name. <c>player_names</c> is the history; <c>player_name_aliases</c> says for each name who bears it now,
/// or bore it last, and is given to somebody else only when that person bears it now.
/// </summary>
internal static class NameHistory
{
    /// <summary>Enters the name a member bears from an instant on.</summary>
    /// <param name="unit">The transaction.</param>
    /// <param name="memberId">Row of clan_members.</param>
    /// <param name="name">As people read it.</param>
    /// <param name="from">Since when, in milliseconds; null if nobody knows.</param>
    /// <param name="source">wom, game, discord, relay, manual or legacy.</param>
    /// <param name="now">Business time.</param>
    public static void Bear(UnitOfWork unit, long memberId, string name, long? from, string source, UtcInstant now)
    {
        var key = PlayerName.Standardise(name);
        if (key.Length == 0)
        {
            return;
        }

        var parameters = new { memberId, name, key, from, source, now = now.Milliseconds };
        unit.Execute(
            """
            UPDATE player_names SET valid_to = coalesce(@from, @now) WHERE member_id = @memberId AND valid_to IS NULL AND name <> @name;
            INSERT INTO player_names (member_id, name, normalized_name, valid_from, source)
              SELECT @memberId, @name, @key, @from, @source
              WHERE NOT EXISTS (SELECT 1 FROM player_names WHERE member_id = @memberId AND valid_to IS NULL AND name = @name);
            UPDATE player_name_aliases SET is_current = 0 WHERE member_id = @memberId AND is_current = 1 AND normalized_name <> @key;
            INSERT INTO player_name_aliases (member_id, normalized_name, canonical_name, source, first_seen_at, last_seen_at, is_current)
              VALUES (@memberId, @key, @name, @source, @now, @now, 1)
            ON CONFLICT (normalized_name) DO UPDATE SET
              member_id = excluded.member_id, canonical_name = excluded.canonical_name, source = excluded.source,
              last_seen_at = excluded.last_seen_at, is_current = 1
            """,
            parameters);
    }

    /// <summary>Enters a name a member bore over a closed span; who bears it now is left as it is.</summary>
    /// <returns>Whether the name was new for the member.</returns>
    public static bool Bore(UnitOfWork unit, long memberId, string name, long? from, long? to, string source, UtcInstant now)
    {
        var key = PlayerName.Standardise(name);
        if (key.Length == 0)
        {
            return false;
        }

        var parameters = new { memberId, name, key, from, to, source, now = now.Milliseconds };
        unit.Execute(
            """
            INSERT OR IGNORE INTO player_name_aliases (member_id, normalized_name, canonical_name, source, first_seen_at, last_seen_at, is_current)
              VALUES (@memberId, @key, @name, @source, coalesce(@from, @to, @now), coalesce(@to, @now), 0)
            """,
            parameters);
        return unit.Execute(
            """
            INSERT INTO player_names (member_id, name, normalized_name, valid_from, valid_to, source)
              SELECT @memberId, @name, @key, @from, @to, @source
              WHERE NOT EXISTS (
                SELECT 1 FROM player_names
                WHERE member_id = @memberId AND normalized_name = @key AND valid_from IS @from AND valid_to IS @to)
            """,
            parameters) > 0;
    }
}
