using ClanStats.Domain.Runs;
using ClanStats.Harvest;
using ClanStats.Harvest.Discord;
using ClanStats.Harvest.Http.Fixtures;
using ClanStats.Harvest.WiseOldMan;
using ClanStats.Hosting.Check;
using ClanStats.Hosting.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClanStats.Hosting.Composition;

/// <summary>Carries out <c>check</c>: one probe after the other, each asking through the pipeline a run asks through. It opens no log.</summary>
internal static class CheckWork
{
    /// <summary>Looks at everything a run depends on.</summary>
    /// <exception cref="UserFaultException">rules.yaml cannot be used.</exception>
    public static async Task<CheckReport> RunAsync(CheckPlan plan, Terminal terminal, TimeProvider time, CancellationToken cancellationToken)
    {
        _ = RulesSource.Load(plan.Settings.RulesFile);
        await using var services = Services(plan.Settings, time);
        await using var scope = services.CreateAsyncScope();
        var reports = new List<ProbeReport>();
        foreach (var probe in Probes(plan, scope.ServiceProvider, time))
        {
            terminal.Tell($"Checking: {probe.Title}");
            reports.Add(new ProbeReport(probe.Name, probe.Title, await probe.ProbeAsync(cancellationToken).ToListAsync(cancellationToken)));
        }

        return new CheckReport(reports);
    }

    /// <summary>What is looked at, in the order in which it is told.</summary>
    private static IEnumerable<ICheckProbe> Probes(CheckPlan plan, IServiceProvider services, TimeProvider time)
    {
        var (wiseOldMan, discord) = (services.GetRequiredService<WiseOldManOptions>(), services.GetRequiredService<DiscordOptions>());
        var client = services.GetRequiredService<DiscordClient>();
        yield return new ConfigurationProbe(plan.Settings);
        yield return new PlacesProbe(plan.Settings.ToStorageOptions(), plan.Settings);
        yield return new LastRunProbe(plan.Settings.LogDirectory, time);
        yield return new DatabaseProbe(plan.Settings.ToStorageOptions(), wiseOldMan.GroupId, time);
        yield return new WiseOldManProbe(services.GetRequiredService<WiseOldManClient>(), wiseOldMan, plan.Now);
        yield return new DiscordProbe(client, new RelayProbe(client, discord, plan.Now), discord);
    }

    /// <summary>The clients a probe asks through.</summary>
    internal static ServiceProvider Services(ClanStatsSettings settings, TimeProvider time) => new ServiceCollection()
        .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
        .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
        .AddSingleton(time)
        .AddSingleton(settings.ToWiseOldManOptions())
        .AddSingleton(settings.ToDiscordOptions())
        .AddSingleton(settings.ToHarvestOptions())
        .AddSingleton(new FixtureSecrets(settings.Secrets))
        .AddHarvest()
        .BuildServiceProvider();
}
