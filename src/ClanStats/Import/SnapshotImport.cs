using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using ClanStats.Storage;
using ClanStats.Storage.LegacyImport;

namespace ClanStats.Import;

/// <summary>Brings all snapshots: two readers by person, one writer.</summary>
internal sealed class SnapshotImport(LegacyFile legacy, LegacyBosses bosses, UtcInstant now, IRunProgress progress)
{
    private const int Readers = 2;
    private const int ItemsAhead = 12;

    /// <summary>Imports in the caller's transaction.</summary>
    /// <param name="unit">The transaction.</param>
    /// <param name="people">Everybody, with their rows of clan_members.</param>
    /// <param name="registry">The metrics the database knows.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public SnapshotTally Run(UnitOfWork unit, IReadOnlyList<LegacyPerson> people, MetricRegistry registry, CancellationToken cancellationToken)
    {
        using var metrics = new SharedMetrics(registry);
        using var task = progress.Start("Importing snapshots", people.Sum(person => (long)person.Rows.Count));
        var context = new ReadingContext(bosses, metrics, AdoptedPeopleStore.StoredTimes(unit), now);

        // The longest histories first, so that no reader is left alone with one at the end.
        var waiting = new Queue<LegacyPerson>(people.Where(person => person.Rows.Count > 0).OrderByDescending(person => person.Rows.Count).ThenBy(person => person.Id));
        var tallies = new List<SnapshotTally>();
        void Produce(Action<ImportItem> emit, CancellationToken token) => legacy.Read(() =>
        {
            using var connection = legacy.Connect();
            var reader = new PersonReader(new LegacyQueries(connection, legacy.Schema, now), context);
            while (Next(waiting) is { } person)
            {
                reader.Read(person, emit, token);
            }

            lock (tallies)
            {
                tallies.Add(reader.Tally);
            }

            return 0;
        });

        var store = new SnapshotStore(registry);
        foreach (var item in Feed.From<ImportItem>(ItemsAhead, [.. Enumerable.Repeat<Action<Action<ImportItem>, CancellationToken>>(Produce, Readers)], cancellationToken))
        {
            Write(unit, store, metrics, registry, item);
            task.Advance(item.Read);
        }

        metrics.Alone(all => all.Save(unit));
        var tally = new SnapshotTally();
        tallies.ForEach(tally.Add);
        return tally;
    }

    private static LegacyPerson? Next(Queue<LegacyPerson> waiting)
    {
        lock (waiting)
        {
            return waiting.TryDequeue(out var person) ? person : null;
        }
    }

    private static void Write(UnitOfWork unit, SnapshotStore store, SharedMetrics metrics, MetricRegistry registry, ImportItem item)
    {
        switch (item)
        {
            case CountedSnapshots counted:
                Insert(unit, registry, counted);
                break;
            case CountingEnded ended:
                SnapshotCountStore.Append(unit, ended.Person.Id, ended.AsOf, ended.Counter);
                break;
            case UncountedSnapshots uncounted:
                metrics.Alone(_ => store.Add(unit, uncounted.Person.Id, uncounted.Username, uncounted.Snapshots, runId: null));
                break;
        }
    }

    private static void Insert(UnitOfWork unit, MetricRegistry registry, CountedSnapshots item)
    {
        var writer = new SnapshotWriter(unit, registry, new SnapshotOwner(item.Person.Id, item.Username, null));
        foreach (var (row, counted) in item.Rows)
        {
            writer.Insert(row, counted);
        }

        if (item.Packed is { } packed)
        {
            AnswerStore.AddPacked(unit, item.Person.Id, packed, [.. item.Rows.Where(row => !row.Row.Answer.IsEmpty).Select(row => row.Row.Id)]);
        }
    }
}
