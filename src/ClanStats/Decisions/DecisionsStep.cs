using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;
using ClanStats.Domain.Runs;
using ClanStats.Identity;
using Microsoft.Extensions.Logging;

namespace ClanStats.Decisions;

/// <summary>
/// The step <c>decisions</c>: reads back what officers wrote into the workbook or any copy of it. A cell counts as written when it differs
/// from what the program itself put there, so that an untouched copy says nothing, however old; a copy that did not change since it was read
/// is not opened at all.
/// </summary>
internal sealed class DecisionsStep(
    DecisionStore store,
    LinkStore links,
    IdentityResolution resolution,
    PeopleNotes notes,
    DecisionOptions options,
    TimeProvider clock,
    ILogger<DecisionsStep> logger) : IRunStep
{
    private static readonly IReadOnlySet<string> NothingTaken = new HashSet<string>();
    private readonly List<string> _faults = [];
    private readonly List<string> _remarks = [];

    /// <inheritdoc/>
    public string Name => StepNames.Decisions;

    /// <inheritdoc/>
    public Task<StepResult> RunAsync(RunContext run, CancellationToken cancellationToken)
    {
        var files = WorkbookFiles.Find(run.OutputDirectory, options.DrivePath);
        _remarks.AddRange(files.Where(file => file.IsShortcut).Select(file =>
            $"{file.Name} only points to a Google Sheet and cannot be read; download it as .xlsx into the same folder."));
        var known = store.Workbooks();
        var changed = files.Where(file => !file.IsShortcut && !(known.TryGetValue(file.Place, out var before) && before.Is(file))).ToList();
        if (changed.Count == 0)
        {
            return Task.FromResult<StepResult>(Result(0, 0));
        }

        var taken = known.Values.SelectMany(workbook => workbook.Taken).ToHashSet(StringComparer.Ordinal);
        var copies = new Dictionary<string, KnownWorkbook>(StringComparer.Ordinal);
        var changes = new List<Change>();
        foreach (var file in changed)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Read(file, run, copies) is { } read)
            {
                changes.AddRange(read.Changes.Where(change => !taken.Contains(change.Mark)));
                _faults.AddRange(read.Faults);
                copies[file.Place] = new KnownWorkbook(file.Size, file.SavedAt, known.GetValueOrDefault(file.Place)?.Taken ?? NothingTaken);
            }
        }

        var entered = Enter(changes, copies, run, cancellationToken);
        return Task.FromResult<StepResult>(Result(changed.Count, entered));
    }

    private int Enter(List<Change> changes, Dictionary<string, KnownWorkbook> copies, RunContext run, CancellationToken cancellationToken)
    {
        if (changes.Count == 0)
        {
            store.Save([], copies, run.RunId);
            return 0;
        }

        var desk = new EntryDesk(store.Entries(), store.Listed(), links.Facts(), notes, run.Now);
        var entries = desk.Entries(changes);
        var words = new LinkWordDesk(new LinkDesk(links, resolution), run.Now, cancellationToken);
        var said = words.Enter(desk.Newest(changes.OfType<LinkWordChange>(), _ => null), links.Facts);
        _faults.AddRange(desk.Faults.Concat(words.Faults));
        _remarks.AddRange(desk.Conflicts);

        // A word that was refused is not remembered: it is told again whenever its copy is saved.
        var refused = changes.OfType<LinkWordChange>().Where(change => said.All(word => word.Key != change.Key)).ToHashSet();
        foreach (var copy in changes.Where(change => change is not LinkWordChange word || !refused.Contains(word)).ToLookup(change => change.File.Place, change => change.Mark))
        {
            copies[copy.Key] = copies[copy.Key] with { Taken = copies[copy.Key].Taken.Union(copy).ToHashSet(StringComparer.Ordinal) };
        }

        store.Save(entries, copies, run.RunId);
        return entries.Count + said.Count;
    }

    private ReadForms? Read(WorkbookFile file, RunContext run, Dictionary<string, KnownWorkbook> copies)
    {
        // A clock that runs ahead would make its copy the newest for years.
        var present = UtcInstant.From(clock.GetUtcNow());
        var dated = file.SavedAt > present ? file with { SavedAt = present } : file;
        try
        {
            using var content = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return OfficersForms.Read(dated, content, run.Now.Date);
        }
        catch (UnreadableWorkbookException fault)
        {
            _faults.Add($"{file.Name} cannot be read: {fault.Message}.{(file.IsTheWorkbook ? KeepAside(file, run.Now, copies) : "")}");
            copies[file.Place] = new KnownWorkbook(file.Size, file.SavedAt, NothingTaken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            _faults.Add($"{file.Name} cannot be opened ({fault.Message}); what officers wrote there is read once it can be.");
        }

        return null;
    }

    /// <summary>Whatever is in a damaged workbook, tonight's must not take its place.</summary>
    private static string KeepAside(WorkbookFile file, UtcInstant now, Dictionary<string, KnownWorkbook> copies)
    {
        var name = $"{WorkbookForm.FileStem}_unreadable_{now.ToDateTimeOffset().UtcDateTime:yyyyMMdd'_'HHmmss}.xlsx";
        try
        {
            File.Move(file.Path, Path.Combine(Path.GetDirectoryName(file.Path)!, name), overwrite: true);
            copies[file.Place[..(file.Place.IndexOf('/') + 1)] + name] = new KnownWorkbook(file.Size, file.SavedAt, NothingTaken);
            return $" It is kept as {name}.";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return $" It could not be kept aside ({fault.Message}).";
        }
    }

    private DecisionsResult Result(int read, int entered)
    {
        foreach (var remark in _remarks)
        {
            logger.LogWarning("{Remark}", remark);
        }

        var detail = read == 0 ? "no workbook was changed since it was read" : $"{read} workbooks read, {entered} entries taken, {_faults.Count} not understood";
        return new DecisionsResult(_faults.Count == 0 ? StepOutcome.Done : StepOutcome.Partial, string.Join("; ", _remarks.Prepend(detail)), [.. _faults, .. _remarks])
        {
            Rows = entered,
            Failures = _faults,
        };
    }
}
