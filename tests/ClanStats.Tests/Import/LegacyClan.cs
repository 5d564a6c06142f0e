using System.Globalization;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ClanStats.Tests.Import;

/// <summary>A small database of the old program, in a layout before or after its own normalisation of ids.</summary>
internal sealed class LegacyClan : IDisposable
{
    public const long Relay = 770;
    public const long RelayChannel = 92;
    public const long TalkChannel = 91;

    private const string Before =
        """
        CREATE TABLE discord_messages (id INTEGER PRIMARY KEY, author_id INTEGER, author_name TEXT, content TEXT, channel_id INTEGER,
          channel_name TEXT, guild_id INTEGER, guild_name TEXT, created_at TIMESTAMP);
        CREATE TABLE wom_snapshots (id INTEGER PRIMARY KEY AUTOINCREMENT, username TEXT, timestamp TIMESTAMP, total_xp INTEGER,
          total_boss_kills INTEGER, ehp REAL, ehb REAL, raw_data TEXT);
        CREATE TABLE clan_members (username TEXT PRIMARY KEY, role TEXT, joined_at TIMESTAMP, last_updated TIMESTAMP, id INTEGER);
        CREATE TABLE boss_snapshots (id INTEGER PRIMARY KEY AUTOINCREMENT, snapshot_id INTEGER, boss_name TEXT, kills INTEGER, rank INTEGER);
        """;

    private const string After =
        """
        CREATE TABLE discord_messages (id INTEGER NOT NULL, user_id INTEGER, author_id INTEGER, author_name VARCHAR, content TEXT,
          channel_id INTEGER, channel_name VARCHAR, guild_id INTEGER, guild_name VARCHAR, created_at DATETIME, PRIMARY KEY (id));
        CREATE TABLE wom_snapshots (id INTEGER NOT NULL, user_id INTEGER, username VARCHAR, timestamp DATETIME, total_xp INTEGER,
          total_boss_kills INTEGER, ehp FLOAT, ehb FLOAT, raw_data TEXT, PRIMARY KEY (id));
        CREATE TABLE clan_members (id INTEGER NOT NULL, username VARCHAR NOT NULL, role VARCHAR, joined_at DATETIME, last_updated DATETIME,
          PRIMARY KEY (id));
        CREATE TABLE player_name_aliases (id INTEGER NOT NULL, member_id INTEGER, normalized_name VARCHAR NOT NULL,
          canonical_name VARCHAR NOT NULL, source VARCHAR, first_seen_at DATETIME, last_seen_at DATETIME, is_current BOOLEAN, PRIMARY KEY (id));
        CREATE TABLE boss_snapshots (id INTEGER NOT NULL, wom_snapshot_id INTEGER, snapshot_id INTEGER, boss_name VARCHAR, kills INTEGER,
          rank INTEGER, PRIMARY KEY (id));
        """;

    private readonly SqliteConnection _connection;
    private readonly bool _isNormalised;
    private long _next;

