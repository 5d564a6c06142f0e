using ClanStats.Domain.Runs;
using ClanStats.Hosting.Settings;

namespace ClanStats.Hosting.CommandLine;

/// <summary>Which steps a command runs, and what <c>--only</c> and <c>--skip</c> make of them.</summary>
internal static class StepSelection
{
    private static readonly string[] HarvestOnly = [StepNames.Decisions, StepNames.Wom, StepNames.NameChanges, StepNames.Discord, StepNames.Identities];
    private static readonly string[] Foundation = [StepNames.Config, StepNames.Prepare];
    private static readonly string[] Writers = [StepNames.Excel, StepNames.Json, StepNames.Csv, StepNames.Dashboard, StepNames.Enforcer];

    /// <summary>The steps of a command in the order of a night.</summary>
    public static IReadOnlyList<string> Of(string command)
    {
        var identities = StepNames.InOrder.ToList().IndexOf(StepNames.Identities);
        return command switch
        {
            "harvest" => [.. StepNames.InOrder.Take(identities + 1)],
            "report" => [.. StepNames.InOrder.Where(step => step == StepNames.Decisions || !HarvestOnly.Contains(step))],
            _ => StepNames.InOrder,
        };
    }

    /// <summary>
    /// The steps to run. A step asked for brings along what it cannot do without: config and prepare for all, analytics for writers,
    /// and publish, without which a writer's file would never arrive.
    /// </summary>
    /// <exception cref="UserFaultException">A name is not a step of the command, or no step is left.</exception>
    public static IReadOnlyList<string> Select(string command, IReadOnlyList<string> only, IReadOnlyList<string> skip)
    {
        var steps = Of(command);
        var wanted = Names(command, "--only", only, steps);
        var left = Names(command, "--skip", skip, steps);
        IReadOnlyList<string> chosen = wanted.Count == 0 ? steps : [.. steps.Where(WithNeeds(wanted).Contains)];
        IReadOnlyList<string> rest = [.. chosen.Where(step => !left.Contains(step))];
        return rest.Count > 0 ? rest : throw Fault("--only and --skip leave no step to run");
    }

    private static HashSet<string> WithNeeds(IReadOnlyCollection<string> wanted)
    {
        var all = new HashSet<string>([.. Foundation, .. wanted], StringComparer.Ordinal);
        if (Writers.Any(wanted.Contains))
        {
            all.UnionWith([StepNames.Analytics, StepNames.Publish]);
        }

        return all;
    }

    private static HashSet<string> Names(string command, string option, IReadOnlyList<string> given, IReadOnlyList<string> valid)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in given.SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries)))
        {
            if (!valid.Contains(name))
            {
                var nearest = NearestName.Of(name, valid);
                var hint = nearest is null ? "" : $" (did you mean {nearest}?)";
                throw Fault($"{option}: '{Logging.LineEscape.Escape(name)}' is not a step of {command}{hint}; its steps are {string.Join(", ", valid)}");
            }

            names.Add(name);
        }

        return names;
    }

    private static UserFaultException Fault(string message) => new(message) { IsConfiguration = true };
}
