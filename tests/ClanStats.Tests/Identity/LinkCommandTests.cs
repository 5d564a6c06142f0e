using ClanStats.Domain.Activity;
using ClanStats.Hosting.Composition;
using ClanStats.Pipeline;
using ClanStats.Storage;
using ClanStats.Tests.Hosting;
using Dapper;

namespace ClanStats.Tests.Identity;

public sealed class LinkCommandTests : IDisposable
{
    private static readonly UtcInstant Now = UtcInstant.From(TestProgram.Clock);

    private readonly TestProgram _program = new() { Link = LinkWork.RunAsync };
    private readonly StorageOptions _options;

    public LinkCommandTests()
    {
        var file = Path.Combine(_program.WorkingFolder, "data", "clan_data.db");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        _options = new StorageOptions { DatabaseFile = file, BackupDirectory = Path.Combine(_program.WorkingFolder, "backups") };
        using var database = new Database(_options);
        new DatabaseMigrator(database, TimeProvider.System).MigrateTo();
        database.Write("test", unit =>
        {
            foreach (var (id, name) in new[] { (1, "Moss King"), (2, "Fern"), (3, "Oak") })
            {
                unit.Execute(
                    "INSERT INTO clan_members (id, person_id, wom_player_id, username, display_name) VALUES (@id, @id, 100 + @id, @key, @name)",
                    new { id, key = ClanStats.Domain.Identity.PlayerName.Standardise(name), name });
                NameHistory.Bear(unit, id, name, null, "wom", Now);
            }

            NameHistory.Bore(unit, 3, "Old Oak", null, Now.PlusDays(-9).Milliseconds, "wom", Now);
            unit.Execute(
                """
                INSERT INTO discord_accounts (author_id, name, kind) VALUES (501, 'Moss King', 'user'), (502, 'Old Oak', 'user'), (503, 'x', 'user'), (504, '=cmd()', 'user');
                INSERT INTO discord_messages (id, channel_id, author_id, author_name, kind, created_at) VALUES
                  (1, 9, 501, 'Moss King', 'chat', @at), (2, 9, 502, 'Old Oak', 'chat', @at), (3, 9, 502, 'Old Oak', 'chat', @at), (4, 9, 503, 'x', 'chat', @at);
                INSERT INTO message_days (member_id, day, messages) VALUES (0, @day, 4);
                INSERT INTO message_totals (member_id, messages) VALUES (0, 4);
                INSERT INTO message_quarters (start, messages) VALUES (@quarter, 4);
                """,
                new
                {
                    at = Now.PlusDays(-1).Milliseconds,
                    day = UtcInstant.StartOfDay(Now.PlusDays(-1).DayNumber).Milliseconds,
                    quarter = Now.PlusDays(-1).Milliseconds / (UtcInstant.Hour / 4) * (UtcInstant.Hour / 4),
                });
        });
        ClanStats.Identity.IdentityResolution.On(database).Run(Now, null, default);
    }

    [Fact]
    public async Task The_list_shows_what_waits_and_what_is_linked_with_its_evidence()
    {
        (await _program.RunAsync("link")).ShouldBe(ExitCode.Done);

        _program.Answers.ShouldContain("1 of 4 accounts linked, 1 wait for an officer");
        _program.Answers.ShouldContain("502  Old Oak  → Oak  0.75  shows 'Old Oak', a former name of Oak");
        _program.Answers.ShouldContain("501  Moss King  → Moss King  0.90  shows 'Moss King', the present name of Moss King");
    }

