using ClanStats.Analytics;
using ClanStats.Announcements;
using ClanStats.Decisions;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using ClanStats.Exports;
using ClanStats.Harvest;
using ClanStats.Harvest.Discord;
using ClanStats.Harvest.Http.Fixtures;
using ClanStats.Harvest.WiseOldMan;
using ClanStats.Hosting.CommandLine;
using ClanStats.Identity;
using ClanStats.Pipeline;
using ClanStats.Storage;
using ClanStats.Storage.Verification;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClanStats.Hosting.Composition;

/// <summary>Carries out a planned run: the one list of slices, the container, the run itself and what a person is told at its end.</summary>
internal static class RunComposition
{
    /// <summary>Runs a plan.</summary>
    public static async Task<ExitCode> RunAsync(RunPlan plan, RunServices services, CancellationToken cancellationToken)
    {
        await using var world = await DemoWorld.StartAsync(plan);
        using var host = BuildHost(plan, services, world);
        RefuseAnotherGroup(plan, host.Services);
        using var deadline = new CancellationTokenSource(plan.Settings.RunDeadline, services.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        var end = await host.Services.GetRequiredService<NightlyRun>().RunAsync(ToContext(plan), plan.Steps.ToHashSet(StringComparer.Ordinal), either.Token);
        if (end is null)
        {
            services.Terminal.Tell($"Another run is at work on {plan.Settings.ToStorageOptions().DatabaseFile}; this one did nothing.");
            return ExitCode.Locked;
        }

        services.Aftermath.Take(end);
        Record(plan, host.Services);
        Tell(end, plan, services, host.Services.GetRequiredService<FixtureChain>());
        if (deadline.IsCancellationRequested)
        {
            services.Aftermath.Causes.Add(new FailureCause(FailureCause.WholeRun, $"RUN_DEADLINE ({plan.Settings.RunDeadline.TotalMinutes:0} min) ended it"));
            services.Terminal.Tell($"The run was ended by RUN_DEADLINE ({plan.Settings.RunDeadline.TotalMinutes:0} min); the next one goes on where it stopped.");
        }

        return NightlyRun.ToExitCode(end.Outcome);
    }

    /// <summary>Builds the container of one run. Every slice registers itself; this is the list of slices.</summary>
    internal static IHost BuildHost(RunPlan plan, RunServices services, DemoWorld world)
    {
        var settings = plan.Settings;
        var storage = settings.ToStorageOptions();
        var discord = world.Adjust(settings.ToDiscordOptions());
        var rules = RulesSource.Load(settings.RulesFile);
        var people = PeopleSource.Load(settings.PeopleFile, storage.DatabaseFile);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.ConfigureContainer(new DefaultServiceProviderFactory(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true }));
        builder.Services
            .AddSingleton(services.Loggers)
            .AddSingleton(services.Time)
            .AddSingleton(services.Progress)
            .AddSingleton(services.Console)
            .AddSingleton(settings)
            .AddSingleton(storage)
            .AddSingleton(discord)
            .AddSingleton(world.Adjust(plan.ToWiseOldManOptions()))
            .AddSingleton(plan.ToHarvestOptions())
            .AddSingleton(settings.ToPublishOptions())
            .AddSingleton(settings.ToReportSettings())
            .AddSingleton(settings.ToAnnouncementOptions())
            .AddSingleton(new FixtureSecrets(settings.Secrets))
            .AddSingleton(new AnalyticsOptions(discord.IsConnected, discord.GuildId is not null, settings.Environment, settings.ToWiseOldManOptions().GroupId))
            .AddSingleton(rules)
            .AddSingleton(rules.Rules)
            .AddSingleton(people)
            .AddSingleton(people.Notes)
            .AddKeyedScoped<IRunStep, ConfigStep>(StepNames.Config)
            .AddSingleton<Func<IdentityProof>>(provider => () => DatabaseWork.Prove(provider.GetRequiredService<Database>(), plan.Now))
            .AddSingleton(new DecisionOptions(settings.ToPublishOptions().DrivePath))
            .AddStorage()
            .AddHarvest()
            .AddIdentity()
            .AddDecisions()
            .AddAnalytics()
            .AddExports(plan.Steps)
            .AddAnnouncements()
            .AddPipeline();
        return builder.Build();
    }

    private static void RefuseAnotherGroup(RunPlan plan, IServiceProvider provider)
    {
        var wanted = provider.GetRequiredService<WiseOldManOptions>().GroupId;
        var database = provider.GetRequiredService<Database>();
        if (plan.Command != "report" && DatabaseOwner.GroupOf(database) is { } owner && owner != wanted)
        {
            throw new UserFaultException(
                $"WOM_GROUP_ID is {wanted}, but {database.File} belongs to group {owner}. Set DB_FILE to another file for another clan.")
            {
                IsConfiguration = true,
            };
        }
    }

    private static RunContext ToContext(RunPlan plan) => new()
    {
        TraceId = plan.TraceId,
        Command = plan.Command,
        Environment = plan.Settings.Environment,
        Now = plan.Now,
        OutputDirectory = plan.Settings.OutputDirectory,
        StagingDirectory = Path.Combine(plan.Settings.OutputDirectory, $".staging-{plan.TraceId}"),
        Force = plan.Force,
        AcceptedDepartures = plan.AcceptedDepartures,
    };

    private static void Record(RunPlan plan, IServiceProvider provider)
    {
        if (plan.RecordDirectory is { } folder)
        {
            var discord = provider.GetRequiredService<DiscordOptions>();
            new Recording(
                plan.Now,
                provider.GetRequiredService<WiseOldManOptions>().GroupId,
                discord.IsConnected ? discord.GuildId : null,
                discord.IsConnected ? discord.RelayChannelId : null,
                BackfillPlayers: true).Save(folder);
        }
    }

    private static void Tell(RunEnd end, RunPlan plan, RunServices services, FixtureChain fixtures)
    {
        if (fixtures.Unused is { Count: > 0 } unused)
        {
            services.Terminal.Tell($"No request asked for {unused.Count} recorded answers: {ShortText.Names(unused, 5)}");
        }

        var page = Path.Combine(end.Run.OutputDirectory, "docs", "index.html");
        services.Console.RunEnded(new RunNotice(
            end.Run.Command,
            end.Run.TraceId,
            end.Outcome,
            end.Duration,
            [.. end.Steps.Select(step => new StepNotice(step.Name, step.Duration, step.Result))],
            end.Find(StepNames.Publish) == StepOutcome.Done && File.Exists(page)
                ? $"Open {page}"
                : $"The log is {Path.Combine(plan.Settings.LogDirectory, "app.log")}")
        {
            Environment = end.Run.Environment,
        });
    }
}
