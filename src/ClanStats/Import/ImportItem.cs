using ClanStats.Domain.Activity;
using ClanStats.Storage;

namespace ClanStats.Import;

/// <summary>What a reader hands to the writer.</summary>
/// <param name="Person">Whose it is.</param>
/// <param name="Read">How many old rows went into it.</param>
internal abstract record ImportItem(LegacyPerson Person, int Read);

/// <summary>Snapshots of somebody new, counted and packed, later than all before.</summary>
/// <param name="Person">Whose they are.</param>
/// <param name="Read">How many old rows went into it.</param>
/// <param name="Username">The standardised name they bore.</param>
/// <param name="Rows">Oldest first.</param>
/// <param name="Packed">The answers of those that have one, as one block; null if none has.</param>
internal sealed record CountedSnapshots(
    LegacyPerson Person, int Read, string Username, IReadOnlyList<(SnapshotRow Row, CountedSnapshot Counted)> Rows, byte[]? Packed)
    : ImportItem(Person, Read);

/// <summary>The end of somebody new.</summary>
/// <param name="Person">Who.</param>
/// <param name="AsOf">Time of the last snapshot.</param>
/// <param name="Counter">What was counted.</param>
internal sealed record CountingEnded(LegacyPerson Person, UtcInstant AsOf, SnapshotCounter Counter) : ImportItem(Person, 0);

/// <summary>Snapshots that go between those of a player the database knows.</summary>
/// <param name="Person">Whose they are.</param>
/// <param name="Read">How many old rows went into it.</param>
/// <param name="Username">The standardised name they bore.</param>
/// <param name="Snapshots">In any order.</param>
internal sealed record UncountedSnapshots(LegacyPerson Person, int Read, string Username, IReadOnlyList<IncomingSnapshot> Snapshots)
    : ImportItem(Person, Read);
