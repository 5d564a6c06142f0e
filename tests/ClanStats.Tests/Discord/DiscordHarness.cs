using ClanStats.Domain.Activity;
using ClanStats.Domain.Rules;
using ClanStats.Domain.Runs;
using ClanStats.Harvest;
using ClanStats.Harvest.Discord;
using ClanStats.Harvest.Http;
using ClanStats.Harvest.Http.Fixtures;
using ClanStats.Identity;
using ClanStats.Simulation.Discord;
using ClanStats.Simulation.World;
using ClanStats.Storage;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClanStats.Tests.Discord;

/// <summary>A database of its own with the steps discord and identities on it.</summary>
internal sealed class DiscordHarness : IDisposable
{
    public static readonly UtcInstant Night = UtcInstant.StartOfDay(new DateOnly(2026, 11, 20));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clanstats-discord-");

    public DiscordHarness(DiscordOptions options)
    {
        Options = options;
        Database = new Database(new StorageOptions { DatabaseFile = Path.Combine(_folder.FullName, "clan.db") });
        new DatabaseMigrator(Database, TimeProvider.System).MigrateTo();
    }

    public string Folder => _folder.FullName;

    public Database Database { get; }

    public DiscordOptions Options { get; }

    public PeopleNotes People { get; set; } = PeopleNotes.None;

    public HarvestOptions Harvest { get; } = new() { HttpRetries = 0 };

    public RequestLog Requests { get; private set; } = new();

    /// <summary>How many messages the progress expected, and how many were read when it did.</summary>
    public List<(long Done, long Expected)> Told { get; } = [];

    public IReadOnlyList<string> MessageRequests => [.. Requests.All.Where(request => request.Purpose == "messages").Select(request => request.Path)];

    public static SimulatedClan Clan(int days = 40, int daysBefore = 0) =>
        new(new SimulationOptions { Members = 20, Days = days, Seed = 7, Now = Night.PlusDays(-daysBefore) });

    public static Task<DiscordServer> ServerAsync(SimulatedClan clan) => DiscordServer.StartAsync(clan, new DiscordServerOptions { HasLimits = false });

    public static DiscordHarness For(SimulatedClan clan, DiscordServer server) => new(new DiscordOptions
    {
        BaseUrl = server.BaseUrl,
        Token = new DiscordServerOptions().Token,
        GuildId = clan.Discord.GuildId,
        RelayChannelId = clan.Discord.Relay.Id,
        TargetRps = 0,
    });

    public async Task<StepResult> RunAsync(UtcInstant now, Action<long>? onMessages = null, CancellationToken cancellationToken = default)
    {
        Requests = new RequestLog();
        var headers = new Dictionary<string, string> { ["User-Agent"] = UserAgent.Discord, ["Authorization"] = $"Bot {Options.Token}" };
        using var http = new ServiceClient(
            new ServiceProfile("discord", Options.BaseUrl, headers, 0, TimeSpan.FromSeconds(1), Options.MaxConcurrent),
            Harvest, new FixtureChain(Harvest, new FixtureSecrets([])), Requests, TimeProvider.System, NullLogger<ServiceClient>.Instance);
        var client = new DiscordClient(http, Options);
        var (accounts, cursors) = (new AccountStore(Database), new HarvestCursorStore(Database));
        var store = new MessageStore(Database, accounts);
        var progress = new Progress(onMessages, Told);
        var source = new DiscordSource(
            Options, Harvest, People, new ChannelDirectory(client, new ThreadDirectory(client, progress), Options), new MemberReader(client, accounts),
            new ChannelReader(client, store, new RescanPlan(new RescanStore(Database), cursors, Harvest)),
            new ChannelStore(Database), accounts, store, cursors, new IdentityStore(Database), progress);
        return await new DiscordStep(source).RunAsync(Context(now), cancellationToken);
    }

    public Task<StepResult> ResolveAsync(UtcInstant now) => new IdentitiesStep(
        new IdentityStore(Database),
        new OpenLineQueries(Database),
        new SettledInputStore(Database, Domain.Rules.PeopleNotes.None),
        IdentityResolution.On(Database),
        new ManualTruth(new LinkStore(Database), Domain.Rules.PeopleNotes.None),
        new RenameStore(Database),
        Microsoft.Extensions.Logging.Abstractions.NullLogger<IdentitiesStep>.Instance).RunAsync(Context(now), default);

