using System.CommandLine;
using ClanStats.Domain.Runs;
using ClanStats.Hosting.Settings;
using ClanStats.Pipeline;

namespace ClanStats.Hosting.CommandLine;

/// <summary>Carries out one command.</summary>
internal interface ICommandHandler
{
    Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellationToken);
}

/// <summary>One use of the command line.</summary>
/// <param name="Parse">What was typed.</param>
/// <param name="Common">The options of every command.</param>
/// <param name="Host">The process and the work it can hand out; its terminal already heeds <c>--no-color</c>.</param>
internal sealed record Invocation(ParseResult Parse, CommonOptions Common, ProgramHost Host)
{
    /// <summary>The command as typed, such as "db migrate".</summary>
    public string CommandName { get; } = NameOf(Parse);

    public Terminal Terminal => Host.Terminal;

    public bool Verbose => Parse.GetValue(Common.Verbose);

    /// <summary>A path option made absolute; null if not given.</summary>
    public string? PathOf(Option<string> option) => Parse.GetValue(option) is { Length: > 0 } path ? Host.Surroundings.Absolute(path) : null;

    /// <summary>What this command asks of the settings; the command adds its own.</summary>
    public SettingsRequest ToSettingsRequest() => new()
    {
        Surroundings = Host.Surroundings,
        ConfigFile = Parse.GetValue(Common.Config),
        CommandLine = CommandLineSettings(),
    };

    /// <summary>Loads settings and has their secrets masked from then on.</summary>
    /// <exception cref="UserFaultException">The configuration is wrong; what was odd about it has been shown before.</exception>
    public ClanStatsSettings Load(SettingsRequest request)
    {
        var findings = new SettingFindings();
        try
        {
            var settings = SettingsLoader.Load(request, findings);
            Terminal.Mask.Register(settings.Secrets);
            return settings;
        }
        catch (UserFaultException)
        {
            // A misspelt name often is the reason why another one is missing.
            foreach (var warning in findings.Warnings)
            {
                Terminal.Diagnose("WRN", warning);
            }

            throw;
        }
    }

    private Dictionary<string, string> CommandLineSettings()
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (option, setting) in new[] { (Common.Database, SettingTable.DbFile), (Common.Output, SettingTable.OutputDir) })
        {
            if (Parse.GetValue(option) is { Length: > 0 } path)
            {
                values[setting.Name] = path;
            }
        }

        return values;
    }

    public static string NameOf(ParseResult parse)
    {
        var names = new Stack<string>();
        for (var result = parse.CommandResult; result?.Command is not (null or RootCommand); result = result.Parent as System.CommandLine.Parsing.CommandResult)
        {
            names.Push(result.Command.Name);
        }

        return string.Join(' ', names);
    }
}

/// <summary>A command that the program names but cannot carry out yet; it says so and fails.</summary>
internal sealed class NotYetBuilt : ICommandHandler
{
    public Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        invocation.Terminal.Diagnose("ERR", $"'{invocation.CommandName}' is not built yet");
        return Task.FromResult(ExitCode.Failed);
    }
}
