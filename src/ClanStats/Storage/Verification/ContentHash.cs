using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ClanStats.Storage.Verification;

/// <summary>
/// One hash over everything the database knows, whichever ids its rows happen to have: rows in the order of their natural keys, members named
/// by WOM's player id, packed metrics unpacked to names, answers unpacked to the bytes that were read. Left out are surrogate ids, run ids,
/// the journals of runs and migrations, and the times that only say when something was last seen. Rows are read one by one.
/// </summary>
internal sealed class ContentHash : IDisposable
{
    /// <summary>Tables without content of the clan, and those that only say how far rows follow from others.</summary>
    public static readonly IReadOnlySet<string> LeftOut =
        new HashSet<string>(StringComparer.Ordinal)
        {
            "pipeline_runs", "pipeline_steps", "SchemaVersions", "schema_checksums", "repointings", "moved_snapshots", "settled_names",
            "settled_accounts", "settled_inputs", "unsettled_lines", "published_reports", "published_members", "published_records", "officer_workbooks",
            "discord_posts", "packed_member_days", "packed_message_days",
        };

    /// <summary>Tables whose rows need more than a statement.</summary>
    public static readonly IReadOnlySet<string> ReadRowByRow =
        new HashSet<string>(StringComparer.Ordinal) { "wom_snapshots", "snapshot_answers", "answer_blocks", "boss_snapshots", "gain_ledgers", "gain_bases" };

    private const string MemberKey = "coalesce('wom ' || m.wom_player_id, 'name ' || m.username)";
    private readonly SqliteConnection _connection;
    private readonly ContentHasher _hasher = new();
    private readonly List<Metric> _byName;
    private readonly SqliteCommand _bosses;
    private readonly AnswerReader _answers;

    private ContentHash(SqliteConnection connection)
    {
        _connection = connection;
        _answers = new AnswerReader(connection);
        _byName = [.. MetricRegistry.Read(connection).OrderBy(metric => metric.Name, StringComparer.Ordinal)];
        _bosses = connection.CreateCommand();
        _bosses.CommandText = "SELECT boss_name, kills, rank FROM boss_snapshots WHERE wom_snapshot_id = $id ORDER BY boss_name";
        _bosses.Parameters.Add(new SqliteParameter("$id", SqliteType.Integer));
    }

