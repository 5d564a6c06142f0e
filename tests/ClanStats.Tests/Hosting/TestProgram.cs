using ClanStats.Hosting;
using ClanStats.Hosting.CommandLine;
using ClanStats.Hosting.Settings;
using ClanStats.Pipeline;

namespace ClanStats.Tests.Hosting;

/// <summary>The program in a folder of its own, with its own environment and captured streams.</summary>
internal sealed class TestProgram : IDisposable
{
    public static readonly DateTimeOffset Clock = new(2026, 1, 20, 14, 23, 5, 123, TimeSpan.Zero);

    private readonly StringWriter _answers = new();
    private readonly StringWriter _diagnostics = new();

    public TestProgram()
    {
        Root = Directory.CreateTempSubdirectory("clanstats-test-").FullName;
        foreach (var folder in new[] { WorkingFolder, ProgramFolder, TemporaryFolder })
        {
            Directory.CreateDirectory(folder);
        }
    }

    public string Root { get; }

    public string WorkingFolder => Path.Combine(Root, "work");

    public string ProgramFolder => Path.Combine(Root, "program");

    public string TemporaryFolder => Path.Combine(Root, "temp");

    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    public ManualClock Time { get; } = new(Clock);

    public string Answers => _answers.ToString();

    public string Diagnostics => _diagnostics.ToString();

    /// <summary>The plan of the last run that was handed over; null if none was.</summary>
    public RunPlan? Plan { get; private set; }

    /// <summary>What a run does; done by default.</summary>
    public Func<RunPlan, RunServices, CancellationToken, Task<ExitCode>> Work { get; set; } = (_, _, _) => Task.FromResult(ExitCode.Done);

    /// <summary>What carries out the db commands; null: they are not built.</summary>
    public DatabaseDelegate? Database { get; set; }

    /// <summary>What carries out db import; null: it is not built.</summary>
    public ImportDelegate? Import { get; set; }

    /// <summary>What carries out member; null: it is not built.</summary>
    public MemberDelegate? Member { get; set; }

    /// <summary>What carries out forget; null: it is not built.</summary>
    public ForgetDelegate? Forget { get; set; }

    /// <summary>What carries out schedule; null: it is not built.</summary>
    public ClanStats.Hosting.Schedule.ScheduleDelegate? Schedule { get; set; }

    /// <summary>What carries out runs; null: it is not built.</summary>
    public ClanStats.Hosting.Runs.RunsDelegate? Runs { get; set; }

    /// <summary>What somebody at the terminal types; null: nobody is there.</summary>
    public string? Typed { get; set; }

    /// <summary>What carries out link; null: it is not built.</summary>
    public LinkDelegate? Link { get; set; }

    public ProcessSurroundings Surroundings => new()
    {
        WorkingFolder = WorkingFolder,
        ProgramFolder = ProgramFolder,
        TemporaryFolder = TemporaryFolder,
        Environment = Environment,
    };

    /// <summary>Gives what a run on the real services requires.</summary>
    public TestProgram WithClan()
    {
        Environment["WOM_GROUP_ID"] = "42";
        Environment["DISCORD_TOKEN"] = "bot-token-of-the-clan";
        Environment["DISCORD_GUILD_ID"] = "123456789012345678";
        return this;
    }

    public string Write(string relativePath, string text)
    {
        var path = Path.Combine(WorkingFolder, relativePath);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public string WriteRecording(string relativeFolder, string meta)
    {
        var path = Write(Path.Combine(relativeFolder, "meta.json"), meta);
        return Path.GetDirectoryName(path)!;
    }

    public Task<ExitCode> RunAsync(params string[] arguments) => RunAsync(CancellationToken.None, arguments);

    public Task<ExitCode> RunAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        var host = new ProgramHost
        {
            Terminal = new Terminal(_answers, _diagnostics) { Input = Typed is null ? null : new StringReader(Typed) },
            Surroundings = Surroundings,
            Time = Time,
            Database = Database,
            Import = Import,
            Member = Member,
            Forget = Forget,
            Link = Link,
            Runs = Runs,
            Schedule = Schedule,
            Run = (plan, services, token) =>
            {
                Plan = plan;
                return Work(plan, services, token);
            },
        };
        return CommandLineProgram.RunAsync(arguments, host, cancellationToken);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}

/// <summary>A clock that stands still until it is moved.</summary>
internal sealed class ManualClock(DateTimeOffset start) : TimeProvider
{
    private TimeSpan _passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => start + _passed;

    public override long GetTimestamp() => _passed.Ticks;

    public void Pass(TimeSpan duration) => _passed += duration;
}
