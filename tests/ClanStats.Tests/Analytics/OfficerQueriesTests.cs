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

    [Fact]
    public void An_alt_of_an_officer_answers_for_the_officer()
    {
        Line(Newcomer, 0);
        Line(Alt, 2);

        Read().Messages.Select(message => (Hours(message.OfficerAt), message.OfficerId)).ShouldBe([(2.0, (long?)Alt)]);
    }

    [Fact]
    public void An_alt_that_only_the_notes_know_speaks_for_its_officer_in_the_report()
    {
        Line(Other, 1);
        Line(Newcomer, 2);
        Line(Other, 3);
        var notes = PeopleNotes.None with { Alts = new Dictionary<string, string> { ["Other"] = "Owner" } };

        var without = Report(PeopleNotes.None).Officers.Single(officer => officer.MemberId == Owner);
        var with = Report(notes).Officers.Single(officer => officer.MemberId == Owner);

        (without.ActiveHours, without.Answers).ShouldBe((0, 0));
        (with.ActiveHours, with.Answers, with.AnswerShare).ShouldBe((2, 1, 1.0));
    }

    [Fact]
    public void Hours_are_of_everybody_on_the_roster_a_broadcast_included_and_each_once()
    {
        Line(Other, 1);
        Line(Other, 1.2);
        Line(Other, 5, kind: "broadcast");
        Line(Gone, 2);
        Line(null, 3);
        Line(Newcomer, -24 * 31);

        var hours = _temp.Database.Read("test", connection => HourQueries.Read(connection, Now));

        hours.Keys.ShouldBe([Other]);
        hours[Other].Select(hour => hour - (int)(Now.PlusDays(-10).Milliseconds / UtcInstant.Hour)).Order().ShouldBe([1, 5]);
    }

    public void Dispose() => _temp.Dispose();

    private static double Hours(UtcInstant? at) => Math.Round(at!.Value.HoursSince(Now.PlusDays(-10)), 3);

    private OfficerReport Report(PeopleNotes notes)
    {
        var facts = new AnalyticsQueries(_temp.Database).Read(Now, [.. RollingWindow.All, RollingWindow.OfDays(60)], ClanIdentity.Unread(1), ClanRules.Default, notes)!;
        return ClanReportBuilder.Build(facts, new ReportRequest
        {
            TraceId = "",
            Now = Now,
            Settings = new ReportSettings(),
            Rules = ClanRules.Default,
            People = notes,
            DiscordConnected = true,
            DiscordAccountsRead = true,
        }).Officers.Content!;
    }

    private OfficerFacts Read() => _temp.Database.Read("test", connection => OfficerQueries.Read(connection, Now, ClanRules.Default.Officers, [Owner, Alt], new Dictionary<long, UtcInstant>()));

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
