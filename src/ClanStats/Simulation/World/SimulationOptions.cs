using ClanStats.Domain.Activity;

namespace ClanStats.Simulation.World;

/// <summary>What a simulated clan is made from. Equal options give equal clans, byte for byte.</summary>
internal sealed record SimulationOptions
{
    /// <summary>The smallest clan in which every kind of member the simulation promises finds a place.</summary>
    public const int FewestMembers = 20;

    /// <summary>The shortest history in which everything the simulation promises can happen.</summary>
    public const int FewestDays = 14;

    /// <summary>Members on the roster at <see cref="Now"/>; those who left come on top.</summary>
    public int Members { get; init; } = 100;

    /// <summary>Days of history before <see cref="Now"/>.</summary>
    public int Days { get; init; } = 180;

    /// <summary>The source of all chance.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The simulated present; with <see cref="Start"/>, the end of what was invented.</summary>
    public required UtcInstant Now { get; init; }

    /// <summary>The present the clan begins at; between it and <see cref="Now"/> what was invented happens as the present moves. Null: <see cref="Now"/>.</summary>
    public UtcInstant? Start { get; init; }

    /// <summary>Messages a member writes on an average day, the relay's lines included.</summary>
    public double MessagesPerMemberDay { get; init; } = 1.6;

    /// <summary>Players there are already: the first members bear their ids and names, the others invented ones.</summary>
    public IReadOnlyList<KnownPlayer> Known { get; init; } = [];

    /// <summary>The group's id at WOM.</summary>
    public long GroupId { get; init; } = 7042;
}

/// <summary>A player who is not invented.</summary>
/// <param name="Id">WOM's player id.</param>
/// <param name="Name">The name when the simulation begins.</param>
internal sealed record KnownPlayer(long Id, string Name);
