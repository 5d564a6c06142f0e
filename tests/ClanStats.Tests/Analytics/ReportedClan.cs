using System.Text.Json;
using ClanStats.Analytics;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;
using ClanStats.Domain.Runs;
using ClanStats.Exports.Json;
using ClanStats.Harvest.WiseOldMan;
using ClanStats.Identity;
using ClanStats.Storage;
using ClanStats.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClanStats.Tests.Analytics;

/// <summary>A small clan in a real database, filled through the stores, and the report the analytics step makes of it.</summary>
internal sealed class ReportedClan : IDisposable
{
    public static readonly UtcInstant Now = UtcInstant.From(new DateTimeOffset(2026, 1, 2, 18, 30, 0, TimeSpan.Zero));
    private const long FirstPlayer = 1_000;
    private readonly TempDatabase _temp = new();
    private long _message;

    public ReportedClan()
    {
        foreach (var source in new[] { "wom", "discord", "relay" })
        {
            Reads(source, Now.PlusDays(-800), Now);
        }
    }

    public TempDatabase Temp => _temp;

    public ReportSettings Settings { get; set; } = new();

    public ClanRules Rules { get; set; } = ClanRules.Default;

    public PeopleNotes People { get; set; } = PeopleNotes.None;

    public bool DiscordConnected { get; set; } = true;

    /// <summary>Somebody on the roster, or who left it.</summary>
    public long Member(string name, string role = "member", double joinedDaysAgo = 400, double? leftDaysAgo = null) => _temp.Database.Write("test", unit =>
    {
        var id = unit.QueryFirstOrDefault<long>(
            """
            INSERT INTO clan_members (username, display_name, role, status, joined_at, left_at) VALUES (@key, @name, @role, 'active', @joined, @left) RETURNING id
            """,
            new
            {
                key = PlayerName.Standardise(name),
                name,
                role,
                joined = Now.PlusDays(-joinedDaysAgo).Milliseconds,
                left = leftDaysAgo is { } left ? Now.PlusDays(-left).Milliseconds : default(long?),
            });
        unit.Execute("UPDATE clan_members SET person_id = id, wom_player_id = @player WHERE id = @id", new { id, player = FirstPlayer + id });
        unit.Execute(
            "INSERT INTO membership_spans (member_id, joined_at, left_at, source) SELECT id, joined_at, left_at, 'wom' FROM clan_members WHERE id = @id", new { id });
        NameHistory.Bear(unit, id, name, null, "wom", Now);
        return id;
    });

    /// <summary>A snapshot so many days before now; -1 is unranked.</summary>
    public ReportedClan Snapshot(long member, double daysAgo, long xp, params (string Boss, long Kills)[] kills) =>
        Snapshot(member, Now.PlusDays(-daysAgo), [new(MetricCatalog.Overall, MetricCategory.Skill, xp, 9), .. kills.Select(kill => Boss(kill.Boss, kill.Kills))]);

    public ReportedClan Snapshot(long member, UtcInstant at, params IncomingMetric[] metrics) => SnapshotUnder("", member, at, metrics);

    /// <summary>A snapshot taken under a name.</summary>
    public ReportedClan SnapshotUnder(string name, long member, UtcInstant at, params IncomingMetric[] metrics)
    {
        var registry = _temp.Database.Read("test", MetricRegistry.Load);
        _temp.Database.Write("test", unit => new SnapshotStore(registry).Add(unit, member, name, [new IncomingSnapshot(at, metrics, default)], null));
        return this;
    }

    public static IncomingMetric Boss(string boss, long kills) => new(boss, MetricCategory.Boss, kills, 9);

    public static IncomingMetric Skill(string skill, long xp) => new(skill, MetricCategory.Skill, xp, 9);

    /// <summary>Messages of an account.</summary>
    public ReportedClan Chat(long account, UtcInstant at, int count = 1, long channel = 91) => Say("chat", account, $"account {account}", at, count, channel);

    /// <summary>Lines of the relayed game chat, under the name the game wrote.</summary>
    public ReportedClan Line(string name, UtcInstant at, int count = 1) => Say("relay", 770, name, at, count, 92);

    /// <summary>Makes an account somebody's.</summary>
    public ReportedClan Account(long account, long member)
    {
        _temp.Execute(
            $"INSERT INTO discord_accounts (author_id, name, kind, member_id, link_source) VALUES ({account}, 'account {account}', 'user', {member}, 'people.yaml')");
        People = People with
        {
            Links = new Dictionary<string, IReadOnlyList<Snowflake>>(People.Links)
            {
                [$"{FirstPlayer + member}"] = [.. People.Links.GetValueOrDefault($"{FirstPlayer + member}") ?? [], new Snowflake(account)],
            },
        };
        return this;
    }

    /// <summary>An approved change of name.</summary>
    public ReportedClan Renamed(long member, string from, string to, double daysAgo)
    {
        var at = Now.PlusDays(-daysAgo);
        new GroupHistoryStore(_temp.Database).SaveNameChanges(
            [new GroupRename(++_message, FirstPlayer + member, from, to, "approved", at, at)], new ListDepth("test", null), Context(), default);
        return this;
    }

