using ClanStats.Domain.Activity;
using ClanStats.Hosting.Settings;
using ClanStats.Pipeline;

namespace ClanStats.Hosting.Runs;

/// <summary>What <c>runs</c> was asked.</summary>
/// <param name="Settings">Where the database and the log are.</param>
/// <param name="Now">The clock's, or <c>--now</c>.</param>
/// <param name="TraceId">The run to show, or the beginning of its id; null: list them.</param>
/// <param name="Last">How many runs to list.</param>
/// <param name="AsJson"><c>--json</c>.</param>
internal sealed record RunsPlan(ClanStatsSettings Settings, UtcInstant Now, string? TraceId, int Last, bool AsJson);

/// <summary>Carries out <c>runs</c>. Writes no file.</summary>
internal delegate Task<ExitCode> RunsDelegate(RunsPlan plan, Terminal terminal, CancellationToken cancellationToken);
