using System.Globalization;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace ClanStats.Hosting.Schedule;

/// <summary>A task of Windows' Task Scheduler, from XML: what its own windows and PowerShell's commands do not offer can be said there.</summary>
/// <param name="user">DOMAIN\name of who it runs as.</param>
/// <param name="temporaryFolder">Where the XML is put while it is read.</param>
/// <param name="today">The first day it may run.</param>
/// <param name="commands">Starts schtasks and PowerShell.</param>
internal sealed class WindowsTask(string user, string temporaryFolder, DateOnly today, ISystemCommands commands) : IScheduler
{
    private const string PowerShell = "powershell.exe";
    private static readonly XNamespace Tasks = "http://schemas.microsoft.com/windows/2004/02/mit/task";

    /// <inheritdoc/>
    public string Title => "Task Scheduler";

    /// <summary>The task. PowerShell hides the window and hands the exit code on.</summary>
    public static XDocument Xml(NightlyJob job, string user, DateOnly firstDay) => new(
        new XDeclaration("1.0", "UTF-16", null),
        new XElement(
            Tasks + "Task",
            new XAttribute("version", "1.2"),
            new XElement(Tasks + "RegistrationInfo", new XElement(Tasks + "Description", "ClanStats: the nightly run. Made by 'clanstats schedule install'.")),
            new XElement(
                Tasks + "Triggers",
                new XElement(
                    Tasks + "CalendarTrigger",
                    new XElement(Tasks + "StartBoundary", firstDay.ToDateTime(job.At).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)),
                    new XElement(Tasks + "Enabled", true),
                    new XElement(Tasks + "ScheduleByDay", new XElement(Tasks + "DaysInterval", 1)))),
            new XElement(
                Tasks + "Principals",
                new XElement(
                    Tasks + "Principal",
                    new XAttribute("id", "Author"),
                    new XElement(Tasks + "UserId", user),
                    new XElement(Tasks + "LogonType", "InteractiveToken"),
                    new XElement(Tasks + "RunLevel", "LeastPrivilege"))),
            new XElement(
                Tasks + "Settings",
                new XElement(Tasks + "MultipleInstancesPolicy", "IgnoreNew"),
                new XElement(Tasks + "DisallowStartIfOnBatteries", false),
                new XElement(Tasks + "StopIfGoingOnBatteries", false),
                new XElement(Tasks + "AllowHardTerminate", true),
                new XElement(Tasks + "StartWhenAvailable", true),
                new XElement(Tasks + "RunOnlyIfNetworkAvailable", false),
                new XElement(Tasks + "Enabled", true),
                new XElement(Tasks + "Hidden", false),
                new XElement(Tasks + "WakeToRun", job.Wake),
                new XElement(Tasks + "ExecutionTimeLimit", XmlConvert.ToString(job.Limit)),
                new XElement(Tasks + "Priority", 7)),
            new XElement(
                Tasks + "Actions",
                new XAttribute("Context", "Author"),
                new XElement(
                    Tasks + "Exec",
                    new XElement(Tasks + "Command", PowerShell),
                    new XElement(Tasks + "Arguments", Arguments(job)),
                    new XElement(Tasks + "WorkingDirectory", job.WorkingFolder)))));

    /// <summary>What PowerShell is told.</summary>
    public static string Arguments(NightlyJob job) =>
        $"-NoProfile -NonInteractive -ExecutionPolicy Bypass -WindowStyle Hidden -Command \"& {string.Join(' ', job.Arguments.Prepend(job.Program).Select(Quoted))}; exit $LASTEXITCODE\"";

    /// <inheritdoc/>
    public Task<IReadOnlyList<ScheduleAct>> InstallAsync(NightlyJob job, CancellationToken cancellationToken)
    {
        var file = Path.Combine(temporaryFolder, $"{job.Name}.xml");
        var xml = Xml(job, user, today);
        return Task.FromResult<IReadOnlyList<ScheduleAct>>(
        [
            new ScheduleAct.Write(file, $"{xml.Declaration}\n{xml}\n") { IsUtf16 = true },
            new ScheduleAct.Start(new SystemCommand("schtasks", ["/Create", "/TN", job.Name, "/XML", file, "/F"])),
            new ScheduleAct.Remove(file),
        ]);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ScheduleAct>> RemoveAsync(string name, CancellationToken cancellationToken) =>
        (await StatusAsync(name, cancellationToken)).IsInstalled ? [new ScheduleAct.Start(new SystemCommand("schtasks", ["/Delete", "/TN", name, "/F"]))] : [];

    /// <inheritdoc/>
    public async Task<JobStatus> StatusAsync(string name, CancellationToken cancellationToken)
    {
        // PowerShell answers in every language of Windows alike; schtasks does not.
        var answer = await AskAsync(
            $"$t = Get-ScheduledTask -TaskName {Quoted(name)} -ErrorAction Stop; $i = $t | Get-ScheduledTaskInfo; "
            + "@{ state = \"$($t.State)\"; result = $i.LastTaskResult; last = $i.LastRunTime; next = $i.NextRunTime } | ForEach-Object { "
            + "if ($_.last) { $_.last = $_.last.ToString('yyyy-MM-dd HH:mm') }; if ($_.next) { $_.next = $_.next.ToString('yyyy-MM-dd HH:mm') }; $_ } | ConvertTo-Json -Compress",
            cancellationToken);
        if (answer is not { } found || found.ValueKind != JsonValueKind.Object)
        {
            return new JobStatus(false, [], null);
        }

        string Text(string key) => found.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "not known";
        return new JobStatus(
            true,
            [$"state: {Text("state")}", $"next: {Text("next")}", $"last: {Text("last")}"],
            found.TryGetProperty("result", out var result) && result.TryGetInt64(out var code) ? code : null);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<(string Job, SystemCommand SwitchOff)>> OldJobsAsync(CancellationToken cancellationToken)
    {
        var answer = await AskAsync(
            "ConvertTo-Json -Compress -InputObject @(Get-ScheduledTask | Where-Object { $_.State -ne 'Disabled' -and "
            + "($_.Actions | Where-Object { \"$($_.Execute) $($_.Arguments)\" -match 'run_auto\\.bat|main\\.py' }) } | ForEach-Object { $_.TaskPath + $_.TaskName })",
            cancellationToken);
        return answer is { ValueKind: JsonValueKind.Array } names
            ? [.. names.EnumerateArray().Select(name => name.GetString()).OfType<string>().Select(name => (name, new SystemCommand("schtasks", ["/Change", "/TN", name, "/DISABLE"])))]
            : [];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Hints(NightlyJob job) =>
    [
        "It runs while you are logged on, a missed night as soon as possible. To run it logged off as well, open it in the Task Scheduler and choose so; Windows then asks for your password.",
    ];

    private async Task<JsonElement?> AskAsync(string script, CancellationToken cancellationToken)
    {
        var result = await commands.RunAsync(new SystemCommand(PowerShell, ["-NoProfile", "-NonInteractive", "-Command", script]), cancellationToken);
        try
        {
            return result.Succeeded ? JsonDocument.Parse(result.Output).RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A word for PowerShell in single quotes, in which nothing is read; Windows has no double quote in a path.</summary>
    private static string Quoted(string word) => $"'{word.Replace("'", "''", StringComparison.Ordinal)}'";
}
