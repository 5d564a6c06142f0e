using ClanStats.Domain.Activity;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ClanStats.Storage.LegacyImport;

/// <summary>A row of the old clan_members.</summary>
internal sealed record LegacyMember(long? Id, string Username, string? Role, UtcInstant? JoinedAt, UtcInstant? LastUpdated);

/// <summary>A row of the old player_name_aliases.</summary>
internal sealed record LegacyAlias(long? MemberId, string Normalized, string Canonical, UtcInstant? FirstSeen, UtcInstant? LastSeen, bool IsCurrent);

/// <summary>What is needed of a snapshot to know whose it is.</summary>
/// <param name="Id">Its row.</param>
/// <param name="UserId">The old program's member; null if it had none.</param>
/// <param name="Username">The name it was stored under.</param>
/// <param name="At">Its time; null if it has none that can be read.</param>
/// <param name="PlayerId">WOM's player id in the answer; null without a readable answer.</param>
internal readonly record struct LegacyKey(long Id, long? UserId, string Username, UtcInstant? At, long? PlayerId);

/// <summary>A snapshot as the old program stored it.</summary>
internal readonly record struct LegacySnapshot(long? TotalXp, long? TotalKills, double? Ehp, double? Ehb, byte[]? Answer);

/// <summary>A row of the old boss_snapshots.</summary>
internal readonly record struct LegacyBossRow(long? SnapshotId, string? Boss, long? Kills, long? Rank);

/// <summary>A row of the old discord_messages.</summary>
internal readonly record struct LegacyMessage(long Id, long? AuthorId, string? AuthorName, string? Content, long ChannelId, object? CreatedAt);

/// <summary>Reads the old program's tables, whatever their stage. Every column that a stage lacks reads as NULL.</summary>
internal sealed class LegacyQueries(SqliteConnection connection, LegacySchema schema, UtcInstant now)
{
    private const int HeadCharacters = 400;

    /// <summary>How many rows a table has; 0 if there is none.</summary>
    public long Count(string table) => schema.Has(table) ? connection.ExecuteScalar<long>($"SELECT count(*) FROM {table}") : 0;

    /// <summary>How many snapshots the old program had given to a member.</summary>
    public long LinkedSnapshots() =>
        schema.IsNormalised ? connection.ExecuteScalar<long>("SELECT count(user_id) FROM wom_snapshots") : 0;

    /// <summary>The members the old program had on its roster.</summary>
    public List<LegacyMember> Members() =>
    [
        .. connection.Query<(long? Id, string Name, string? Role, object? Joined, object? Updated)>(
            $"""
            SELECT {Of("clan_members", "id")}, CAST(username AS TEXT), {Of("clan_members", "role")}, {Of("clan_members", "joined_at")}, {Of("clan_members", "last_updated")}
            FROM clan_members WHERE username IS NOT NULL ORDER BY rowid
            """).Select(row => new LegacyMember(row.Id, row.Name, row.Role, Time(row.Joined), Time(row.Updated))),
    ];

    /// <summary>The names its migrations or harvests noted.</summary>
    public List<LegacyAlias> Aliases() => !schema.Has("player_name_aliases")
        ? []
        : [.. connection.Query<(long? Member, string Normalized, string Canonical, object? First, object? Last, long? Current)>(
            """
            SELECT member_id, CAST(normalized_name AS TEXT), CAST(canonical_name AS TEXT), first_seen_at, last_seen_at, is_current
            FROM player_name_aliases WHERE normalized_name IS NOT NULL AND canonical_name IS NOT NULL ORDER BY id
            """).Select(row => new LegacyAlias(row.Member, row.Normalized, row.Canonical, Time(row.First), Time(row.Last), row.Current == 1))];

