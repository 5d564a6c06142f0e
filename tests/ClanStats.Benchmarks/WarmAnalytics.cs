using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using ClanStats.Analytics;
using ClanStats.Domain.Report;
using ClanStats.Storage;

namespace ClanStats.Benchmarks;

/// <summary>Analytics alone on a database, warm. Runs in this process, so that a machine without a network can build it.</summary>
public class WarmAnalytics
{
    private static Arguments _options = null!;

    private Database? _database;
    private AnalyticsQueries? _queries;
    private ReportRequest? _request;
    private ClanFacts? _facts;

    internal static int Run(Arguments options)
    {
        _options = options;
        var config = ManualConfig.CreateEmpty()
            .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithIterationCount(15))
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddLogger(ConsoleLogger.Default)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "clanstats-benchmarks"));
        return BenchmarkRunner.Run<WarmAnalytics>(config).HasCriticalValidationErrors ? 1 : 0;
    }

    /// <summary>Opens the database and reads it once.</summary>
    [GlobalSetup]
    public void Open()
    {
        _database = new Database(new StorageOptions { DatabaseFile = Path.GetFullPath(_options.Text("db")) });
        _queries = new AnalyticsQueries(_database);
        _request = AnalyticsScenario.Request(_options);
        _facts = AnalyticsScenario.Read(_queries, _request);
    }

    /// <summary>Lets go of the file.</summary>
    [GlobalCleanup]
    public void Close() => _database?.Dispose();

    /// <summary>Reading alone.</summary>
    [Benchmark]
    public object Reading() => AnalyticsScenario.Read(_queries!, _request!);

    /// <summary>Making the report from what was read.</summary>
    [Benchmark]
    public object Building() => ClanReportBuilder.Build(_facts!, _request!);

    /// <summary>Both.</summary>
    [Benchmark(Baseline = true)]
    public object Analytics() => ClanReportBuilder.Build(AnalyticsScenario.Read(_queries!, _request!), _request!);
}
