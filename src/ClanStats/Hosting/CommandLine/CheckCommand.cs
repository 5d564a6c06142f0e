using System.CommandLine;
using ClanStats.Hosting.Check;
using ClanStats.Pipeline;

namespace ClanStats.Hosting.CommandLine;

/// <summary>check: validates the configuration, looks at everything a run depends on and shows both. Changes nothing; --bundle writes the one file it names.</summary>
internal sealed class CheckCommand(Option<bool> asJson, Option<string> bundle) : ICommandHandler
{
    public async Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        if (invocation.Host.Check is not { } work)
        {
            return await new NotYetBuilt().RunAsync(invocation, cancellationToken);
        }

        var (terminal, isJson) = (invocation.Terminal, invocation.Parse.GetValue(asJson));
        var now = DatabaseCommand.NowOf(invocation);
        var settings = invocation.Load(invocation.ToSettingsRequest() with { NeedsServices = true });
        foreach (var line in isJson ? [] : CheckText.Settings(settings))
        {
            terminal.Answer(line);
        }

        foreach (var warning in settings.Warnings)
        {
            terminal.Diagnose("WRN", warning);
        }

        var report = await work(new CheckPlan(settings, now), terminal, invocation.Host.Time, cancellationToken);
        foreach (var line in isJson ? [CheckText.ToJson(report, settings)] : CheckText.Lines(report))
        {
            terminal.Answer(line);
        }

        if (invocation.PathOf(bundle) is { } path)
        {
            new CheckBundle(settings, terminal.Mask).Write(path, report);
            terminal.Tell($"Written to {path}: look into it before you give it away. Names of people are replaced, secrets are not in it.");
        }

        return CheckText.ExitCodeOf(report);
    }
}
