using System.Globalization;
using System.Text;
using ClanStats.Domain.Activity;
using ClanStats.Storage;

namespace ClanStats.Hosting.Runs;

/// <summary>Finds a run's lines in the log files of the days it worked on.</summary>
internal static class RunLogLines
{
    /// <summary>The lines, oldest first; none where the files are gone.</summary>
    /// <param name="folder">LOG_DIR.</param>
    /// <param name="name">app.log or app.jsonl.</param>
    /// <param name="run">The run.</param>
    public static IEnumerable<string> Of(string folder, string name, PastRun run)
    {
        foreach (var file in Files(folder, name, run))
        {
            foreach (var line in Lines(file).Where(line => line.Contains(run.TraceId, StringComparison.Ordinal)))
            {
                yield return line;
            }
        }
    }

    /// <summary>The files put aside on the run's days or the day after its end, then the present one.</summary>
    private static IEnumerable<string> Files(string folder, string name, PastRun run)
    {
        var (stem, extension) = (Path.GetFileNameWithoutExtension(name), Path.GetExtension(name));
        var last = (run.FinishedAt ?? run.StartedAt).DayNumber + 1;
        for (var day = run.StartedAt.DayNumber - 1; day <= last; day++)
        {
            yield return Path.Combine(folder, $"{stem}-{UtcInstant.StartOfDay(day).Date.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}{extension}");
        }

        yield return Path.Combine(folder, name);
    }

    private static IEnumerable<string> Lines(string file)
    {
        if (!File.Exists(file))
        {
            yield break;
        }

        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete), Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
