using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using ClanStats.Storage;

namespace ClanStats.Tests.Storage;

public sealed class DatabaseVerifierTests
{
    [Fact]
    public void A_sound_database_passes_all_six_and_counts_who_stays_unknown()
    {
        using var temp = SoundClan.Create();

        var checks = SoundClan.Verify(temp);

        checks.Select(check => (check.Number, check.Passed)).ShouldBe(Enumerable.Range(1, 6).Select(number => (number, true)));
        checks[1].Result.Notes.Select(note => (note.What, note.Count)).ShouldBe(
            [("rows without member: bot or webhook", 1L), ("rows without member: never a member", 1L)]);
    }

    [Theory]
    [InlineData(1, "not applied yet", "DELETE FROM SchemaVersions WHERE ScriptName LIKE '%0013%'")]
    [InlineData(1, "does not know", "INSERT INTO SchemaVersions (ScriptName, Applied) VALUES ('ClanStats.migrations.9999_future.sql', '2030')")]
    [InlineData(1, "applied twice", "INSERT INTO SchemaVersions (ScriptName, Applied) SELECT ScriptName, Applied FROM SchemaVersions LIMIT 1")]
    [InlineData(1, "out of order", "UPDATE SchemaVersions SET SchemaVersionID = 99 WHERE ScriptName LIKE '%0003%'")]
    [InlineData(1, "without checksum", "DELETE FROM schema_checksums WHERE script_name LIKE '%0004%'")]
    [InlineData(1, "differ from the released", "UPDATE schema_checksums SET checksum = 'x' WHERE script_name LIKE '%0005%'")]
    [InlineData(2, "members without id or person", "UPDATE clan_members SET person_id = NULL WHERE id = 2")]
    [InlineData(2, "snapshots without member", "UPDATE wom_snapshots SET user_id = NULL WHERE id = 2")]
    [InlineData(2, "game lines without member", "UPDATE discord_messages SET user_id = NULL WHERE kind = 'relay'")]
    [InlineData(2, "messages without member", "UPDATE discord_messages SET user_id = NULL WHERE id = 1")]
    [InlineData(2, "messages without member", "UPDATE discord_messages SET user_id = NULL; UPDATE discord_accounts SET member_id = NULL, link_source = NULL")]
    [InlineData(3, "rows of wom_snapshots that point to no row of clan_members", "PRAGMA foreign_keys = OFF; DELETE FROM clan_members WHERE id = 2")]
    [InlineData(3, "rows of boss_snapshots that point to no row of wom_snapshots", "PRAGMA foreign_keys = OFF; DELETE FROM wom_snapshots")]
    [InlineData(3, "rows of group_activity brought by a run that is not entered", "UPDATE group_activity SET run_id = 99")]
    [InlineData(4, "keys of clan_members (username where left_at IS NULL)", "DROP INDEX uq_clan_members_current_username; UPDATE clan_members SET username = 'wren'")]
    [InlineData(4, "keys of player_name_aliases (member_id where is_current = 1)", "DROP INDEX uq_player_name_aliases_current; UPDATE player_name_aliases SET member_id = 1")]
    [InlineData(5, "index idx_wom_snapshots_timestamp is missing", "DROP INDEX idx_wom_snapshots_timestamp")]
    [InlineData(5, "table notes is not declared", "CREATE TABLE notes (id INTEGER)")]
    [InlineData(5, "view first_listed_readable differs", "DROP VIEW first_listed_readable; CREATE VIEW first_listed_readable AS SELECT 1 AS one")]
    [InlineData(6, "totals differ from their metrics", "UPDATE wom_snapshots SET total_xp = total_xp + 1 WHERE id = 1")]
    [InlineData(6, "totals differ from their metrics", "UPDATE wom_snapshots SET ehp = ehp + 1 WHERE id = 1")]
    [InlineData(6, "totals differ from their answer", "UPDATE answer_blocks SET codec = 0, data = CAST('{\"data\":{}}' AS BLOB) WHERE id = (SELECT block_id FROM snapshot_answers WHERE snapshot_id = 1)")]
    [InlineData(6, "answer cannot be read", "UPDATE answer_blocks SET codec = 0, data = x'00' WHERE id = (SELECT block_id FROM snapshot_answers WHERE snapshot_id = 1)")]
    [InlineData(6, "rows of discord_messages later than the run", "UPDATE discord_messages SET created_at = created_at + 864000000 WHERE id = 1")]
    [InlineData(6, "rows of wom_snapshots later than the run", "UPDATE wom_snapshots SET timestamp = timestamp + 864000000 WHERE id = 1")]
    [InlineData(6, "counted gains differ", "UPDATE wom_snapshots SET boss_gained = boss_gained + 1 WHERE id = 2")]
    [InlineData(6, "bases of gains that differ", "DELETE FROM gain_bases WHERE member_id = 1")]
    [InlineData(6, "bases of gains that differ", "UPDATE gain_bases SET valid_from = valid_from + 1 WHERE member_id = 2")]
    [InlineData(6, "bases of gains that differ", "UPDATE gain_bases SET base = x'ff' WHERE member_id = 2")]
    [InlineData(6, "values cannot be read", "UPDATE wom_snapshots SET metric_values = x'ff' WHERE id = 1")]
    [InlineData(6, "days of members that differ", "UPDATE member_days SET xp = xp + 1 WHERE member_id = 1")]
    [InlineData(6, "days of members that differ", "INSERT INTO member_days (day, member_id, xp, boss, snapshots, steps) VALUES (0, 1, 0, 0, 1, 0)")]
    [InlineData(6, "records that differ", "UPDATE metric_records SET value = value + 1 WHERE member_id = 1 AND metric_id = 0")]
    [InlineData(6, "records that differ", "DELETE FROM metric_records WHERE member_id = 2")]
    [InlineData(6, "counts of messages that differ", "UPDATE message_days SET messages = 9 WHERE member_id = 0")]
    [InlineData(6, "counts of messages that differ", "DELETE FROM message_quarters")]
    [InlineData(6, "counts of messages that differ", "INSERT INTO message_totals (member_id, messages) VALUES (77, 1)")]
    [InlineData(6, "counts of messages that differ", "UPDATE discord_messages SET kind = 'broadcast' WHERE id = 2")]
    [InlineData(6, "more than one current alias", "DROP INDEX uq_player_name_aliases_current; UPDATE player_name_aliases SET member_id = 1")]
    [InlineData(6, "without a current alias", "UPDATE player_name_aliases SET is_current = 0 WHERE member_id = 2")]
    public void What_is_damaged_fails_its_check(int number, string what, string damage)
    {
        using var temp = SoundClan.Create();
        temp.Execute(damage);

        var check = SoundClan.Verify(temp)[number - 1];

        check.Passed.ShouldBeFalse();
        check.Result.Faults.ShouldContain(fault => fault.What.Contains(what, StringComparison.Ordinal) && fault.Count > 0);
    }

