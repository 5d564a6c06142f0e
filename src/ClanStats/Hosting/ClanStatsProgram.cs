using ClanStats.Hosting.CommandLine;
using ClanStats.Hosting.Settings;

namespace ClanStats.Hosting;

/// <summary>The program as the shell starts it.</summary>
internal static class ClanStatsProgram
{
    public static async Task<int> RunAsync(string[] arguments)
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
