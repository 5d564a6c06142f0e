using ClanStats.Benchmarks.StartProfile;

namespace ClanStats.Benchmarks;

/// <summary>Measures the harvest against the simulated services, the program in a process of its own. One line per figure.</summary>
internal static class BenchmarkProgram
{
    private const string Usage = """
        dotnet run -c Release --project tests/ClanStats.Benchmarks -- SCENARIO [options]

          requests     [--members 50,500,5000] [--days 14]     requests of a steady night, by purpose
          discord      [--messages 600000]                     first harvest of so many messages, no limits
          discord      --paced [--messages 24000]              the same, the service's limits and own pacing on
          harvest      [--members 1000] [--days 30]            a first and a steady harvest, no limits
          night        --db FILE --now TIME [--nights 8]       whole nights on a copy of a database, its members at the simulated services
          wom-ingest   [--snapshots 100000]                    histories through client, parser and store
          identity     [--people 10000] [--messages 600000]    names of invented people: right, open or false, and how fast
          analytics    --db FILE --now TIME [--rounds 21]      analytics alone: first call, warm, each statement
          exports      --db FILE --now TIME [--rounds 5]       each writer and the check of the set: first call, warm, memory
          warm         --db FILE --now TIME                    analytics alone, warm, by BenchmarkDotNet
          profile      --lists DIR --profile FILE              what runs compiled while they ran, for the ahead-of-time compiler
          logging      --db FILE --now TIME [--rounds 20]      report with and without app.log and app.jsonl, in turn
          kill         [--count 200] [--members 20] [--days 60]  kill -9 at random moments, run again, compare
          faults       [--members 20] [--days 60]              each kind of fault on every request in turn
          soak         [--nights 60] [--members 24] [--seed 1] night after night with faults, kills, a month without Discord, an upgrade
          soak         --inside                                the same in this process, whose own memory is watched
          soak         --older FILE                            the nights before the upgrade by an older clanstats.dll
          soak         --keep                                  the program's folder stays
          fuzz         [--inputs 1000000] [--seed 1]            spoilt inputs to every parser of what comes from elsewhere
          fuzz         --parser NAME [--from 0]                one parser only, from an input on; --findings DIR keeps what is found

          --client FILE     another clanstats.dll than the one beside this program
        """;

    /// <summary>Runs a scenario.</summary>
    /// <returns>0; 1 if the scenario found a fault; 2 if it was called wrongly.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        if (Arguments.Parse(arguments) is not { } options)
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        return options.Scenario switch
        {
            "requests" => await RequestScenario.RunAsync(options),
            "discord" => await DiscordScenario.RunAsync(options),
            "harvest" => await HarvestScenario.RunAsync(options),
            "night" => await NightScenario.RunAsync(options),
            "wom-ingest" => await WiseOldManScenario.RunAsync(options),
            "identity" => IdentityScenario.Run(options),
            "analytics" => AnalyticsScenario.Run(options),
            "exports" => ExportScenario.Run(options),
            "warm" => WarmAnalytics.Run(options),
            "profile" => ProfileScenario.Run(options),
            "logging" => await LoggingScenario.RunAsync(options),
            "kill" => await TrialScenarios.KillAsync(options),
            "fuzz" => FuzzScenario.Run(options),
            "soak" => await SoakScenario.RunAsync(options),
            "faults" => await TrialScenarios.FaultsAsync(options),
            _ => Wrong(),
        };
    }

    private static int Wrong()
    {
        Console.Error.WriteLine(Usage);
        return 2;
    }
}
