using System.Globalization;
using ClanStats.Domain.Report;

namespace ClanStats.Exports.Dashboard;

/// <summary>Who stays, arrives and comes back, as the officers' page tells it: one line each.</summary>
internal static class RetentionLines
{
    /// <summary>The lines, those an officer can act on first.</summary>
    public static IEnumerable<string> Of(Section<RetentionReport> section) => section.Content is not { } retention
        ? []
        : [.. Waiting(retention.Newcomers), .. Returned(retention.Breaks), .. Survival(retention.Survival), .. Steps(retention.Newcomers)];

    private static IEnumerable<string> Waiting(Section<NewcomerReport> section) => (section.Content?.Waiting ?? []).Select(person =>
        $"{person.Name} joined {Day(person.Joined)}: {person.Label} missing since {Exports.NumberText.Count(person.MissingDays, "day", "days")}");

    private static IEnumerable<string> Returned(Section<BreakReport> section) => section.Content is not { } breaks
        ? [$"Back from a break: {section.Reason}"]
        : breaks.Returned.Select(person => $"{person.Name} is back since {Day(person.Back)} after {Exports.NumberText.Count(person.BreakDays, "day", "days")}");

    private static IEnumerable<string> Survival(Section<SurvivalReport> section) => section.Content is not { } survival
        ? [$"How long people stay: {section.Reason}"]
        : new[] { survival.Everybody }.Concat(survival.Cohorts).Concat(survival.Split).Select(row =>
            $"{row.Label}, {Exports.NumberText.Count(row.People, "person", "people")}: {string.Join(", ", row.Cells.Where(cell => cell.Share is not null).Take(4).Select(Share))}");

    private static IEnumerable<string> Steps(Section<NewcomerReport> section) => section.Content is not { } newcomers
        ? [$"First days: {section.Reason}"]
        : newcomers.Steps.Where(step => step.Measured > 0).Select(step => $"{step.Label}: {step.Reached} of {step.Measured} newcomers").Concat(newcomers.Notes);

    private static string Share(SurvivalCell cell) => string.Create(
        CultureInfo.InvariantCulture, $"{cell.Share * 100:0} % after {cell.Age} days ({cell.Low * 100:0} to {cell.High * 100:0} %, {cell.AtRisk} watched)");

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
