using ClanStats.Hosting.CommandLine;
using ClanStats.Hosting.Settings;

namespace ClanStats.Hosting;

/// <summary>The program as the shell starts it.</summary>
internal static class ClanStatsProgram
{
    public static Task<int> RunAsync(string[] arguments)
    {
        if (!VersionLine.IsAskedFor(arguments))
        {
            LearnedStart.Begin(arguments);
            return CommandAsync(arguments);
        }

#pragma warning disable RS0030 // Hosting is the one place that talks to the terminal.
        Console.Out.WriteLine(VersionLine.Text);
#pragma warning restore RS0030
        return Task.FromResult(0);
    }

    private static async Task<int> CommandAsync(string[] arguments)
    {
        using var signals = new TerminationSignals();
        var surroundings = ProcessSurroundings.OfThisProcess();
        var host = new ProgramHost
        {
            Terminal = Terminal.OfThisProcess(surroundings.Environment),
            Surroundings = surroundings,
            Open = Desktop.IsThere(surroundings.Environment) ? Desktop.TryOpen : null,
            Run = Composition.RunComposition.RunAsync,
            Migrate = Composition.MigrationWork.RunAsync,
            Database = Composition.DatabaseWork.RunAsync,
            Import = Composition.ImportWork.RunAsync,
            Check = Composition.CheckWork.RunAsync,
            Member = Composition.MemberWork.RunAsync,
            Forget = Composition.ForgetWork.RunAsync,
            Link = Composition.LinkWork.RunAsync,
            Runs = Composition.RunsWork.RunAsync,
            Init = Composition.InitWork.RunAsync,
            Schedule = Composition.ScheduleWork.RunAsync,
        };
        return (int)await CommandLineProgram.RunAsync(arguments, host, signals.Token);
    }
}
