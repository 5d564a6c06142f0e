using System.Globalization;
using System.Text.Json;
using ClanStats.Domain.Runs;
using ClanStats.Pipeline;

namespace ClanStats.Tests.EndToEnd.Soak;

/// <summary>Runs one night to its end and tells how it ended and how many bytes of memory it took.</summary>
internal delegate Task<(ExitCode Exit, long Memory)> RunNight(SoakWorld world, SoakNight night);

/// <summary>What a soak has found.</summary>
/// <param name="Nights">A line each.</param>
/// <param name="Faults">What must not be; empty if all held.</param>
/// <param name="Bytes">The database after each night.</param>
/// <param name="Memory">Of each night that ran to its end.</param>
/// <param name="Told">Figures in words.</param>
internal sealed record SoakResult(
    IReadOnlyList<string> Nights, IReadOnlyList<string> Faults, IReadOnlyList<long> Bytes, IReadOnlyList<long> Memory, IReadOnlyList<string> Told);

/// <summary>Night after night on one database, with everything a year brings; at the end the database is compared with the world.</summary>
/// <param name="world">The clan.</param>
/// <param name="plan">Its nights.</param>
/// <param name="run">Runs a night.</param>
/// <param name="client">The program whose nights are killed.</param>
internal sealed class SoakRun(SoakWorld world, SoakPlan plan, RunNight run, Func<SoakNight, string> client)
{
    /// <summary>The schema the database is brought back to before the upgrade: the oldest from which nothing has to be read or decided again.</summary>
    public const int OlderSchema = 19;

    private readonly List<string> _lines = [];
    private readonly List<string> _faults = [];
    private readonly List<long> _bytes = [];
    private readonly List<long> _memory = [];
    private readonly Dictionary<string, int> _outcomes = [];
    private readonly SoakTruth _truth = new(world.Clan);
    private (int WiseOldMan, int Discord) _usual = (30, 30);
    private int _killed;

    /// <summary>Whether an older program runs the nights before the upgrade, so that nothing has to be taken back.</summary>
    public bool BeganOlder { get; init; }

    /// <summary>Told after each night.</summary>
    public Action<string> Tell { get; init; } = _ => { };

    /// <summary>Runs all nights and makes all checks.</summary>
    public async Task<SoakResult> RunAsync()
    {
        foreach (var night in plan.Nights)
        {
            world.Clan.MoveTo(night.At);
            if (night.Number == plan.UpgradeBefore && !BeganOlder)
            {
                await StepBackAsync(night);
            }

            await NightAsync(night);
        }

        try
        {
            await CheckAsync(plan.Nights[^1]);
        }
        catch (UserFaultException exception)
        {
            _faults.Add(exception.Message);
        }

        List<string> told =
        [
            $"{plan.Nights.Count} nights: {string.Join(", ", _outcomes.OrderBy(outcome => outcome.Key, StringComparer.Ordinal).Select(outcome => $"{outcome.Value} {outcome.Key}"))}",
            $"{_killed} killed at work, {plan.Nights.Sum(night => night.Faults.Sum(fault => fault.Times))} faults planned, {plan.Nights.Count(night => night.WithoutDiscord)} nights without Discord",
            $"{_truth.Owed} snapshots owed, all {world.Size().Messages} messages, {world.Clan.ApprovedRenames.Count} changes of name, {world.Clan.Activity.Count} events",
        ];
        return new SoakResult(_lines, _faults, _bytes, _memory, told);
    }

    private async Task NightAsync(SoakNight night)
    {
        _truth.Meet();
        world.Disturb(night, _usual);
        var killed = night.KilledAt is not null && await world.KillAsync(client(night), night, _usual);
        _killed += killed ? 1 : 0;
        var outcome = night.KilledAt is null ? "" : killed ? "killed" : "outran its killer";
        long memory = 0;
        if (night.KilledAt is null || night.RunsAgain)
        {
            var before = world.Requests;
            (var exit, memory) = await run(world, night);
            _memory.Add(memory);
            outcome += (outcome.Length > 0 ? ", then " : "") + exit;
            Judge(night, exit);
            _usual = night.IsUndisturbed ? (world.Requests.WiseOldMan - before.WiseOldMan, world.Requests.Discord - before.Discord) : _usual;
        }

        world.Heal();
        Note(night, outcome, memory);
    }