    [Fact]
    public async Task Snapshots_that_went_to_somebody_else_are_listed_and_go_back()
    {
        using (var database = new Database(_options))
        {
            var registry = database.Read("test", MetricRegistry.Load);
            database.Write("test", unit =>
            {
                var store = new SnapshotStore(registry);
                store.Add(unit, 2, "fern", [Snapshot(7)], null);
                store.Add(unit, 3, "oak", [Snapshot(7), Snapshot(8)], null);
                var theirs = unit.Query<long>("SELECT id FROM wom_snapshots WHERE user_id = 2").ToList();
                new MovedSnapshots(unit, registry).Move("fern", 2, 3, theirs, Now, null);
            });
        }

        (await _program.RunAsync("link")).ShouldBe(ExitCode.Done);
        var move = $"snapshots-{Query<long>("SELECT repointing_id FROM moved_snapshots").ShouldHaveSingleItem()}";
        _program.Answers.ShouldContain(move);
        _program.Answers.ShouldContain("1 of Fern → Oak");

        (await _program.RunAsync("link", "undo", move)).ShouldBe(ExitCode.Done);

        _program.Answers.ShouldContain("1 snapshots went back from Oak to Fern.");
        Query<(long, string, long)>("SELECT user_id, username, total_xp FROM wom_snapshots ORDER BY 1").ShouldBe([(2, "fern", 7), (3, "oak", 8)]);
        Verify();
        (await _program.RunAsync("link", "undo", move)).ShouldBe(ExitCode.Failed);
        _program.Diagnostics.ShouldContain($"{move} is no move of snapshots that can be taken back");
    }

    [Fact]
    public async Task A_confirmation_takes_old_messages_along_and_undo_puts_everything_back()
    {
        var before = State();

        (await _program.RunAsync("link", "confirm", "502", "old oak")).ShouldBe(ExitCode.Done);

        _program.Answers.ShouldContain("Old Oak (502) is Oak's.");
        _program.Answers.ShouldContain("2 messages and 0 game lines");
        Query<(long, long)>("SELECT member_id, messages FROM message_totals ORDER BY 1").ShouldBe([(0, 1), (1, 1), (3, 2)]);
        Query<string>("SELECT state FROM identity_links WHERE author_id = 502").ShouldHaveSingleItem().ShouldBe("confirmed");
        Verify();

        (await _program.RunAsync("link", "undo", "502")).ShouldBe(ExitCode.Done);

        State().ShouldBe(before);
        Verify();
        (await _program.RunAsync("link", "undo", "502")).ShouldBe(ExitCode.Failed);
    }

    [Fact]
    public async Task A_rejected_link_is_not_proposed_again()
    {
        (await _program.RunAsync("link", "reject", "Moss King", "101")).ShouldBe(ExitCode.Done);

        Query<long?>("SELECT member_id FROM discord_accounts WHERE author_id = 501").ShouldHaveSingleItem().ShouldBeNull();
        Query<string>("SELECT state FROM identity_links WHERE author_id = 501").ShouldHaveSingleItem().ShouldBe("rejected");
        (await _program.RunAsync("link")).ShouldBe(ExitCode.Done);
        _program.Answers.ShouldContain("Rejected:");
    }

    [Fact]
    public async Task An_account_of_somebody_else_asks_for_merge_or_move_first()
    {
        var before = State();
        (await _program.RunAsync("link", "confirm", "501", "Fern")).ShouldBe(ExitCode.UsageWrong);
        _program.Diagnostics.ShouldContain("the account Moss King (501) is linked to Moss King");
        _program.Diagnostics.ShouldContain("--merge");
        State().ShouldBe(before);

        (await _program.RunAsync("link", "confirm", "501", "Fern", "--move")).ShouldBe(ExitCode.Done);
        Query<long>("SELECT member_id FROM discord_accounts WHERE author_id = 501").ShouldHaveSingleItem().ShouldBe(2);
        Query<long>("SELECT person_id FROM clan_members ORDER BY id").ShouldBe([1, 2, 3]);

        (await _program.RunAsync("link", "undo", "501")).ShouldBe(ExitCode.Done);
        (await _program.RunAsync("link", "confirm", "501", "Fern", "--merge")).ShouldBe(ExitCode.Done);
        Query<long>("SELECT person_id FROM clan_members ORDER BY id").ShouldBe([1, 1, 3]);

        (await _program.RunAsync("link", "undo", "501")).ShouldBe(ExitCode.Done);
        State().ShouldBe(before);
    }

