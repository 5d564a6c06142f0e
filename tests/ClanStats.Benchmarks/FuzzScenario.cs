using System.Diagnostics;
using ClanStats.Tests.Fuzz;

namespace ClanStats.Benchmarks;

/// <summary>Gives every parser of foreign input its share of so many inputs. A finding's input is kept as a file.</summary>
internal static class FuzzScenario
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static int Run(Arguments options)
    {
        var (inputs, seed, only) = (options.Number("inputs", 1_000_000), options.Number("seed", 1), options.Optional("parser"));
        var targets = FuzzTarget.All.Where(target => only is null || target.Name == only).ToList();
        var shares = targets.Sum(target => target.Share);
        var folder = Directory.CreateTempSubdirectory("clanstats-fuzz-");
        var kept = Path.GetFullPath(options.Optional("findings") ?? "findings");
        var (total, findings, watch) = (0L, 0, Stopwatch.StartNew());
        foreach (var target in targets)
        {
            var count = (long)inputs * target.Share / shares;
            var run = new FuzzRun(seed, folder.FullName);
            var started = watch.Elapsed;
            if (!Watch(run, target, options.Number("from", 0), count, kept))
            {
                return 1;
            }

            total += count;
            findings += run.Findings.Count;
            Figures.Print("fuzz", target.Name, $"{count:N0} inputs, {run.Accepted:N0} read, {run.Findings.Count} findings, {(watch.Elapsed - started).TotalSeconds:0.0} s");
            foreach (var finding in run.Findings)
            {
                Keep(finding, kept);
            }
        }

        Figures.Print("fuzz", "seed", $"{seed}");
        Figures.Print("fuzz", "inputs", $"{total:N0} over {targets.Count} parsers, {findings} findings");
        Figures.Print("fuzz", "took", watch.Elapsed.TotalSeconds, "s");
        folder.Delete(recursive: true);
        return findings == 0 ? 0 : 1;
    }

    /// <summary>The parser works beside, with a thread's usual stack, so that one that never ends can be named.</summary>
    private static bool Watch(FuzzRun run, FuzzTarget target, long first, long count, string kept)
    {
        var work = new Thread(() =>
        {
            run.Replay(target);
            run.Spoil(target, first, count);
        })
        {
            IsBackground = true,
        };
        work.Start();
        while (!work.Join(TimeSpan.FromSeconds(1)))
        {
            if (run.Taking > Patience && run.UnderWay is { } endless)
            {
                Keep(endless with { What = "never ends" }, kept);
                return false;
            }
        }

        return true;
    }

    private static void Keep(FuzzFinding finding, string folder)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, $"{finding.Target}-{finding.Number}");
        File.WriteAllBytes(file, finding.Input);
        Figures.Print("fuzz", "FINDING", $"{finding.Target} {finding.Number}: {finding.What} → {file}");
    }
}
