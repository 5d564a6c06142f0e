using System.CommandLine;

namespace ClanStats.Hosting.CommandLine;

/// <summary>The options of every command.</summary>
internal sealed class CommonOptions
{
    public Option<string> Config { get; } = new("--config")
    {
        Description = "Configuration file; rules.yaml and people.yaml are looked for beside it.",
        HelpName = "FILE",
        Recursive = true,
    };

    public Option<string> Database { get; } = new("--db") { Description = "The database (DB_FILE).", HelpName = "FILE", Recursive = true };

    public Option<string> Output { get; } = new("--out") { Description = "Folder of the outputs (OUTPUT_DIR).", HelpName = "DIR", Recursive = true };

    public Option<string> Now { get; } = new("--now")
    {
        Description = "Business time instead of the clock's, such as 2026-01-20T03:00:00Z.",
        HelpName = "ISO-8601",
        Recursive = true,
    };

    public Option<bool> Verbose { get; } = new("--verbose") { Description = "Show what the log is told.", Recursive = true };

    public Option<bool> NoColor { get; } = new("--no-color") { Description = "No colour (also by NO_COLOR).", Recursive = true };

    public Option<bool> Version { get; } = new("--version") { Description = "Show the version.", Recursive = true };

    /// <summary>In the order in which help shows them.</summary>
    public IEnumerable<Option> All => [Config, Database, Output, Now, Verbose, NoColor, Version];
}
