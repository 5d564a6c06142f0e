using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Storage;
using ClanStats.Storage.LegacyImport;

namespace ClanStats.Import;

/// <summary>What all readers share and none changes.</summary>
/// <param name="Bosses">The old boss rows.</param>
/// <param name="Metrics">The metrics of the database.</param>
/// <param name="Stored">Times of the snapshots each member has already.</param>
/// <param name="Now">Business time.</param>
internal sealed record ReadingContext(
    LegacyBosses Bosses, SharedMetrics Metrics, IReadOnlyDictionary<long, HashSet<long>> Stored, UtcInstant Now);

/// <summary>
/// Reads the snapshots of one person after the other, oldest first. Somebody new is counted and packed here, beside the writer; what goes
/// between snapshots that are stored is left to the store, which counts again. One thread.
/// </summary>
internal sealed class PersonReader(LegacyQueries queries, ReadingContext context)
{
    private readonly LegacyAnswer _answers = new();
    private readonly List<PendingSnapshot> _pending = [];
    private readonly List<PendingSnapshot> _late = [];

    /// <summary>What became of the rows.</summary>
    public SnapshotTally Tally { get; } = new();

    /// <summary>Reads a person.</summary>
    /// <param name="person">Whose snapshots.</param>
    /// <param name="emit">Receives what is to be written.</param>
    /// <param name="cancellationToken">Stops between two snapshots.</param>
    public void Read(LegacyPerson person, Action<ImportItem> emit, CancellationToken cancellationToken)
    {
        var isNew = !context.Stored.TryGetValue(person.Id, out var stored);
        var counter = isNew ? context.Metrics.Use([], metrics => new SnapshotCounter(metrics, new GainLedger(metrics.IsComputed), null)) : null;
        UtcInstant? asOf = null;
        _pending.Clear();
        _late.Clear();
        foreach (var key in person.Rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Take(person, key, stored, asOf) && counter is not null && _pending.Count > SnapshotAnswers.MostPerBlock)
            {
                asOf = Flush(person, counter, _pending.Count - 1, emit);
            }
        }

        if (counter is not null)
        {
            while (_pending.Count > 0)
            {
                asOf = Flush(person, counter, _pending.Count, emit);
            }

            if (asOf is { } end)
            {
                emit(new CountingEnded(person, end, counter));
            }
        }

