using ClanStats.Analytics;
using ClanStats.Domain.Rules;
using ClanStats.Domain.Runs;
using ClanStats.Hosting.CommandLine;
using ClanStats.Hosting.Logging;
using ClanStats.Hosting.People;
using ClanStats.Hosting.Rules;
using ClanStats.Hosting.Settings;
using ClanStats.Pipeline;
using ClanStats.Storage;
using ClanStats.Storage.Forgetting;

namespace ClanStats.Hosting.Composition;

/// <summary>
/// Carries out <c>forget</c>. The tombstones stand in the file beside the database before the first row goes: whatever cuts it off, the next
/// run finishes the erasing.
/// </summary>
internal sealed class ForgetWork(ForgetPlan plan, RunServices services, CancellationToken cancellationToken)
{
    private readonly StorageOptions _options = plan.Settings.ToStorageOptions();
    private readonly Terminal _terminal = services.Terminal;

    /// <summary>Shows what will go, asks, erases, searches, and has the outputs written anew.</summary>
    /// <exception cref="UserFaultException">Nobody is meant, or it could not be done.</exception>
    public static async Task<ExitCode> RunAsync(ForgetPlan plan, RunServices services, CancellationToken cancellationToken) =>
        await new ForgetWork(plan, services, cancellationToken).RunAsync();

    private async Task<ExitCode> RunAsync()
    {
        ForgetTarget target;
        ExitCode erased;
        using (var held = new RunLock(_options).TryAcquire())
        {
            if (held is null)
            {
                return KnownDatabase.TellHeld(_options, _terminal, "forget");
            }

            using var database = KnownDatabase.Open(_options);
            var document = OpenNotes();
            var index = new PersonIndex(database.ReadOneState("forget: people", PersonQueries.Read), document?.Notes ?? PeopleNotes.None);
            target = ForgetTarget.Find(plan.Name, database, index, plan.Now);
            Show(target);
            if (!Confirmed(target))
            {
                return ExitCode.Cancelled;
            }

            erased = Erase(database, document, target);
        }

        var published = await PublishAnewAsync();
        new ForgetPlaces(plan, services, target).Name(cancellationToken);
        return erased == ExitCode.Done ? published : erased;
    }

    private PeopleDocument? OpenNotes()
    {
        try
        {
            return PeopleDocument.Open(plan.Settings.PeopleFilePlace);
        }
        catch (UserFaultException fault)
        {
            _terminal.Diagnose("WRN", LineEscape.Escape(fault.Message));
            _terminal.Diagnose("WRN", "Links in it are not removed; look there yourself.");
            return null;
        }
    }

    private void Show(ForgetTarget target)
    {
        var lines = target.Lines.Count == 0 ? "no lines" : string.Join(", ", target.Lines.Select(kind => $"{kind.Value} {kind.Key}"));
        Answer($"Of {target.Title}, this goes from {_options.DatabaseFile} for good:");
        Answer($"  lines: {lines}");
        foreach (var account in target.Person?.Accounts ?? [])
        {
            var shown = account.Names.Select(name => name.Name).Append(account.Name).Distinct(StringComparer.Ordinal);
            Answer($"  account {account.Id}, linked by {account.LinkSource ?? "nothing"}, with the names {string.Join(", ", shown)}");
        }

        Answer("  texts and broadcasts of others that name them lose their words, not their place");
        foreach (var player in target.Person?.Players ?? [])
        {
            Answer($"What Wise Old Man publishes of {player.DisplayName} stays: name, snapshots, membership. It is not Discord data.");
        }
    }

    private bool Confirmed(ForgetTarget target)
    {
        if (plan.Confirmed)
        {
            return true;
        }

        if (_terminal.Input is null)
        {
            throw new UserFaultException("forget asks before it erases, and nobody is there to ask: say --yes.") { IsConfiguration = true };
        }

        var isSure = string.Equals(_terminal.Ask(LineEscape.Escape($"Forget {target.Title}? This cannot be undone. Write yes:")), "yes", StringComparison.OrdinalIgnoreCase);
        if (!isSure)
        {
            _terminal.Tell("Nothing was changed.");
        }

        return isSure;
    }

    private ExitCode Erase(Database database, PeopleDocument? document, ForgetTarget target)
    {
        cancellationToken.ThrowIfCancellationRequested();
        TombstoneFile.Save(database.File, target.All.Tombstones);
        var erased = Forgetter.Apply(database, target.All);
        Answer(
            $"Erased: {erased.Lines} lines, {erased.Accounts} accounts, {erased.Texts} texts and {erased.Mentions} broadcasts of others that named them.");
        RemoveLinks(document, target, database.File);
        var isWhole = Search(database, target);
        var areBackupsClean = new ForgetPlaces(plan, services, target).Backups(cancellationToken);
        return !isWhole ? ExitCode.Failed : areBackupsClean ? ExitCode.Done : ExitCode.Partial;
    }

    private void RemoveLinks(PeopleDocument? document, ForgetTarget target, string databaseFile)
    {
        if (document is null)
        {
            return;
        }

        var keys = document.Notes.Links.Where(link => link.Value.Any(id => target.Accounts.Contains(id.Value))).Select(link => link.Key).ToList();
        keys.ForEach(key => document.Remove("links", key));
        document.Save();
        if (keys.Count > 0)
        {
            Answer($"Removed from {document.Path}: links of {string.Join(", ", keys)}");
        }

        if (PeopleSource.LastGoodOf(databaseFile) is var lastGood && File.Exists(lastGood))
        {
            PeopleSource.Keep(document.Path, lastGood);
        }
    }

    private bool Search(Database database, ForgetTarget target)
    {
        var search = new ForgetSearch(target);
        var result = search.Database(database, cancellationToken);
        result.Remarks.ToList().ForEach(Answer);
        foreach (var fault in result.Faults)
        {
            _terminal.Diagnose("ERR", fault);
        }

        var rest = database.ReadOneState("forget: look again", connection => TraceFinder.Lines(connection, TraceFinder.Find(connection, target.All)));
        Answer((result.Faults.Count + rest.Count, search.HasSomethingToFind) switch
        {
            (0, true) => $"Searched {database.File} byte by byte: nothing of their accounts is in it.",
            (0, false) => $"No table of {database.File} holds a line of theirs. No account of theirs is known, so that there was no id to search its bytes for.",
            _ => $"{database.File} still holds something of them.",
        });
        return result.Faults.Count + rest.Count == 0;
    }

    /// <summary>Writes the published set from what the database holds now, if there is one.</summary>
    private async Task<ExitCode> PublishAnewAsync()
    {
        var output = plan.Settings.OutputDirectory;
        if (!File.Exists(Path.Combine(output, "run_summary.json")))
        {
            return ExitCode.Done;
        }

        var report = new RunPlan
        {
            Command = "report",
            Mode = RunMode.Live,
            TraceId = plan.TraceId,
            Now = plan.Now,
            Steps = StepSelection.Of("report"),
            Settings = plan.Settings,
        };
        ExitCode exit;
        try
        {
            exit = await RunComposition.RunAsync(report, services, cancellationToken);
        }
        catch (UserFaultException fault)
        {
            _terminal.Diagnose("ERR", LineEscape.Escape(fault.Message));
            exit = ExitCode.Failed;
        }

        if (exit == ExitCode.Done)
        {
            Answer($"Written anew: the outputs in {output}");
            return ExitCode.Done;
        }

        Answer($"NOT written anew, may still hold numbers of theirs: the outputs in {output}. Run 'clanstats report'.");
        return ExitCode.Partial;
    }

    private void Answer(string line) => _terminal.Answer(LineEscape.Escape(line));
}
