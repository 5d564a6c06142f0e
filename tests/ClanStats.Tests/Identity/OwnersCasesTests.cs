using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Domain.Rules;
using ClanStats.Domain.Runs;
using ClanStats.Harvest.WiseOldMan;
using ClanStats.Hosting.Composition;
using ClanStats.Identity;
using ClanStats.Pipeline;
using ClanStats.Storage;
using ClanStats.Storage.Verification;
using ClanStats.Tests.EndToEnd;
using ClanStats.Tests.Storage;
using Microsoft.Extensions.Logging;

namespace ClanStats.Tests.Identity;

/// <summary>Players change their names: how many names of one player add up to one?</summary>
public sealed class OwnersCasesTests : IDisposable
{
    private static readonly UtcInstant Now = UtcInstant.StartOfDay(new DateOnly(2026, 11, 21));

    private readonly TempDatabase _temp = new();
    private readonly Lines _log = new();

    [Fact]
    public async Task A_message_under_an_old_name_is_the_players_who_bore_it_then()
    {
        Member(1, "Wren");
        Renames((1, "Sedge", "Wren", -10));
        Line(1, "Sedge", -20);
        Line(2, "Wren", -5);

        await NightAsync();

        Owners().ShouldBe([1, 1]);
    }

    [Fact]
    public async Task One_player_with_four_names_is_one_id_with_one_present_name()
    {
        Member(1, "Delta");
        Renames((1, "Alpha", "Beta", -30), (2, "Beta", "Gamma", -20), (3, "Gamma", "Delta", -10));
        foreach (var (id, name, day) in new[] { (1, "Alpha", -40), (2, "BETA", -25), (3, "gamma", -15), (4, "Delta", -5) })
        {
            Line(id, name, day);
        }

        await NightAsync();

        Owners().ShouldBe([1, 1, 1, 1]);
        _temp.Query<long>("SELECT count(*) FROM clan_members").ShouldHaveSingleItem().ShouldBe(1);
        _temp.Query<string>("SELECT canonical_name FROM player_name_aliases WHERE is_current = 1").ShouldHaveSingleItem().ShouldBe("Delta");
        _temp.Query<string>("SELECT normalized_name FROM player_name_aliases ORDER BY 1").ShouldBe(["alpha", "beta", "delta", "gamma"]);
        _temp.Query<(long, long)>("SELECT member_id, messages FROM message_totals").ShouldBe([(1, 4)]);
    }

    [Fact]
    public async Task A_snapshot_under_a_former_name_stays_with_its_player()
    {
        Member(1, "Wren");
        var registry = _temp.Database.Read("test", MetricRegistry.Load);
        var snapshot = new IncomingSnapshot(Now.PlusDays(-20), [new IncomingMetric(MetricCatalog.Overall, MetricCategory.Skill, 5, 1)], """{"data":{"skills":{"overall":{"experience":5}}}}"""u8.ToArray());
        _temp.Database.Write("test", unit => new SnapshotStore(registry).Add(unit, 1, "sedge", [snapshot], null));
        Renames((1, "Sedge", "Wren", -10));

        await NightAsync();

        _temp.Query<(long, string)>("SELECT user_id, username FROM wom_snapshots").ShouldBe([(1, "sedge")]);
        Verify();
    }

    [Fact]
    public async Task An_unknown_player_is_no_member_and_one_line_of_the_log_a_run()
    {
        Member(1, "Wren");
        Line(1, "Stranger", -3);
        Line(2, "Stranger", -2);
        Line(3, "Other", -2);

        await NightAsync();

        Owners().ShouldBe([null, null, null]);
        _temp.Query<long>("SELECT count(*) FROM clan_members").ShouldHaveSingleItem().ShouldBe(1);
        _log.All.Where(line => line.StartsWith("Nobody known", StringComparison.Ordinal)).ShouldBe(
            ["Nobody known bears the name Stranger: 2 lines of this run are assigned to nobody", "Nobody known bears the name Other: 1 lines of this run are assigned to nobody"]);
    }

