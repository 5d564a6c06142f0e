using System.Text.Json;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;

namespace ClanStats.Exports.Json;

/// <summary>Who may kick and promote, which hours officers cover and who answers newcomers, as clan_data.json writes it.</summary>
internal static class DutyJson
{
    /// <summary>The keys beside the audit's rows; what is not known is null.</summary>
    public static void Write(Utf8JsonWriter json, OfficerReport officers)
    {
        json.Items("may_kick", officers.MayKick, person => WritePerson(json, person));
        json.Items("may_promote", officers.MayPromote, person => WritePerson(json, person));
        WriteCoverage(json, officers.Coverage);
        WriteHours(json, officers.Hours);
        json.Texts("weekend_flags", officers.Weekends);
        WriteAnswers(json, officers.Answers);
    }

    /// <summary>Somebody by id and name.</summary>
    public static void WritePerson(Utf8JsonWriter json, PersonRef person)
    {
        json.WriteStartObject();
        json.WriteNumber("id", person.Id);
        json.WriteString("name", person.Name);
        json.WriteEndObject();
    }

    private static void WriteCoverage(Utf8JsonWriter json, CoverageReport? coverage)
    {
        if (coverage is null)
        {
            json.WriteNull("coverage");
            return;
        }

        json.WriteStartObject("coverage");
        json.WriteNumber("hours_covered", coverage.HoursCovered);
        json.WriteNumber("hours", coverage.Hours);
        json.Items("officers_expected", coverage.Officers, day => WriteDay(json, day));
        json.WriteNumber("hole_count", coverage.HoleCount);
        json.Items("holes", coverage.Holes, hole =>
        {
            json.WriteStartObject();
            json.WriteNumber("weekday", hole.Weekday);
            json.WriteNumber("hour", hole.Hour);
            json.WriteNumber("msgs", Math.Round(hole.Messages, 2));
            json.WriteNumber("officers", Math.Round(hole.Officers, 2));
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void WriteHours(Utf8JsonWriter json, ClanHours? hours)
    {
        if (hours is null)
        {
            json.WriteNull("clan_hours");
            return;
        }

        json.WriteStartObject("clan_hours");
        json.Items("people_expected", hours.People, day => WriteDay(json, day));
        json.WriteNumber("regulars", hours.Regulars);
        json.Items("event_slots", hours.Slots, slot =>
        {
            json.WriteStartObject();
            json.WriteNumber("weekday", slot.Weekday);
            json.WriteNumber("hour", slot.Hour);
            json.WriteNumber("people", Math.Round(slot.People, 2));
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void WriteDay(Utf8JsonWriter json, IReadOnlyList<double> day)
    {
        json.WriteStartArray();
        foreach (var hour in day)
        {
            json.WriteNumberValue(Math.Round(hour, 2));
        }

        json.WriteEndArray();
    }

    private static void WriteAnswers(Utf8JsonWriter json, AnswersReport? answers)
    {
        if (answers is null)
        {
            json.WriteNull("answers");
            return;
        }

        json.WriteStartObject("answers");
        json.WriteNumber("days", answers.Days);
        json.WriteString("summary", answers.Summary);
        json.WriteNumber("answered", answers.Answered);
        json.Texts("flags", answers.Flags);
        json.Items("messages", answers.Rows, row =>
        {
            json.WriteStartObject();
            json.WriteNumber("id", row.MemberId);
            json.WriteString("name", row.Name);
            json.Time("at", row.At);
            json.Number("hours_to_member", Rounded(row.HoursToMember));
            json.Number("hours_to_officer", Rounded(row.HoursToOfficer));
            json.Number("officer_id", row.Officer?.Id);
            json.WriteString("officer", row.Officer?.Name);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static double? Rounded(double? hours) => hours is { } known ? Math.Round(known, 2) : null;
}
