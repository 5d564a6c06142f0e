using System.Runtime.CompilerServices;
using ClanStats.Domain.Runs;
using ClanStats.Hosting.Rules;
using ClanStats.Hosting.Settings;

namespace ClanStats.Hosting.Check;

/// <summary>Looks at the files beside the settings, and repeats what was odd about the settings themselves.</summary>
internal sealed class ConfigurationProbe(ClanStatsSettings settings) : ICheckProbe
{
    /// <inheritdoc/>
    public string Name => "configuration";

    /// <inheritdoc/>
    public string Title => "Configuration";

    /// <inheritdoc/>
    public async IAsyncEnumerable<CheckFinding> ProbeAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (var warning in settings.Warnings.Except(settings.Losses))
        {
            yield return CheckFinding.Missing("setting", warning, "Correct it where the line says.");
        }

        foreach (var loss in settings.Losses)
        {
            yield return CheckFinding.Note("setting", loss);
        }

        yield return Rules();
        foreach (var finding in People())
        {
            yield return finding;
        }
    }

    /// <summary>A fault in rules.yaml was a wrong configuration before any probe began.</summary>
    private CheckFinding Rules() => settings.RulesFile is { } file
        ? CheckFinding.Ok("rules", $"{file} is read")
        : CheckFinding.Ok("rules", "there is no rules.yaml: the built-in rules hold");

    private IEnumerable<CheckFinding> People()
    {
        if (settings.PeopleFile is not { } file)
        {
            return [CheckFinding.Ok("people", "there is no people.yaml: nobody is on leave, exempt or linked by hand")];
        }

        try
        {
            var (loaded, skipped) = PeopleFile.LoadLines(file);
            return
            [
                CheckFinding.Ok("people", $"{file} is read"),
                .. skipped.Select(line => CheckFinding.Missing("people", line, "Correct it; until then a night skips the line and is partial.")),
                .. loaded.Warnings.Select(warning => CheckFinding.Missing("people", warning, $"Correct {file}.")),
            ];
        }
        catch (UserFaultException fault)
        {
            return [CheckFinding.Missing("people", fault.Message.Replace("\n- ", " ", StringComparison.Ordinal), "Correct it; until then a night uses the last good one and is partial.")];
        }
    }
}
