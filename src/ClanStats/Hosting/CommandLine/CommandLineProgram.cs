using System.CommandLine;
using System.CommandLine.Help;
using ClanStats.Domain.Runs;
using ClanStats.Hosting.Logging;
using ClanStats.Hosting.Settings;
using ClanStats.Pipeline;

namespace ClanStats.Hosting.CommandLine;

/// <summary>Reads the command line, runs one command and turns whatever happens into one line and an exit code.</summary>
internal static class CommandLineProgram
{
    // A member may be called "@name": no word stands for a file of words.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    public static async Task<ExitCode> RunAsync(IReadOnlyList<string> arguments, ProgramHost host, CancellationToken cancellationToken)
    {
        if (VersionLine.IsAskedFor(arguments))
        {
            host.Terminal.Answer(VersionLine.Text);
            return ExitCode.Done;
        }

        if (BareStart.IsMeant(arguments, host.Terminal))
        {
            return await new BareStart(host, command => RunAsync(command, host, cancellationToken)).RunAsync(cancellationToken);
        }

        var tree = new CommandTree();
        var parse = Parse(tree, arguments);
        if (parse.Action is HelpAction)
        {
            return (ExitCode)await parse.InvokeAsync(
                new InvocationConfiguration { Output = host.Terminal.AnswerWriter, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null },
                cancellationToken);
        }

        if (parse.Errors.Count > 0 || tree.HandlerOf(parse.CommandResult.Command) is not { } handler)
        {
            return RefuseUsage(parse, host.Terminal);
        }

        var terminal = parse.GetValue(tree.Common.NoColor) ? host.Terminal.WithoutColour() : host.Terminal;
        return await GuardAsync(handler, new Invocation(parse, tree.Common, host with { Terminal = terminal }), cancellationToken);
    }

    /// <summary>No command means run, also where only options are given.</summary>
    internal static ParseResult Parse(CommandTree tree, IReadOnlyList<string> arguments)
    {
        var parse = tree.Root.Parse(arguments, Parsing);
        return parse.CommandResult.Command == tree.Root && parse.Action is not HelpAction && !NamesNoCommand(parse)
            ? tree.Root.Parse(["run", .. arguments], Parsing)
            : parse;
    }

    /// <summary>Whether a word stands where a command should, so that the complaint is about the command and not about run.</summary>
    private static bool NamesNoCommand(ParseResult parse) => parse.UnmatchedTokens is [var first, ..] && !first.StartsWith('-');

    private static ExitCode RefuseUsage(ParseResult parse, Terminal terminal)
    {
        var command = $"clanstats {Invocation.NameOf(parse)}".TrimEnd();
        terminal.Diagnose("ERR", $"{LineEscape.Escape(Complaint(parse, command))}; see {command} --help");
        return ExitCode.UsageWrong;
    }

    private static string Complaint(ParseResult parse, string command)
    {
        var place = parse.CommandResult.Command;
        if (parse.UnmatchedTokens is [var unknown, ..])
        {
            var isOption = unknown.StartsWith('-');
            var known = isOption
                ? place.Options.Concat(place.Parents.OfType<RootCommand>().SelectMany(root => root.Options)).Select(option => option.Name)
                : place.Subcommands.Select(subcommand => subcommand.Name);
            var nearest = NearestName.Of(unknown, known);
            return $"'{unknown}' is not {(isOption ? "an option" : "a command")} of {command}" + (nearest is null ? "" : $"; did you mean {nearest}?");
        }

        return place.Subcommands.Count > 0
            ? $"{command} needs one of {string.Join(", ", place.Subcommands.Select(subcommand => subcommand.Name))}"
            : parse.Errors[0].Message.Split(" as expected type ")[0].TrimEnd('.');
    }

    private static async Task<ExitCode> GuardAsync(ICommandHandler handler, Invocation invocation, CancellationToken cancellationToken)
    {
        var terminal = invocation.Terminal;
        try
        {
            return await handler.RunAsync(invocation, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            terminal.Tell("Cancelled");
            return ExitCode.Cancelled;
        }
        catch (UserFaultException fault)
        {
            foreach (var line in fault.Message.Split('\n'))
            {
                terminal.Tell(LineEscape.Escape(line));
            }

            return fault.IsConfiguration ? ExitCode.UsageWrong : ExitCode.Failed;
        }
        catch (Exception exception)
        {
            // The last line of defence: never a stack trace at the terminal.
            terminal.Diagnose("ERR", LineEscape.Escape($"{exception.GetType().Name}: {exception.Message}"));
            return ExitCode.Failed;
        }
    }
}
