namespace ClanStats.Tests.Fuzz;

/// <summary>A parser of what comes from elsewhere.</summary>
/// <param name="Name">Its name, and that of its folder of the corpus.</param>
/// <param name="Share">How many of a thousand inputs are its own.</param>
/// <param name="Read">Reads an input to its end; the folder is its own to write into.</param>
/// <param name="IsClear">Whether a fault is the clear one it may end with.</param>
internal sealed record FuzzTarget(string Name, int Share, Action<byte[], string> Read, Func<Exception, bool> IsClear)
{
    /// <summary>How an input is spoilt.</summary>
    public Func<Random, byte[], byte[], byte[]> Spoil { get; init; } = (chance, input, other) => new Mutator(chance).Spoil(input, other);

    /// <summary>Every parser of foreign input.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } = [.. ServiceTargets.All, .. FileTargets.All];
}
