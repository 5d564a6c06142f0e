using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Exports.Dashboard;

/// <summary>What both pages draw of the clan as a whole: sums, bosses and records, nothing about what anybody left undone.</summary>
/// <param name="Name">The clan's name.</param>
/// <param name="Environment">Stands beside the name outside production; null in production.</param>
/// <param name="DataAsOf">Time of the newest datum; null without any.</param>
/// <param name="Zone">The clan's time zone, in which hours and the time of the data are told.</param>
/// <param name="History">30 UTC days.</param>
/// <param name="Hours">Seven weekdays by 24 hours.</param>
/// <param name="Game">Bosses, raids, skills, records.</param>
internal sealed record ClanDrawing(
    string Name,
    string? Environment,
    UtcInstant? DataAsOf,
    TimeZoneInfo Zone,
    IReadOnlyList<ClanDay> History,
    IReadOnlyList<IReadOnlyList<long?>> Hours,
    ClanGame Game)
{
    /// <summary>Version of the documents inside the pages; the pages refuse another.</summary>
    private const int Version = 1;

    public static ClanDrawing From(ClanReport report) => new(
        report.Clan.Name,
        report.Environment,
        report.DataAsOf,
        report.Settings.TimeZone,
        [.. report.Activity.History.Select(day => Known(report, day))],
        report.Activity.HourOfWeek,
        report.Game);

    /// <summary>Writes the head and the clan's parts into an open object.</summary>
    /// <param name="json">The document.</param>
    /// <param name="page">officers or public.</param>
    public void Write(Utf8JsonWriter json, string page)
    {
        json.WriteNumber("version", Version);
        json.WriteString("page", page);
        json.WriteInstant("dataAsOf", DataAsOf);
        json.WriteString("zone", Zone.Id);
        json.WriteList("history", History, WriteDay);
        json.WriteList("hours", Hours, WriteHours);
        json.WriteList("bossWeek", Game.BossDiversity, WriteCount);
        WriteMonth(json);
        json.WriteList("bosses", Game.Bosses, WriteBoss);
        json.WriteList("records", Game.Records, WriteRecord);
        json.WriteList("raids", Game.Raids, WriteRaid);
        json.WriteList("skills", Game.Skills99.Where(skill => skill.Count > 0), WriteCount);
    }

    /// <summary>A day on which nobody looked is a gap and no zero: no complete read covers it, and nothing of it is held.</summary>
    private static ClanDay Known(ClanReport report, ClanDay day)
    {
        bool IsUnread(string source, long? counted) =>
            counted == 0 && report.Sources.Any(status => status.Key == source && status.MissingDays.Contains(IsoDay.Of(day.Date)));

        return day with { Xp = IsUnread("wom", day.Xp) ? null : day.Xp, Messages = IsUnread("discord", day.Messages) ? null : day.Messages };
    }

    private void WriteMonth(Utf8JsonWriter json)
    {
        if (Game.BossOfTheMonth is not { } month)
        {
            json.WriteNull("bossMonth");
            return;
        }

        json.WriteStartObject("bossMonth");
        json.WriteString("label", month.Label);
        json.WriteNumber("gain", month.Gain);
        json.WriteList("days", month.Days, (writer, day) =>
        {
            writer.WriteStartObject();
            writer.WriteDay("date", day.Date);
            writer.WriteNumber("kills", day.Kills);
            writer.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void WriteDay(Utf8JsonWriter json, ClanDay day)
    {
        json.WriteStartObject();
        json.WriteDay("date", day.Date);
        json.Number("xp", day.Xp);
        json.Number("msgs", day.Messages);
        json.WriteBoolean("partial", day.Partial);
        json.WriteEndObject();
    }

    private static void WriteHours(Utf8JsonWriter json, IReadOnlyList<long?> hours)
    {
        json.WriteStartArray();
        foreach (var count in hours)
        {
            json.NumberValue(count);
        }

        json.WriteEndArray();
    }

    private static void WriteCount(Utf8JsonWriter json, NamedCount count)
    {
        json.WriteStartObject();
        json.WriteString("label", count.Label);
        json.WriteNumber("count", count.Count);
        json.WriteEndObject();
    }

    private static void WriteBoss(Utf8JsonWriter json, BossSummary boss)
    {
        json.WriteStartObject();
        json.WriteString("label", boss.Label);
        json.WriteNumber("gain7", boss.Gain7);
        json.WriteNumber("gain30", boss.Gain30);
        json.WriteNumber("gain90", boss.Gain90);
        json.WriteNumber("gain365", boss.Gain365);
        json.WriteNumber("total", boss.Total);
        json.WriteString("leader", boss.Leader?.Name);
        json.WriteNumber("leaderKills", boss.LeaderKills);
        json.WriteEndObject();
    }

    private static void WriteRecord(Utf8JsonWriter json, BossRecord record)
    {
        json.WriteStartObject();
        json.WriteString("label", record.Label);
        json.WriteString("holder", record.Holder);
        json.WriteNumber("kills", record.Kills);
        json.WriteBoolean("former", record.Former);
        json.WriteEndObject();
    }

    private static void WriteRaid(Utf8JsonWriter json, RaidTotals raid)
    {
        json.WriteStartObject();
        json.WriteString("label", raid.Label);
        json.WriteNumber("normal", raid.Normal);
        json.WriteNumber("hard", raid.Hard);
        json.WriteNumber("perMember", raid.PerMember);
        json.WriteEndObject();
    }
}

/// <summary>Small forms the pages' documents share. The writer's own encoder escapes everything that means something in HTML.</summary>
internal static class PageJson
{
    /// <summary>A document as text: one object, filled by <paramref name="fill"/>.</summary>
    public static string Document(Action<Utf8JsonWriter> fill)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            fill(json);
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    public static void WriteList<T>(this Utf8JsonWriter json, string key, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(key);
        foreach (var item in items)
        {
            write(json, item);
        }

        json.WriteEndArray();
    }

    public static void WriteTexts(this Utf8JsonWriter json, string key, IEnumerable<string> texts) =>
        json.WriteList(key, texts, (writer, text) => writer.WriteStringValue(text));

    /// <summary>Milliseconds since 1970, as browsers count them, or null.</summary>
    public static void WriteInstant(this Utf8JsonWriter json, string key, UtcInstant? instant) => json.Number(key, instant?.Milliseconds);

    /// <summary>A UTC day as yyyy-MM-dd.</summary>
    public static void WriteDay(this Utf8JsonWriter json, string key, DateOnly day) =>
        json.WriteString(key, IsoDay.Of(day));
}
