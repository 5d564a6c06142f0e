using ClanStats.Pipeline;
using ClanStats.Storage;
using ClanStats.Storage.Forgetting;
using ClanStats.Tests.Import;
using static ClanStats.Tests.EndToEnd.TalkativeNight;

namespace ClanStats.Tests.EndToEnd;

public sealed class ForgetTests
{
    [Fact]
    public async Task Somebody_forgotten_is_in_no_byte_of_the_database_and_everything_else_adds_up()
    {
        await using var night = await StartAsync();
        var (id, member, name, shown) = Talker(night);
        var before = night.RowCounts();

        (await night.RunAsync("forget", $"{id}", "--yes", "--now", night.Clan.Now.ToIso())).ShouldBe(ExitCode.Done, night.Diagnostics + night.Answers);

        night.Answers.ShouldContain("nothing of their accounts is in it");
        Holds(night, id, shown).ShouldBeFalse();
        night.Query<long>($"SELECT count(*) FROM discord_messages WHERE user_id = {member} OR author_id = {id}").Single().ShouldBe(0);
        night.Query<long>($"SELECT count(*) FROM message_totals WHERE member_id = {member}").Single().ShouldBe(0);
        night.Query<long>($"SELECT count(*) FROM discord_messages WHERE content LIKE '%<@{id}>%'").Single().ShouldBe(0);
        var after = night.RowCounts();
        after["wom_snapshots"].ShouldBe(before["wom_snapshots"]);
        after["clan_members"].ShouldBe(before["clan_members"]);
        night.Query<string>($"SELECT display_name FROM clan_members WHERE id = {member}").Single().ShouldBe(name);
        (await night.RunAsync("db", "verify", "--now", night.Clan.Now.ToIso())).ShouldBe(ExitCode.Done, night.Answers);
    }

    [Fact]
    public async Task What_officers_noted_about_them_loses_its_words_and_what_was_suggested_goes()
    {
        await using var night = await StartAsync();
        var (id, member, _, _) = Talker(night);
        var other = night.Query<long>($"SELECT min(id) FROM clan_members WHERE id <> {member}").Single();
        Execute(night, $"""
            INSERT INTO officer_entries (member_id, list, says_verdict, verdict, note, decided_by, says_leave, decided_at, file, saved_at) VALUES
              ({member}, 'purge', 1, 'kept', 'wrote to me in private', 'Chalk', 0, 1, 'x.xlsx', 1), ({other}, 'purge', 1, 'kept', 'friend of <@{id}>', 'Chalk', 0, 1, 'x.xlsx', 1),
              ({other}, 'purge', 1, 'warned', 'told', 'Chalk', 0, 1, 'x.xlsx', 1);
            INSERT INTO recommendations (id, list, rule, member_id, rule_version, thresholds, reason, numbers, first_day, last_day, nights, is_open) VALUES
              (900, 'purge', 'r', {member}, 1, '', '3 messages', '[]', 1, 1, 1, 0), (901, 'purge', 'r', {other}, 1, '', '3 messages', '[]', 1, 1, 1, 0);
            """);

        (await night.RunAsync("forget", $"{id}", "--yes", "--now", night.Clan.Now.ToIso())).ShouldBe(ExitCode.Done, night.Diagnostics + night.Answers);

        night.Query<(string, string, string)>("SELECT verdict, note, decided_by FROM officer_entries ORDER BY id").ShouldBe([("kept", "", "Chalk"), ("kept", "", "Chalk"), ("warned", "told", "Chalk")]);
        night.Query<long>("SELECT id FROM recommendations WHERE id IN (900, 901)").ShouldBe([901]);
        Holds(night, id, null).ShouldBeFalse();
    }

    [Fact]
    public async Task The_published_set_is_written_anew_without_their_messages()
    {
        await using var night = await StartAsync();
        var (id, member, _, _) = Talker(night);
        Data(night, member).GetProperty("msgs_total").GetInt64().ShouldBeGreaterThan(0);

        (await night.RunAsync("forget", $"{id}", "--yes", "--now", night.Clan.Now.ToIso())).ShouldBe(ExitCode.Done, night.Diagnostics);

        night.Answers.ShouldContain("Written anew: the outputs in");
        Data(night, member).GetProperty("msgs_total").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        Data(night, member).GetProperty("state").GetString().ShouldBe("not_measured");
    }

