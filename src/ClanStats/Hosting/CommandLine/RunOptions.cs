using System.CommandLine;

namespace ClanStats.Hosting.CommandLine;

/// <summary>The options of run, harvest, report and demo; each command has those that suit it.</summary>
internal sealed class RunOptions
{
    public const int DefaultMembers = 100;
    public const int DefaultDays = 180;
    public const int DefaultSeed = 20_260_120;

    public Option<string[]> Only { get; } = new("--only")
    {
        Description = "Only these steps, separated by commas, with those they cannot do without.",
        HelpName = "STEP,…",
    };

    public Option<string[]> Skip { get; } = new("--skip")
    {
        Description = "Without these steps; a skipped writer keeps its last published file.",
        HelpName = "STEP,…",
    };

    public Option<string> Record { get; } = new("--record")
    {
        Description = "Write every exchange with the services into this folder, secrets removed.",
        HelpName = "DIR",
    };

    public Option<bool> DryRun { get; } = new("--dry-run")
    {
        Description = "Take the answers from recorded fixtures and write below a fresh temporary folder (or --out).",
    };

    public Option<string> Fixtures { get; } = new("--fixtures")
    {
        Description = "Folder of the recorded answers; default: the set beside the program.",
        HelpName = "DIR",
    };

    public Option<bool> Force { get; } = new("--force") { Description = "Read again what is fresh; overwrite a recording." };

    public Option<int?> AcceptDepartures { get; } = new("--accept-departures")
    {
        Description = "Accept a roster that was refused, for exactly this number of departures.",
        HelpName = "N",
    };

    public Option<int> Members { get; } = new("--members")
    {
        Description = "Members of the simulated clan.",
        HelpName = "N",
        DefaultValueFactory = _ => DefaultMembers,
    };

    public Option<int> Days { get; } = new("--days")
    {
        Description = "Days of its history.",
        HelpName = "N",
        DefaultValueFactory = _ => DefaultDays,
    };

    public Option<int> Seed { get; } = new("--seed")
    {
        Description = "The same seed gives the same clan.",
        HelpName = "N",
        DefaultValueFactory = _ => DefaultSeed,
    };
}
