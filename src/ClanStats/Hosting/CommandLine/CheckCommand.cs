using System.CommandLine;
using System.Text.Json;
using ClanStats.Hosting.Settings;
using ClanStats.Pipeline;

namespace ClanStats.Hosting.CommandLine;

/// <summary>check: validates the configuration and shows it redacted, with its sources. Changes nothing.</summary>
internal sealed class CheckCommand(Option<bool> asJson) : ICommandHandler
{
    private const string ProbesMissing = "'check' does not open the database or ask Wise Old Man and Discord yet; only the configuration was checked";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var settings = invocation.Load(invocation.ToSettingsRequest() with { NeedsServices = true });
        if (invocation.Parse.GetValue(asJson))
        {
            WriteJson(settings, invocation.Terminal);
        }
        else
        {
            WriteText(settings, invocation.Terminal);
        }

        invocation.Terminal.Diagnose("ERR", ProbesMissing);
        return Task.FromResult(ExitCode.Failed);
    }

    private static void WriteText(ClanStatsSettings settings, Terminal terminal)
    {
        var nameWidth = settings.Effective.Max(setting => setting.Name.Length);
        var valueWidth = Math.Min(48, settings.Effective.Max(setting => setting.Value.Length));
        terminal.Answer("Configuration is valid.");
        foreach (var setting in settings.Effective)
        {
            terminal.Answer($"{setting.Name.PadRight(nameWidth)}  {setting.Value.PadRight(valueWidth)}  {setting.Source}");
        }

        foreach (var warning in settings.Warnings)
        {
            terminal.Diagnose("WRN", warning);
        }
    }

    private static void WriteJson(ClanStatsSettings settings, Terminal terminal)
    {
        var answer = new
        {
            configuration = "valid",
            settings = settings.Effective.Select(setting => new { name = setting.Name, value = setting.Value, source = setting.Source }),
            warnings = settings.Warnings,
            probes = ProbesMissing,
        };
        terminal.Answer(JsonSerializer.Serialize(answer, Indented));
    }
}
