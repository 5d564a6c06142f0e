using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using ClanStats.Storage;
using ClanStats.Tests.Fixtures;
using Microsoft.Extensions.Logging;

namespace ClanStats.Tests.Storage;

/// <summary>On which nights the step <c>prepare</c> looks the database through, told by what it logs and by the time of the named statement.</summary>
public sealed class DamageWatchTests : IDisposable
{
    private readonly TempDatabase _temp = SoundClan.Create();
    private readonly FakeTimeProvider _clock = new();
    private readonly ListLog _log = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task The_first_night_looks_and_the_second_does_not()
    {
        (await LooksAsync()).ShouldBeTrue();
        _log.Lines.ShouldContain("Information The database is looked through for damage: it never was");

        _clock.Advance(TimeSpan.FromDays(1));
        (await LooksAsync()).ShouldBeFalse();
        _log.Lines.ShouldContain(line => line.StartsWith("Debug The database is not looked through for damage"));
    }

    [Fact]
    public async Task After_seven_days_it_looks_again_even_if_the_night_begins_a_minute_early()
    {
        _clock.Advance(TimeSpan.FromHours(3));
        await LooksAsync();

        _clock.Advance(TimeSpan.FromDays(6));
        (await LooksAsync()).ShouldBeFalse();
        _clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(1));
        (await LooksAsync()).ShouldBeTrue();
        _log.Lines.ShouldContain("Information The database is looked through for damage: the last time was 2026-03-01 03:00 UTC");
        _clock.Advance(TimeSpan.FromDays(6));
        (await LooksAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task After_a_killed_run_it_looks_once_whatever_ran_between()
    {
        await LooksAsync();
        Begin("run", "dead00000000dead");
        End(Begin("report", "a11ce00000000000"));

        (await LooksAsync()).ShouldBeTrue();
        _log.Lines.ShouldContain("Information The database is looked through for damage: run dead00000000dead was broken off");
        (await LooksAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task The_run_that_looked_counts_too_when_it_is_killed()
    {
        var startedAt = _clock.GetUtcNow();
        _clock.Advance(TimeSpan.FromSeconds(1));
        await LooksAsync();
        Begin("run", "dead00000000dead", startedAt);

        (await LooksAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_run_that_ended_badly_but_ended_is_no_reason()
    {
        await LooksAsync();
        End(Begin("run", "bad0000000000bad"), StepOutcome.Failed);

        (await LooksAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_clock_set_back_does_not_put_it_off()
    {
        _clock.Advance(TimeSpan.FromDays(400));
        await LooksAsync();
        _clock.Advance(TimeSpan.FromDays(-399));

        (await LooksAsync()).ShouldBeTrue();
        (await LooksAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_new_database_is_as_good_as_looked_through()
    {
        using var none = new TempDatabase(migrated: false);
        File.Delete(none.Options.DatabaseFile);

        (await LooksAsync(none)).ShouldBeFalse();
        (await LooksAsync(none)).ShouldBeFalse();
        none.Query<long>("SELECT count(*) FROM harvest_cursors WHERE source = 'database'").ShouldBe([1]);
    }

    [Fact]
    public async Task A_report_never_looks()
    {
        (await LooksAsync(command: "report")).ShouldBeFalse();
        _temp.Query<long>("SELECT count(*) FROM harvest_cursors WHERE source = 'database'").ShouldBe([0]);
    }

    [Fact]
    public async Task A_database_that_is_to_be_migrated_is_looked_through_first()
    {
        await LooksAsync();
        _temp.Migrator.MigrateTo(DatabaseMigrator.Newest - 1);

        (await LooksAsync()).ShouldBeTrue();
        _log.Lines.ShouldContain("Information The database is looked through for damage: a migration is pending");
        (await LooksAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Damage_is_refused_before_anything_is_written_and_again_the_next_night()
    {
        Spoil();

        for (var night = 0; night < 2; night++)
        {
            var fault = await Should.ThrowAsync<UserFaultException>(() => LooksAsync());
            fault.Message.ShouldStartWith($"The database {_temp.Options.DatabaseFile} is damaged (");
            fault.Message.ShouldEndWith("Put back a backup with 'clanstats db restore FILE'; 'clanstats db backups' lists them.");
            Directory.Exists(_temp.Options.BackupDirectory).ShouldBeFalse();
        }
    }

    [Fact]
    public void When_it_was_looked_through_is_no_content()
    {
        var before = SoundClan.Hash(_temp);

        Watch(_temp).Enter();

        SoundClan.Hash(_temp).ShouldBe(before);
    }

    /// <summary>Overwrites the first page of a table nobody reads on the way: only a look through the file finds that.</summary>
    private void Spoil()
    {
        var (page, size) = (_temp.Query<long>("SELECT rootpage FROM sqlite_master WHERE name = 'rename_suggestions'").Single(), _temp.Query<long>("PRAGMA page_size").Single());
        _temp.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        using (new Database(_temp.Options))
        {
            // Disposing it lets go of the connections, whose pages in memory are still good.
        }

        using var file = new FileStream(_temp.Options.DatabaseFile, FileMode.Open);
        file.Position = (page - 1) * size;
        file.Write(Enumerable.Repeat((byte)0xFF, (int)size).ToArray());
    }

    private async Task<bool> LooksAsync(TempDatabase? temp = null, string command = "run")
    {
        temp ??= _temp;
        var before = Looks(temp);
        var step = new PrepareDatabaseStep(
            temp.Options,
            temp.Database,
            new DatabaseMigrator(temp.Database, _clock),
            new SafeMigration(temp.Database, temp.Options, _clock, () => ClanStats.Hosting.Composition.DatabaseWork.Prove(temp.Database, SoundClan.Now)),
            new DatabaseBackup(temp.Database, temp.Options, _clock),
            Watch(temp),
            new LoggerFactory([_log]).CreateLogger<PrepareDatabaseStep>());
        await step.RunAsync(
            new RunContext { TraceId = "f", Command = command, Now = SoundClan.Now, OutputDirectory = temp.Root, StagingDirectory = temp.Root }, default);
        return Looks(temp) > before;
    }

    private static long Looks(TempDatabase temp) => temp.Database.Slowest(1000).Where(timing => timing.Name == "database: quick check").Sum(timing => timing.Calls);

    private DamageWatch Watch(TempDatabase temp) => new(temp.Database, _clock, new LoggerFactory([_log], new LoggerFilterOptions { MinLevel = LogLevel.Debug }).CreateLogger<DamageWatch>());

    private long Begin(string command, string trace, DateTimeOffset? startedAt = null) => new RunStore(_temp.Database).Begin(
        new RunContext { TraceId = trace, Command = command, Now = SoundClan.Now, OutputDirectory = _temp.Root, StagingDirectory = _temp.Root },
        "1",
        UtcInstant.From(startedAt ?? _clock.GetUtcNow()));

    private void End(long run, StepOutcome outcome = StepOutcome.Done) =>
        new RunStore(_temp.Database).End(run, outcome, null, UtcInstant.From(_clock.GetUtcNow()), []);

    /// <summary>Keeps what is logged.</summary>
    private sealed class ListLog : ILoggerProvider, ILogger
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add($"{logLevel} {formatter(state, exception)}");

        public void Dispose()
        {
        }
    }
}
