using ClanStats.Domain.Activity;
using ClanStats.Harvest;
using ClanStats.Harvest.WiseOldMan;
using ClanStats.Hosting.Settings;

namespace ClanStats.Hosting.CommandLine;

/// <summary>The simulated clan of <c>demo</c>.</summary>
/// <param name="Members">How many members it has.</param>
/// <param name="Days">How many days of history.</param>
/// <param name="Seed">Decides everything about it.</param>
internal sealed record DemoClan(int Members, int Days, int Seed);

/// <summary>Everything a run was asked to do, decided before it begins.</summary>
internal sealed record RunPlan
{
    /// <summary>run, harvest, report or demo.</summary>
    public required string Command { get; init; }

    public required RunMode Mode { get; init; }

    /// <summary>The run's id, 16 to 32 hex digits.</summary>
    public required string TraceId { get; init; }

    /// <summary>Business time.</summary>
    public required UtcInstant Now { get; init; }

    /// <summary>The steps to run, in the order of a night; every other step of the command is skipped.</summary>
    public required IReadOnlyList<string> Steps { get; init; }

    public required ClanStatsSettings Settings { get; init; }

    /// <summary><c>--force</c>.</summary>
    public bool Force { get; init; }

    /// <summary><c>--accept-departures</c>; null if not given.</summary>
    public int? AcceptedDepartures { get; init; }

    /// <summary>Where recorded answers are, absolute; null: answers come from the services.</summary>
    public string? FixturesDirectory { get; init; }

    /// <summary>Where exchanges are recorded, absolute; null: nowhere.</summary>
    public string? RecordDirectory { get; init; }

    /// <summary>Whether what is not recorded is asked of the services and recorded.</summary>
    public bool FixturesMayBeExtended { get; init; }

    /// <summary>What the fixtures were recorded of; null without fixtures.</summary>
    public Recording? Recording { get; init; }

    /// <summary>The simulated clan; null unless the command is demo.</summary>
    public DemoClan? Demo { get; init; }

    /// <summary>The temporary folder a dry run makes for itself; null if it was given one, or is none.</summary>
    public string? FreshFolder { get; init; }

    /// <summary>Options of both harvests, with fixtures and recording.</summary>
    public HarvestOptions ToHarvestOptions()
    {
        var options = Settings.ToHarvestOptions();
        options.FixturesDirectory = FixturesDirectory;
        options.RecordDirectory = RecordDirectory;
        options.FixturesMayBeExtended = FixturesMayBeExtended;
        return options;
    }

    /// <summary>Options of the Wise Old Man harvest; a recording decides whether players' histories are asked for.</summary>
    public WiseOldManOptions ToWiseOldManOptions()
    {
        var options = Settings.ToWiseOldManOptions();
        options.BackfillPlayers = Recording?.BackfillPlayers ?? true;
        return options;
    }
}
