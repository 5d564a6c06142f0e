using ClanStats.Announcements;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using ClanStats.Harvest;
using ClanStats.Harvest.Http;
using ClanStats.Harvest.Http.Fixtures;
using ClanStats.Hosting.Logging;
using ClanStats.Hosting.Settings;
using ClanStats.Pipeline;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClanStats.Hosting.Notices;

/// <summary>What a run leaves behind for its closing: why it was not what it should be, and which steps did their work.</summary>
internal sealed class RunAftermath
{
    /// <summary>Causes in the order they were met.</summary>
    public List<FailureCause> Causes { get; } = [];

    /// <summary>Steps that did their work.</summary>
    public HashSet<string> Settled { get; } = new(StringComparer.Ordinal);

    /// <summary>Takes what a run that ended says.</summary>
    public void Take(RunEnd end)
    {
        Causes.AddRange(end.Failures.Select(failure => new FailureCause(failure.Step, failure.Failure)));
        Settled.UnionWith(end.Steps.Where(step => step.Result.Outcome is StepOutcome.Done or StepOutcome.Partial).Select(step => step.Name));
        Settled.Add(FailureCause.WholeRun);
    }
}

/// <summary>Where notices go and where they are remembered.</summary>
/// <param name="LogDirectory">LOG_DIR.</param>
/// <param name="Webhook">FAILURE_WEBHOOK; a secret, null if not given.</param>
/// <param name="Environment">What is shown beside the clan's name; null in production.</param>
internal sealed record NoticePlaces(string LogDirectory, string? Webhook, string? Environment)
{
    /// <summary>As far as they can be known where the settings as a whole are wrong: environment and .env alone are looked at.</summary>
    public static NoticePlaces Guess(ProcessSurroundings surroundings)
    {
        var dotEnv = Path.Combine(surroundings.WorkingFolder, ".env");
        var file = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            file = File.Exists(dotEnv) ? DotEnvFile.Parse(File.ReadAllText(dotEnv), ".env", new SettingFindings()) : file;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The fault that is being told about may be just this.
        }

        string? Given(Setting setting) => surroundings.Environment.GetValueOrDefault(setting.Name) is { Length: > 0 } value
            ? value
            : file.GetValueOrDefault(setting.Name) is { Length: > 0 } noted ? noted : null;
        var webhook = Given(SettingTable.FailureWebhook);
        return new NoticePlaces(
            surroundings.Absolute(Given(SettingTable.LogDir) is { } folder && ValueKinds.FilePath(folder).Fault is null ? folder : "logs"),
            webhook is not null && ValueKinds.Webhook(webhook).Fault is null ? webhook : null,
            null);
    }
}

/// <summary>
/// The end of a run as an owner meets it: the last lines on stderr say what is wrong and what to do, how it ended is remembered for
/// <c>check</c>, and FAILURE_WEBHOOK is told of each cause once, then weekly, and once when it is over.
/// </summary>
internal sealed class RunClosing(Terminal terminal, TimeProvider time)
{
    private const int LinesShown = 5;

    /// <summary>Says the last lines; nothing where all went well.</summary>
    public void Say(string command, ExitCode code, RunAftermath aftermath)
    {
        if (code is ExitCode.Done)
        {
            return;
        }

        var words = ExitWords.Of((int)code);
        terminal.Tell($"clanstats {command}, exit code {(int)code}: {words.Meaning}");
        foreach (var cause in aftermath.Causes.Take(LinesShown))
        {
            terminal.Tell($"  {cause.Step}: {LineEscape.Escape(cause.Message)}");
        }

        if (aftermath.Causes.Count > LinesShown)
        {
            terminal.Tell($"  … and {aftermath.Causes.Count - LinesShown} more");
        }

        if (words.Remedy is { } remedy)
        {
            terminal.Tell($"  → {remedy}");
        }
    }

    /// <summary>Remembers how a nightly run ended and tells the webhook what it has to.</summary>
    public Task RememberAsync(NoticePlaces places, LastExit last, RunAftermath aftermath, CancellationToken cancellationToken) => OnFileAsync(places, async file =>
    {
        file.SaveLast(last);
        await TellAsync(file, places, last, aftermath, cancellationToken);
    });

    /// <summary>
    /// Tells the webhook of a run whose settings are wrong. Such a run writes nothing, but for what a webhook that was told needs not to be told
    /// the same every night.
    /// </summary>
    public Task TellAsync(NoticePlaces places, LastExit last, RunAftermath aftermath, CancellationToken cancellationToken) =>
        OnFileAsync(places, file => TellAsync(file, places, last, aftermath, cancellationToken));

    private async Task OnFileAsync(NoticePlaces places, Func<NoticeFile, Task> work)
    {
        try
        {
            await work(new NoticeFile(places.LogDirectory));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            terminal.Diagnose("WRN", $"How the run ended cannot be remembered: {LineEscape.Escape(exception.Message)}");
        }
    }

    private async Task TellAsync(NoticeFile file, NoticePlaces places, LastExit last, RunAftermath aftermath, CancellationToken cancellationToken)
    {
        if (places.Webhook is not { } address)
        {
            return;
        }

        terminal.Mask.Register([address]);
        var state = file.Load();
        var decided = FailureNotices.Decide(state.Causes, aftermath.Causes, aftermath.Settled, UtcInstant.From(time.GetUtcNow()));
        if (decided.Notices.Count == 0)
        {
            file.Save(state with { Causes = decided.Told });
            return;
        }

        var fingerprint = WebhookClient.FingerprintOf(address);
        if (string.Equals(state.GoneWebhook, fingerprint, StringComparison.OrdinalIgnoreCase))
        {
            terminal.Diagnose("WRN", "FAILURE_WEBHOOK was deleted and is not called any more; set another, or leave it empty");
            file.Save(state with { Causes = decided.Untold });
            return;
        }

        var text = terminal.Mask.Mask(NoticeText.Of(decided.Notices, last, places.Environment));
        var result = await NewClient().PostUntilTakenAsync(address, "failure", NoticeText.ToJson(text), cancellationToken);
        if (result.Fate != PostFate.Posted)
        {
            terminal.Diagnose("WRN", $"FAILURE_WEBHOOK was not told of the failure: {LineEscape.Escape(result.Reason)}");
        }

        file.Save(new NoticeState(
            result.Fate == PostFate.Posted ? decided.Told : decided.Untold,
            result.Fate == PostFate.Gone ? fingerprint : null));
    }

    /// <summary>The run is over and its container with it: a client of its own, and one that does not keep anybody waiting for long.</summary>
    private WebhookClient NewClient() => new(
        new HarvestOptions { HttpTimeoutSeconds = 20, HttpRetries = 1, LongestWait = TimeSpan.FromSeconds(30) },
        new FixtureSecrets([]),
        new RequestLog(),
        time,
        NullLogger<ServiceClient>.Instance);
}
