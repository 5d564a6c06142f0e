using ClanStats.Hosting.Settings;
using ClanStats.Pipeline;

namespace ClanStats.Hosting.SetUp;

/// <summary>What <c>init</c> was asked.</summary>
/// <param name="Surroundings">Where the files go and what the environment gives.</param>
internal sealed record InitPlan(ProcessSurroundings Surroundings)
{
    /// <summary><c>--from</c>: the old program's folder, absolute; null: none.</summary>
    public string? From { get; init; }

    /// <summary>Values given by options, by setting name.</summary>
    public IReadOnlyDictionary<string, string> Given { get; init; } = new Dictionary<string, string>();

    /// <summary><c>--no-discord</c>.</summary>
    public bool WithoutDiscord { get; init; }

    /// <summary><c>--yes</c>: ask nothing.</summary>
    public bool Confirmed { get; init; }
}

/// <summary>Carries out <c>init</c>.</summary>
internal delegate Task<ExitCode> InitDelegate(InitPlan plan, Terminal terminal, TimeProvider time, CancellationToken cancellationToken);
