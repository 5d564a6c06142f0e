using System.Text;
using ClanStats.Domain.Activity;
using ClanStats.Hosting.Composition;
using ClanStats.Storage;
using ClanStats.Storage.Verification;

namespace ClanStats.Tests.Storage;

/// <summary>A small clan in which nothing is wrong: two members, their snapshots with answers, a run, chat and game lines.</summary>
internal static class SoundClan
{
    public static readonly UtcInstant Now = UtcInstant.StartOfDay(new DateOnly(2026, 3, 1)).PlusHours(3);

    public static TempDatabase Create(bool swapped = false)
    {
        var temp = new TempDatabase();
        var (wren, sedge) = swapped ? (2, 1) : (1, 2);
        var run = swapped ? 7 : 1;
        temp.Execute(
            $"""
            INSERT INTO pipeline_runs (id, trace_id, command, version, business_time, started_at, finished_at, outcome)
              VALUES ({run}, 'feedfacefeedface', 'run', '1', {Now.Milliseconds}, {Now.Milliseconds}, {Now.Milliseconds}, 'done');
            INSERT INTO clan_members (id, person_id, wom_player_id, username, display_name, role, last_updated) VALUES
              ({wren}, {wren}, 11, 'wren', 'Wren', 'owner', {run}), ({sedge}, {sedge}, 12, 'sedge', 'Sedge', 'member', {run});
            INSERT INTO player_names (member_id, name, normalized_name, source) VALUES ({wren}, 'Wren', 'wren', 'wom'), ({sedge}, 'Sedge', 'sedge', 'wom');
            INSERT INTO player_name_aliases (member_id, normalized_name, canonical_name, source, first_seen_at, last_seen_at, is_current) VALUES
              ({wren}, 'wren', 'Wren', 'wom', 1, {run}, 1), ({sedge}, 'sedge', 'Sedge', 'wom', 1, {run}, 1);
            INSERT INTO discord_accounts (author_id, name, kind, member_id, link_source) VALUES (501, 'Wren', 'user', {wren}, 'name'), (502, 'Stranger', 'user', NULL, NULL);
            INSERT INTO discord_messages (id, channel_id, user_id, author_id, author_name, kind, created_at, run_id) VALUES
              (1, 9, {wren}, 501, 'Wren', 'chat', {At(1).Milliseconds}, {run}),
              (2, 9, {sedge}, 600, 'Sedge', 'relay', {At(3).Milliseconds}, {run}),
              (3, 9, NULL, 502, 'Stranger', 'chat', {At(3).Milliseconds}, {run}),
              (4, 9, NULL, 601, 'Helper', 'bot', {At(3).Milliseconds}, {run});
            INSERT INTO message_days (member_id, day, messages) VALUES ({wren}, {At(1).Milliseconds}, 1), ({sedge}, {At(3).Milliseconds}, 1), (0, {At(3).Milliseconds}, 1);
            INSERT INTO message_quarters (start, messages) VALUES ({At(1).Milliseconds}, 1), ({At(3).Milliseconds}, 2);
            INSERT INTO message_totals (member_id, messages) VALUES ({wren}, 1), ({sedge}, 1), (0, 1);
            INSERT INTO group_activity (wom_player_id, type, role, created_at, run_id) VALUES (11, 'joined', 'owner', {At(0).Milliseconds}, {run});
            """);
        var metrics = swapped ? new[] { MetricCatalog.Ehp, "zulrah", MetricCatalog.Overall } : [MetricCatalog.Overall, "zulrah", MetricCatalog.Ehp];
        Add(temp, wren, "wren", run, metrics, swapped ? [0, 3, 1, 2] : [0, 1, 2, 3]);
        Add(temp, sedge, "sedge", run, metrics, swapped ? [3, 0] : [0, 3]);
        return temp;
    }

    public static UtcInstant At(int day) => UtcInstant.StartOfDay(new DateOnly(2026, 2, 20)).PlusDays(day);

    public static List<VerifyCheck> Verify(TempDatabase temp) =>
        [.. new DatabaseVerifier(temp.Database, () => DatabaseWork.Prove(temp.Database, Now)).Run(Now, CancellationToken.None)];

    public static string Hash(TempDatabase temp) => ContentHash.Of(temp.Database, CancellationToken.None);

    private static void Add(TempDatabase temp, long member, string name, long run, string[] metrics, int[] days)
    {
        foreach (var day in days)
        {
            var registry = temp.Database.Read("test", MetricRegistry.Load);
            temp.Database.Write("test", unit => new SnapshotStore(registry).Add(unit, member, name, [Snapshot(day, metrics)], run));
        }
    }

    private static IncomingSnapshot Snapshot(int day, string[] metrics)
    {
        var (xp, kills, ehp) = (1_000L + (day * 10), day / 2, 10 + (day * 0.25));
        var answer =
            $$$$$"""
            {"data":{"skills":{"overall":{"experience":{{{{{xp}}}}} } },"bosses":{"zulrah":{"kills":{{{{{kills}}}}},"rank":{{{{{500 - day}}}}} } },"computed":{"ehp":{"value":{{{{{ehp}}}}} }} }}
            """;
        return new IncomingSnapshot(
            At(day),
            [.. metrics.Select(metric => metric switch
            {
                MetricCatalog.Overall => new IncomingMetric(metric, MetricCategory.Skill, xp, 9),
                MetricCatalog.Ehp => new IncomingMetric(metric, MetricCategory.Computed, ehp, 1),
                _ => new IncomingMetric(metric, MetricCategory.Boss, kills, 500 - day),
            })],
            Encoding.UTF8.GetBytes(answer));
    }
}
