using System.Text.Json;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;

namespace ClanStats.Exports.Dashboard;

/// <summary>When officers are there and whether newcomers are answered, inside the officers' page; of the clan, never one person's hours.</summary>
internal static class DutyDocument
{
    public static void Write(Utf8JsonWriter json, ClanReport report)
    {
        json.WriteStartObject("duty");
        var officers = report.Officers.Content;
        WriteCoverage(json, officers?.Coverage);
        WriteHours(json, officers?.Hours);
        json.WriteTexts("weekends", officers?.Weekends ?? []);
        json.WriteString("answers", officers?.Answers?.Summary);
        json.WriteTexts("flags", officers?.Answers?.Flags ?? []);
        json.WriteEndObject();
    }

    /// <summary>How many people are there hour by hour, and the hours that suit an event.</summary>
    private static void WriteHours(Utf8JsonWriter json, ClanHours? hours)
    {
        if (hours is null)
        {
            json.WriteNull("people");
            return;
        }

        json.WriteList("people", hours.People, (writer, day) =>
        {
            writer.WriteStartArray();
            foreach (var people in day)
            {
                writer.WriteNumberValue(Math.Round(people, 2));
            }

            writer.WriteEndArray();
        });
        json.WriteNumber("regulars", hours.Regulars);
        json.WriteList("slots", hours.Slots, (writer, slot) =>
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(slot.Weekday);
            writer.WriteNumberValue(slot.Hour);
            writer.WriteNumberValue(Math.Round(slot.People, 2));
            writer.WriteEndArray();
        });
    }

    private static void WriteCoverage(Utf8JsonWriter json, CoverageReport? coverage)
    {
        if (coverage is null)
        {
            json.WriteNull("officers");
            return;
        }

        json.WriteList("officers", coverage.Officers, (writer, day) =>
        {
            writer.WriteStartArray();
            foreach (var officers in day)
            {
                writer.WriteNumberValue(Math.Round(officers, 2));
            }

            writer.WriteEndArray();
        });
        json.WriteNumber("covered", coverage.HoursCovered);
        json.WriteNumber("hours", coverage.Hours);
        json.WriteNumber("holeCount", coverage.HoleCount);
        json.WriteList("holes", coverage.Holes, (writer, hole) =>
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(hole.Weekday);
            writer.WriteNumberValue(hole.Hour);
            writer.WriteNumberValue(Math.Round(hole.Messages, 1));
            writer.WriteNumberValue(Math.Round(hole.Officers, 1));
            writer.WriteEndArray();
        });
    }
}