    public LegacyClan(bool isNormalised = true)
    {
        _isNormalised = isNormalised;
        Root = Directory.CreateTempSubdirectory("clanstats-legacy-").FullName;
        File = Path.Combine(Root, "old.db");
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = File, Pooling = false }.ToString());
        _connection.Open();
        Execute((isNormalised ? After : Before) + "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL);");
        Execute($"INSERT INTO alembic_version VALUES ('{(isNormalised ? "normalize_user_ids_004" : "add_missing_indexes_003")}')");
    }

    public string Root { get; }

    public string File { get; }

    /// <summary>The first day of the clan, as the old program writes times.</summary>
    public static string Day(int day, int hour = 12) =>
        At(day, hour).ToDateTimeOffset().ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);

    public static UtcInstant At(int day, int hour = 12) => UtcInstant.StartOfDay(new DateOnly(2025, 12, 1)).PlusDays(day).PlusHours(hour);

    /// <summary>An answer of Wise Old Man, as raw_data holds it.</summary>
    public static string Answer(long player, UtcInstant at, long xp, params (string Boss, long Kills)[] kills)
    {
        var bosses = string.Join(", ", kills.Select(kill =>
            $"\"{kill.Boss}\": {{\"metric\": \"{kill.Boss}\", \"kills\": {kill.Kills}, \"rank\": {(kill.Kills < 0 ? -1 : 9)}, \"ehb\": 0}}"));
        return $"{{\"id\": {at.Milliseconds / 1000}, \"playerId\": {player}, \"createdAt\": \"{at.ToIso()}\", \"importedAt\": null, \"data\": {{"
            + $"\"skills\": {{\"overall\": {{\"metric\": \"overall\", \"experience\": {xp}, \"rank\": 7, \"level\": 1, \"ehp\": 1.5}}}}, "
            + $"\"bosses\": {{{bosses}}}, "
            + "\"activities\": {\"soul_wars_zeal\": {\"metric\": \"soul_wars_zeal\", \"score\": -1, \"rank\": -1}}, "
            + "\"computed\": {\"ehp\": {\"metric\": \"ehp\", \"value\": 12.5, \"rank\": 3}, \"ehb\": {\"metric\": \"ehb\", \"value\": 0.25, \"rank\": 4}}}}";
    }

    public void Execute(string sql) => _connection.Execute(sql);

    public void Member(long id, string username, int joined = 0)
    {
        var values = new { id, username, joined = Day(joined), updated = Day(30) };
        _connection.Execute(
            $"INSERT INTO clan_members (id, username, role, joined_at, last_updated) VALUES ({(_isNormalised ? "@id" : "NULL")}, @username, 'soul', @joined, @updated)", values);
    }

    public void Alias(long member, string name, int seen = 0) => _connection.Execute(
        "INSERT INTO player_name_aliases (member_id, normalized_name, canonical_name, source, first_seen_at, last_seen_at, is_current) VALUES (@member, @key, @name, 'game', @at, @at, 1)",
        new { member, key = PlayerName.Normalize(name), name, at = Day(seen) });

    /// <summary>A snapshot with its answer.</summary>
    public long Snapshot(long? user, string name, long player, int day, long xp, params (string Boss, long Kills)[] kills) =>
        Row(user, name, Day(day), xp, kills.Sum(kill => Math.Max(0, kill.Kills)), Answer(player, At(day), xp, kills));

    /// <summary>A row of wom_snapshots as given.</summary>
    public long Row(long? user, string name, object? timestamp, long? xp, long? kills, string? answer)
    {
        var id = ++_next;
        _connection.Execute(
            $"INSERT INTO wom_snapshots (id, {(_isNormalised ? "user_id, " : "")}username, timestamp, total_xp, total_boss_kills, ehp, ehb, raw_data) VALUES (@id, {(_isNormalised ? "@user, " : "")}@name, @timestamp, @xp, @kills, 0.0, 0.0, @answer)",
            new { id, user, name, timestamp, xp, kills, answer });
        return id;
    }

    public void Boss(long snapshot, string boss, long kills, long rank = 9) => _connection.Execute(
        "INSERT INTO boss_snapshots (snapshot_id, boss_name, kills, rank) VALUES (@snapshot, @boss, @kills, @rank)", new { snapshot, boss, kills, rank });

    public long Message(long author, string name, string? content, int day, long channel = TalkChannel, long? user = null, object? createdAt = null)
    {
        var id = Snowflake.At(At(day)).Value + ++_next;
        _connection.Execute(
            $"INSERT INTO discord_messages (id, {(_isNormalised ? "user_id, " : "")}author_id, author_name, content, channel_id, channel_name, created_at) VALUES (@id, {(_isNormalised ? "@user, " : "")}@author, @name, @content, @channel, @channelName, @at)",
            new { id, user, author, name, content, channel, channelName = channel == RelayChannel ? "clan-relay" : "general", at = createdAt ?? Day(day) });
        return id;
    }

    /// <summary>A line of the relayed game chat, entered under the speaker's name as the old program did.</summary>
    public long Line(string speaker, string text, int day) => Message(Relay, PlayerName.Normalize(speaker), $"**{speaker}**: {text}", day, RelayChannel);

    /// <summary>Three members, one renamed, one without an answer; somebody who had left; chat and relay.</summary>
    public static LegacyClan Usual(bool isNormalised = true)
    {
        var clan = new LegacyClan(isNormalised);
        string Show(string name) => isNormalised ? PlayerName.Normalize(name) : name;
        clan.Member(1, Show("Iron Wren"));
        clan.Member(2, Show("Sedge"));
        clan.Member(3, Show("Never Seen"));
        if (isNormalised)
        {
            clan.Alias(1, "Iron Wren");
        }

        for (var day = 0; day < 6; day++)
        {
            var wren = clan.Snapshot(day < 3 ? null : 1, Show(day < 3 ? "Old Wren" : "Iron Wren"), 11, day, 1_000 + (day * 10), ("zulrah", 5 + (day / 2)), ("vorkath", -1));
            clan.Boss(wren, "zulrah", 5 + (day / 2));
            clan.Snapshot(2, Show("Sedge"), 12, day, 2_000, ("zulrah", -1));
            clan.Snapshot(null, Show("Gone Away"), 13, day, 3_000 + day, ("zulrah", 50));
            clan.Message(501, Show(day < 3 ? "Old Wren" : "Iron Wren"), "hello there", day, user: day < 3 ? null : 1);
            clan.Message(502, "stranger", "who am I", day);
            clan.Line("Sedge", "in the game", day);
        }

        return clan;
    }

    public void Dispose()
    {
        _connection.Dispose();
        Directory.Delete(Root, recursive: true);
    }
}
