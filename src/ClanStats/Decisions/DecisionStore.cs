using ClanStats.Domain.Activity;
using ClanStats.Domain.Rules;
using ClanStats.Storage;

namespace ClanStats.Decisions;

/// <summary>A copy of the workbook as it was read or written last.</summary>
/// <param name="Size">In bytes.</param>
/// <param name="SavedAt">When it was saved.</param>
/// <param name="Taken">Marks of the edits that were taken from copies at its place.</param>
internal sealed record KnownWorkbook(long Size, UtcInstant SavedAt, IReadOnlySet<string> Taken)
{
    /// <summary>Whether a file is as it was then.</summary>
    public bool Is(WorkbookFile file) => file.Size == Size && file.SavedAt == SavedAt;
}

/// <summary>What officers wrote and from which copies of the workbook it was read.</summary>
internal sealed class DecisionStore(Database database)
{
    /// <summary>The copies known, by place.</summary>
    public IReadOnlyDictionary<string, KnownWorkbook> Workbooks() => database.Read("decisions: workbooks", connection =>
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT place, size, saved_at, taken FROM officer_workbooks";
        using var reader = command.ExecuteReader();
        var known = new Dictionary<string, KnownWorkbook>(StringComparer.Ordinal);
        while (reader.Read())
        {
            var taken = reader.GetString(3).Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
            known[reader.GetString(0)] = new KnownWorkbook(reader.GetInt64(1), new UtcInstant(reader.GetInt64(2)), taken);
        }

        return known;
    });

    /// <summary>Everything that was entered, oldest first.</summary>
    public IReadOnlyList<OfficerEntry> Entries() => database.Read("decisions: entries", connection =>
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT id, member_id, list, says_verdict, verdict, note, decided_by, says_leave, leave_until, noted_leave, decided_at, saved_at FROM officer_entries ORDER BY id";
        using var reader = command.ExecuteReader();
        var entries = new List<OfficerEntry>();
        while (reader.Read())
        {
            entries.Add(new OfficerEntry
            {
                Id = reader.GetInt64(0),
                MemberId = reader.GetInt64(1),
                List = reader.GetString(2),
                SaysVerdict = reader.GetInt64(3) == 1,
                Verdict = reader.IsDBNull(4) ? null : reader.GetString(4),
                Note = reader.GetString(5),
                By = reader.GetString(6),
                SaysLeave = reader.GetInt64(7) == 1,
                LeaveUntil = reader.IsDBNull(8) ? null : new UtcInstant(reader.GetInt64(8)).Date,
                NotedLeave = reader.IsDBNull(9) ? null : new UtcInstant(reader.GetInt64(9)).Date,
                At = new UtcInstant(reader.GetInt64(10)),
                SavedAt = new UtcInstant(reader.GetInt64(11)),
            });
        }

        return (IReadOnlyList<OfficerEntry>)entries;
    });

    /// <summary>Since when somebody stands on a list, by member and list.</summary>
    public IReadOnlyDictionary<(long Member, string List), DateOnly> Listed() => database.Read("decisions: listed", connection =>
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT member_id, list, min(first_day) FROM recommendations WHERE is_open = 1 GROUP BY member_id, list";
        using var reader = command.ExecuteReader();
        var listed = new Dictionary<(long, string), DateOnly>();
        while (reader.Read())
        {
            listed[(reader.GetInt64(0), reader.GetString(1))] = new UtcInstant(reader.GetInt64(2)).Date;
        }

        return (IReadOnlyDictionary<(long, string), DateOnly>)listed;
    });

    /// <summary>Enters what was read together with the copies it was read from; both or neither.</summary>
    /// <param name="entries">The entries; their numbers are given here.</param>
    /// <param name="copies">The copies as they stand, with the marks of what was taken from each.</param>
    /// <param name="runId">The run.</param>
    public void Save(IReadOnlyList<OfficerEntry> entries, IReadOnlyDictionary<string, KnownWorkbook> copies, long runId) =>
        database.Write("decisions: enter", unit =>
        {
            var insert = unit.Prepare(
                """
                INSERT INTO officer_entries (member_id, list, says_verdict, verdict, note, decided_by, says_leave, leave_until, noted_leave, decided_at,
                  file, saved_at, run_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
                """);
            foreach (var entry in entries)
            {
                insert.Execute(
                    entry.MemberId, entry.List, entry.SaysVerdict, entry.Verdict, entry.Note, entry.By, entry.SaysLeave, Start(entry.LeaveUntil),
                    Start(entry.NotedLeave), entry.At.Milliseconds, entry.File, entry.SavedAt.Milliseconds, runId);
            }

            Remember(unit, copies);
        });

    /// <summary>Remembers workbooks the program has just written; what was taken from copies at their place before stays known.</summary>
    public void Remember(IReadOnlyList<WorkbookFile> written) => database.Write("decisions: own workbooks", unit =>
    {
        var save = unit.Prepare(
            """
            INSERT INTO officer_workbooks (place, size, saved_at, taken) VALUES (?1, ?2, ?3, '')
            ON CONFLICT (place) DO UPDATE SET size = excluded.size, saved_at = excluded.saved_at
            """);
        foreach (var file in written)
        {
            save.Execute(file.Place, file.Size, file.SavedAt.Milliseconds);
        }
    });

    private static void Remember(UnitOfWork unit, IReadOnlyDictionary<string, KnownWorkbook> copies)
    {
        var save = unit.Prepare(
            """
            INSERT INTO officer_workbooks (place, size, saved_at, taken) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (place) DO UPDATE SET size = excluded.size, saved_at = excluded.saved_at, taken = excluded.taken
            """);
        foreach (var (place, copy) in copies)
        {
            save.Execute(place, copy.Size, copy.SavedAt.Milliseconds, string.Join(' ', copy.Taken.Order(StringComparer.Ordinal)));
        }
    }

    private static long? Start(DateOnly? day) => day is { } known ? UtcInstant.StartOfDay(known).Milliseconds : null;
}