    /// <summary>An entry of WOM's activity log: joined, left or changed_role.</summary>
    public ReportedClan Event(long member, string type, double daysAgo)
    {
        _temp.Execute($"INSERT INTO group_activity (wom_player_id, type, created_at) VALUES ({FirstPlayer + member}, '{type}', {Now.PlusDays(-daysAgo).Milliseconds})");
        return this;
    }

    /// <summary>
    /// A clan of so many, everybody with an account and two weeks of gains and lines; every seventh has left, every tenth has an alt, and a
    /// stranger talks.
    /// </summary>
    public void Populate(int members)
    {
        var registry = _temp.Database.Read("test", MetricRegistry.Load);
        for (var i = 0; i < members; i++)
        {
            var id = Member($"member {i}", i % 5 == 0 ? "prospector" : "member", 100 + i, i % 7 == 6 ? 2 : null);
            Account(5_000 + i, id).Chat(5_000 + i, Now.PlusDays(-1 - (i % 40)), 1 + (i % 3)).Line($"member {i}", Now.PlusHours(-1 - i));
            var snapshots = Enumerable.Range(0, 8).Select(step => new IncomingSnapshot(
                Now.PlusDays(-14 + (2 * step)).PlusHours(-(i % 20)),
                [Skill(MetricCatalog.Overall, 1_000_000 + (i * 1_000) + (step * 10_000L)), Boss("zulrah", (i % 4) + step), Boss(i % 2 == 0 ? "vorkath" : "tztok_jad", i + (step / 2))],
                default)).ToList();
            _temp.Database.Write("test", unit => new SnapshotStore(registry).Add(unit, id, $"member {i}", snapshots, null));
            Event(id, "joined", 100 + i);
            if (i % 7 == 6)
            {
                Event(id, "left", 2);
            }

            if (i % 10 == 9)
            {
                _temp.Execute($"UPDATE clan_members SET person_id = {id - 1} WHERE id = {id}");
            }
        }

        Line("a stranger", Now.PlusDays(-3), 4);
    }

    public ReportedClan Reads(string source, UtcInstant from, UtcInstant to)
    {
        _temp.Execute(
            $"INSERT INTO source_reads (source, read_at, covers_from, covers_to) VALUES ('{source}', {to.Milliseconds}, {from.Milliseconds}, {to.Milliseconds})");
        return this;
    }

    /// <summary>What the identities step and the analytics step make of it.</summary>
    public async Task<ClanReport> ReportAsync(UtcInstant? now = null)
    {
        await new IdentitiesStep(
            new IdentityStore(_temp.Database),
            new OpenLineQueries(_temp.Database),
            new SettledInputStore(_temp.Database, People),
            IdentityResolution.On(_temp.Database),
            new ManualTruth(new LinkStore(_temp.Database), People),
            new RenameStore(_temp.Database),
            NullLogger<IdentitiesStep>.Instance).RunAsync(Context(), default);
        return await ReportOnAsync(_temp.Options, now ?? Now, Settings, Rules, People, DiscordConnected);
    }

    /// <summary>The report the analytics step makes of a database.</summary>
    public static async Task<ClanReport> ReportOnAsync(
        StorageOptions storage, UtcInstant now, ReportSettings? settings = null, ClanRules? rules = null, PeopleNotes? people = null, bool discordConnected = true)
    {
        await using var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSingleton(storage)
            .AddSingleton(settings ?? new ReportSettings())
            .AddSingleton(rules ?? ClanRules.Default)
            .AddSingleton(people ?? PeopleNotes.None)
            .AddSingleton(new AnalyticsOptions(discordConnected, discordConnected, null, 4242))
            .AddStorage()
            .AddAnalytics()
            .BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var run = Context(now);
        var result = await scope.ServiceProvider.GetRequiredKeyedService<IRunStep>(StepNames.Analytics).RunAsync(run, default);
        result.Outcome.ShouldBe(StepOutcome.Done, string.Join("; ", result.Failures));
        return run.Report.ShouldNotBeNull();
    }

    /// <summary>clan_data.json of a report.</summary>
    public static JsonElement Json(ClanReport report) => JsonDocument.Parse(JsonReportWriter.Render(report)).RootElement;

    /// <summary>A member's entry in a list of clan_data.json.</summary>
    public static JsonElement Entry(ClanReport report, long member, string list = "members") =>
        Json(report).GetProperty(list).EnumerateArray().Single(entry => entry.GetProperty("id").GetInt64() == member);

    public void Dispose() => _temp.Dispose();

    private ReportedClan Say(string kind, long author, string name, UtcInstant at, int count, long channel)
    {
        _temp.Database.Write("test", unit =>
        {
            var counters = new MessageCounters();
            for (var i = 0; i < count; i++)
            {
                unit.Execute(
                    "INSERT INTO discord_messages (id, channel_id, author_id, author_name, kind, created_at, run_id) VALUES (@id, @channel, @author, @name, @kind, @at, 1)",
                    new { id = ++_message, channel, author, name, kind, at = at.Milliseconds });
                counters.Count(kind, null, at);
            }

            counters.Save(unit);
        });
        return this;
    }

    private static RunContext Context(UtcInstant? now = null) => new()
    {
        TraceId = "0123456789abcdef",
        Command = "report",
        Now = now ?? Now,
        OutputDirectory = "out",
        StagingDirectory = "staging",
        RunId = 1,
    };
}
