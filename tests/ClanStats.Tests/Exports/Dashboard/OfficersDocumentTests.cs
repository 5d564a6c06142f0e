using System.Text.Json;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;
using ClanStats.Exports;
using ClanStats.Exports.Dashboard;
using ClanStats.Tests.Fixtures;

namespace ClanStats.Tests.Exports.Dashboard;

public sealed class OfficersDocumentTests
{
    [Fact]
    public void A_row_of_days_with_numbers_keeps_each_to_the_last_digit() =>
        DayNumberText.Of([-1, -1, 0, 1, 1, 1, 1, -1], day => day switch { 3 => 31, 4 => 0, 5 => 1_234_567_890_123, _ => 32 }).ShouldBe("-2,V0XZzu*sXcBX0;");

    [Fact]
    public void Every_word_of_the_page_has_its_one_definition()
    {
        var definitions = Definitions.All(new ReportSettings()).Select(definition => definition.Meaning).ToHashSet();

        var terms = OfficersTerms.Of(new ReportSettings()).ToList();

        terms.Select(term => term.Key).ShouldBeUnique();
        terms.ShouldAllBe(term => definitions.Contains(term.Meaning));
    }

    [Fact]
    public void Ranks_follow_the_tiers_where_the_group_has_no_order()
    {
        var report = SampleReport.Create();
        string[] roles = ["guest", "artillery", "onyx", "owner"];
        var members = report.Members.Take(roles.Length).Select((member, place) => member with { Role = roles[place] }).ToList();

        var written = Members(report with { Members = members, Ranks = new RoleAuthority(ClanRules.Default.Roles).Order([]) });

        written.Select(member => member.GetProperty("rank").GetInt32()).ShouldBe([3, 2, 1, 0]);
    }

    [Fact]
    public void A_member_carries_days_ranges_accounts_and_what_happened()
    {
        var report = SampleReport.Create();
        var member = report.Members.First(one => one.Id % 3 == 0 && one.Xp.D90.Value is not null && one.Messages.D365.Value is not null);

        var written = Members(report).Single(one => one.GetProperty("id").GetInt64() == member.Id);

        written.GetProperty("xp90").GetInt64().ShouldBe(member.Xp.D90.Value!.Value);
        written.GetProperty("msgs365").GetInt64().ShouldBe(member.Messages.D365.Value!.Value);
        written.GetProperty("events").EnumerateArray().Select(happened => happened[1].GetString()).ShouldBe(["record", "rank", "break", "renamed", "joined", "left"]);
        written.GetProperty("events")[5][0].ValueKind.ShouldBe(JsonValueKind.Null, "nobody knows when");
        var calendar = report.Daily.Calendars[member.Id].Value;
        Decoded(written.GetProperty("game").GetString()!).ShouldBe(calendar.Game.Select((level, day) => level < 0 ? null : (long?)calendar.Xp[day]));
    }

    [Fact]
    public void Messages_that_are_not_known_have_no_calendar()
    {
        var members = Members(SampleReport.Create(discordConnected: false));

        members.ShouldAllBe(member => member.GetProperty("chat").ValueKind == JsonValueKind.Null);
        members.ShouldAllBe(member => member.GetProperty("quiet")[2].ValueKind == JsonValueKind.Null);
    }

    [Fact]
    public void Flags_are_those_of_the_reports_own_lists()
    {
        var report = SampleReport.Create();
        var flags = new MemberFlags(report);

        foreach (var member in report.Members)
        {
            var said = flags.Of(member).ToList();
            said.Contains("purge").ShouldBe(report.Purge.Content!.Candidates.Any(candidate => candidate.MemberId == member.Id));
            said.Contains("due").ShouldBe(report.Promotions.Content!.People.Any(verdict => verdict.MemberId == member.Id));
            said.Contains("new").ShouldBe(member.DaysInClan < report.Daily.NewDays);
            said.Contains("unlinked").ShouldBe(!member.IsLinked && !member.HasNoAccount);
        }
    }

    private static List<JsonElement> Members(ClanReport report) =>
        [.. JsonDocument.Parse(OfficersDocument.Write(report)).RootElement.GetProperty("members").EnumerateArray()];

    /// <summary>The numbers of a row of days; null where there is no data.</summary>
    private static List<long?> Decoded(string text)
    {
        const string Last = "0123456789ABCDEFGHIJKLMNOPQRSTUV";
        const string Other = "WXYZabcdefghijklmnopqrstuvwxyz_*";
        var days = new List<long?>();
        var (number, sign) = (0L, ' ');
        foreach (var letter in text)
        {
            if (letter is '-' or '.')
            {
                sign = letter;
            }
            else if (letter is ';' or ',')
            {
                days.Add(letter == ',' ? 0L : null);
            }
            else if (Other.Contains(letter, StringComparison.Ordinal))
            {
                number = (number + Other.IndexOf(letter, StringComparison.Ordinal)) * 32;
            }
            else
            {
                number += Last.IndexOf(letter, StringComparison.Ordinal);
                days.AddRange(sign == ' ' ? [number] : Enumerable.Repeat(sign == '.' ? 0L : (long?)null, (int)number));
                (number, sign) = (0, ' ');
            }
        }

        return days;
    }
}
