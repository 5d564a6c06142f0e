using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using ClanStats.Pipeline;
using ClanStats.Storage;
using ClanStats.Storage.Verification;
using Microsoft.Extensions.DependencyInjection;

namespace ClanStats.Tests.Pipeline;

public sealed class NightlyRunTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("clanstats-run-").FullName;

    public static TheoryData<string> Steps => [.. StepNames.InOrder];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_step_that_throws_ends_alone_or_stops_what_cannot_go_on(string thrower)
    {
        using var provider = Services(thrower);

        var end = (await provider.GetRequiredService<NightlyRun>().RunAsync(Run(), StepNames.InOrder.ToHashSet(), CancellationToken.None))!;

        end.Find(thrower).ShouldBe(StepOutcome.Failed);
        var stopped = thrower switch
        {
            StepNames.Config => StepNames.InOrder.Skip(1),
            StepNames.Prepare => StepNames.InOrder.Skip(2),
            StepNames.Analytics => StepNames.InOrder.SkipWhile(step => step != StepNames.Analytics).Skip(1),
            _ => [],
        };
        foreach (var step in StepNames.InOrder.Where(step => step != thrower))
        {
            end.Find(step).ShouldBe(stopped.Contains(step) ? StepOutcome.Skipped : StepOutcome.Done, step);
        }

        end.Outcome.ShouldBe(thrower is StepNames.Config or StepNames.Prepare or StepNames.Analytics ? StepOutcome.Failed : StepOutcome.Partial);
        end.Failures.ShouldHaveSingleItem().Step.ShouldBe(thrower);
        File.Exists(Path.Combine(_root, "out", "run_summary.json")).ShouldBeTrue();
    }

    [Fact]
    public async Task Steps_run_in_the_order_of_a_night_with_Discord_beside_Wise_Old_Man()
    {
        var order = new List<string>();
        using var provider = Services(null, order);

        var end = (await provider.GetRequiredService<NightlyRun>().RunAsync(Run(), StepNames.InOrder.ToHashSet(), CancellationToken.None))!;

        end.Outcome.ShouldBe(StepOutcome.Done);
        order.Where(step => step != StepNames.Discord).ShouldBe(StepNames.InOrder.Where(step => step is not (StepNames.Discord or StepNames.Prepare)));
        order.IndexOf(StepNames.Discord).ShouldBeInRange(order.IndexOf(StepNames.Decisions), order.IndexOf(StepNames.Identities));
    }

    [Fact]
    public async Task A_second_run_on_the_same_database_is_turned_away()
    {
        using var provider = Services(null);
        using var held = provider.GetRequiredService<RunLock>().TryAcquire();

        (await provider.GetRequiredService<NightlyRun>().RunAsync(Run(), StepNames.InOrder.ToHashSet(), CancellationToken.None)).ShouldBeNull();

        File.Exists(Path.Combine(_root, "out", "run_summary.json")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_cancelled_run_skips_the_rest_and_says_so()
    {
        using var provider = Services(null);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        var end = (await provider.GetRequiredService<NightlyRun>().RunAsync(Run(), StepNames.InOrder.ToHashSet(), cancelled.Token))!;

        end.Outcome.ShouldBe(StepOutcome.Cancelled);
        NightlyRun.ToExitCode(end.Outcome).ShouldBe(ExitCode.Cancelled);
    }

    [Fact]
    public async Task Every_run_and_step_is_a_row()
    {
        using var provider = Services(StepNames.Csv);

        await provider.GetRequiredService<NightlyRun>().RunAsync(Run(), StepNames.InOrder.ToHashSet(), CancellationToken.None);

        var database = provider.GetRequiredService<Database>();
        database.Read("test", connection => Dapper.SqlMapper.QuerySingle<string>(connection, "SELECT outcome FROM pipeline_runs")).ShouldBe("partial");
        database.Read("test", connection => Dapper.SqlMapper.Query<string>(connection, "SELECT name FROM pipeline_steps WHERE outcome = 'failed'"))
            .ShouldHaveSingleItem().ShouldBe(StepNames.Csv);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private RunContext Run() => new()
    {
        TraceId = "0123456789abcdef",
        Command = "run",
        Now = UtcInstant.From(new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero)),
        OutputDirectory = Path.Combine(_root, "out"),
        StagingDirectory = Path.Combine(_root, "out", ".staging"),
    };

    private ServiceProvider Services(string? thrower, List<string>? order = null)
    {
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<Func<IdentityProof>>(() => throw new InvalidOperationException("no old database is migrated here"))
            .AddSingleton<RequestLog>()
            .AddSingleton<IRunConsole, Silence>()
            .AddSingleton(new StorageOptions { DatabaseFile = Path.Combine(_root, "data", "clan.db"), BackupDirectory = Path.Combine(_root, "backups") })
            .AddStorage()
            .AddPipeline();
        foreach (var step in StepNames.InOrder.Where(step => step != StepNames.Prepare || step == thrower))
        {
            services.AddKeyedScoped<IRunStep>(step, (_, _) => new Witness(step, step == thrower, order));
        }

        return services.BuildServiceProvider();
    }

    private sealed class Witness(string name, bool throws, List<string>? order) : IRunStep
    {
        public string Name => name;

        public Task<StepResult> RunAsync(RunContext run, CancellationToken cancellationToken)
        {
            lock (order ?? [])
            {
                order?.Add(name);
            }

            return throws ? throw new InvalidOperationException("thrown on purpose") : Task.FromResult(StepResult.Done("witnessed"));
        }
    }

    private sealed class Silence : IRunConsole
    {
        public void StepEnded(StepNotice notice)
        {
        }

        public void RunEnded(RunNotice notice)
        {
        }
    }
}
