using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Exports.Json;

/// <summary>Who stays, arrives and comes back, as clan_data.json writes it; each part says itself whether it is there.</summary>
internal static class RetentionJson
{
    /// <summary>Writes the content of the key <c>retention</c>.</summary>
    public static void Write(Utf8JsonWriter json, RetentionReport content)
    {
        Part(json, "survival", content.Survival, survival => WriteSurvival(json, survival));
        Part(json, "newcomers", content.Newcomers, newcomers => WriteNewcomers(json, newcomers));
        Part(json, "back_from_break", content.Breaks, breaks => WriteBreaks(json, breaks));
    }

    private static void Part<T>(Utf8JsonWriter json, string key, Section<T> section, Action<T> write)
        where T : class
    {
        json.WriteStartObject(key);
        json.WriteBoolean("available", section.Available);
        if (section.Content is { } content)
        {
            write(content);
        }
        else
        {
            json.WriteString("reason", section.Reason);
        }

        json.WriteEndObject();
    }

    private static void WriteSurvival(Utf8JsonWriter json, SurvivalReport survival)
    {
        json.WriteString("log_begins", IsoDay.Of(survival.LogBegins));
        json.WriteNumber("stays", survival.Stays);
        json.WriteNumber("departures", survival.Departures);
        json.Items("ages_days", survival.Ages, age => json.WriteNumberValue(age));
        json.WritePropertyName("everybody");
        WriteRow(json, survival.Everybody);
        json.Items("cohorts", survival.Cohorts, row => WriteRow(json, row));
        json.Items("split_week_one", survival.Split, row => WriteRow(json, row));
        json.Texts("notes", survival.Notes);
    }

    private static void WriteRow(Utf8JsonWriter json, SurvivalRow row)
    {
        json.WriteStartObject();
        json.WriteString("label", row.Label);
        json.WriteNumber("people", row.People);
        json.WriteNumber("still_here", row.StillHere);
        json.Items("cells", row.Cells, cell =>
        {
            json.WriteStartObject();
            json.WriteNumber("age_days", cell.Age);
            json.Number("share", cell.Share);
            json.Number("low_95", cell.Low);
            json.Number("high_95", cell.High);
            json.WriteNumber("at_risk", cell.AtRisk);
            json.WriteString("known_from", IsoDay.Of(cell.KnownFrom));
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void WriteNewcomers(Utf8JsonWriter json, NewcomerReport newcomers)
    {
        json.WriteString("since", IsoDay.Of(newcomers.Since));
        json.WriteNumber("days", newcomers.Days);
        json.WriteNumber("people", newcomers.People);
        json.WriteNumber("complete", newcomers.Complete);
        json.Items("steps", newcomers.Steps, step =>
        {
            json.WriteStartObject();
            json.WriteString("key", step.Key);
            json.WriteString("label", step.Label);
            json.WriteNumber("measured", step.Measured);
            json.WriteNumber("reached", step.Reached);
            json.Number("lost_share", step.LostShare);
            json.Number("median_days", step.MedianDays);
            json.WriteEndObject();
        });
        json.Items("waiting", newcomers.Waiting, person =>
        {
            json.WriteStartObject();
            json.WriteNumber("id", person.MemberId);
            json.WriteString("name", person.Name);
            json.WriteString("joined", IsoDay.Of(person.Joined));
            json.WriteString("missing_step", person.Step);
            json.WriteString("label", person.Label);
            json.WriteNumber("missing_days", person.MissingDays);
            json.WriteEndObject();
        });
        json.Texts("notes", newcomers.Notes);
    }

    private static void WriteBreaks(Utf8JsonWriter json, BreakReport breaks)
    {
        json.Items("returned", breaks.Returned, person =>
        {
            json.WriteStartObject();
            json.WriteNumber("id", person.MemberId);
            json.WriteString("name", person.Name);
            json.WriteString("last_active", IsoDay.Of(person.LastActive));
            json.WriteString("back", IsoDay.Of(person.Back));
            json.WriteNumber("break_days", person.BreakDays);
            json.WriteNumber("active_days_since", person.ActiveDaysSince);
            json.Flag("still_active", person.StillActive);
            json.Number("usual_break_days", person.UsualDays);
            json.WriteEndObject();
        });
        json.WriteNumber("returns", breaks.Returns);
        json.WriteNumber("returns_still_active", breaks.StillActive);
        json.Number("typical_break_days", breaks.TypicalDays);
        json.WriteNumber("people", breaks.People);
        json.Texts("notes", breaks.Notes);
    }
}
