using System.Diagnostics;
using ClanStats.Analytics;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;
using ClanStats.Exports;
using ClanStats.Exports.Publishing;
using ClanStats.Storage;

namespace ClanStats.Benchmarks;

/// <summary>Every writer and the check of the staged set on a database's report: the first call in a process, then warm, and what each allocates.</summary>
internal static class ExportScenario
{
    private const double FirstLimit = 3000;

    public static int Run(Arguments options)
    {
        var report = Report(options);
        var folder = Directory.CreateTempSubdirectory("clanstats-exports-");
        try
        {
            var rounds = options.Number("rounds", 5);
            var total = ExportServices.Writers().Sum(writer => Measure(writer.Step, rounds, () => writer.WriteAsync(report, folder.FullName, default).Wait()));
            var faults = 0;
            foreach (var writer in ExportServices.Writers())
            {
                total += Measure($"check of {writer.Step}", rounds, () => faults += StagedSet.Faults(folder.FullName, writer.Files, report).Count);
            }

            Figures.Print("exports", "all, first calls", total, "ms");
            Figures.Print("exports", "faults", faults, "");
            return total <= FirstLimit && faults == 0 ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Prints what something takes.</summary>
    /// <returns>Milliseconds of the first call.</returns>
    private static double Measure(string name, int rounds, Action work)
    {
        var times = new List<double>();
        var allocated = 0L;
        var processor = 0.0;
        for (var i = 0; i <= rounds; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var used = Environment.CpuUsage.TotalTime;
            var started = Stopwatch.GetTimestamp();
            work();
            processor = i == 0 ? (Environment.CpuUsage.TotalTime - used).TotalMilliseconds : processor;
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Figures.Print("exports", $"{name}, first call", times[0], "ms");
        Figures.Print("exports", $"{name}, first call, processor", processor, "ms");
        Figures.Print("exports", $"{name}, warm", times.Skip(1).Order().ElementAt(rounds / 2), "ms");
        Figures.Print("exports", $"{name}, allocates", allocated / 1048576.0, "MB");
        return times[0];
    }

    private static ClanReport Report(Arguments options)
    {
        using var database = new Database(new StorageOptions { DatabaseFile = Path.GetFullPath(options.Text("db")) });
        var request = new ReportRequest
        {
            TraceId = "0000000000000000",
            Now = options.Instant("now"),
            Settings = new ReportSettings(),
            Rules = new ClanRules(),
            People = new PeopleNotes(),
            DiscordConnected = true,
            DiscordAccountsRead = true,
        };
        RollingWindow[] windows = [.. RollingWindow.All, RollingWindow.OfDays(request.Settings.PurgeThresholdDays)];
        var facts = new AnalyticsQueries(database).Read(request.Now, windows, ClanIdentity.Unread(1)) ?? throw new InvalidOperationException("The database knows nobody");
        return ClanReportBuilder.Build(facts, request);
    }
}