    private void Judge(SoakNight night, ExitCode exit)
    {
        var harvested = OutcomeOf("wom") == "done";
        if (harvested)
        {
            _truth.Owe();
        }

        // Nothing but Wise Old Man's first answers may keep a night from its report.
        var mayFail = night.Faults.Any(fault => !fault.AtDiscord);
        if (exit is not (ExitCode.Done or ExitCode.Partial) && !(mayFail && exit == ExitCode.Failed))
        {
            _faults.Add($"night {night.Number} ended with {exit}: {Failures()}");
        }
        else if (exit != ExitCode.Done && night.Faults.Count == 0 && !night.WithoutDiscord)
        {
            _faults.Add($"night {night.Number}, to which nothing happened, ended with {exit}: {Failures()}");
        }
        else if (exit == ExitCode.Done && night.WithoutDiscord)
        {
            _faults.Add($"night {night.Number} says that all is well although Discord was gone");
        }
    }

    private string OutcomeOf(string step)
    {
        using var summary = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(world.Folder, "out", "run_summary.json")));
        return summary.RootElement.GetProperty("steps").EnumerateArray()
            .Where(entry => entry.GetProperty("name").GetString() == step)
            .Select(entry => entry.GetProperty("outcome").GetString()!)
            .FirstOrDefault("not reached");
    }

    private string Failures()
    {
        using var summary = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(world.Folder, "out", "run_summary.json")));
        return string.Join("; ", summary.RootElement.GetProperty("failures").EnumerateArray().Select(failure => failure.GetProperty("message").GetString()));
    }

    private void Note(SoakNight night, string outcome, long memory)
    {
        _outcomes[outcome] = _outcomes.GetValueOrDefault(outcome) + 1;
        var size = File.Exists(world.DatabaseFile) ? world.Size() : default;
        _bytes.Add(size.Bytes);
        var trouble = string.Join(", ", ((string[])
        [
            night.Number == plan.UpgradeBefore ? "schema upgrade" : "",
            night.WithoutDiscord ? "no Discord" : "",
            .. night.Faults.Select(fault => $"{fault.Name} x{fault.Times} at {(fault.AtDiscord ? "Discord" : "WOM")}"),
        ]).Where(part => part.Length > 0));
        _lines.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"night {night.Number,2} {night.At.Date:yyyy-MM-dd}: {outcome}; {size.Members} members, {size.Snapshots} snapshots, {size.Messages} messages, database {size.Bytes / 1024:N0} KB, memory {memory / 1048576.0:0.0} MB{(trouble.Length > 0 ? $" ({trouble})" : "")}"));
        Tell(_lines[^1]);
    }

    /// <summary>Takes the database to an older schema, which keeps everything that is compared; the night then finds it there and upgrades it.</summary>
    private async Task StepBackAsync(SoakNight night)
    {
        var before = world.ContentHash();
        var older = await world.RunInsideAsync(night, "db", "migrate", "--to", $"{OlderSchema}");
        var newer = await world.RunInsideAsync(night, "db", "migrate");
        if ((older, newer) != (ExitCode.Done, ExitCode.Done) || world.ContentHash() != before)
        {
            _faults.Add($"the way to schema {OlderSchema} and back changes the database ({older}, {newer})");
        }

        await world.RunInsideAsync(night, "db", "migrate", "--to", $"{OlderSchema}");
    }

    private async Task CheckAsync(SoakNight last)
    {
        _faults.AddRange(_truth.Differences(world.DatabaseFile));
        if (await world.RunInsideAsync(last, "db", "verify") != ExitCode.Done)
        {
            _faults.Add($"db verify: {world.Told}");
        }

        var before = world.ContentHash();
        var (again, _) = await run(world, last);
        if (again != ExitCode.Done || world.ContentHash() != before)
        {
            _faults.Add($"the last night run again ends with {again} and {(world.ContentHash() == before ? "changes nothing" : "changes the database")}");
        }
    }
}
