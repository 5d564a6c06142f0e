using System.CommandLine;
using ClanStats.Hosting.Runs;
using ClanStats.Pipeline;

namespace ClanStats.Hosting.CommandLine;

/// <summary>runs: past runs, their trend, one run's steps and log lines.</summary>
internal sealed class RunsCommand(Argument<string> trace, Option<int> last, Option<bool> asJson) : ICommandHandler
{
    /// <summary>Builds the command.</summary>
    /// <param name="command">Makes a command with its options.</param>
    /// <param name="asJson"><c>--json</c>.</param>
    public static Command Build(Func<string, string, ICommandHandler, Option[], Command> command, Option<bool> asJson)
    {
        var trace = new Argument<string>("TRACE_ID") { Description = "The run to show; its first digits will do.", Arity = ArgumentArity.ZeroOrOne };
        var last = new Option<int>("--last") { Description = "How many runs to list.", HelpName = "N", DefaultValueFactory = _ => 20 };
        last.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var count) && count is < 1 or > 1000)
            {
                result.AddError($"--last: {count} is not between 1 and 1000");
            }
        });
        var runs = command("runs", "Past runs and their trend; one run's steps and log lines.", new RunsCommand(trace, last, asJson), [asJson, last]);
        runs.Add(trace);
        return runs;
    }

    public async Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        if (invocation.Host.Runs is not { } runs)
        {
            return await new NotYetBuilt().RunAsync(invocation, cancellationToken);
        }

        var parse = invocation.Parse;
        var now = DatabaseCommand.NowOf(invocation);
        var plan = new RunsPlan(invocation.Load(invocation.ToSettingsRequest()), now, parse.GetValue(trace), parse.GetValue(last), parse.GetValue(asJson));
        return await runs(plan, invocation.Terminal, cancellationToken);
    }
}
