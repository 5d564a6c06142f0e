using System.Text.RegularExpressions;
using ClanStats.Domain.Report;
using ClanStats.Exports.Dashboard;
using ClanStats.Tests.Fixtures;

namespace ClanStats.Tests.Exports.Dashboard;

public sealed partial class TodayPageTests
{
    [Fact]
    public void Each_action_opens_the_person_and_says_what_why_and_since_when()
    {
        var report = SampleReport.Create();

        var page = Body(report);

        report.Today.Actions.Count.ShouldBe(TodayAction.Most);
        foreach (var action in report.Today.Actions)
        {
            page.ShouldContain($"<a class=\"who\" href=\"#/member/{action.MemberId}\"><bdi class=\"name\">{Markup.Encode(action.Name)}</bdi></a> {action.What}");
        }

        page.ShouldContain(Markup.Encode("■ Act"));
        page.ShouldContain("since 29 Dec 2025");
        page.ShouldContain("7 more people wait behind these.");
    }

    [Fact]
    public void Each_tile_has_its_number_its_way_and_what_it_is_laid_beside()
    {
        var tiles = TilePattern().Matches(Body(SampleReport.Create())).Select(match => match.Value).ToArray();

        tiles.Length.ShouldBe(4);
        tiles[0].ShouldContain("aria-label=\"Active this week, last 12 weeks: no data, no data, 27,");
        tiles[0].ShouldContain("6 fewer than the week before");
        tiles[2].ShouldContain("<span class=\"value none\">no data</span>");
        tiles[2].ShouldNotContain("<svg", Case.Sensitive, "a way of which nothing is known is no line");
        tiles[3].ShouldContain("Not measured");
    }

    [Fact]
    public void A_gap_in_a_trend_is_a_gap_in_its_line()
    {
        var html = new Markup();

        Sparkline.Write(html, "Members, last 4 weeks", [1, null, 3, 5], null);

        html.ToString().ShouldContain("d=\"M0 24h0M20 14L30 4\"");
    }

    [Fact]
    public void Nothing_changed_is_said_and_so_is_why_nothing_can_be_compared()
    {
        var report = SampleReport.Create();
        var quiet = report with { Changes = Section<ChangesReport>.Of(new ChangesReport(SampleReport.Now.PlusDays(-1), [], [])) };

        Body(quiet).ShouldContain("Nothing.");
        Body(SampleReport.WithoutVerdicts()).ShouldContain("not enough history until 2026-01-03");
        Body(report).ShouldContain(Markup.Encode("▲ Left"));
    }

    [Fact]
    public void Who_is_gone_has_no_page_to_open()
    {
        var report = SampleReport.Create();
        var gone = new ChangeLine(ChangeKind.Left, 424242, "Gone Fishing", "is no longer on the roster");

        var page = Body(report with { Changes = Section<ChangesReport>.Of(new ChangesReport(SampleReport.Now.PlusDays(-1), [gone], [(ChangeKind.Left, 1)])) });

        page.ShouldContain("<span class=\"who\"><bdi class=\"name\">Gone Fishing</bdi></span>");
        page.ShouldNotContain("#/member/424242");
    }

    [Fact]
    public void Joins_stand_above_the_line_departures_below_and_all_of_it_in_a_table()
    {
        var page = Body(SampleReport.Create());

        page.ShouldContain("Growing or shrinking?");
        BarPattern().Matches(page).ShouldNotBeEmpty();
        foreach (Match bar in BarPattern().Matches(page))
        {
            (double.Parse(bar.Groups["y"].Value, System.Globalization.CultureInfo.InvariantCulture) < 58).ShouldBe(bar.Groups["kind"].Value == "joined");
        }

        page.ShouldContain("<th scope=\"row\">Jan 2026, in part</th><td class=\"number\">39</td>");
        page.ShouldContain("<th scope=\"row\">Feb 2024, in part</th><td class=\"number\">no data</td>");
    }

    [Fact]
    public void A_clan_of_nobody_has_no_numbers_made_up()
    {
        var page = Body(SampleReport.Empty());

        page.ShouldContain("Nobody.");
        page.ShouldContain("No data: the log of who joined and left has not been read yet.");
    }

    private static string Body(ClanReport report) => OfficersPage.Body(report);

    [GeneratedRegex("<li><span class=\"label\">.*?</li>", RegexOptions.Singleline)]
    private static partial Regex TilePattern();

    [GeneratedRegex("<rect class=\"(?<kind>joined|left)\" x=\"[^\"]+\" y=\"(?<y>[^\"]+)\"")]
    private static partial Regex BarPattern();
}
