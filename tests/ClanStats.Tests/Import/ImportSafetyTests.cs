using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using ClanStats.Import;
using ClanStats.Storage;
using ClanStats.Storage.Verification;

namespace ClanStats.Tests.Import;

public sealed class ImportSafetyTests : IDisposable
{
    private readonly ImportedClan _clan = new();

    [Fact]
    public void An_import_that_fails_before_the_swap_leaves_no_database_behind()
    {
        using var legacy = LegacyClan.Usual();
        _clan.BeforeSwap = _ => throw new IOException("the lights went out");

        Should.Throw<IOException>(() => _clan.Import(legacy));

        File.Exists(_clan.Options.DatabaseFile).ShouldBeFalse();
        _clan.Leftovers().ShouldBeEmpty();
        _clan.BeforeSwap = null;
        _clan.Import(legacy).Faults.ShouldBeEmpty();
    }

    [Fact]
    public void An_import_into_a_database_that_fails_leaves_it_as_it_was()
    {
        using (var first = LegacyClan.Usual())
        {
            _clan.Import(first);
        }

        var hash = _clan.Hash();
        using var second = new LegacyClan();
        second.Member(9, "newcomer");
        second.Snapshot(9, "newcomer", 99, 3, 10);
        _clan.BeforeSwap = _ => throw new IOException("the lights went out");

        Should.Throw<IOException>(() => _clan.Import(second));

        _clan.Hash().ShouldBe(hash);
        _clan.Query<long>("SELECT count(*) FROM clan_members WHERE wom_player_id = 99").ShouldBe([0]);
    }

    [Fact]
    public void A_cancelled_import_leaves_nothing()
    {
        using var legacy = LegacyClan.Usual();
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Should.Throw<OperationCanceledException>(() => _clan.Import(legacy.File, cancelled.Token));

        File.Exists(_clan.Options.DatabaseFile).ShouldBeFalse();
        _clan.Leftovers().ShouldBeEmpty();
    }

    [Fact]
    public void What_a_killed_import_left_does_not_stop_the_next()
    {
        using var legacy = LegacyClan.Usual();
        Directory.CreateDirectory(Path.GetDirectoryName(_clan.Options.DatabaseFile)!);
        File.WriteAllText(_clan.Options.DatabaseFile + ".importing", "half a file");
        File.WriteAllText(_clan.Options.DatabaseFile + ".importing-journal", "half a journal");
        File.WriteAllText(_clan.Options.DatabaseFile + ".importing-legacy", "half a copy");

        _clan.Import(legacy).Faults.ShouldBeEmpty();

        _clan.Leftovers().ShouldBeEmpty();
    }

    [Fact]
    public void A_database_that_has_data_is_backed_up_and_merged_with()
    {
        using var legacy = LegacyClan.Usual();
        _clan.Execute(
            $"""
            INSERT INTO clan_group (group_id, name, read_at) VALUES (42, 'Clan', 1);
            INSERT INTO clan_members (id, person_id, wom_player_id, username, display_name, role, last_updated) VALUES
              (1, 1, 11, 'iron wren', 'Iron Wren', 'owner', 1), (2, 2, 14, 'never seen', 'Never Seen', 'soul', 1);
            INSERT INTO player_names (member_id, name, normalized_name, source) VALUES (1, 'Iron Wren', 'iron wren', 'wom'), (2, 'Never Seen', 'never seen', 'wom');
            INSERT INTO player_name_aliases (member_id, normalized_name, canonical_name, source, first_seen_at, last_seen_at, is_current) VALUES
              (1, 'iron wren', 'Iron Wren', 'wom', 1, 1, 1), (2, 'never seen', 'Never Seen', 'wom', 1, 1, 1);
            """);
        using (var database = new Database(_clan.Options))
        {
            var metrics = database.Read("test", MetricRegistry.Load);
            database.Write("test", unit => new SnapshotStore(metrics).Add(
                unit, 1, "iron wren", [new IncomingSnapshot(LegacyClan.At(20), [new IncomingMetric(MetricCatalog.Overall, MetricCategory.Skill, 1_090, 3)], default)], null));
        }

        var report = _clan.Import(legacy);

        report.Faults.ShouldBeEmpty();
        File.Exists(report.Backup).ShouldBeTrue();
        _clan.Query<(long, long, long)>("SELECT count(*), min(xp_gained), max(xp_gained) FROM wom_snapshots WHERE user_id = 1").ShouldBe([(7, 0, 90)]);
        _clan.Query<(string, long?)>("SELECT username, left_at FROM clan_members WHERE left_at IS NULL ORDER BY id")
            .ShouldBe([("iron wren", null), ("never seen", null)], "the roster that was read knows better who is a member");
        _clan.Query<string>("SELECT name FROM player_names WHERE member_id = 1 ORDER BY id").ShouldBe(["Iron Wren", "oldwren"]);
        _clan.Query<long>("SELECT sum(messages) FROM message_totals WHERE member_id = 1").ShouldBe([6]);
        _clan.Import(legacy).Changed.ShouldBeFalse();
    }

    [Fact]
    public void An_old_file_that_somebody_writes_to_meanwhile_is_refused()
    {
        using var legacy = LegacyClan.Usual();
        using var file = ClanStats.Storage.LegacyImport.LegacyFile.Open(legacy.File, Path.Combine(legacy.Root, "copy"));

        legacy.Snapshot(1, "ironwren", 11, 20, 5_000);
        File.SetLastWriteTimeUtc(legacy.File, File.GetLastWriteTimeUtc(legacy.File).AddSeconds(5));

        Should.Throw<UserFaultException>(file.RequireUnchanged).Message.ShouldContain("was written to while it was read");
    }

    [Fact]
    public void A_disagreement_of_the_two_sides_is_a_fault()
    {
        using var legacy = LegacyClan.Usual();
        var report = _clan.Import(legacy);

        (report with { Totals = [new TotalCheck("new messages", 18, 17)] }).Faults.ShouldBe(["new messages: 18 in the old database, 17 in the new one"]);
        (report with { Tables = [new TableResult("wom_snapshots", 18, 16, [new Reason("twice", 1)], [])] }).Faults
            .ShouldBe(["wom_snapshots: 18 rows read, 17 accounted for"]);
        (report with { Verification = [new VerifyCheck(3, "no orphans", CheckResult.Of([new Finding("orphans", 2)]))] }).Faults
            .ShouldBe(["verification 3: 2 orphans"]);
    }

    public void Dispose() => _clan.Dispose();
}
