using ClanStats.Domain.Runs;
using ClanStats.Storage.Verification;

namespace ClanStats.Tests.Storage;

public sealed class ContentHashTests
{
    [Fact]
    public void Ids_of_rows_runs_and_metrics_and_the_order_of_arrival_do_not_matter()
    {
        using var one = SoundClan.Create();
        using var other = SoundClan.Create(swapped: true);

        SoundClan.Hash(other).ShouldBe(SoundClan.Hash(one));
        one.Query<byte[]>("SELECT metric_values FROM wom_snapshots ORDER BY timestamp LIMIT 1").Single()
            .ShouldNotBe(other.Query<byte[]>("SELECT metric_values FROM wom_snapshots ORDER BY timestamp LIMIT 1").Single());
    }

    [Theory]
    [InlineData("UPDATE boss_snapshots SET kills = kills + 1 WHERE id = 1")]
    [InlineData("DELETE FROM boss_snapshots WHERE id = 1")]
    [InlineData("UPDATE wom_snapshots SET ehp = ehp + 0.5 WHERE id = 1")]
    [InlineData("UPDATE wom_snapshots SET user_id = NULL WHERE id = 1")]
    [InlineData("DELETE FROM snapshot_answers WHERE snapshot_id = 1")]
    [InlineData("UPDATE wom_snapshots SET metric_values = x'0505' WHERE id = 1")]
    [InlineData("UPDATE discord_messages SET user_id = 2 WHERE id = 1")]
    [InlineData("UPDATE discord_messages SET author_name = NULL WHERE id = 1")]
    [InlineData("UPDATE player_names SET valid_to = 5 WHERE id = 1")]
    [InlineData("UPDATE clan_members SET role = NULL WHERE id = 1")]
    [InlineData("DELETE FROM gain_ledgers WHERE member_id = 1")]
    [InlineData("UPDATE discord_messages SET content = 'hi' WHERE id = 1")]
    public void Whatever_is_known_counts(string change)
    {
        using var temp = SoundClan.Create();
        var before = SoundClan.Hash(temp);
        temp.Execute(change);

        SoundClan.Hash(temp).ShouldNotBe(before);
    }

    [Theory]
    [InlineData("UPDATE clan_members SET last_updated = 5")]
    [InlineData("UPDATE player_name_aliases SET last_seen_at = 5")]
    [InlineData("UPDATE wom_snapshots SET run_id = NULL")]
    [InlineData("DELETE FROM pipeline_runs")]
    [InlineData("VACUUM")]
    public void When_something_was_last_seen_and_by_which_run_does_not_count(string change)
    {
        using var temp = SoundClan.Create();
        var before = SoundClan.Hash(temp);
        temp.Execute(change);

        SoundClan.Hash(temp).ShouldBe(before);
    }

    [Fact]
    public void What_cannot_be_read_has_no_hash()
    {
        using var temp = SoundClan.Create();
        temp.Execute("UPDATE answer_blocks SET data = x'0102' WHERE id = (SELECT block_id FROM snapshot_answers WHERE snapshot_id = 1)");

        Should.Throw<UserFaultException>(() => SoundClan.Hash(temp)).Message.ShouldContain("no content hash");
    }

    [Fact]
    public void Every_table_is_either_hashed_or_left_out_on_purpose()
    {
        using var temp = new TempDatabase();

        temp.Query<string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'").Order(StringComparer.Ordinal)
            .ShouldBe(ContentHash.Statements.Keys.Concat(ContentHash.ReadRowByRow).Concat(ContentHash.LeftOut).Order(StringComparer.Ordinal));
    }
}