    /// <summary>All snapshots with whose they are, in the order of their rows; answers are only looked into.</summary>
    public IEnumerable<LegacyKey> Keys()
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            SELECT id, {Of("wom_snapshots", "user_id")}, username, timestamp, substr(raw_data, 1, {HeadCharacters}), typeof(raw_data) FROM wom_snapshots
            """;
        using var reader = command.ExecuteReader();
        using var whole = Prepared("SELECT raw_data FROM wom_snapshots WHERE id = $id");
        while (reader.Read())
        {
            var id = reader.GetInt64(0);
            yield return new LegacyKey(
                id,
                reader.IsDBNull(1) ? null : reader.GetInt64(1),
                reader.IsDBNull(2) ? "" : reader.GetString(2),
                Time(reader.GetValue(3)),
                PlayerId(reader, id, whole));
        }
    }

    /// <summary>One snapshot; the statement is compiled once.</summary>
    public LegacySnapshot Snapshot(long id)
    {
        _snapshot ??= Prepared(
            $"""
            SELECT {Of("wom_snapshots", "total_xp")}, {Of("wom_snapshots", "total_boss_kills")}, {Of("wom_snapshots", "ehp")},
              {Of("wom_snapshots", "ehb")}, raw_data FROM wom_snapshots WHERE id = $id
            """);
        _snapshot.Parameters[0].Value = id;
        using var reader = _snapshot.ExecuteReader();
        reader.Read();
        return new LegacySnapshot(
            Whole(reader, 0), Whole(reader, 1), Number(reader, 2), Number(reader, 3), reader.IsDBNull(4) ? null : reader.GetFieldValue<byte[]>(4));
    }

    /// <summary>All boss rows, in the order of their rows. Rows of the old program's last days have only snapshot_id.</summary>
    public IEnumerable<LegacyBossRow> BossRows()
    {
        if (!schema.Has("boss_snapshots"))
        {
            yield break;
        }

        string[] owners = [.. new[] { "snapshot_id", "wom_snapshot_id" }.Where(column => schema.Has("boss_snapshots", column))];
        using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            SELECT {(owners.Length == 0 ? "NULL" : owners.Length == 1 ? owners[0] : $"coalesce({string.Join(", ", owners)})")}, boss_name, kills,
              {Of("boss_snapshots", "rank")} FROM boss_snapshots
            """;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return new LegacyBossRow(
                Whole(reader, 0), reader.IsDBNull(1) ? null : reader.GetString(1), Whole(reader, 2), Whole(reader, 3));
        }
    }

    /// <summary>One look over all messages: who wrote under which name where, and what is told of them before they are imported.</summary>
    public LegacyTalk Talk()
    {
        var talk = new LegacyTalk();
        using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            SELECT id, {Of("discord_messages", "author_id")}, author_name, {ChannelId}, instr({Text}, '**:') > 0, length({Text}) > 0,
              {Of("discord_messages", "user_id")} IS NOT NULL FROM discord_messages
            """;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            talk.Add(
                reader.GetInt64(0), Whole(reader, 1), reader.IsDBNull(2) ? null : reader.GetString(2), reader.GetInt64(3), Whole(reader, 4) == 1,
                Whole(reader, 5) == 1, Whole(reader, 6) == 1);
        }

        return talk;
    }

    /// <summary>The name of a channel beside a message.</summary>
    public string? ChannelName(long message) => schema.Has("discord_messages", "channel_name")
        ? connection.ExecuteScalar<string?>("SELECT CAST(channel_name AS TEXT) FROM discord_messages WHERE id = @message", new { message })
        : null;

    /// <summary>All messages by channel and id.</summary>
    public IEnumerable<LegacyMessage> Messages()
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            SELECT id, {Of("discord_messages", "author_id")}, author_name, {Text}, {ChannelId}, created_at FROM discord_messages
            """;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return new LegacyMessage(
                reader.GetInt64(0),
                Whole(reader, 1),
                reader.IsDBNull(2) ? null : reader.GetString(2),
                reader.IsDBNull(3) ? null : reader.GetString(3),
                reader.GetInt64(4),
                reader.GetValue(5));
        }
    }

    /// <summary>A time as the old program wrote it: any textual form, or a number of seconds or milliseconds. What cannot be one is null.</summary>
    public UtcInstant? Time(object? value) => Judge(value).Value;

    /// <summary>Like <see cref="Time"/>, with the reason of a refusal.</summary>
    public ForeignTime Judge(object? value) => value switch
    {
        string text => ForeignTime.Parse(text, now),
        long number => ForeignTime.Of(new UtcInstant(Math.Abs(number) < LeastMilliseconds ? number * 1000 : number), now),
        double number when Math.Abs(number) < LeastMilliseconds => ForeignTime.Of(new UtcInstant((long)(number * 1000)), now),
        _ => ForeignTime.Parse(null, now),
    };

    /// <summary>A number below it counts seconds: as milliseconds it would lie in the first years of the epoch.</summary>
    private const long LeastMilliseconds = 100_000_000_000;

    private SqliteCommand? _snapshot;

    private string ChannelId => schema.Has("discord_messages", "channel_id") ? "coalesce(channel_id, 0)" : "0";

    private string Text => schema.Has("discord_messages", "content") ? "content" : "NULL";

    private string Of(string table, string column) => schema.Has(table, column) ? column : "NULL";

    private SqliteCommand Prepared(string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.Add(new SqliteParameter("$id", SqliteType.Integer));
        return command;
    }

    private static long? PlayerId(SqliteDataReader reader, long id, SqliteCommand whole)
    {
        if (reader.IsDBNull(4))
        {
            return null;
        }

        if (LegacyAnswer.PlayerIdAtHead(reader.GetFieldValue<byte[]>(4), out var isCut) is { } player)
        {
            return player;
        }

        if (!isCut)
        {
            return null;
        }

        whole.Parameters[0].Value = id;
        using var answer = whole.ExecuteReader();
        answer.Read();
        return LegacyAnswer.PlayerIdAtHead(answer.GetFieldValue<byte[]>(0), out _);
    }

    private static long? Whole(SqliteDataReader reader, int column) => reader.GetValue(column) switch
    {
        long value => value,
        double value => (long)value,
        _ => null,
    };

    private static double? Number(SqliteDataReader reader, int column) => reader.GetValue(column) switch
    {
        long value => value,
        double value => value,
        _ => null,
    };
}
