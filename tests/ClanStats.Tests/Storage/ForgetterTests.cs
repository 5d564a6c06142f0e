using ClanStats.Domain.Report;
using ClanStats.Domain.Runs;
using ClanStats.Storage;
using ClanStats.Storage.Forgetting;
using Microsoft.Data.Sqlite;

namespace ClanStats.Tests.Storage;

public sealed class ForgetterTests : IDisposable
{
    private readonly TempDatabase _temp = SoundClan.Create();
    private readonly string _salt = Tombstone.NewSalt();

    [Fact]
    public void Counters_follow_the_rows_and_every_check_passes()
    {
        var erased = Forgetter.Apply(_temp.Database, Wren());

        erased.Lines.ShouldBe(1);
        erased.Accounts.ShouldBe(1);
        _temp.Query<(long, long)>("SELECT member_id, messages FROM message_totals ORDER BY 1").ShouldBe([(0, 1), (2, 1)]);
        _temp.Query<long>("SELECT count(*) FROM message_days WHERE member_id = 1").Single().ShouldBe(0);
        SoundClan.Verify(_temp).SelectMany(check => check.Result.Faults).ShouldBeEmpty();
    }

    [Fact]
    public void Doing_it_again_finds_nothing()
    {
        Forgetter.Apply(_temp.Database, Wren());
        var hash = SoundClan.Hash(_temp);

        Forgetter.Apply(_temp.Database, Wren()).Any.ShouldBeFalse();

        SoundClan.Hash(_temp).ShouldBe(hash);
    }

    [Fact]
    public void What_reports_said_about_them_from_their_messages_goes_and_their_place_on_the_roster_stays()
    {
        var state = new PublishedState(SoundClan.Now, [.. new[] { 1L, 2L }.Select(id => new PublishedMember(id, "x", "owner", MemberState.Both, true, false))], []);
        _temp.Database.Write("test", unit => PublishedStateStore.Save(unit, 1, state));

        Forgetter.Apply(_temp.Database, Wren());

        _temp.Query<(long, string, string?, long?, long?)>("SELECT member_id, role, state, promotable, purgeable FROM published_members ORDER BY 1")
            .ShouldBe([(1L, "owner", null, null, null), (2L, "owner", "both", 1L, 0L)]);
    }

    [Fact]
    public void Lines_under_their_name_that_are_somebody_elses_stay_and_open_ones_go()
    {
        _temp.Execute(
            $"""
            INSERT INTO discord_messages (id, channel_id, user_id, author_id, author_name, kind, created_at, run_id) VALUES
              (10, 9, 2, 600, 'Wren', 'relay', {SoundClan.At(3).Milliseconds}, 1), (11, 9, NULL, 600, 'wren', 'relay', {SoundClan.At(3).Milliseconds}, 1),
              (12, 9, NULL, 600, 'Wrens', 'relay', {SoundClan.At(3).Milliseconds}, 1);
            """);

        Forgetter.Apply(_temp.Database, Wren());

        _temp.Query<long>("SELECT id FROM discord_messages ORDER BY id").ShouldBe([2, 3, 4, 10, 12]);
    }

    [Fact]
    public void What_others_wrote_loses_the_words_that_name_them_and_keeps_its_place()
    {
        _temp.Execute(
            """
            UPDATE discord_messages SET content = CASE id WHEN 2 THEN 'gz Wren!' WHEN 3 THEN 'ask <@!501>' ELSE 'the wrens sing' END, broadcast_other = 'WREN';
            UPDATE discord_accounts SET kind = 'webhook', name = 'Wren' WHERE author_id = 502;
            """);

        Forgetter.Apply(_temp.Database, Wren());

        _temp.Query<string?>("SELECT content FROM discord_messages ORDER BY id").ShouldBe([null, null, "the wrens sing"]);
        _temp.Query<string?>("SELECT broadcast_other FROM discord_messages ORDER BY id").ShouldBe([null, null, null]);
        _temp.Query<string>("SELECT name FROM discord_accounts").ShouldBe(["502"]);
    }