    /// <summary>The tables that one statement each reads in the order of their natural keys.</summary>
    public static IReadOnlyDictionary<string, string> Statements { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["achievements"] = "SELECT wom_player_id, name, metric, threshold, measure, created_at FROM achievements ORDER BY 1, 2",
        ["clan_group"] = "SELECT group_id, name, role_order, read_at FROM clan_group ORDER BY 1",
        ["clan_members"] =
            $"""
            SELECT {MemberKey}, {Member("m.person_id")}, m.wom_player_id, m.username, m.display_name, m.role, m.status, m.joined_at, m.left_at,
              m.player_type, m.build, m.client_sync_joined_at, m.membership_created_at, m.legacy_joined_at, m.wom_updated_at, m.wom_changed_at
            FROM clan_members m ORDER BY 1, 3, 4, 5, 6, 7, 8, 9
            """,
        ["discord_accounts"] = $"SELECT author_id, name, kind, {Member("member_id")}, link_source, first_seen_at, relay_format FROM discord_accounts ORDER BY 1",
        ["discord_channels"] =
            "SELECT channel_id, parent_id, name, type, state, state_since, first_read_at, last_read_at FROM discord_channels ORDER BY 1",
        ["discord_messages"] =
            $"""
            SELECT channel_id, id, {Member("user_id")}, author_id, author_name, kind, created_at, message_type, length, words, broadcast_type,
              content, keep_until, broadcast_item, broadcast_value, broadcast_quantity, broadcast_other, is_repeat
            FROM discord_messages ORDER BY channel_id, id
            """,
        ["discord_names"] = "SELECT author_id, kind, name, seen_from, seen_to FROM discord_names ORDER BY 1, 2, 4",
        ["forgotten_people"] = "SELECT kind, mark, salt, forgotten_at FROM forgotten_people ORDER BY 1, 2",
        ["first_listed"] = $"SELECT list, {Member("member_id")}, first_day FROM first_listed ORDER BY 1, 2, 3",
        ["group_activity"] = "SELECT wom_player_id, created_at, type, role, previous_role, retracted_at FROM group_activity ORDER BY 1, 2, 3",
        ["harvest_cursors"] = "SELECT source, key, value, updated_at FROM harvest_cursors WHERE source <> 'database' ORDER BY 1, 2",
        ["membership_spans"] = $"SELECT {Member("member_id")}, joined_at, left_at, source FROM membership_spans ORDER BY 1, 2, 3, 4",
        ["identity_links"] =
            $"SELECT author_id, {Member("member_id")}, weight, evidence, state, decided_by, decided_at, first_seen_at FROM identity_links ORDER BY 1, 2",
        ["link_decisions"] =
            $"""
            SELECT author_id, {Member("member_id")}, {Member("main_id")}, kind, decided_by, decided_at, undone_at FROM link_decisions ORDER BY id
            """,
        ["member_days"] = $"SELECT day, {Member("member_id")}, xp, boss, snapshots, steps FROM member_days ORDER BY 1, 2",
        ["message_days"] = $"SELECT {Member("member_id")}, day, messages FROM message_days ORDER BY 1, 2, 3",
        ["message_quarters"] = "SELECT start, messages FROM message_quarters ORDER BY 1",
        ["message_totals"] = $"SELECT {Member("member_id")}, messages FROM message_totals ORDER BY 1, 2",
        ["metric_records"] =
            $"""
            SELECT (SELECT name FROM metrics WHERE id = metric_id), {Member("member_id")}, value, reached_at FROM metric_records ORDER BY 1, 2, 3, 4
            """,
        ["metrics"] = "SELECT name, category FROM metrics ORDER BY 1",
        ["name_changes"] = "SELECT id, wom_player_id, old_name, new_name, status, created_at, resolved_at FROM name_changes ORDER BY 1",
        ["officer_entries"] =
            $"""
            SELECT {Member("member_id")}, list, says_verdict, verdict, note, decided_by, says_leave, leave_until, noted_leave, decided_at, file, saved_at
            FROM officer_entries ORDER BY id
            """,
        ["player_name_aliases"] =
            $"""
            SELECT normalized_name, {Member("member_id")}, canonical_name, source, first_seen_at, is_current FROM player_name_aliases ORDER BY 1
            """,
        ["player_names"] =
            $"SELECT {Member("member_id")}, name, normalized_name, valid_from, valid_to, source FROM player_names ORDER BY 1, 2, 3, 4, 5, 6",
        ["recommendations"] =
            $"""
            SELECT list, rule, {Member("member_id")}, rule_version, thresholds, reason, numbers, first_day, nights, is_open
            FROM recommendations ORDER BY 1, 2, 3, 8
            """,
        ["rename_suggestions"] =
            $"""
            SELECT {Member("old_member_id")}, {Member("new_member_id")}, weight, evidence, state, first_seen_at, settled_at FROM rename_suggestions ORDER BY 1, 2
            """,
        ["role_changes"] = $"SELECT {Member("member_id")}, seen_at, previous_role, role FROM role_changes ORDER BY 1, 2, 3, 4",
        ["source_reads"] = "SELECT source, read_at, covers_from, covers_to FROM source_reads ORDER BY 1, 2, 3, 4",
    };

    /// <summary>Hashes a database in one state of it.</summary>
    /// <param name="database">The database, at the program's version of the schema.</param>
    /// <param name="cancellationToken">Stops between two tables or members.</param>
    /// <returns>64 hex digits.</returns>
    /// <exception cref="UserFaultException">The database holds what cannot be read, or is at another version.</exception>
    public static string Of(Database database, CancellationToken cancellationToken) => database.ReadOneState("content hash", connection =>
    {
        using var hash = new ContentHash(connection);
        try
        {
            return hash.Compute(cancellationToken);
        }
        catch (Exception exception) when (exception is FormatException or InvalidDataException or InvalidOperationException)
        {
            throw new UserFaultException($"There is no content hash of {database.File}: it holds what cannot be read ({exception.Message}).", exception);
        }
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        _bosses.Dispose();
        _answers.Dispose();
        _hasher.Dispose();
    }

    private string Compute(CancellationToken cancellationToken)
    {
        foreach (var (table, statement) in Statements)
        {
            cancellationToken.ThrowIfCancellationRequested();
            AddTable(table, statement);
        }

        AddLedgers();
        AddBases();
        AddSnapshots(cancellationToken);
        return _hasher.Finish();
    }

    private static string Member(string column) => $"(SELECT {MemberKey.Replace("m.", "k.", StringComparison.Ordinal)} FROM clan_members k WHERE k.id = {column})";

    private void AddTable(string table, string statement)
    {
        _hasher.Add(table);
        using var command = _connection.CreateCommand();
        command.CommandText = statement;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            AddColumns(reader, 0, reader.FieldCount);
        }
    }