    [Fact]
    public async Task An_unresolved_author_resolves_once_the_alias_is_known_and_goes_back_with_it()
    {
        Member(1, "Wren");
        Line(1, "Sedge", -20);
        await NightAsync();
        Owners().ShouldBe([null]);

        Renames((1, "Sedge", "Wren", -10));
        (await NightAsync()).Detail.ShouldNotBeNull().ShouldContain("1 game lines");
        Owners().ShouldBe([1]);
        _temp.Query<(string, long?, long, long)>("SELECT name, member_before, member_after, moved FROM repointings").ShouldBe([("Sedge", null, 1, 1)]);
        Verify();

        _temp.Execute("DELETE FROM name_changes; DELETE FROM player_names WHERE normalized_name = 'sedge'; DELETE FROM player_name_aliases WHERE normalized_name = 'sedge'");
        await NightAsync();
        Owners().ShouldBe([null]);
        _temp.Query<(long, long)>("SELECT member_id, messages FROM message_totals").ShouldBe([(0, 1)]);
        Verify();
    }

    [Fact]
    public async Task Links_and_alts_of_people_yaml_are_followed_and_given_up_with_it()
    {
        Member(1, "Wren");
        Member(2, "Fern");
        _temp.Execute("INSERT INTO discord_accounts (author_id, name, kind) VALUES (501, 'somebody', 'user'), (502, 'Fern', 'user')");
        var notes = new PeopleNotes
        {
            Links = new Dictionary<string, IReadOnlyList<Snowflake>> { ["wren"] = [new(501), new(999)], ["102"] = [] },
            Alts = new Dictionary<string, string> { ["Fern"] = "Wren" },
        };

        await NightAsync(notes);

        _temp.Query<(long, long?, string?)>("SELECT author_id, member_id, link_source FROM discord_accounts ORDER BY 1").ShouldBe([(501, 1, "people.yaml"), (502, null, null)]);
        _temp.Query<long>("SELECT person_id FROM clan_members ORDER BY id").ShouldBe([1, 1]);
        _log.All.ShouldContain("people.yaml: links: the account 999 of 'wren' was never seen");
        (await NightAsync(notes)).Rows.ShouldBe(0);

        await NightAsync(PeopleNotes.None);

        _temp.Query<(long, long?)>("SELECT author_id, member_id FROM discord_accounts ORDER BY 1").ShouldBe([(501, null), (502, 2)]);
        _temp.Query<long>("SELECT person_id FROM clan_members ORDER BY id").ShouldBe([1, 2]);
    }

    [Fact]
    public async Task A_line_of_people_yaml_that_names_nobody_is_named_and_skipped_and_the_rest_counts()
    {
        Member(1, "Wren");
        _temp.Execute("INSERT INTO discord_accounts (author_id, name, kind) VALUES (501, 'somebody', 'user')");
        var result = await NightAsync(new PeopleNotes
        {
            Links = new Dictionary<string, IReadOnlyList<Snowflake>> { ["Wern"] = [new(777)], ["Wren"] = [new(501)] },
            Leave = new Dictionary<string, DateOnly> { ["Ferm"] = new(2026, 12, 1), ["Wren"] = new(2026, 12, 1) },
            Banned = new Dictionary<string, string> { ["Somebody of elsewhere"] = "" },
        });

        result.Outcome.ShouldBe(StepOutcome.Partial);
        result.Failures.ShouldBe(
        [
            "people.yaml: links: 'Wern' fits nobody, or more than one person. Skipped; correct it or take it out.",
            "people.yaml: leave: 'Ferm' fits nobody, or more than one person. Skipped; correct it or take it out.",
        ]);
        _temp.Query<long?>("SELECT member_id FROM discord_accounts").ShouldBe([1]);
    }

    [Fact]
    public async Task A_second_synchronisation_of_names_adds_nothing()
    {
        Member(1, "Delta");
        (int, string, string, int)[] changes = [(1, "Alpha", "Beta", -30), (2, "Beta", "Delta", -20)];
        Renames(changes);
        await NightAsync();
        var before = Hash();

        Renames(changes);
        (await NightAsync()).Rows.ShouldBe(0);

        Hash().ShouldBe(before);
    }

