namespace ClanStats.Import;

/// <summary>What became of the old snapshots and boss rows. Each reader has one of its own; they are added up at the end.</summary>
internal sealed class SnapshotTally
{
    /// <summary>Snapshots that came in.</summary>
    public long Carried { get; set; }

    /// <summary>Of these, without an answer that can be read: their columns and boss rows are kept.</summary>
    public long WithoutAnswer { get; set; }

    /// <summary>Rows that tell the same player's state at the same time once more.</summary>
    public long Merged { get; set; }

    /// <summary>Rows whose snapshot the database had already.</summary>
    public long Known { get; set; }

    /// <summary>Rows without a usable time.</summary>
    public long WithoutTime { get; set; }

    /// <summary>Rows whose time was corrected to that of the answer.</summary>
    public long TimeFromAnswer { get; set; }

    /// <summary>Sum of the experience of the snapshots that came in.</summary>
    public long Xp { get; set; }

    /// <summary>Boss rows that mark a change and stand in the database as such.</summary>
    public long BossCarried { get; set; }

    /// <summary>Boss rows that repeat the kills of the snapshot before.</summary>
    public long BossRepeated { get; set; }

    /// <summary>Boss rows that say other than the answer, which counts.</summary>
    public long BossDiffering { get; set; }

    /// <summary>Boss rows without an answer beside them, taken as values.</summary>
    public long BossAsValues { get; set; }

    /// <summary>Boss rows of snapshots that were merged into another or known before.</summary>
    public long BossOfKnown { get; set; }

    /// <summary>Boss rows of snapshots that could not be carried.</summary>
    public long BossOfRefused { get; set; }

    /// <summary>All boss rows whose snapshot was found.</summary>
    public long BossFound => BossCarried + BossRepeated + BossDiffering + BossAsValues + BossOfKnown + BossOfRefused;

    /// <summary>All snapshots that were looked at.</summary>
    public long Seen => Carried + Merged + Known + WithoutTime;

    /// <summary>Adds another reader's.</summary>
    public void Add(SnapshotTally other)
    {
        Carried += other.Carried;
        WithoutAnswer += other.WithoutAnswer;
        Merged += other.Merged;
        Known += other.Known;
        WithoutTime += other.WithoutTime;
        TimeFromAnswer += other.TimeFromAnswer;
        Xp += other.Xp;
        BossCarried += other.BossCarried;
        BossRepeated += other.BossRepeated;
        BossDiffering += other.BossDiffering;
        BossAsValues += other.BossAsValues;
        BossOfKnown += other.BossOfKnown;
        BossOfRefused += other.BossOfRefused;
    }
}