    private void AddLedgers()
    {
        _hasher.Add("gain_ledgers");
        foreach (var (member, asOf, state) in _connection.Query<(string Member, long AsOf, byte[] State)>(
            $"SELECT {MemberKey}, l.as_of, l.state FROM gain_ledgers l JOIN clan_members m ON m.id = l.member_id ORDER BY 1, 2", buffered: false))
        {
            _hasher.Add(member);
            _hasher.Add(asOf);
            var ledger = GainLedger.Decode(state, _ => false);
            AddMetrics(ledger.LastHeld, MetricVector.Absent);
            AddMetrics(ledger.Gained, 0);
        }
    }

    private void AddBases()
    {
        _hasher.Add("gain_bases");
        foreach (var (member, from, packed) in _connection.Query<(string Member, long From, byte[] Base)>(
            $"SELECT {MemberKey}, b.valid_from, b.base FROM gain_bases b JOIN clan_members m ON m.id = b.member_id ORDER BY 1, 2", buffered: false))
        {
            _hasher.Add(member);
            _hasher.Add(from);
            AddMetrics(GainBase.Decode(packed).At, 0);
        }
    }

    private void AddSnapshots(CancellationToken cancellationToken)
    {
        _hasher.Add("wom_snapshots");
        var members = _connection.Query<(string Key, long? Id)>(
            $"SELECT {MemberKey}, m.id FROM clan_members m ORDER BY 1, m.joined_at, m.left_at, m.display_name, m.id").ToList();
        using var command = _connection.CreateCommand();
        command.CommandText =
            """
            SELECT s.id, s.username, s.timestamp, s.total_xp, s.total_boss_kills, s.ehp, s.ehb, s.xp_gained, s.boss_gained, s.ehp_gained,
              s.ehb_gained, s.source, s.metric_values, a.block_id, a.position
            FROM wom_snapshots s LEFT JOIN snapshot_answers a ON a.snapshot_id = s.id
            WHERE s.user_id IS $member ORDER BY s.timestamp, s.username, s.total_xp, s.total_boss_kills
            """;
        var parameter = command.Parameters.Add(new SqliteParameter("$member", SqliteType.Integer));
        foreach (var (key, id) in members.Append(("", null)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            _hasher.Add(key);
            parameter.Value = (object?)id ?? DBNull.Value;
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                AddSnapshot(reader);
            }
        }
    }

    private void AddSnapshot(SqliteDataReader reader)
    {
        const int FirstColumn = 1, Values = 12, Block = 13, Position = 14;
        AddColumns(reader, FirstColumn, Values);
        AddValues(reader, Values);
        if (reader.IsDBNull(Block))
        {
            _hasher.Add(null);
        }
        else
        {
            _hasher.AddBytes(_answers.Read(reader.GetInt64(Block), reader.GetInt32(Position)).Span);
        }

        _bosses.Parameters[0].Value = reader.GetInt64(0);
        using var bosses = _bosses.ExecuteReader();
        while (bosses.Read())
        {
            AddColumns(bosses, 0, bosses.FieldCount);
        }
    }

    private void AddValues(SqliteDataReader reader, int column)
    {
        if (reader.IsDBNull(column))
        {
            _hasher.Add(null);
            return;
        }

        var vector = MetricVector.Decode((byte[])reader.GetValue(column));
        AddMetrics(id => vector[id], MetricVector.Absent);
    }

    /// <summary>Adds each metric that has another number than the one left out, which stands for not being there.</summary>
    private void AddMetrics(Func<int, long> valueOf, long leftOut)
    {
        foreach (var metric in _byName.Where(metric => valueOf(metric.Id) != leftOut))
        {
            _hasher.Add(metric.Name);
            _hasher.Add(valueOf(metric.Id));
        }

        _hasher.Add("");
    }

    private void AddColumns(SqliteDataReader reader, int from, int to)
    {
        for (var column = from; column < to; column++)
        {
            _hasher.Add(reader.GetValue(column));
        }
    }
}
