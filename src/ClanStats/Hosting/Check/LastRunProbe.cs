using System.Runtime.CompilerServices;
using ClanStats.Domain.Activity;
using ClanStats.Hosting.Notices;
using ClanStats.Pipeline;

namespace ClanStats.Hosting.Check;

/// <summary>Looks how the last nightly run ended, in words, and whether there was one lately.</summary>
/// <param name="logDirectory">LOG_DIR.</param>
/// <param name="clock">The real clock.</param>
internal sealed class LastRunProbe(string logDirectory, TimeProvider clock) : ICheckProbe
{
    private const string Subject = "last-run";

    /// <summary>A night and a half: one that was missed is seen the next day.</summary>
    private const double LateHours = 36;

    /// <inheritdoc/>
    public string Name => "last-run";

    /// <inheritdoc/>
    public string Title => "Last run";

    /// <inheritdoc/>
    public async IAsyncEnumerable<CheckFinding> ProbeAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        if (new NoticeFile(logDirectory).LoadLast() is not { } last)
        {
            yield return CheckFinding.Note(Subject, $"No run is remembered in {logDirectory}", "'clanstats run' makes the first; 'clanstats schedule install' has it run every night.");
            yield break;
        }

        var words = ExitWords.Of(last.ExitCode);
        var message = $"The last {last.Command} ended {last.EndedAt.ToPeople()} with exit code {last.ExitCode}: {words.Meaning}";
        yield return (ExitCode)last.ExitCode switch
        {
            ExitCode.Done => CheckFinding.Ok(Subject, message),
            ExitCode.Partial or ExitCode.Cancelled or ExitCode.Locked => CheckFinding.Note(Subject, message, words.Remedy),
            _ => CheckFinding.Missing(Subject, message, words.Remedy ?? "Look with 'clanstats runs' what it says."),
        };
        var age = UtcInstant.From(clock.GetUtcNow()).HoursSince(last.EndedAt);
        if (age > LateHours)
        {
            yield return CheckFinding.Missing(Subject, $"That was {age / 24:0.0} days ago: the nightly run does not happen", "Look with 'clanstats schedule status' whether it is installed.");
        }
    }
}
