using ClanStats.Domain.Runs;
using Microsoft.Extensions.Logging;

namespace ClanStats.Exports.Publishing;

/// <summary>
/// The step <c>publish</c>: sees that the staged set was read back without a fault, moves it into place whole, then copies it to the synced drive and the public page to
/// the pages folder, and tells who wants to be told. A set with a fault, or one that lacks a file, replaces nothing.
/// </summary>
internal sealed class PublishStep(
    IEnumerable<IReportWriter> writers, Staging staging, PublishOptions options, IWorkbookGuard guard, IAnnouncer announcer, ILogger<PublishStep> logger) : IRunStep
{
    private const string PublicPage = "public/index.html";
    private const string Data = "clan_data.json";
    private const string Workbook = "clan_report_full.xlsx";

    /// <inheritdoc/>
    public string Name => StepNames.Publish;

    /// <inheritdoc/>
    public async Task<StepResult> RunAsync(RunContext run, CancellationToken cancellationToken)
    {
        try
        {
            var published = Publish(run);
            return run.PublishedData ? Tell(published, await announcer.TellAsync(run, cancellationToken)) : published;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return StepResult.Failed($"The set could not be moved into {run.OutputDirectory}: {exception.Message} The last one stays.");
        }
        finally
        {
            if (Directory.Exists(run.StagingDirectory))
            {
                Directory.Delete(run.StagingDirectory, recursive: true);
            }
        }
    }

    private static StepResult Tell(StepResult published, Announced announced)
    {
        var detail = announced.Told.Count == 0 ? published.Detail : $"{published.Detail}; posted {string.Join(" and ", announced.Told)}";
        return announced.Failures.Count == 0
            ? published with { Detail = detail }
            : StepResult.Partial(detail, [.. published.Failures, .. announced.Failures], published.Rows);
    }

    private StepResult Publish(RunContext run)
    {
        var report = run.Report ?? throw new UserFaultException($"There is no report to publish: run {StepNames.Analytics} too.");
        var journal = new PublishJournal(run.OutputDirectory);
        if (journal.Recover())
        {
            logger.LogWarning("The last publication was cut off; the set before it was put back");
        }

        var attempted = writers.Where(writer => run.Results.GetValueOrDefault(writer.Step)?.Outcome is not (null or StepOutcome.Skipped)).ToList();
        var failed = attempted.Where(writer => run.Results[writer.Step].Outcome != StepOutcome.Done).Select(writer => writer.Step).ToList();
        if (failed.Count > 0)
        {
            return StepResult.Partial("nothing was published", [$"{string.Join(", ", failed)} failed: the last published set stays as it is."]);
        }

        var faults = staging.Faults(attempted, run, report);
        if (faults.Count > 0)
        {
            return StepResult.Partial("nothing was published", [.. faults.Select(fault => $"{fault}: the last published set stays as it is.")]);
        }

        var files = attempted.SelectMany(writer => writer.Files).ToList();
        var failures = new List<string>();
        if (GitExposure.Find(run.OutputDirectory) is { } exposure)
        {
            failures.Add(exposure);
            files = [.. files.Where(file => file == PublicPage)];
        }

        var targets = files.Select(file => (Source: file, Target: TargetOf(run, file))).ToList();
        journal.Publish(run.StagingDirectory, targets);
        run.PublishedData = files.Contains(Data);
        targets.ForEach(file => Remember(run, Path.Combine(run.OutputDirectory, file.Target)));
        failures.AddRange(Copy(run, targets));
        var detail = $"{files.Count} files in {run.OutputDirectory}";
        return failures.Count == 0 ? StepResult.Done(detail, files.Count) : StepResult.Partial(detail, failures, files.Count);
    }

    /// <summary>The file's place; a dated name beside it where a program holds the workbook open.</summary>
    private string TargetOf(RunContext run, string file)
    {
        var place = Path.Combine(run.OutputDirectory, file);
        if (file != Workbook || !File.Exists(place))
        {
            return file;
        }

        if (guard.IsUnread(place, run.OutputDirectory))
        {
            logger.LogWarning("{Workbook} was written into after it was read; it stays for the next run, and tonight's is {Dated}", Workbook, Dated(run));
            return Dated(run);
        }

        try
        {
            using var probe = new FileStream(place, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return file;
        }
        catch (IOException)
        {
            logger.LogWarning("{Workbook} is open in another program; tonight's is {Dated}", Workbook, Dated(run));
            return Dated(run);
        }
    }

    private static string Dated(RunContext run) => $"clan_report_full_{run.Now.ToDateTimeOffset().UtcDateTime:yyyyMMdd'_'HHmmss}.xlsx";

    private IEnumerable<string> Copy(RunContext run, List<(string Source, string Target)> files)
    {
        if (options.DrivePath is { } drive && CopyTo(drive, run, files.Select(file => (file.Target, NameOnDrive(run, drive, file.Target)))) is { } driveFault)
        {
            yield return $"The copy to LOCAL_DRIVE_PATH failed: {driveFault}";
        }

        if (options.PagesDirectory is { } exposed && PagesPlace.Fault(exposed, run.OutputDirectory, options.DrivePath) is { } place)
        {
            yield return place;
        }
        else if (options.PagesDirectory is { } pages && files.Exists(file => file.Source == PublicPage)
            && CopyTo(pages, run, [(PublicPage, "index.html")]) is { } pagesFault)
        {
            yield return $"The copy to PAGES_DIR failed: {pagesFault}";
        }
    }

    /// <summary>Tonight's own workbooks have nothing in them that must be read back.</summary>
    private void Remember(RunContext run, string path)
    {
        if (Path.GetExtension(path) == Path.GetExtension(Workbook))
        {
            guard.Written([path], run.OutputDirectory);
        }
    }

    /// <summary>What was written into the synced workbook after it was read must not be overwritten there either.</summary>
    private string NameOnDrive(RunContext run, string drive, string target) =>
        target == Workbook && guard.IsUnread(Path.Combine(drive, target), run.OutputDirectory) ? Dated(run) : target;

    private string? CopyTo(string directory, RunContext run, IEnumerable<(string Source, string Target)> files)
    {
        try
        {
            foreach (var (source, target) in files)
            {
                var place = Path.Combine(run.OutputDirectory, source);
                if (File.Exists(place))
                {
                    AtomicFile.Write(Path.Combine(directory, target), File.ReadAllBytes(place));
                    Remember(run, Path.Combine(directory, target));
                }
            }

            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.Message;
        }
    }
}
