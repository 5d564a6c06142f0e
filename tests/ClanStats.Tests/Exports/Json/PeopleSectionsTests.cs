using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;
using ClanStats.Exports;
using ClanStats.Exports.Json;
using ClanStats.Exports.Publishing;
using ClanStats.Tests.Fixtures;

namespace ClanStats.Tests.Exports.Json;

public sealed class PeopleSectionsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("clanstats-json-").FullName;

    [Fact]
    public async Task F17_a_quiet_clan_publishes_an_empty_chart()
    {
        var report = SampleReport.Create() with
        {
            Game = SampleReport.Create().Game with { BossDiversity = [], BossOfTheMonth = null },
        };
        var writer = new JsonReportWriter();

        await writer.WriteAsync(report, _folder, CancellationToken.None);

        StagedSet.Faults(_folder, writer.Files, report).ShouldBeEmpty();
        var root = Root(report);
        root.GetProperty("chart_boss_diversity").GetProperty("labels").GetArrayLength().ShouldBe(0);
        root.GetProperty("chart_boss_diversity").GetProperty("datasets")[0].GetProperty("data").GetArrayLength().ShouldBe(0);
        root.GetProperty("chart_boss_trend").GetProperty("boss_name").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public void Changes_carry_the_member_and_a_name_that_cannot_break_out()
    {
        var root = Root(SampleReport.Create()).GetProperty("changes");

        root.GetProperty("available").GetBoolean().ShouldBeTrue();
        root.GetProperty("since").GetString().ShouldBe("2026-01-01T18:30:00.000Z");
        root.GetProperty("counts").EnumerateObject().Select(kind => kind.Name).ShouldBe(Enum.GetValues<ChangeKind>().Select(kind => kind.ToName()));
        root.GetProperty("lines").EnumerateArray().ShouldAllBe(line => line.GetProperty("id").GetInt64() > 0);
        System.Text.Encoding.UTF8.GetString(JsonReportWriter.Render(SampleReport.Create())).ShouldNotContain("<script>");
    }

    [Fact]
    public void Where_nothing_can_be_told_stand_the_reason_and_no_lines()
    {
        var root = Root(SampleReport.WithoutVerdicts()).GetProperty("changes");

        root.GetProperty("reason").GetString().ShouldBe("not enough history until 2026-01-03");
        root.GetProperty("lines").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public void Presence_counts_every_person_once_in_every_window()
    {
        var report = SampleReport.Create();
        var people = report.Members.Select(member => member.PersonId).Distinct().Count();

        var windows = Root(report).GetProperty("presence").GetProperty("windows").EnumerateArray().ToList();

        windows.Select(window => window.GetProperty("window").GetString()).ShouldBe(RollingWindow.All.Select(window => window.Key));
        foreach (var window in windows)
        {
            var groups = window.GetProperty("groups").EnumerateObject().ToList();
            groups.Select(group => group.Name).ShouldBe(Enum.GetValues<MemberState>().Select(state => state.ToName()));
            groups.Sum(group => group.Value.GetProperty("count").GetInt32()).ShouldBe(people);
            groups.ShouldAllBe(group => group.Value.GetProperty("people").GetArrayLength() == group.Value.GetProperty("count").GetInt32());
        }
    }

    [Fact]
    public void The_ladder_tells_every_yes_and_no_and_what_nobody_knows()
    {
        var ladder = Root(SampleReport.Create()).GetProperty("promotions").GetProperty("ladder");

        ladder.GetProperty("ranks")[1].GetProperty("bosses").GetProperty("zulrah").GetInt32().ShouldBe(5);
        var checks = ladder.GetProperty("people")[0].GetProperty("checks").EnumerateArray().ToList();
        checks.Select(check => check.GetProperty("passed").ValueKind).ShouldBe([JsonValueKind.True, JsonValueKind.False, JsonValueKind.Null]);
        checks[1].GetProperty("peer_median").ValueKind.ShouldBe(JsonValueKind.Null);
        ladder.GetProperty("people")[1].GetProperty("from").GetString().ShouldBe("2026-01-09");
    }

    [Fact]
    public void Without_a_ladder_the_reason_stands_there()
    {
        var promotions = new PromotionReport([], [], [], Section<LadderReport>.Unavailable("there is no ladder"), []);

        var ladder = Root(SampleReport.Create() with { Promotions = Section<PromotionReport>.Of(promotions) }).GetProperty("promotions").GetProperty("ladder");

        ladder.GetProperty("available").GetBoolean().ShouldBeFalse();
        ladder.GetProperty("reason").GetString().ShouldBe("there is no ladder");
    }

    [Fact]
    public void Officers_carry_rights_hours_and_answers_and_null_without_Discord()
    {
        var officers = Root(SampleReport.Create()).GetProperty("officers");
        officers.GetProperty("may_kick").GetArrayLength().ShouldBe(3);
        officers.GetProperty("coverage").GetProperty("officers_expected").GetArrayLength().ShouldBe(7);
        officers.GetProperty("answers").GetProperty("messages").GetArrayLength().ShouldBe(9);

        var unconnected = Root(SampleReport.Create(discordConnected: false)).GetProperty("officers");
        unconnected.GetProperty("coverage").ValueKind.ShouldBe(JsonValueKind.Null);
        unconnected.GetProperty("answers").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public void Insights_carry_their_numbers_and_people()
    {
        var line = Root(SampleReport.Create()).GetProperty("insights").GetProperty("lines")[0];

        line.GetProperty("numbers")[0].GetProperty("value").GetInt32().ShouldBe(5);
        line.GetProperty("people")[0].GetProperty("name").GetString().ShouldBe(SampleReport.Create().Members[0].DisplayName);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static JsonElement Root(ClanReport report)
    {
        using var document = JsonDocument.Parse(JsonReportWriter.Render(report));
        return document.RootElement.Clone();
    }
}
