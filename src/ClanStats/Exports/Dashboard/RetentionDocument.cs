using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Exports.Dashboard;

/// <summary>Who stays, arrives and comes back, inside the officers' page. A part that could not be told carries its reason.</summary>
internal static class RetentionDocument
{
    public static void Write(Utf8JsonWriter json, Section<RetentionReport> section)
    {
        json.WriteStartObject("staying");
        json.WriteString("reason", section.Reason);
        if (section.Content is { } retention)
        {
            WriteSurvival(json, retention.Survival);
            WriteNewcomers(json, retention.Newcomers);
            WriteBreaks(json, retention.Breaks);
        }

        json.WriteEndObject();
    }

    private static void WriteSurvival(Utf8JsonWriter json, Section<SurvivalReport> section)
    {
        json.WriteStartObject("stays");
        json.WriteString("reason", section.Reason);
        if (section.Content is { } survival)
        {
            json.WriteDay("since", survival.LogBegins);
            json.WriteNumber("people", survival.Stays);
            json.WriteNumber("left", survival.Departures);
            json.WriteList("ages", survival.Ages, (writer, age) => writer.WriteNumberValue(age));
            json.WriteList("all", [survival.Everybody], WriteRow);
            json.WriteList("months", survival.Cohorts, WriteRow);
            json.WriteList("split", survival.Split, WriteRow);
            json.WriteTexts("notes", survival.Notes);
        }

        json.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter json, SurvivalRow row)
    {
        json.WriteStartObject();
        json.WriteString("label", row.Label);
        json.WriteNumber("people", row.People);
        json.WriteNumber("here", row.StillHere);
        json.WriteList("cells", row.Cells, (writer, cell) =>
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(cell.Age);
            WriteShare(writer, cell.Share);
            WriteShare(writer, cell.Low);
            WriteShare(writer, cell.High);
            writer.WriteNumberValue(cell.AtRisk);
            writer.WriteStringValue(IsoDay.Of(cell.KnownFrom));
            writer.WriteEndArray();
        });
        json.WriteEndObject();
    }

    private static void WriteNewcomers(Utf8JsonWriter json, Section<NewcomerReport> section)
    {
        json.WriteStartObject("newcomers");
        json.WriteString("reason", section.Reason);
        if (section.Content is { } newcomers)
        {
            json.WriteDay("since", newcomers.Since);
            json.WriteNumber("days", newcomers.Days);
            json.WriteNumber("people", newcomers.People);
            json.WriteNumber("complete", newcomers.Complete);
            json.WriteList("steps", newcomers.Steps, (writer, step) =>
            {
                writer.WriteStartObject();
                writer.WriteString("label", step.Label);
                writer.WriteBoolean("timed", step.Key is not ("joined" or "still_here"));
                writer.WriteNumber("measured", step.Measured);
                writer.WriteNumber("reached", step.Reached);
                writer.WritePropertyName("median");
                WriteShare(writer, step.MedianDays);
                writer.WriteEndObject();
            });
            json.WriteList("waiting", newcomers.Waiting, (writer, person) =>
            {
                writer.WriteStartObject();
                writer.WriteNumber("id", person.MemberId);
                writer.WriteString("name", person.Name);
                writer.WriteDay("joined", person.Joined);
                writer.WriteString("step", person.Label);
                writer.WriteNumber("days", person.MissingDays);
                writer.WriteEndObject();
            });
            json.WriteTexts("notes", newcomers.Notes);
        }

        json.WriteEndObject();
    }

    private static void WriteBreaks(Utf8JsonWriter json, Section<BreakReport> section)
    {
        json.WriteStartObject("breaks");
        json.WriteString("reason", section.Reason);
        if (section.Content is { } breaks)
        {
            json.WriteNumber("returns", breaks.Returns);
            json.WriteNumber("active", breaks.StillActive);
            json.WritePropertyName("typical");
            WriteShare(json, breaks.TypicalDays);
            json.WriteList("people", breaks.Returned, (writer, person) =>
            {
                writer.WriteStartObject();
                writer.WriteNumber("id", person.MemberId);
                writer.WriteString("name", person.Name);
                writer.WriteDay("back", person.Back);
                writer.WriteNumber("days", person.BreakDays);
                writer.WriteNumber("active", person.ActiveDaysSince);
                writer.WritePropertyName("usual");
                WriteShare(writer, person.UsualDays);
                writer.WriteEndObject();
            });
            json.WriteTexts("notes", breaks.Notes);
        }

        json.WriteEndObject();
    }

    private static void WriteShare(Utf8JsonWriter json, double? value) => json.NumberValue(value is { } known ? Math.Round(known, 4) : null);
}