    [Fact]
    public void A_forgetting_that_was_cut_off_is_finished_by_the_next_run()
    {
        TombstoneFile.Save(_temp.Database.File, Wren().Tombstones);

        Forgetter.CatchUp(_temp.Database)!.Value.Lines.ShouldBe(1);

        Forgetter.CatchUp(_temp.Database).ShouldBeNull();
        File.Delete(TombstoneFile.PathOf(_temp.Database.File));
        Forgetter.CatchUp(_temp.Database).ShouldBeNull();
        TombstoneFile.Load(_temp.Database.File).HasAccount(501).ShouldBeTrue();
    }

    [Fact]
    public void Tombstones_of_two_salts_hold_side_by_side()
    {
        var other = new ForgottenPeople([Tombstone.Of(TombstoneKinds.Account, "502", Tombstone.NewSalt(), SoundClan.Now)]);
        Forgetter.Apply(_temp.Database, Wren());
        TombstoneFile.Save(_temp.Database.File, other.Tombstones);

        Forgetter.CatchUp(_temp.Database);

        var known = TombstoneStore.Load(_temp.Database);
        known.HasAccount(501).ShouldBeTrue();
        known.HasAccount(502).ShouldBeTrue();
        known.HasAccount(503).ShouldBeFalse();
        _temp.Query<long>("SELECT count(*) FROM discord_accounts").Single().ShouldBe(0);
    }

    [Fact]
    public void A_program_that_reads_the_database_keeps_its_log_and_is_named_as_the_reason()
    {
        using var reader = new SqliteConnection($"Data Source={_temp.Database.File};Pooling=False");
        reader.Open();
        using var transaction = reader.BeginTransaction(deferred: true);
        using var command = reader.CreateCommand();
        command.CommandText = "SELECT count(*) FROM discord_messages";
        command.ExecuteScalar();
        using var database = new Database(new StorageOptions { DatabaseFile = _temp.Database.File, BusyTimeoutSeconds = 0 });

        Should.Throw<UserFaultException>(() => Forgetter.Apply(database, Wren())).Message.ShouldContain(_temp.Database.File);
    }

    [Fact]
    public void A_restore_is_refused_while_nobody_can_say_who_is_forgotten()
    {
        File.WriteAllText(TombstoneFile.PathOf(_temp.Database.File), "{\"forgotten\": [{\"kind\": \"account\"}]}");

        Should.Throw<UserFaultException>(() => TombstoneFile.Load(_temp.Database.File)).Message.ShouldContain("Nothing was changed");
    }

    [Fact]
    public void A_backup_of_an_older_schema_is_brought_to_todays_before_they_are_erased_from_it()
    {
        _temp.Migrator.MigrateTo(15);
        var backup = new DatabaseBackup(_temp.Database, _temp.Options, TimeProvider.System).Create();
        _temp.Migrator.MigrateTo();

        var result = new DatabaseRestore(_temp.Options, TimeProvider.System) { Forgotten = Wren() }.Restore(backup, CancellationToken.None);

        result.Pending.ShouldBe(0);
        result.Erased.Lines.ShouldBe(1);
        _temp.Query<long>("SELECT count(*) FROM discord_messages WHERE author_id = 501").Single().ShouldBe(0);
        TraceFinder.Holds(backup, Wren()).ShouldBe(true);
        new BackupForgetter(_temp.Options, Wren(), TimeProvider.System).Rewrite(backup, CancellationToken.None);
        TraceFinder.Holds(backup, Wren()).ShouldBe(false);
    }

