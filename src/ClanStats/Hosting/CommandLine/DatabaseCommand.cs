using System.CommandLine;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using ClanStats.Hosting.Logging;
using ClanStats.Pipeline;
using ClanStats.Storage;

namespace ClanStats.Hosting.CommandLine;

/// <summary>The options of the db commands; each has those that suit it.</summary>
internal sealed record DatabaseOptions(Option<bool> Json, Option<string> Label, Option<bool> Hash, Argument<string> File);

/// <summary>db status, backup, backups, restore, verify and optimize.</summary>
internal sealed class DatabaseCommand(DatabaseTask task, DatabaseOptions options) : ICommandHandler
{
    public async Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        if (invocation.Host.Database is not { } work)
        {
            return await new NotYetBuilt().RunAsync(invocation, cancellationToken);
        }

        var label = LabelOf(invocation);
        var now = NowOf(invocation);
        var settings = invocation.Load(invocation.ToSettingsRequest());
        var plan = new DatabasePlan(task, settings, now)
        {
            Label = label,
            File = task == DatabaseTask.Restore ? invocation.Host.Surroundings.Absolute(invocation.Parse.GetValue(options.File)!) : null,
            AsJson = task is DatabaseTask.Status or DatabaseTask.Verify && invocation.Parse.GetValue(options.Json),
            WithHash = task == DatabaseTask.Verify && invocation.Parse.GetValue(options.Hash),
        };
        return await LoggedWork.RunAsync(invocation, settings, services => work(plan, services, cancellationToken), cancellationToken);
    }

    private string? LabelOf(Invocation invocation)
    {
        if (task != DatabaseTask.Backup || invocation.Parse.GetValue(options.Label) is not { } label)
        {
            return null;
        }

        return BackupFile.Clean(label) ?? throw Fault($"--label: '{label}' holds no letter or digit a file name can carry");
    }

    /// <summary>--now, else the clock's.</summary>
    internal static UtcInstant NowOf(Invocation invocation)
    {
        var clock = UtcInstant.From(invocation.Host.Time.GetUtcNow());
        if (invocation.Parse.GetValue(invocation.Common.Now) is not { } text)
        {
            return clock;
        }

        var time = ForeignTime.Parse(text, clock);
        return time.Value ?? throw Fault($"--now: {time.Refusal ?? $"'{text}' is not a time"}");
    }

    private static UserFaultException Fault(string message) => new(LineEscape.Escape(message)) { IsConfiguration = true };
}
