using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ClanStats.Tests.Fixtures;

namespace ClanStats.Benchmarks;

/// <summary>What one run of the program cost.</summary>
/// <param name="ExitCode">How it ended.</param>
/// <param name="Wall">From start to end.</param>
/// <param name="Cpu">Of all its threads.</param>
/// <param name="PeakBytes">The most memory that was resident at once.</param>
/// <param name="Summary">run_summary.json.</param>
internal sealed record ClientRun(int ExitCode, TimeSpan Wall, TimeSpan Cpu, long PeakBytes, JsonElement Summary)
{
    private const double TicksPerSecond = 100;

    /// <summary>Seconds a step took.</summary>
    public double SecondsOf(string step) => StepOf(step).GetProperty("duration").GetDouble();

    /// <summary>What a step says it did.</summary>
    public string DetailOf(string step) => StepOf(step).GetProperty("detail").GetString() ?? "";

    /// <summary>The requests, a line of purpose each, with how many there were and of which service.</summary>
    public IReadOnlyList<(string Service, string Purpose, int Count)> Purposes =>
    [
        .. Summary.GetProperty("requests").EnumerateArray()
            .GroupBy(request => (Service: request.GetProperty("service").GetString()!, Purpose: request.GetProperty("purpose").GetString()!))
            .Select(group => (group.Key.Service, group.Key.Purpose, group.Count())),
    ];

    /// <summary>Runs the program to its end.</summary>
    public static async Task<ClientRun> StartAsync(string client, string folder, IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        using var process = ChildProgram.Start(client, folder, settings, arguments);
        var answers = process.StandardOutput.ReadToEndAsync();
        var diagnostics = process.StandardError.ReadToEndAsync();
        var (cpu, peak) = await WatchAsync(process);
        var wall = watch.Elapsed;
        if (process.ExitCode is not 0 and not 4)
        {
            Console.Error.WriteLine(await answers + await diagnostics);
        }

        await Task.WhenAll(answers, diagnostics);
        using var summary = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "out", "run_summary.json")));
        return new ClientRun(process.ExitCode, wall, cpu, peak, summary.RootElement.Clone());
    }

    /// <summary>Prints wall time, CPU time and peak memory.</summary>
    public void Print(string name)
    {
        Figures.Print(name, "outcome", Summary.GetProperty("outcome").GetString()!);
        Figures.Print(name, "wall", Wall.TotalSeconds, "s");
        Figures.Print(name, "CPU", Cpu.TotalSeconds, "s");
        Figures.Print(name, "peak memory", PeakBytes / (1024.0 * 1024), "MB");
        foreach (var failure in Summary.GetProperty("failures").EnumerateArray().Take(3))
        {
            Figures.Print(name, "failure", failure.GetProperty("message").GetString()!);
        }
    }

    private static async Task<(TimeSpan Cpu, long Peak)> WatchAsync(Process process)
    {
        var (cpu, peak) = (TimeSpan.Zero, 0L);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!process.HasExited)
        {
            try
            {
                // The kernel keeps the peak itself, so that nothing between two looks is missed.
                var high = File.ReadLines($"/proc/{process.Id}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
                peak = high is null ? peak : long.Parse(high.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024;
                var fields = (await File.ReadAllTextAsync($"/proc/{process.Id}/stat")).Split(") ")[1].Split(' ');
                var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
                cpu = ticks == 0 ? cpu : TimeSpan.FromSeconds(ticks / TicksPerSecond);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or IndexOutOfRangeException)
            {
                // It ended between being looked for and being looked at.
            }

            await timer.WaitForNextTickAsync();
        }

        await process.WaitForExitAsync();
        return (cpu, peak);
    }

    private JsonElement StepOf(string step) =>
        Summary.GetProperty("steps").EnumerateArray().Single(entry => entry.GetProperty("name").GetString() == step);
}