        Leave(person, [.. _pending, .. _late], emit);
    }

    /// <summary>Reads a row behind what is pending.</summary>
    /// <returns>Whether something is pending now that was not.</returns>
    private bool Take(LegacyPerson person, LegacyKey key, HashSet<long>? stored, UtcInstant? asOf)
    {
        if (Parse(key) is not { } snapshot)
        {
            Tally.WithoutTime++;
            Tally.BossOfRefused += context.Bosses.Of(key.Id).Length;
            return false;
        }

        var at = snapshot.At;
        var entry = new PendingSnapshot(key.Id, NameAt(person, at), snapshot);
        if (stored?.Contains(at.Milliseconds) == true)
        {
            Tally.Known++;
            Tally.BossOfKnown += context.Bosses.Of(key.Id).Length;
            return false;
        }

        var same = _pending.FindIndex(other => other.Snapshot.At == at);
        if (same >= 0 || asOf == at || _late.Exists(other => other.Snapshot.At == at))
        {
            Merge(same, entry);
            return false;
        }

        if ((_pending.Count > 0 && at < _pending[^1].Snapshot.At) || (asOf is { } last && at < last))
        {
            _late.Add(entry);
            return false;
        }

        _pending.Add(entry);
        return true;
    }

    /// <summary>Of two rows that tell the same, the one with an answer stays.</summary>
    private void Merge(int same, PendingSnapshot entry)
    {
        Tally.Merged++;
        var passedOver = entry;
        if (same >= 0 && _pending[same].Snapshot.Answer.IsEmpty && !entry.Snapshot.Answer.IsEmpty)
        {
            (passedOver, _pending[same]) = (_pending[same], entry);
        }

        Tally.BossOfKnown += context.Bosses.Of(passedOver.LegacyId).Length;
    }

    /// <summary>Counts and packs the oldest pending snapshots of one name.</summary>
    /// <returns>The time of the last one.</returns>
    private UtcInstant Flush(LegacyPerson person, SnapshotCounter counter, int most, Action<ImportItem> emit)
    {
        var name = _pending[0].Username;
        var part = _pending.Take(Math.Min(most, SnapshotAnswers.MostPerBlock)).TakeWhile(entry => entry.Username == name).ToList();
        _pending.RemoveRange(0, part.Count);
        List<IncomingSnapshot> snapshots = [.. part.Select(entry => entry.Snapshot)];
        var rows = context.Metrics.Use(snapshots, metrics =>
        {
            var counted = new List<(SnapshotRow Row, CountedSnapshot Counted)>(part.Count);
            foreach (var entry in part)
            {
                var row = SnapshotRow.From(entry.Snapshot, metrics);
                var count = counter.Add(row.At, row.Values);
                counted.Add((row, count));
                Carry(entry, row, metrics, boss => count.ChangedBosses.Any(changed => changed.Id == boss));
            }

            return counted;
        });
        List<ReadOnlyMemory<byte>> answers = [.. snapshots.Where(snapshot => !snapshot.Answer.IsEmpty).Select(snapshot => snapshot.Answer)];
        emit(new CountedSnapshots(person, part.Count, name, rows, answers.Count == 0 ? null : SnapshotAnswers.PackBlock(answers)));
        return part[^1].Snapshot.At;
    }

    /// <summary>Hands over what the store has to count, by name.</summary>
    private void Leave(LegacyPerson person, List<PendingSnapshot> entries, Action<ImportItem> emit)
    {
        foreach (var group in entries.GroupBy(entry => entry.Username, StringComparer.Ordinal))
        {
            List<IncomingSnapshot> snapshots = [.. group.Select(entry => entry.Snapshot)];
            context.Metrics.Use(snapshots, metrics =>
            {
                foreach (var entry in group)
                {
                    Carry(entry, SnapshotRow.From(entry.Snapshot, metrics), metrics, _ => true);
                }

                return 0;
            });
            emit(new UncountedSnapshots(person, snapshots.Count, group.Key, snapshots));
        }
    }

    private void Carry(PendingSnapshot entry, SnapshotRow row, MetricRegistry metrics, Func<int, bool> changed)
    {
        Tally.Carried++;
        Tally.Xp += row.Xp ?? 0;
        var isAnswered = !entry.Snapshot.Answer.IsEmpty;
        Tally.WithoutAnswer += isAnswered ? 0 : 1;
        foreach (var (_, kills) in context.Bosses.Of(entry.LegacyId))
        {
            if (!isAnswered)
            {
                Tally.BossAsValues++;
            }
            else if (metrics.Find(context.Bosses.Names[kills.Boss]) is not { } boss || Math.Max(row.Values[boss], MetricVector.Unranked) != kills.Kills)
            {
                Tally.BossDiffering++;
            }
            else if (changed(boss))
            {
                Tally.BossCarried++;
            }
            else
            {
                Tally.BossRepeated++;
            }
        }
    }

    private IncomingSnapshot? Parse(LegacyKey key)
    {
        var row = queries.Snapshot(key.Id);
        var content = row.Answer is { } answer ? _answers.Read(answer) : null;
        if (content is not null && ForeignTime.Parse(content.CreatedAt, context.Now).Value is { } taken)
        {
            Tally.TimeFromAnswer += taken == key.At ? 0 : 1;
            return new IncomingSnapshot(taken, content.Metrics, row.Answer, SnapshotSources.Legacy);
        }

        return key.At is { } at ? WithoutAnswer(key.Id, at, row) : null;
    }

    /// <summary>The columns of a row whose answer cannot be read, and its boss rows, as values. The old program wrote 0 for hours it did not know.</summary>
    private IncomingSnapshot WithoutAnswer(long id, UtcInstant at, LegacySnapshot row)
    {
        var metrics = new List<IncomingMetric>();
        if (row.TotalXp is >= MetricVector.Unranked and var xp)
        {
            metrics.Add(new IncomingMetric(MetricCatalog.Overall, MetricCategory.Skill, xp, null));
        }

        if (row.Ehp is > 0 and var ehp)
        {
            metrics.Add(new IncomingMetric(MetricCatalog.Ehp, MetricCategory.Computed, ehp, null));
        }

        if (row.Ehb is > 0 and var ehb)
        {
            metrics.Add(new IncomingMetric(MetricCatalog.Ehb, MetricCategory.Computed, ehb, null));
        }

        var seen = new HashSet<int>();
        foreach (var (_, kills) in context.Bosses.Of(id))
        {
            if (kills.Kills >= MetricVector.Unranked && seen.Add(kills.Boss))
            {
                metrics.Add(new IncomingMetric(
                    context.Bosses.Names[kills.Boss], MetricCategory.Boss, kills.Kills, kills.Rank >= 0 ? kills.Rank : null));
            }
        }

        return new IncomingSnapshot(at, metrics, ReadOnlyMemory<byte>.Empty, SnapshotSources.Legacy)
        {
            HoldsEveryBoss = false,
            StatedKills = row.TotalKills is >= 0 ? row.TotalKills : null,
        };
    }

    private static string NameAt(LegacyPerson person, UtcInstant at)
    {
        var name = person.Names.FindLast(name => name.From is not { } from || from <= at.Milliseconds);
        return PlayerName.Standardise(name.Name ?? person.DisplayName);
    }

    private readonly record struct PendingSnapshot(long LegacyId, string Username, IncomingSnapshot Snapshot);
}