    [Fact]
    public async Task Two_whole_nights_give_every_line_of_the_game_chat_to_its_player_and_the_second_moves_nothing()
    {
        await using var night = await ClanNight.StartAsync();
        (await night.NightAsync()).ShouldBe(ExitCode.Done, night.Diagnostics);
        var moved = night.Query<long>("SELECT count(*) FROM repointings").Single();
        var links = night.Query<string>("SELECT author_id || ' ' || member_id || ' ' || state FROM identity_links ORDER BY 1");
        links.ShouldNotBeEmpty();

        (await night.NightAsync("--force")).ShouldBe(ExitCode.Done, night.Diagnostics);

        night.Query<long>("SELECT count(*) FROM repointings").Single().ShouldBe(moved);
        night.Query<string>("SELECT author_id || ' ' || member_id || ' ' || state FROM identity_links ORDER BY 1").ShouldBe(links);
        var people = night.Query<(long Id, long Player)>("SELECT id, wom_player_id FROM clan_members").ToDictionary(row => row.Id, row => row.Player);
        foreach (var (author, member) in night.Query<(long, long)>("SELECT author_id, member_id FROM discord_accounts WHERE member_id IS NOT NULL"))
        {
            night.Clan.Discord.Users.Single(user => user.Id.Value == author).PlayerId.ShouldBe(people[member]);
        }

        File.ReadAllText(Path.Combine(night.Output, "run_summary.json")).ShouldContain("\"members_linked\"");
        File.ReadAllText(Path.Combine(night.Output, "enforcer", "moderation.md")).ShouldContain("of messages assigned");
    }

    public void Dispose()
    {
        _temp.Dispose();
        _log.Dispose();
    }

    private void Member(long id, string name) => _temp.Database.Write("test", unit =>
    {
        unit.Execute(
            "INSERT INTO clan_members (id, person_id, wom_player_id, username, display_name) VALUES (@id, @id, 100 + @id, @key, @name)",
            new { id, key = PlayerName.Standardise(name), name });
        NameHistory.Bear(unit, id, name, null, "wom", Now.PlusDays(-50));
    });

    private void Renames(params (int Id, string From, string To, int Day)[] changes) => new GroupHistoryStore(_temp.Database).SaveNameChanges(
        [.. changes.Select(change => new GroupRename(change.Id, 101, change.From, change.To, "approved", Now.PlusDays(change.Day), Now.PlusDays(change.Day)))],
        new ListDepth("test", null),
        Context(),
        default);

    private void Line(long id, string name, int day) => _temp.Database.Write("test", unit =>
    {
        unit.Execute(
            "INSERT INTO discord_messages (id, channel_id, author_name, kind, created_at, run_id) VALUES (@id, 9, @name, 'relay', @at, 1)",
            new { id, name, at = Now.PlusDays(day).Milliseconds });
        var counters = new MessageCounters();
        counters.Count("relay", null, Now.PlusDays(day));
        counters.Save(unit);
    });

    private Task<StepResult> NightAsync(PeopleNotes? notes = null) => new IdentitiesStep(
        new IdentityStore(_temp.Database),
        new OpenLineQueries(_temp.Database),
        new SettledInputStore(_temp.Database, notes ?? PeopleNotes.None),
        IdentityResolution.On(_temp.Database),
        new ManualTruth(new LinkStore(_temp.Database), notes ?? PeopleNotes.None),
        new RenameStore(_temp.Database),
        new Logger<IdentitiesStep>(_log)).RunAsync(Context(), default);

    private List<long?> Owners() => _temp.Query<long?>("SELECT user_id FROM discord_messages ORDER BY id");

    private string Hash() => ContentHash.Of(_temp.Database, default);

    private void Verify() => new DatabaseVerifier(_temp.Database, () => DatabaseWork.Prove(_temp.Database, Now)).Run(Now, default)
        .Where(check => check.Number != 3).ShouldAllBe(check => check.Passed);

    private static RunContext Context() => new()
    {
        TraceId = "0123456789abcdef",
        Command = "harvest",
        Now = Now,
        OutputDirectory = "out",
        StagingDirectory = "staging",
        RunId = 1,
    };

    /// <summary>Keeps what is logged, as it reads.</summary>
    private sealed class Lines : ILoggerFactory, ILogger
    {
        public List<string> All { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            All.Add(formatter(state, exception));

        public void Dispose() => All.Clear();
    }
}
