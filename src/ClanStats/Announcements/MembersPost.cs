using System.Globalization;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Announcements;

/// <summary>The members' post: the public page's week with its link, once a week, and nothing else. It knows only what that page may show.</summary>
internal static class MembersPost
{
    private const int Gold = 0x8A6400;
    private const int LinesShown = 5;

    /// <summary>So much a list that all of them fit into one message.</summary>
    private const int ListRoom = 560;

    /// <summary>Whether there is anything to celebrate.</summary>
    public static bool IsDue(ClanReport report) => report.Week.Lists.Count > 0;

    /// <summary>The calendar week where the clan lives: there is one post a week.</summary>
    public static string PeriodOf(ClanReport report)
    {
        var day = OfficersPost.Local(report.Now, report.Settings.TimeZone).DateTime;
        return string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(day)}-W{ISOWeek.GetWeekOfYear(day):00}");
    }

    /// <summary>Writes it.</summary>
    public static DiscordPost Write(ClanReport report) => new(
        DiscordText.Literal($"This week in {report.Clan.Name}" + (report.Environment is { } environment ? $" ({environment})" : "")),
        $"{IsoDay.Of(report.Week.Span.Start.Date)} to {IsoDay.Of(report.Week.Span.End.Date)}"
            + (report.Settings.PageAddress is { } page ? $"\nThe whole week, top lists and your own page: {page}" : ""),
        Gold)
    {
        Address = report.Settings.PageAddress,
        Fields =
        [
            .. report.Week.Lists.Select(list => new DiscordField(
                DiscordText.Literal(list.Title),
                DiscordText.Lines([.. list.Lines.Select(line => $"{DiscordText.Name(line.Name)} {DiscordText.Literal(line.Text)}")], LinesShown, ListRoom, list.More))),
        ],
    };
}
