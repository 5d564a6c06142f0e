namespace ClanStats.Hosting.Settings;

/// <summary>Where a command gets its answers from; decides which sources of settings it may read.</summary>
internal enum RunMode
{
    /// <summary>The real services.</summary>
    Live,

    /// <summary>A dry run on recorded answers.</summary>
    Replay,

    /// <summary>The built-in simulated clan.</summary>
    Demo,
}

/// <summary>What a command needs of the settings.</summary>
internal sealed record SettingsRequest
{
    public required ProcessSurroundings Surroundings { get; init; }

    public RunMode Mode { get; init; } = RunMode.Live;

    /// <summary>Whether the command asks the services, so that group and Discord settings are required.</summary>
    public bool NeedsServices { get; init; }

    /// <summary><c>--config</c>; null: look in the usual places.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>Values of options on the command line, by setting name.</summary>
    public IReadOnlyDictionary<string, string> CommandLine { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Values that a recording, a dry run or the demo puts in place of the real clan's; stand below the command line.</summary>
    public SettingLayer? StandIn { get; init; }
}
