using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
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

/// <summary>
/// Points rows to people in the caller's transaction, with their counts, and notes what it moved. Looked at are only rows that may stand
/// wrong: those of names and accounts that mean something else than the last time, and those that came since.
/// </summary>
internal sealed class RepointStore(UnitOfWork unit, UtcInstant now, long? runId)
{
    /// <summary>From this many members and accounts on, one look at everything is shorter.</summary>
    private const int MostPlaces = 40;

    /// <summary>Rows of a longer time are read sooner in the order in which they lie.</summary>
    private const int MostDays = 60;

    private const string Columns = "SELECT channel_id, id, kind, created_at, user_id, author_name, author_id FROM discord_messages";
    private const string Nobodys = "user_id IS NULL AND kind IN ('chat', 'relay', 'broadcast')";

    private readonly List<Repointing> _moves = [];

    /// <summary>What was moved so far.</summary>
    public IReadOnlyList<Repointing> Moves => _moves;

    /// <summary>Gives every row to whom its name meant when it was written, or whose its account is.</summary>
    /// <param name="names">Every name with its bearers.</param>
    /// <param name="everything">Whether to look at every row whatever is known of it.</param>
    public void Settle(NameIndex names, bool everything)
    {
        var settled = new SettledStore(unit);
        var families = names.Families();
        var unsettled = settled.Compare(families);
        var owners = new RowOwners(names, settled.Links());
        var span = UnsettledLines.Read(unit);
        if (everything || unsettled.Places > MostPlaces || (span is { } longest && longest.From.PlusDays(MostDays) < longest.To))
        {
            Point(Wrong(owners, $"{Columns} WHERE kind IN ('chat', 'relay', 'broadcast')"));
        }
        else
        {
            Point(owners, unsettled);
            if (span is { } brought)
            {
                Point(Wrong(
                    owners,
                    $"{Columns} WHERE created_at BETWEEN ?1 AND ?2 AND kind IN ('chat', 'relay', 'broadcast')",
                    brought.From.Milliseconds,
                    brought.To.Milliseconds));
            }
        }

        settled.Settle(unsettled, families);
    }

    private void Point(RowOwners owners, UnsettledMeanings unsettled)
    {
        var wrong = new List<WrongRow>();
        foreach (var member in unsettled.Members)
        {
            wrong.AddRange(Wrong(owners, $"{Columns} WHERE user_id = ?1 AND kind IN ('chat', 'relay', 'broadcast')", member));
        }

        foreach (var name in unsettled.Names.Count == 0 ? [] : NamesOfNobody().Where(name => unsettled.Names.Contains(PlayerName.Normalize(name))))
        {
            wrong.AddRange(Wrong(owners, $"{Columns} WHERE {Nobodys} AND kind IN ('relay', 'broadcast') AND author_name = ?1", name));
        }

        foreach (var account in unsettled.Accounts)
        {
            wrong.AddRange(Wrong(owners, $"{Columns} WHERE {Nobodys} AND kind = 'chat' AND author_id = ?1", account));
        }

        Point(wrong);
    }

    private List<string> NamesOfNobody()
    {
        var names = new List<string>();
        unit.Prepare($"SELECT DISTINCT author_name FROM discord_messages WHERE {Nobodys} AND kind IN ('relay', 'broadcast') AND author_name IS NOT NULL")
            .ForEach(row => names.Add(row.GetString(0)));
        return names;
    }

    /// <summary>The rows of a statement that point elsewhere than they should.</summary>
    private List<WrongRow> Wrong(RowOwners owners, string sql, params ReadOnlySpan<SqlValue> values)
    {
        const int Kind = 2, CreatedAt = 3, Member = 4, Name = 5, Author = 6;
        var wrong = new List<WrongRow>();
        unit.Prepare(sql).ForEach(
            row =>
            {
                var (kind, at) = (row.GetString(Kind), new UtcInstant(row.GetInt64(CreatedAt)));
                var before = row.IsDBNull(Member) ? (long?)null : row.GetInt64(Member);
                var (name, author) = (row.IsDBNull(Name) ? null : row.GetString(Name), row.IsDBNull(Author) ? (long?)null : row.GetInt64(Author));
                if (owners.TryFind(kind, name, author, at, out var after) && after != before)
                {
                    var key = kind == "chat" ? new RepointKey(null, author, before, after) : new RepointKey(name, null, before, after);
                    wrong.Add(new WrongRow(row.GetInt64(0), row.GetInt64(1), kind, at, key));
                }
            },
            values);
        return wrong;
    }

    private void Point(IReadOnlyList<WrongRow> rows)
    {
        var counters = new MessageCounters();
        var point = unit.Prepare("UPDATE discord_messages SET user_id = ?3 WHERE channel_id = ?1 AND id = ?2");
        foreach (var row in rows)
        {
            counters.Count(row.Kind, row.Key.Before, row.At, times: -1);
            counters.Count(row.Kind, row.Key.After, row.At);
            point.Execute(row.Channel, row.Id, row.Key.After);
        }

        counters.Save(unit);
        Note(rows.CountBy(row => row.Key));
    }

    private void Note(IEnumerable<KeyValuePair<RepointKey, int>> counts)
    {
        var note = unit.Prepare(
            "INSERT INTO repointings (at, cause, name, author_id, member_before, member_after, moved, run_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
        foreach (var (key, count) in counts)
        {
            note.Execute(
                now.Milliseconds, key.Name is null ? "account" : "name", key.Name, key.AuthorId, key.Before, key.After, count, runId);
            _moves.Add(new Repointing(key, count));
        }
    }

    /// <summary>A row that points elsewhere than it should.</summary>
    private readonly record struct WrongRow(long Channel, long Id, string Kind, UtcInstant At, RepointKey Key);
}