    /// <summary>Enters the clan's people with every name they bore, as a harvest of WOM would.</summary>
    public void EnterPeople(SimulatedClan clan) => Database.Write("test: people", unit =>
    {
        foreach (var player in clan.People.Where(player => player.Registered <= clan.Now))
        {
            var name = player.NameInGame(clan.Now);
            unit.Execute(
                """
                INSERT INTO clan_members (id, person_id, wom_player_id, username, display_name, left_at)
                VALUES (@Id, @Id, @Id, @key, @name, @left)
                """,
                new
                {
                    player.Id,
                    key = Domain.Identity.PlayerName.Standardise(name),
                    name,
                    left = player.StintAt(clan.Now) is null ? player.Stints[^1].Left?.Milliseconds : null,
                });
            var renames = player.Renames.Where(rename => !rename.IsArchival && rename.Submitted <= clan.Now).ToList();
            var (borne, since) = (player.FirstName, (long?)null);
            foreach (var rename in renames)
            {
                NameHistory.Bore(unit, player.Id, borne, since, rename.Submitted.Milliseconds, "wom", clan.Now);

                // Measured up to the last moment: every line under the old name is the player's.
                unit.Execute(
                    "INSERT INTO wom_snapshots (user_id, username, timestamp) VALUES (@Id, @key, @at) ON CONFLICT (user_id, timestamp) DO NOTHING",
                    new { player.Id, key = Domain.Identity.PlayerName.Standardise(borne), at = rename.Submitted.Milliseconds });
                (borne, since) = (rename.To, rename.Submitted.Milliseconds);
            }

            NameHistory.Bear(unit, player.Id, borne, since, "wom", clan.Now);
        }
    });

    public IReadOnlyList<T> Query<T>(string sql, object? parameters = null) => Database.Read("test", connection => connection.Query<T>(sql, parameters).ToList());

    public T One<T>(string sql, object? parameters = null) => Query<T>(sql, parameters).Single();

    /// <summary>Everything a harvest leaves behind, but for the run that brought it.</summary>
    public IReadOnlyList<string> Dump() =>
    [
        .. Query<string>(
            """
            SELECT 'message ' || json_array(channel_id, id, user_id, author_id, author_name, kind, created_at, message_type, length, broadcast_type,
              broadcast_item, broadcast_value, broadcast_quantity, broadcast_other, is_repeat)
              FROM discord_messages
            UNION ALL SELECT 'account ' || json_array(author_id, name, kind, member_id, link_source, first_seen_at, last_seen_at) FROM discord_accounts
            UNION ALL SELECT 'text ' || json_array(channel_id, id, content, keep_until) FROM discord_messages WHERE content IS NOT NULL
            UNION ALL SELECT 'name ' || json_array(author_id, kind, name, seen_from, seen_to) FROM discord_names
            UNION ALL SELECT 'channel ' || json_array(channel_id, parent_id, name, type, state, state_since, first_read_at, last_read_at) FROM discord_channels
            UNION ALL SELECT 'cursor ' || json_array(source, key, value) FROM harvest_cursors
            UNION ALL SELECT 'read ' || json_array(source, read_at, covers_from, covers_to) FROM source_reads
            ORDER BY 1
            """),
    ];

    /// <summary>Holds what this harvest left against what another did; only what differs is shown.</summary>
    public void ShouldHaveTheSameAs(DiscordHarness other)
    {
        var (mine, others) = (Dump(), other.Dump());
        mine.Except(others).Select(row => $"+ {row}").Concat(others.Except(mine).Select(row => $"- {row}")).Take(20).ShouldBeEmpty();
        mine.Count.ShouldBe(others.Count);
    }

    public void Dispose()
    {
        Database.Dispose();
        _folder.Delete(recursive: true);
    }

    private static RunContext Context(UtcInstant now) => new()
    {
        TraceId = "0123456789abcdef",
        Command = "harvest",
        Now = now,
        OutputDirectory = "out",
        StagingDirectory = "staging",
        RunId = 1,
    };

    private sealed class Progress(Action<long>? onMessages, List<(long Done, long Expected)> told) : IRunProgress
    {
        public IProgressTask Start(string title, long? total = null) => title == "Reading messages" ? new Work(onMessages, told) : new Work(null, []);

        private sealed class Work(Action<long>? onMessages, List<(long Done, long Expected)> told) : IProgressTask
        {
            private readonly Lock _gate = new();
            private long _done;

            public void Advance(long units = 1)
            {
                lock (_gate)
                {
                    _done += units;
                }

                onMessages?.Invoke(units);
            }

            public void Expect(long total)
            {
                lock (_gate)
                {
                    told.Add((_done, total));
                }
            }

            public void Dispose()
            {
            }
        }
    }
}