    [Fact]
    public void A_later_run_may_end_what_an_earlier_one_brought()
    {
        using var temp = SoundClan.Create();
        temp.Execute(
            $"""
            INSERT INTO pipeline_runs (id, trace_id, command, version, business_time, started_at, finished_at, outcome)
            SELECT id + 1, 'later', command, version, business_time + {UtcInstant.Day}, started_at + {UtcInstant.Day}, finished_at + {UtcInstant.Day}, outcome
            FROM pipeline_runs ORDER BY id DESC LIMIT 1;
            INSERT INTO membership_spans (member_id, joined_at, left_at, source, run_id) VALUES (2, 1, {SoundClan.Now.PlusDays(1).Milliseconds}, 'wom', 1);
            UPDATE group_activity SET retracted_at = {SoundClan.Now.PlusDays(1).Milliseconds};
            """);
        SoundClan.Verify(temp)[5].Result.Faults.ShouldBeEmpty();

        temp.Execute($"UPDATE group_activity SET retracted_at = {SoundClan.Now.PlusDays(2).Milliseconds}");
        SoundClan.Verify(temp)[5].Result.Faults.ShouldContain(fault => fault.What.StartsWith("rows of group_activity later", StringComparison.Ordinal));
    }

    [Fact]
    public void A_row_may_come_five_minutes_after_its_run_and_no_later()
    {
        using var temp = SoundClan.Create();
        temp.Execute($"UPDATE discord_messages SET created_at = {SoundClan.Now.Milliseconds + 300_000} WHERE id = 4");
        SoundClan.Verify(temp)[5].Passed.ShouldBeTrue();

        temp.Execute($"UPDATE discord_messages SET created_at = {SoundClan.Now.Milliseconds + 300_001} WHERE id = 4");
        SoundClan.Verify(temp)[5].Passed.ShouldBeFalse();
    }

    [Fact]
    public void A_spoilt_page_is_found_and_hides_nothing_else()
    {
        using var temp = SoundClan.Create();
        var page = temp.Query<long>("SELECT rootpage FROM sqlite_master WHERE name = 'group_activity'").Single();
        var size = temp.Query<long>("PRAGMA page_size").Single();
        temp.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        temp.Database.Dispose();
        using (var file = new FileStream(temp.Options.DatabaseFile, FileMode.Open, FileAccess.ReadWrite))
        {
            file.Position = (page - 1) * size;
            file.Write(new byte[size]);
        }

        using var database = new Database(temp.Options);
        var checks = new ClanStats.Storage.Verification.DatabaseVerifier(
            database, () => ClanStats.Hosting.Composition.DatabaseWork.Prove(database, SoundClan.Now)).Run(SoundClan.Now, CancellationToken.None).ToList();

        checks.Count.ShouldBe(6);
        checks[0].Passed.ShouldBeTrue();
        checks[5].Passed.ShouldBeFalse();
    }

    [Fact]
    public void What_is_no_clanstats_database_is_not_verified()
    {
        using var temp = new TempDatabase(migrated: false);
        temp.Execute("CREATE TABLE recipes (id INTEGER)");

        Should.Throw<UserFaultException>(() => SoundClan.Verify(temp)).Message.ShouldContain("not a ClanStats database");
    }
}