    [Fact]
    public async Task A_second_account_of_one_person_asks_first_too()
    {
        (await _program.RunAsync("link", "confirm", "503", "Moss King")).ShouldBe(ExitCode.UsageWrong);
        _program.Diagnostics.ShouldContain("Moss King has the account Moss King (501) already");

        (await _program.RunAsync("link", "confirm", "503", "Moss King", "--merge")).ShouldBe(ExitCode.Done);
        Query<long>("SELECT author_id FROM discord_accounts WHERE member_id = 1 ORDER BY 1").ShouldBe([501, 503]);

        (await _program.RunAsync("link", "undo", "503")).ShouldBe(ExitCode.Done);
        (await _program.RunAsync("link", "confirm", "503", "Moss King", "--move")).ShouldBe(ExitCode.Done);
        Query<long>("SELECT author_id FROM discord_accounts WHERE member_id = 1").ShouldBe([503]);
        Verify();
    }

    [Fact]
    public async Task What_fits_nobody_is_told_with_what_is_close()
    {
        (await _program.RunAsync("link", "confirm", "501", "Mos King")).ShouldBe(ExitCode.Failed);
        _program.Diagnostics.ShouldContain("Close to it: Moss King (player 101).");
        (await _program.RunAsync("link", "confirm", "nobody", "Fern")).ShouldBe(ExitCode.Failed);
        _program.Diagnostics.ShouldContain("No account 'nobody' was ever seen");
    }

    [Fact]
    public async Task A_run_at_work_is_not_disturbed()
    {
        using var held = new RunLock(_options).TryAcquire();
        held.ShouldNotBeNull();
        (await _program.RunAsync("link", "confirm", "502", "Oak")).ShouldBe(ExitCode.Locked);
        (await _program.RunAsync("link")).ShouldBe(ExitCode.Done);
    }

    [Fact]
    public async Task Wrong_use_is_told_in_one_line_and_help_explains()
    {
        (await _program.RunAsync("link", "confirm", "502")).ShouldBe(ExitCode.UsageWrong);
        (await _program.RunAsync("link", "confirm", "502", "Oak", "--merge", "--move")).ShouldBe(ExitCode.UsageWrong);
        _program.Diagnostics.ShouldContain("exclude each other");
        (await _program.RunAsync("link", "--help")).ShouldBe(ExitCode.Done);
        _program.Answers.ShouldContain("confirm <ACCOUNT> <NAME>");
    }

    public void Dispose() => _program.Dispose();

    private List<string> State() => Query<string>(
        """
        SELECT 'message ' || json_array(id, user_id) FROM discord_messages
        UNION ALL SELECT 'account ' || json_array(author_id, member_id, link_source) FROM discord_accounts
        UNION ALL SELECT 'link ' || json_array(author_id, member_id, weight, evidence, state, decided_by, decided_at) FROM identity_links
        UNION ALL SELECT 'total ' || json_array(member_id, messages) FROM message_totals
        UNION ALL SELECT 'day ' || json_array(member_id, day, messages) FROM message_days
        UNION ALL SELECT 'person ' || json_array(id, person_id) FROM clan_members ORDER BY 1
        """);

    private void Verify()
    {
        using var database = new Database(_options);
        new ClanStats.Storage.Verification.DatabaseVerifier(database, () => DatabaseWork.Prove(database, Now)).Run(Now, default)
            .ShouldAllBe(check => check.Passed);
    }

    private List<T> Query<T>(string sql)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_options.DatabaseFile};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return [.. connection.Query<T>(sql)];
    }

    private static IncomingSnapshot Snapshot(long xp) => new(
        Now.PlusDays(xp - 10),
        [new IncomingMetric(MetricCatalog.Overall, MetricCategory.Skill, xp, 1)],
        System.Text.Encoding.UTF8.GetBytes("{\"data\":{\"skills\":{\"overall\":{\"experience\":" + xp + ",\"rank\":1}}}}"));
}
