using System.Diagnostics;
using ClanStats.Tests.Fixtures;

namespace ClanStats.Benchmarks;

/// <summary>
/// What writing app.log and app.jsonl costs a report: whole processes on a copy of a database, with and without files in turn, so that whatever else
/// the machine does meets both alike. Without files means a LOG_DIR that cannot be: the program says so and goes on.
/// </summary>
internal static class LoggingScenario
{
    private const double LimitPercent = 3;

    /// <summary>Measures.</summary>
    /// <returns>0; 1 if they are more than 3 % apart or a run failed.</returns>
    public static async Task<int> RunAsync(Arguments options)
    {
        var folder = Directory.CreateTempSubdirectory("clanstats-logging-").FullName;
        try
        {
            File.Copy(Path.GetFullPath(options.Text("db")), Path.Combine(folder, "clan.db"));
            var file = Path.Combine(folder, "no-folder");
            await File.WriteAllTextAsync(file, "");
            var (with, without) = (Path.Combine(folder, "logs"), Path.Combine(file, "logs"));
            var rounds = options.Number("rounds", 20);
            var times = new Dictionary<string, List<double>>(StringComparer.Ordinal) { [with] = [], [without] = [] };
            await OnceAsync(options, folder, with);
            for (var round = 0; round < rounds; round++)
            {
                // Who comes first changes, so that neither always finds the other's traces.
                foreach (var logs in round % 2 == 0 ? new[] { with, without } : [without, with])
                {
                    times[logs].Add(await OnceAsync(options, folder, logs));
                }
            }

            var (logged, silent) = (Median(times[with]), Median(times[without]));
            var lines = File.ReadLines(Path.Combine(with, "app.log")).Count() / (rounds + 1);
            Figures.Print("logging", "report with app.log and app.jsonl, median", logged, "ms");
            Figures.Print("logging", "report without them, median", silent, "ms");
            Figures.Print("logging", "lines of the log a run", lines, "");
            Figures.Print("logging", "apart", 100 * (logged - silent) / silent, "%");
            return Math.Abs(logged - silent) / silent * 100 <= LimitPercent && !Directory.Exists(without) ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> OnceAsync(Arguments options, string folder, string logs)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["LOG_DIR"] = logs, ["WOM_GROUP_ID"] = "1" };
        var started = Stopwatch.GetTimestamp();
        using var process = ChildProgram.Start(options.Client, folder, settings, ["report", "--db", "clan.db", "--now", options.Text("now")]);
        var answers = process.StandardOutput.ReadToEndAsync();
        var diagnostics = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return process.ExitCode == 0 ? took : throw new InvalidOperationException(await answers + await diagnostics);
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
    }
}
