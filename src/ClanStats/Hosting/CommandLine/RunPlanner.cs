using System.Security.Cryptography;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using ClanStats.Hosting.Settings;
using ClanStats.Simulation.World;

namespace ClanStats.Hosting.CommandLine;

/// <summary>Turns what was typed into a plan; writes nothing.</summary>
internal sealed class RunPlanner(Invocation invocation, RunOptions options)
{
    /// <summary>Where demo writes unless it is told.</summary>
    public const string DemoFolder = "demo-out";

    private const string FixturesBesideProgram = "fixtures";
    private readonly string _command = invocation.CommandName;
    private readonly UtcInstant _clock = UtcInstant.From(invocation.Host.Time.GetUtcNow());

    /// <exception cref="UserFaultException">The options contradict one another, or the configuration is wrong.</exception>
    public RunPlan Plan()
    {
        var mode = _command == "demo" ? RunMode.Demo : Flag(options.DryRun) ? RunMode.Replay : RunMode.Live;
        var fixtures = Fixtures(mode);
        var record = Record(mode, fixtures);
        var recording = fixtures is not null && (mode == RunMode.Replay || Recording.IsIn(fixtures)) ? Recording.Load(fixtures, _clock) : null;
        var given = Given();
        var demo = mode == RunMode.Demo ? Clan() : null;
        var steps = StepSelection.Select(_command, Value(options.Only) ?? [], Value(options.Skip) ?? []);

        var fresh = mode == RunMode.Replay && invocation.PathOf(invocation.Common.Output) is null ? FreshFolder() : null;
        var settings = invocation.Load(invocation.ToSettingsRequest() with
        {
            Mode = mode,
            NeedsServices = _command is "run" or "harvest",
            StandIn = StandIn(mode, recording, fresh),
        });
        CheckNow(given, mode, recording, settings);

        return new RunPlan
        {
            Command = _command,
            Mode = mode,
            TraceId = LoggedWork.TraceIdOf(settings),
            Now = given ?? recording?.RecordedAt ?? (mode == RunMode.Demo ? UtcInstant.StartOfDay(_clock.DayNumber) : _clock),
            Steps = steps,
            Settings = settings,
            Force = Flag(options.Force),
            AcceptedDepartures = Departures(),
            FixturesDirectory = fixtures,
            RecordDirectory = record,
            FixturesMayBeExtended = mode == RunMode.Live && fixtures is not null,
            Recording = recording,
            Demo = demo,
            FreshFolder = fresh,
        };
    }

    private string? Fixtures(RunMode mode)
    {
        var named = invocation.PathOf(options.Fixtures);
        if (mode == RunMode.Replay)
        {
            return named ?? Path.Combine(invocation.Host.Surroundings.ProgramFolder, FixturesBesideProgram);
        }

        var extends = named is not null && named == invocation.PathOf(options.Record);
        return named is null || extends ? named : throw Fault("--fixtures needs --dry-run, or --record with the same folder");
    }

    private string? Record(RunMode mode, string? fixtures)
    {
        if (invocation.PathOf(options.Record) is not { } folder)
        {
            return null;
        }

        if (folder == fixtures)
        {
            return mode == RunMode.Live ? folder : throw Fault("--record into the folder of --fixtures extends a recording; that is no --dry-run");
        }

        return Flag(options.Force) || !Recording.IsIn(folder)
            ? folder
            : throw Fault($"--record: {invocation.Host.Surroundings.Show(folder)} already holds a recording; --force overwrites it");
    }

    private UtcInstant? Given()
    {
        if (Value(invocation.Common.Now) is not { } text)
        {
            return null;
        }

        var time = ForeignTime.Parse(text, _clock);
        return time.Value ?? throw Fault($"--now: {Logging.LineEscape.Escape(time.Refusal ?? $"'{text}' is not a time")}");
    }

    private void CheckNow(UtcInstant? given, RunMode mode, Recording? recording, ClanStatsSettings settings)
    {
        var asksServices = _command is "run" or "harvest" && mode == RunMode.Live && recording is null;
        if (given is not null && asksServices && !settings.ServicesAreLoopback)
        {
            throw Fault($"--now: {_command} accepts it only with --dry-run or services on this machine; real answers are of the real time");
        }
    }

    private int? Departures() => Value(options.AcceptDepartures) is not { } number ? null
        : number > 0 ? number
        : throw Fault($"--accept-departures: '{number}' is not a number of members");

    private DemoClan Clan() => new(
        Within(options.Members, SimulationOptions.FewestMembers, 5_000), Within(options.Days, SimulationOptions.FewestDays, 3_650), Value(options.Seed));

    private int Within(System.CommandLine.Option<int> option, int least, int most)
    {
        var value = Value(option);
        return value >= least && value <= most ? value : throw Fault($"{option.Name}: '{value}' is not between {least} and {most}");
    }

    private string FreshFolder() =>
        Path.Combine(invocation.Host.Surroundings.TemporaryFolder, "clanstats-dry-run-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)));

    private SettingLayer? StandIn(RunMode mode, Recording? recording, string? freshFolder)
    {
        var values = new Dictionary<string, string>(recording?.StandIns() ?? [], StringComparer.Ordinal);
        if (mode == RunMode.Live)
        {
            return values.Count == 0 ? null : new SettingLayer("recording", values);
        }

        var root = freshFolder ?? invocation.PathOf(invocation.Common.Output) ?? invocation.Host.Surroundings.Absolute(DemoFolder);
        values[SettingTable.OutputDir.Name] = root;
        values[SettingTable.DbFile.Name] = Path.Combine(root, "data", "clan_data.db");
        values[SettingTable.LogDir.Name] = Path.Combine(root, "logs");
        values[SettingTable.BackupDir.Name] = Path.Combine(root, "backups");
        return new SettingLayer(mode == RunMode.Demo ? "demo" : "dry run", values);
    }

    private bool Flag(System.CommandLine.Option<bool> option) => Value(option);

    private T? Value<T>(System.CommandLine.Option<T> option) => invocation.Parse.GetValue(option);

    private static UserFaultException Fault(string message) => new(message) { IsConfiguration = true };
}