    [Fact]
    public async Task A_harvest_that_reads_everything_again_leaves_them_out_and_moves_on()
    {
        await using var night = await StartAsync();
        var (id, member, _, shown) = Talker(night);
        (await night.RunAsync("forget", $"{id}", "--yes", "--now", night.Clan.Now.ToIso())).ShouldBe(ExitCode.Done, night.Diagnostics);
        var left = night.Query<long>("SELECT count(*) FROM discord_messages").Single();
        var cursors = night.Query<string>("SELECT key || value FROM harvest_cursors WHERE source = 'discord' ORDER BY key");
        Execute(night, "DELETE FROM discord_messages; DELETE FROM message_days; DELETE FROM message_totals; DELETE FROM message_quarters; DELETE FROM harvest_cursors WHERE source LIKE 'discord%'");

        (await night.NightAsync()).ShouldBe(ExitCode.Done, night.Diagnostics);

        night.Query<long>("SELECT count(*) FROM discord_messages").Single().ShouldBe(left);
        night.Query<string>("SELECT key || value FROM harvest_cursors WHERE source = 'discord' ORDER BY key").ShouldBe(cursors);
        night.Query<long>($"SELECT count(*) FROM discord_messages WHERE user_id = {member} OR author_id = {id}").Single().ShouldBe(0);
        night.Query<long>($"SELECT count(*) FROM discord_accounts WHERE author_id = {id}").Single().ShouldBe(0);
        (await night.RunAsync("run", "--now", night.Clan.Now.PlusDays(1).ToIso())).ShouldBe(ExitCode.Done, night.Diagnostics);
        night.Query<long>("SELECT count(*) FROM discord_messages").Single().ShouldBe(left);
        Holds(night, id, shown).ShouldBeFalse();
    }

    [Fact]
    public async Task A_restored_backup_of_before_does_not_bring_them_back()
    {
        await using var night = await StartAsync();
        var (id, member, _, _) = Talker(night);
        (await night.RunAsync("db", "backup", "--label", "before")).ShouldBe(ExitCode.Done);
        var backup = BackupFile.In(Backups(night)).Single().Path;
        (await night.RunAsync("forget", $"{id}", "--yes", "--now", night.Clan.Now.ToIso())).ShouldBe(ExitCode.Done, night.Diagnostics);
        night.Answers.ShouldContain($"Still holds them: {backup}");

        (await night.RunAsync("db", "restore", backup)).ShouldBe(ExitCode.Done, night.Diagnostics);

        night.Answers.ShouldContain("Erased again");
        Holds(night, id, null).ShouldBeFalse();
        night.Query<long>($"SELECT count(*) FROM discord_messages WHERE user_id = {member}").Single().ShouldBe(0);
        (await night.RunAsync("db", "verify", "--now", night.Clan.Now.ToIso())).ShouldBe(ExitCode.Done, night.Answers);
    }

    [Fact]
    public async Task A_backup_put_in_place_by_hand_is_cleaned_by_the_next_run()
    {
        await using var night = await StartAsync();
        var (id, _, _, _) = Talker(night);
        (await night.RunAsync("db", "backup", "--label", "before")).ShouldBe(ExitCode.Done);
        (await night.RunAsync("forget", $"{id}", "--yes", "--now", night.Clan.Now.ToIso())).ShouldBe(ExitCode.Done, night.Diagnostics);
        foreach (var ending in new[] { "-wal", "-shm" })
        {
            File.Delete(night.DatabaseFile + ending);
        }

        File.Copy(BackupFile.In(Backups(night)).Single().Path, night.DatabaseFile, overwrite: true);
        Holds(night, id, null).ShouldBeTrue();

        (await night.RunAsync("report", "--now", night.Clan.Now.ToIso())).ShouldBe(ExitCode.Done, night.Diagnostics);

        Holds(night, id, null).ShouldBeFalse();
    }

