using ClanStats.Analytics;
using ClanStats.Domain.Activity;
using ClanStats.Tests.Storage;

namespace ClanStats.Tests.Decisions;

public sealed class OutcomeTests : IDisposable
{
    private static readonly UtcInstant Day0 = UtcInstant.From(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly TempDatabase _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void What_came_after_a_decision_is_the_first_active_day_of_any_player_and_the_next_joining()
    {
        _temp.Execute(
            """
            INSERT INTO clan_members (id, person_id, wom_player_id, username, display_name, role, status, last_updated) VALUES
              (1, 1, 11, 'wren', 'Wren', 'member', 'active', 0), (2, 1, 12, 'wren alt', 'Wren alt', 'member', 'active', 0), (3, 3, 13, 'fern', 'Fern', 'member', 'active', 0)
            """);
        Decide(1, "kept", 0);
        Decide(1, "kept", 3);
        Decide(3, "removed", 1);
        _temp.Execute(
            $"""
            INSERT INTO member_days (day, member_id, xp, boss, snapshots, steps) VALUES ({Start(0)}, 1, 500, 0, 1, 1), ({Start(9)}, 2, 0, 0, 1, 1), ({Start(12)}, 1, 5, 0, 1, 1), ({Start(5)}, 1, 0, 0, 1, 0);
            INSERT INTO message_days (member_id, day, messages) VALUES (1, {Start(12)}, 3), (3, {Start(1)}, 9), (3, {Start(70)}, 9);
            INSERT INTO membership_spans (member_id, joined_at, source) VALUES (3, {Start(-90)}, 'wom'), (3, {Start(20)}, 'wom');
            """);

        var outcomes = _temp.Database.Read("test", connection => DecisionQueries.Read(connection, 60)).Outcomes;

        outcomes.Select(outcome => (outcome.Name, outcome.Verdict, outcome.Day, outcome.ActiveOn, outcome.RejoinedOn)).ShouldBe(
        [
            ("Wren", "kept", Date(0), Date(9), null),
            ("Fern", "removed", Date(1), null, Date(20)),
        ]);
    }

    private void Decide(long member, string verdict, int day) => _temp.Execute(
        $"""
        INSERT INTO officer_entries (member_id, list, says_verdict, verdict, note, decided_by, says_leave, decided_at, file, saved_at)
          VALUES ({member}, 'purge', 1, '{verdict}', '', '', 0, {Day0.PlusDays(day).Milliseconds}, 'x.xlsx', 0)
        """);

    private static long Start(int day) => UtcInstant.StartOfDay(Date(day)).Milliseconds;

    private static DateOnly Date(int day) => Day0.PlusDays(day).Date;
}
