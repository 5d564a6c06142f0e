using System.Text.Json;
using ClanStats.Domain.Activity;

namespace ClanStats.Storage;

/// <summary>Whose snapshots are written.</summary>
/// <param name="MemberId">Row of clan_members.</param>
/// <param name="Username">The standardised name at the time of reading.</param>
/// <param name="RunId">The run that brought them; null if none did.</param>
internal sealed record SnapshotOwner(long MemberId, string Username, long? RunId);

/// <summary>Writes the rows of one player's snapshots: the snapshot, its boss rows, its answer.</summary>
internal sealed class SnapshotWriter(UnitOfWork unit, MetricRegistry metrics, SnapshotOwner owner)
{
    /// <summary>Adds a snapshot with a row for each boss whose kills changed.</summary>
    public void Insert(SnapshotRow row, CountedSnapshot counted)
    {
        row.Id = unit.Prepare(
            """
            INSERT INTO wom_snapshots (user_id, username, timestamp, total_xp, total_boss_kills, ehp, ehb, xp_gained, boss_gained, ehp_gained,
              ehb_gained, metric_values, source, run_id)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
            """).Insert(
            owner.MemberId,
            owner.Username,
            row.At.Milliseconds,
            row.Xp,
            row.Kills,
            row.Ehp,
            row.Ehb,
            counted.Xp,
            counted.Boss,
            counted.Ehp,
            counted.Ehb,
            row.Values.Encode(),
            row.Source,
            owner.RunId);
        SaveBase(row.At, counted);
        foreach (var boss in counted.ChangedBosses)
        {
            AddBoss(row, boss);
        }
    }

    /// <summary>Brings a stored snapshot in line with what is counted now, or gives it the values of the better source.</summary>
    public void Update(SnapshotRow row, CountedSnapshot counted)
    {
        if (row.Replaces)
        {
            unit.Prepare(
                """
                UPDATE wom_snapshots SET total_xp = ?2, total_boss_kills = ?3, ehp = ?4, ehb = ?5, metric_values = ?6, source = ?7, run_id = ?8 WHERE id = ?1
                """).Execute(row.Id, row.Xp, row.Kills, row.Ehp, row.Ehb, row.Values.Encode(), row.Source, owner.RunId);
            unit.Prepare("DELETE FROM boss_snapshots WHERE wom_snapshot_id = ?1").Execute(row.Id);
            AnswerStore.Remove(unit, row.Id);
        }

        unit.Prepare(
            """
            UPDATE wom_snapshots SET xp_gained = ?2, boss_gained = ?3, ehp_gained = ?4, ehb_gained = ?5
            WHERE id = ?1 AND (xp_gained <> ?2 OR boss_gained <> ?3 OR ehp_gained <> ?4 OR ehb_gained <> ?5)
            """).Execute(row.Id, counted.Xp, counted.Boss, counted.Ehp, counted.Ehb);
        SaveBase(row.At, counted);
        KeepOnly(row, counted.ChangedBosses);
    }

    /// <summary>Stores the answers of the rows that have one.</summary>
    public void StoreAnswers(IReadOnlyList<SnapshotRow> rows) => AnswerStore.Add(
        unit, owner.MemberId, [.. rows.Where(row => !row.Answer.IsEmpty).Select(row => (row.Id, row.Answer))]);

    private void SaveBase(UtcInstant at, CountedSnapshot counted)
    {
        if (counted.NewBase is { } next)
        {
            unit.Prepare("INSERT INTO gain_bases (member_id, valid_from, base) VALUES (?1, ?2, ?3)")
                .Execute(owner.MemberId, at.Milliseconds, next.Encode());
        }
    }

    private void AddBoss(SnapshotRow row, Metric boss) =>
        unit.Prepare("INSERT INTO boss_snapshots (wom_snapshot_id, boss_name, kills, rank) VALUES (?1, ?2, ?3, ?4)")
            .Execute(row.Id, boss.Name, row.Values[boss.Id], row.RankOf(boss.Id));

    /// <summary>One that no longer marks a change goes; one that now does gets its rank from the stored answer.</summary>
    private void KeepOnly(SnapshotRow row, IReadOnlyList<Metric> changed)
    {
        var wanted = changed.ToDictionary(boss => boss.Name, StringComparer.Ordinal);
        var gone = new List<string>();
        unit.Prepare("SELECT boss_name FROM boss_snapshots WHERE wom_snapshot_id = ?1").ForEach(
            reader =>
            {
                if (!wanted.Remove(reader.GetString(0)))
                {
                    gone.Add(reader.GetString(0));
                }
            },
            row.Id);
        foreach (var name in gone)
        {
            unit.Prepare("DELETE FROM boss_snapshots WHERE wom_snapshot_id = ?1 AND boss_name = ?2").Execute(row.Id, name);
        }

        if (wanted.Count == 0)
        {
            return;
        }

        row.Ranks ??= ReadRanks(row);
        foreach (var boss in changed.Where(boss => wanted.ContainsKey(boss.Name)))
        {
            AddBoss(row, boss);
        }
    }

    private long[] ReadRanks(SnapshotRow row)
    {
        var ranks = new long[metrics.Count];
        Array.Fill(ranks, MetricVector.Unranked);
        if (AnswerStore.Find(unit, row.Id) is not { } bytes)
        {
            return ranks;
        }

        using var answer = JsonDocument.Parse(bytes);
        foreach (var boss in answer.RootElement.GetProperty("data").GetProperty("bosses").EnumerateObject())
        {
            if (metrics.Find(boss.Name) is { } id && boss.Value.TryGetProperty("rank", out var rank) && rank.TryGetInt64(out var place) && place >= 0)
            {
                ranks[id] = place;
            }
        }

        return ranks;
    }
}