    [Fact]
    public async Task Backups_and_replaced_files_are_rewritten_on_request_and_can_be_restored()
    {
        await using var night = await StartAsync();
        var (id, _, _, shown) = Talker(night);
        (await night.RunAsync("db", "backup", "--label", "before")).ShouldBe(ExitCode.Done);
        var backup = BackupFile.In(Backups(night)).Single().Path;
        (await night.RunAsync("db", "restore", backup)).ShouldBe(ExitCode.Done);
        var replaced = Directory.GetFiles(Path.GetDirectoryName(night.DatabaseFile)!, "*.replaced-*.db").Single();

        (await night.RunAsync("forget", $"{id}", "--yes", "--backups", "--now", night.Clan.Now.ToIso())).ShouldBe(ExitCode.Done, night.Diagnostics);

        night.Answers.ShouldContain($"Rewritten without them: {backup}");
        night.Answers.ShouldContain($"Rewritten without them: {replaced}");
        night.Answers.ShouldNotContain("Still holds them");
        foreach (var file in new[] { backup, replaced })
        {
            Found(file, id, shown).ShouldBeEmpty();
        }

        BackupChecksum.Expected(backup).ShouldBe(BackupChecksum.Of(backup));
        (await night.RunAsync("db", "restore", backup)).ShouldBe(ExitCode.Done, night.Diagnostics);
    }

    [Fact]
    public async Task A_player_known_by_name_alone_loses_the_relayed_lines_under_every_name()
    {
        await using var night = await StartAsync();
        var name = night.Query<string>(
            "SELECT m.username FROM clan_members m JOIN discord_messages d ON d.user_id = m.id WHERE d.kind = 'relay' GROUP BY m.id ORDER BY count(*) DESC, m.id LIMIT 1").Single();
        var member = night.Query<long>($"SELECT id FROM clan_members WHERE username = '{name}'").Single();
        var others = night.Query<long>($"SELECT count(*) FROM discord_messages WHERE kind = 'relay' AND user_id <> {member}").Single();

        (await night.RunAsync("forget", name, "--yes", "--now", night.Clan.Now.ToIso())).ShouldBe(ExitCode.Done, night.Diagnostics);

        night.Query<long>($"SELECT count(*) FROM discord_messages WHERE user_id = {member}").Single().ShouldBe(0);
        night.Query<long>($"SELECT count(*) FROM discord_messages WHERE author_name = '{name}' COLLATE NOCASE OR broadcast_other = '{name}' COLLATE NOCASE").Single().ShouldBe(0);
        night.Query<long>($"SELECT count(*) FROM discord_messages WHERE kind = 'relay' AND user_id <> {member}").Single().ShouldBe(others);
        night.Answers.ShouldContain(night.Query<long>("SELECT count(*) FROM forgotten_people WHERE kind = 'account'").Single() > 0 ? "byte by byte" : "No account of theirs");
        (await night.NightAsync("--force")).ShouldBe(ExitCode.Done, night.Diagnostics);
        night.Query<long>($"SELECT count(*) FROM discord_messages WHERE user_id = {member}").Single().ShouldBe(0);
    }

