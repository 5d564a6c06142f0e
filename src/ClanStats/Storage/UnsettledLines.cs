using ClanStats.Domain.Activity;

namespace ClanStats.Storage;

/// <summary>
/// The span of time in which messages came or changed since rows were last pointed to people: they were given to whom their names meant while
/// they were read, of which more may be known by the end of the night. Kept in the transaction of the rows.
/// </summary>
internal static class UnsettledLines
{
    /// <summary>Widens the span.</summary>
    public static void Touch(UnitOfWork unit, UtcInstant from, UtcInstant to) => unit.Prepare(
        """
        INSERT INTO unsettled_lines (id, from_at, to_at) VALUES (1, ?1, ?2)
        ON CONFLICT (id) DO UPDATE SET from_at = min(from_at, excluded.from_at), to_at = max(to_at, excluded.to_at)
        WHERE excluded.from_at < from_at OR excluded.to_at > to_at
        """).Execute(from.Milliseconds, to.Milliseconds);

    /// <summary>Has everything looked at anew, and forgets by which names it stood.</summary>
    public static void TouchEverything(UnitOfWork unit) => unit.Execute(
        """
        DELETE FROM settled_names;
        DELETE FROM settled_inputs;
        DELETE FROM unsettled_lines;
        INSERT INTO unsettled_lines (id, from_at, to_at)
          SELECT 1, m.first, m.last FROM (SELECT min(created_at) AS first, max(created_at) AS last FROM discord_messages) m WHERE m.first IS NOT NULL;
        """);

    /// <summary>The span, both ends included; null where nothing came since.</summary>
    public static (UtcInstant From, UtcInstant To)? Read(UnitOfWork unit)
    {
        (UtcInstant From, UtcInstant To)? span = null;
        unit.Prepare("SELECT from_at, to_at FROM unsettled_lines").ForEach(row => span = (new UtcInstant(row.GetInt64(0)), new UtcInstant(row.GetInt64(1))));
        return span;
    }

    /// <summary>Enters that every row was looked at.</summary>
    public static void Clear(UnitOfWork unit) => unit.Prepare("DELETE FROM unsettled_lines").Execute();
}
