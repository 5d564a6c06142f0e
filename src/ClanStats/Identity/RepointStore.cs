using ClanStats.Domain.Activity;
using ClanStats.Storage;

namespace ClanStats.Identity;

/// <summary>Rows of one name or account that went from one member to another.</summary>
/// <param name="Name">The name in the game; null where an account moved them.</param>
/// <param name="AuthorId">The account; null where a name moved them.</param>
/// <param name="Before">Whose they were; null: nobody's.</param>
/// <param name="After">Whose they are; null: nobody's.</param>
internal readonly record struct RepointKey(string? Name, long? AuthorId, long? Before, long? After);

/// <summary>How many rows went.</summary>
internal readonly record struct Repointing(RepointKey Key, int Rows);

/// <summary>Points rows to people in the caller's transaction, with their counts, and notes what it moved.</summary>
internal sealed class RepointStore(UnitOfWork unit, UtcInstant now, long? runId)
{
    private readonly List<Repointing> _moves = [];

    /// <summary>What was moved so far.</summary>
    public IReadOnlyList<Repointing> Moves => _moves;

    /// <summary>Gives lines of the game chat to whom their name meant when they were written.</summary>
    public int GameLines(NameIndex names)
    {
        FillMeanings(names);
        var moved = Point(
            "name",
            """
            SELECT d.channel_id, d.id, d.kind, d.created_at, d.user_id, meaning.member_id, d.author_name, NULL
            FROM discord_messages d JOIN temp.name_meanings AS meaning
              ON meaning.name = d.author_name AND d.created_at >= meaning.valid_from AND d.created_at < meaning.valid_to
            WHERE d.kind IN ('relay', 'broadcast') AND d.user_id IS NOT meaning.member_id
            """);
        unit.Execute("DELETE FROM temp.name_meanings");
        return moved;
    }

    /// <summary>Gives lines of Discord users to whom their account is linked.</summary>
    public int ChatLines() => Point(
        "account",
        """
        SELECT d.channel_id, d.id, d.kind, d.created_at, d.user_id, account.member_id, NULL, d.author_id
        FROM discord_messages d JOIN discord_accounts AS account ON account.author_id = d.author_id
        WHERE account.kind IN ('user', 'deleted') AND d.kind = 'chat' AND d.user_id IS NOT account.member_id
        """);

    /// <summary>Gives rows to whom they mean now, and their counts with them.</summary>
    /// <param name="cause">name or account.</param>
    /// <param name="wrong">Selects the rows that point elsewhere: channel, id, kind, time, member so far, member from now on, name, account.</param>
    private int Point(string cause, string wrong)
    {
        var counters = new MessageCounters();
        var moves = new List<(long Channel, long Id, long? Member)>();
        var counts = new Dictionary<RepointKey, int>();
        unit.Prepare(wrong).ForEach(row =>
        {
            var (kind, at) = (row.GetString(2), new UtcInstant(row.GetInt64(3)));
            var (before, after) = (row.IsDBNull(4) ? (long?)null : row.GetInt64(4), row.IsDBNull(5) ? (long?)null : row.GetInt64(5));
            var key = new RepointKey(row.IsDBNull(6) ? null : row.GetString(6), row.IsDBNull(7) ? null : row.GetInt64(7), before, after);
            counters.Count(kind, before, at, times: -1);
            counters.Count(kind, after, at);
            moves.Add((row.GetInt64(0), row.GetInt64(1), after));
            counts[key] = counts.GetValueOrDefault(key) + 1;
        });
        var point = unit.Prepare("UPDATE discord_messages SET user_id = ?3 WHERE channel_id = ?1 AND id = ?2");
        foreach (var (channel, id, member) in moves)
        {
            point.Execute(channel, id, member);
        }

        counters.Save(unit);
        Note(cause, counts);
        return moves.Count;
    }

    private void Note(string cause, Dictionary<RepointKey, int> counts)
    {
        var note = unit.Prepare(
            "INSERT INTO repointings (at, cause, name, author_id, member_before, member_after, moved, run_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
        foreach (var (key, count) in counts)
        {
            note.Execute(now.Milliseconds, cause, key.Name, key.AuthorId, key.Before, key.After, count, runId);
            _moves.Add(new Repointing(key, count));
        }
    }

    private void FillMeanings(NameIndex names)
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
