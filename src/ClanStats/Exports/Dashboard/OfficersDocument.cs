using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Exports.Dashboard;

/// <summary>The data inside the officers' page: what it draws and no more.</summary>
internal static class OfficersDocument
{
    public static string Write(ClanReport report) => PageJson.Document(json =>
    {
        ClanDrawing.From(report).Write(json, "officers");
        json.WriteInstant("writtenAt", report.Now);
        json.WriteList("terms", OfficersTerms.Of(report.Settings), WriteTerm);
        MemberDocument.Write(json, report);
        DailyDocument.Write(json, report.Daily);
        VerdictDocument.Write(json, report);
        DutyDocument.Write(json, report);
        PresenceDocument.Write(json, report.Presence);
        RetentionDocument.Write(json, report.Retention);
        DecisionDocument.Write(json, report.Decisions);
        LinkDocument.Write(json, report);
        json.WriteString("insights", report.Insights.Reason);
        json.WriteTexts("insightLines", (report.Insights.Content?.Lines ?? []).Select(line => line.Text));
        json.WriteList("sources", report.Sources, WriteSource);
        json.WriteTexts("days", report.Activity.History.Select(day => IsoDay.Of(day.Date)));
        SumDocument.Write(json, report.Reconciliation);
    });

    private static void WriteTerm(Utf8JsonWriter json, Term term)
    {
        json.WriteStartObject();
        json.WriteString("key", term.Key);
        json.WriteString("name", term.Name);
        json.WriteString("meaning", term.Meaning);
        json.WriteString("window", term.Window);
        json.WriteString("source", term.Source);
        json.WriteEndObject();
    }

    private static void WriteSource(Utf8JsonWriter json, SourceStatus source)
    {
        json.WriteStartObject();
        json.WriteString("key", source.Key);
        json.WriteString("title", source.Title);
        json.WriteBoolean("connected", source.Connected);
        json.WriteInstant("lastRead", source.LastCompleteRead);
        json.WriteInstant("since", source.CoverageFrom);
        json.WriteTexts("missing", source.MissingDays);
        json.WriteTexts("failures", source.Failures);
        json.WriteEndObject();
    }
}
