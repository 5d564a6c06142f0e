using System.Security.Cryptography;
using ClanStats.Domain.Runs;
using ClanStats.Hosting.Logging;
using ClanStats.Hosting.Notices;
using ClanStats.Hosting.Settings;
using ClanStats.Pipeline;
using Microsoft.Extensions.Logging;

namespace ClanStats.Hosting.CommandLine;

/// <summary>run, harvest, report and demo: plans, opens the log and hands the plan over.</summary>
internal sealed class RunCommand(RunOptions options) : ICommandHandler
{
    public async Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        if (invocation.Host.Run is not { } run)
        {
            return await new NotYetBuilt().RunAsync(invocation, cancellationToken);
        }

        var closing = new ClosedRun(invocation, options, cancellationToken);
        RunPlan? plan = null;
        try
        {
            plan = new RunPlanner(invocation, options).Plan();
            Announce(plan, invocation);
            var code = await LoggedWork.RunAsync(
                invocation,
                plan.Settings.LogDirectory,
                plan.TraceId,
                services => run(plan, services with { Aftermath = closing.Aftermath }, cancellationToken),
                cancellationToken,
                closing.Aftermath);
            await closing.CloseAsync(plan, code);
            return code;
        }
        catch (UserFaultException fault)
        {
            await closing.CloseAsync(plan, fault);
            throw;
        }
    }

    private static void Announce(RunPlan plan, Invocation invocation)
    {
        if (plan.FreshFolder is { } folder)
        {
            Directory.CreateDirectory(folder);
            invocation.Terminal.Answer(folder);
        }

        if (plan.Mode == RunMode.Replay)
        {
            invocation.Terminal.Tell($"Dry run on {plan.FixturesDirectory}: everything is written below {plan.Settings.OutputDirectory}");
        }
    }
}

/// <summary>Does a piece of work with the log open; what it throws becomes one line here and its stack one entry of app.jsonl.</summary>
internal static class LoggedWork
{
    /// <summary>The id under which a command logs: as set, else drawn.</summary>
    public static string TraceIdOf(ClanStatsSettings settings) => settings.TraceId ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    /// <exception cref="UserFaultException">The work found something that is the user's to mend.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped on request.</exception>
    public static Task<ExitCode> RunAsync(
        Invocation invocation, ClanStatsSettings settings, Func<RunServices, Task<ExitCode>> work, CancellationToken cancellationToken) =>
        RunAsync(invocation, settings.LogDirectory, TraceIdOf(settings), work, cancellationToken);

    /// <exception cref="UserFaultException">The work found something that is the user's to mend.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped on request.</exception>
    public static async Task<ExitCode> RunAsync(
        Invocation invocation,
        string logDirectory,
        string traceId,
        Func<RunServices, Task<ExitCode>> work,
        CancellationToken cancellationToken,
        RunAftermath? aftermath = null)
    {
        var terminal = invocation.Terminal;
        using var log = RunLog.Open(logDirectory, traceId, terminal, invocation.Verbose);
        var services = new RunServices(
            log.Factory, ConsoleProgress.For(terminal, invocation.Host.Time), new ConsoleSummary(terminal), terminal, invocation.Host.Time);
        try
        {
            return await work(services);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (UserFaultException)
        {
            throw;
        }
        catch (Exception exception)
        {
            // Whatever it is, the user gets one line and the log the stack.
            log.Factory.CreateLogger<RunLog>().LogError(exception, "{Command} stopped on an unexpected fault", invocation.CommandName);
            aftermath?.Causes.Add(new FailureCause(FailureCause.WholeRun, $"{exception.GetType().Name}: {exception.Message}"));
            terminal.Tell($"Details are in {Path.Combine(logDirectory, "app.jsonl")}");
            return ExitCode.Failed;
        }
    }
}
