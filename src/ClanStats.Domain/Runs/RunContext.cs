using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Domain.Runs;

/// <summary>What every step of one run knows.</summary>
public sealed class RunContext
{
    /// <summary>The run's id: 16 to 32 hex digits, in every log line and output.</summary>
    public required string TraceId { get; init; }

    /// <summary>The command: run, harvest, report or demo.</summary>
    public required string Command { get; init; }

    /// <summary>Business time: one instant, read once.</summary>
    public required UtcInstant Now { get; init; }

    /// <summary>The environment's name, such as <c>staging</c>; null in production.</summary>
    public string? Environment { get; init; }

    /// <summary>The published folder, as an absolute path.</summary>
    public required string OutputDirectory { get; init; }

    /// <summary>Where this run's writers put their files before publication; beside the published folder.</summary>
    public required string StagingDirectory { get; init; }

    /// <summary>Whether to read again what is fresh (<c>--force</c>).</summary>
    public bool Force { get; init; }

    /// <summary>The number of departures an officer accepted (<c>--accept-departures</c>), or null.</summary>
    public int? AcceptedDepartures { get; init; }

    /// <summary>The row of this run in pipeline_runs; 0 until the database is open.</summary>
    public long RunId { get; set; }

    /// <summary>The report, once analytics has made it.</summary>
    public ClanReport? Report { get; set; }

    /// <summary>Whether this run's clan_data.json has been moved into place, whatever failed afterwards.</summary>
    public bool PublishedData { get; set; }

    /// <summary>Results of the steps that have ended, by name.</summary>
    public Dictionary<string, StepResult> Results { get; } = new(StringComparer.Ordinal);
}

/// <summary>How steps tell a person how far they are: bars on a terminal, plain lines in a pipe, nothing in tests.</summary>
public interface IRunProgress
{
    /// <summary>Starts telling about a piece of work.</summary>
    /// <param name="title">What is done, such as "Reading snapshots".</param>
    /// <param name="total">How many units there are, or null when unknown.</param>
    /// <returns>Receives the units done so far; disposing ends the telling.</returns>
    IProgressTask Start(string title, long? total = null);
}

/// <summary>A piece of work being told about.</summary>
public interface IProgressTask : IDisposable
{
    /// <summary>Adds to the units done.</summary>
    void Advance(long units = 1);

    /// <summary>Says about how many units there are, where nobody knows it for certain; may be said again, each time better.</summary>
    /// <param name="total">The estimate, what is done included.</param>
    void Expect(long total)
    {
    }
}
