using ClanStats.Analytics;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;
using ClanStats.Tests.Storage;

namespace ClanStats.Tests.Analytics;

public sealed class OfficerQueriesTests : IDisposable
{
    private const int Owner = 1, Newcomer = 2, Other = 3, Alt = 4, Gone = 5;
    private static readonly UtcInstant Now = SoundClan.Now;
    private readonly TempDatabase _temp = new();
    private long _line;

    public OfficerQueriesTests() => _temp.Execute(
        $"""
        INSERT INTO clan_members (id, person_id, username, display_name, role, joined_at, left_at) VALUES
          ({Owner}, {Owner}, 'owner', 'Owner', 'owner', 1, NULL), ({Newcomer}, {Newcomer}, 'newcomer', 'Newcomer', 'guest', {Now.PlusDays(-10).Milliseconds}, NULL),
          ({Other}, {Other}, 'other', 'Other', 'member', 1, NULL), ({Alt}, {Owner}, 'alt', 'Alt', 'guest', 1, NULL),
          ({Gone}, {Gone}, 'gone', 'Gone', 'owner', {Now.PlusDays(-9).Milliseconds}, 5);
        """);

    [Fact]
    public void The_next_of_another_member_and_of_an_officer_in_the_same_channel_are_found()
    {
        Line(Newcomer, 0);
        Line(Newcomer, 0.2);
        Line(Owner, 0.5, channel: 8);
        Line(Other, 1);
        Line(null, 1.5);
        Line(Owner, 2, kind: "broadcast");
        Line(Owner, 3);

        Read().Messages.Select(message => (Hours(message.NextAt), Hours(message.OfficerAt), message.OfficerId)).ShouldBe(
            [(1.0, 3.0, (long?)Owner), (1.0, 3.0, (long?)Owner)]);
    }

    [Fact]
    public void Three_messages_since_joining_are_the_first_ones()
    {
        Line(Newcomer, -15 * 24);
        foreach (var hour in new[] { 5, 1, 3, 2 })
        {
            Line(Newcomer, hour);
        }

        Read().Messages.Select(message => Hours(message.At)).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void An_answer_after_a_week_after_now_or_of_somebody_who_left_is_none()
    {
        Line(Newcomer, 0);
        Line(Gone, 1);
        Line(Owner, (7 * 24) + 1);
        Line(Newcomer, (8 * 24) + 1);
        Line(Owner, (10 * 24) + 1);

        Read().Messages.Select(message => (message.OfficerAt, message.OfficerId)).ShouldBe([(null, null), (null, null)]);
    }

    [Fact]
    public void An_alt_of_an_officer_speaks_for_the_officer_and_a_quarter_counts_once()
    {
        Line(Owner, 1);
        Line(Owner, 1.1);
        Line(Alt, 2);
        Line(Other, 2);
        Line(Owner, -24 * 31);

        Read().Quarters.Select(quarter => (quarter.MemberId, Hours(quarter.Start))).ShouldBe([(Owner, 1.0), (Alt, 2.0)]);
    }

    public void Dispose() => _temp.Dispose();

    private static double Hours(UtcInstant? at) => Math.Round(at!.Value.HoursSince(Now.PlusDays(-10)), 3);

    private OfficerFacts Read() => _temp.Database.Read("test", connection => OfficerQueries.Read(connection, Now, ClanRules.Default));

    private void Line(int? member, double hour, int channel = 9, string kind = "chat")
    {
        var at = Now.PlusDays(-10).PlusHours(hour);
        _temp.Execute(
            $"""
            INSERT INTO discord_messages (id, channel_id, user_id, kind, created_at)
            VALUES ({Snowflake.At(at).Value + _line++}, {channel}, {(member is { } id ? $"{id}" : "NULL")}, '{kind}', {at.Milliseconds})
            """);
    }
}