    [Fact]
    public async Task The_tombstones_are_hashes_in_the_database_and_in_a_file_for_the_owner_alone()
    {
        await using var night = await StartAsync();
        var (id, _, _, _) = Talker(night);

        (await night.RunAsync("forget", $"{id}", "--yes", "--now", night.Clan.Now.ToIso())).ShouldBe(ExitCode.Done, night.Diagnostics);

        var file = TombstoneFile.PathOf(night.DatabaseFile);
        File.ReadAllText(file).ShouldNotContain($"{id}");
        TombstoneFile.Load(night.DatabaseFile).HasAccount(id).ShouldBeTrue();
        TombstoneFile.Load(night.DatabaseFile).HasAccount(id + 1).ShouldBeFalse();
        night.Query<string>("SELECT mark FROM forgotten_people").Order(StringComparer.Ordinal)
            .ShouldBe(TombstoneFile.Load(night.DatabaseFile).Tombstones.Select(stone => stone.Mark).Order(StringComparer.Ordinal));
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task It_asks_first_and_erases_nothing_without_a_yes()
    {
        await using var night = await StartAsync();
        var (id, _, _, _) = Talker(night);
        var rows = night.RowCounts();

        (await night.RunAsync("forget", $"{id}")).ShouldBe(ExitCode.UsageWrong);
        night.Diagnostics.ShouldContain("--yes");
        night.Typed = "no\n";
        (await night.RunAsync("forget", $"{id}")).ShouldBe(ExitCode.Cancelled);
        (await night.RunAsync("forget", "nobody at all", "--yes")).ShouldBe(ExitCode.Failed);
        using (new RunLock(new StorageOptions { DatabaseFile = night.DatabaseFile }).TryAcquire())
        {
            (await night.RunAsync("forget", $"{id}", "--yes")).ShouldBe(ExitCode.Locked);
        }

        night.RowCounts().ShouldBe(rows);
        File.Exists(TombstoneFile.PathOf(night.DatabaseFile)).ShouldBeFalse();

        night.Typed = "yes\n";
        (await night.RunAsync("forget", $"{id}", "--now", night.Clan.Now.ToIso())).ShouldBe(ExitCode.Done, night.Diagnostics);
        Holds(night, id, null).ShouldBeFalse();
    }

    [Fact]
    public async Task A_relay_is_no_person()
    {
        await using var night = await StartAsync();
        var webhook = night.Query<long>("SELECT author_id FROM discord_accounts WHERE kind = 'webhook' LIMIT 1").Single();
        var rows = night.RowCounts();

        (await night.RunAsync("forget", $"{webhook}", "--yes")).ShouldBe(ExitCode.Failed);

        night.Diagnostics.ShouldContain("is a webhook and no person");
        night.RowCounts().ShouldBe(rows);
    }

    [Fact]
    public async Task Their_account_leaves_people_yaml_and_its_last_good_copy()
    {
        await using var night = await StartAsync();
        var (id, _, name, _) = Talker(night);
        var people = Path.Combine(night.WorkingFolder, "config", "people.yaml");
        Directory.CreateDirectory(Path.GetDirectoryName(people)!);
        File.WriteAllText(people, $"# ours\nlinks:\n  \"{name}\": \"{id}\"  # by hand\nexempt:\n  \"{name}\": founder\n");
        (await night.NightAsync()).ShouldBe(ExitCode.Done, night.Diagnostics);

        (await night.RunAsync("forget", $"{id}", "--yes", "--now", night.Clan.Now.ToIso())).ShouldBe(ExitCode.Done, night.Diagnostics);

        File.ReadAllText(people).ShouldBe($"# ours\nlinks:\nexempt:\n  \"{name}\": founder\n");
        File.ReadAllText(night.DatabaseFile + ".people.yaml").ShouldNotContain($"{id}");
    }

    [Fact]
    public async Task A_database_of_the_old_program_imported_again_leaves_them_out_and_changes_nothing()
    {
        await using var night = await ClanNight.StartAsync();
        using var legacy = LegacyClan.Usual();
        night.Environment["DISCORD_STORE_CONTENT"] = "true";
        night.Environment["RELAY_CHANNEL_ID"] = $"{LegacyClan.RelayChannel}";
        string[] import = ["db", "import", legacy.File, "--now", ImportedClan.Now.ToIso()];
        (await night.RunAsync(import)).ShouldBe(ExitCode.Done, night.Diagnostics);
        (await night.RunAsync("forget", "Old Wren", "--yes", "--now", ImportedClan.Now.ToIso())).ShouldBe(ExitCode.Done, night.Diagnostics);
        (await night.RunAsync("forget", "Sedge", "--yes", "--now", ImportedClan.Now.ToIso())).ShouldBe(ExitCode.Done, night.Diagnostics);
        var left = night.Query<long>("SELECT count(*) FROM discord_messages").Single();
        left.ShouldBe(6);

        (await night.RunAsync(import)).ShouldBe(ExitCode.Done, night.Diagnostics);

        night.Query<long>("SELECT count(*) FROM discord_messages").Single().ShouldBe(left);
        night.Query<long>("SELECT count(*) FROM discord_accounts WHERE author_id = 501").Single().ShouldBe(0);
        night.Answers.ShouldContain("discord_messages: 18 read, 0 carried, 6 merged, 12 not carried");
        night.Answers.ShouldContain("Everything was in");

        // Also into a database that knows nothing: the file beside it does.
        foreach (var ending in new[] { "", "-wal", "-shm" })
        {
            File.Delete(night.DatabaseFile + ending);
        }

        (await night.RunAsync(import)).ShouldBe(ExitCode.Done, night.Diagnostics);
        night.Query<long>("SELECT count(*) FROM discord_messages").Single().ShouldBe(left);
        night.Query<long>("SELECT count(*) FROM discord_accounts WHERE author_id = 501 OR name = 'sedge'").Single().ShouldBe(0);
        File.ReadAllText(Path.Combine(night.Output, "import_report.md")).ShouldNotContain("sedge (");
    }
}
