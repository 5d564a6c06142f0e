using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Announcements;

/// <summary>The officers' summary: freshness, the sentence, four numbers, who needs somebody, at most five changes.</summary>
internal static class OfficersPost
{
    private const int ChangesShown = 5;
    private const int ReasonRoom = 120;

    /// <summary>Whether there is something to tell: something changed since the last good run, or it is Monday where the clan lives.</summary>
    public static bool IsDue(ClanReport report) =>
        report.Changes.Content is { Counts.Count: > 0 } || Local(report.Now, report.Settings.TimeZone).DayOfWeek == DayOfWeek.Monday;

    /// <summary>The day the summary is of: there is one a day.</summary>
    public static string PeriodOf(ClanReport report) => IsoDay.Of(DateOnly.FromDateTime(Local(report.Now, report.Settings.TimeZone).DateTime));

    /// <summary>Writes it.</summary>
    public static DiscordPost Write(ClanReport report) => new(
        DiscordText.Literal(report.Clan.Name + (report.Environment is { } environment ? $" ({environment})" : "") + ": today"),
        $"{Sign(report.Today.FreshnessState)} {DiscordText.Literal(report.Today.Freshness, 500)}\n\n**{DiscordText.Literal(report.Today.Verdict, 1_000)}**",
        Colour(report.Today.FreshnessState))
    {
        Fields =
        [
            .. report.Today.Numbers.Select(number => new DiscordField(DiscordText.Literal(number.Label), Number(number), IsInline: true)),
            new DiscordField("Needs you", report.Today.Actions.Count == 0
                ? "Nobody."
                : DiscordText.Lines([.. report.Today.Actions.Select(Action)], TodayAction.Most, DiscordPost.FieldRoom, report.Today.MoreActions)),
            new DiscordField("What changed", Changes(report.Changes)),
        ],
    };

    /// <summary>The clan's own calendar decides what Monday is.</summary>
    public static DateTimeOffset Local(UtcInstant now, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(now.ToDateTimeOffset(), zone);

    private static string Number(HeadlineNumber number)
    {
        var value = number.Value is { } known ? DiscordText.Number(known) + (number.Unit is { } unit ? $" {unit}" : "") : "no data";
        var (what, less) = number.Unit == "%" ? ("points ", "less") : ("", "fewer");
        var change = number.Change switch
        {
            null => number is { Before: { } before, Value: not null } ? $"no data of {before}" : null,
            0 => $"as {number.Before}",
            > 0 => $"{DiscordText.Number(number.Change.Value)} {what}more than {number.Before}",
            _ => $"{DiscordText.Number(-number.Change.Value)} {what}{less} than {number.Before}",
        };
        return string.Join('\n', new[] { value, change, number.Note }.OfType<string>().Select(part => DiscordText.Literal(part)));
    }

    private static string Action(TodayAction action) =>
        $"{Sign(action.State)} {DiscordText.Name(action.Name)} {DiscordText.Literal(action.What)}"
        + (action.Since is { } since ? $" (since {IsoDay.Of(since)})" : "")
        + (action.Why.Length > 0 ? $": {DiscordText.Literal(action.Why, ReasonRoom)}" : "");

    private static string Changes(Section<ChangesReport> section)
    {
        if (section.Content is not { } changes)
        {
            return DiscordText.Literal(section.Reason, 500);
        }

        return changes.Lines.Count == 0
            ? "Nothing."
            : DiscordText.Lines(
                [.. changes.Lines.Select(line => $"{DiscordText.Name(line.Name)} {DiscordText.Literal(line.Text, ReasonRoom)}")],
                ChangesShown,
                DiscordPost.FieldRoom,
                changes.Counts.Sum(entry => entry.Count) - changes.Lines.Count);
    }

    private static string Sign(string state) => state switch
    {
        "good" => "●",
        "watch" => "▲",
        _ => "■",
    };

    private static int Colour(string state) => state switch
    {
        "good" => 0x1F6F43,
        "watch" => 0x8A5A00,
        _ => 0xA8361A,
    };
}