    [Theory]
    [InlineData(123_456_789_012_345_678)]
    [InlineData(long.MaxValue)]
    [InlineData(72_057_694_137_927_937)]
    public void An_id_is_found_as_digits_as_a_value_and_as_a_row_id(long id)
    {
        foreach (var sql in new[]
        {
            $"CREATE TABLE t (x TEXT); INSERT INTO t VALUES ('see {id}!')",
            $"CREATE TABLE t (k INTEGER PRIMARY KEY, x INTEGER); INSERT INTO t VALUES (1, {id})",
            $"CREATE TABLE t (k INTEGER PRIMARY KEY, x TEXT); INSERT INTO t VALUES ({id}, 'x')",
        })
        {
            var file = Path.Combine(_temp.Root, $"{Guid.NewGuid():N}.db");
            using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
            {
                connection.Open();
                using var command = connection.CreateCommand();
                command.CommandText = sql;
                command.ExecuteNonQuery();
            }

            Search(id).In(file, CancellationToken.None).ShouldContainKeyAndValue($"{id}", 1);
            Search(id - 1).In(file, CancellationToken.None).ShouldBeEmpty();
        }
    }

    [Fact]
    public void What_lies_across_two_parts_of_a_large_file_is_found_once()
    {
        const int Part = 1 << 20;
        var file = Path.Combine(_temp.Root, "large");
        var content = new byte[(3 * Part) + 17];
        "Marsh Harrier"u8.CopyTo(content.AsSpan(Part - 5));
        "Marsh Harrier"u8.CopyTo(content.AsSpan((3 * Part) + 4));
        File.WriteAllBytes(file, content);
        var search = new ByteSearch();
        search.AddName("Marsh Harrier").ShouldBeTrue();
        search.AddName("Al").ShouldBeFalse();

        search.In(file, CancellationToken.None).ShouldContainKeyAndValue("Marsh Harrier", 2);
    }

    public void Dispose() => _temp.Dispose();

    private static ByteSearch Search(long id)
    {
        var search = new ByteSearch();
        search.AddId(id);
        return search;
    }

    [Fact]
    public void By_what_rows_stand_and_what_speaks_for_links_names_them_no_more()
    {
        _temp.Execute(
            """
            UPDATE discord_accounts SET name = 'wrenofthenorth' WHERE author_id = 501;
            INSERT INTO player_names (member_id, name, normalized_name, source) VALUES (1, 'Wren Of Old', 'wren of old', 'relay');
            INSERT INTO identity_links (author_id, member_id, weight, evidence, state, first_seen_at) VALUES (501, 1, 0.5, 'shows wrenofthenorth', 'suggested', 1);
            """);
        ClanStats.Identity.IdentityResolution.On(_temp.Database).Run(SoundClan.Now, null, default);
        _temp.Query<string>("SELECT name FROM settled_names").ShouldContain("wren of old");

        Forgetter.Apply(_temp.Database, Wren());

        _temp.Query<long>("SELECT count(*) FROM settled_names").ShouldBe([0]);
        _temp.Query<string>("SELECT evidence FROM identity_links WHERE evidence LIKE '%wrenofthenorth%'").ShouldBeEmpty();
        ClanStats.Identity.IdentityResolution.On(_temp.Database).Run(SoundClan.Now, null, default);
        _temp.Query<string>("SELECT name FROM settled_names").ShouldNotContain("wren of old");
        new ClanStats.Identity.LinkStore(_temp.Database).Facts().Accounts.ShouldNotContain(account => account.AuthorId == 501);
        _temp.Execute("INSERT INTO discord_accounts (author_id, name, kind) VALUES (501, 'Wren', 'user')");
        new ClanStats.Identity.LinkStore(_temp.Database).Facts().Accounts.ShouldNotContain(account => account.AuthorId == 501);
    }

    private ForgottenPeople Wren() => new(
    [
        Tombstone.Of(TombstoneKinds.Account, "501", _salt, SoundClan.Now),
        Tombstone.Of(TombstoneKinds.Player, "11", _salt, SoundClan.Now),
        Tombstone.Of(TombstoneKinds.Name, "wren", _salt, SoundClan.Now),
    ]);
}
