using System.Text.Json;
using ClanStats.Domain.Report;

namespace ClanStats.Exports.Dashboard;

/// <summary>The clan's days inside the officers' page.</summary>
internal static class DailyDocument
{
    public static void Write(Utf8JsonWriter json, DailyReport daily)
    {
        json.WriteStartObject("daily");
        json.WriteDay("first", daily.FirstDay);
        json.WriteNumber("newDays", daily.NewDays);
        WriteNumbers(json, "xp", daily.Clan.Select(day => day.Xp));
        WriteNumbers(json, "boss", daily.Clan.Select(day => day.Boss));
        WriteNumbers(json, "msgs", daily.Clan.Select(day => day.Messages));
        WriteNumbers(json, "players", daily.Clan.Select(day => (long?)day.Players));
        WriteNumbers(json, "writers", daily.Clan.Select(day => (long?)day.Writers));
        json.WriteStartObject("covered");
        foreach (var (source, days) in daily.Covered)
        {
            json.WriteString(source, DayNumberText.Of([.. days.Select(covered => covered ? (sbyte)0 : MemberCalendar.NoData)], _ => 0));
        }

        json.WriteEndObject();
        WriteNumbers(json, "xpSteps", DayLevels.Xp.Select(step => (long?)step));
        WriteNumbers(json, "msgSteps", DayLevels.Messages.Select(step => (long?)step));
        json.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string key, IEnumerable<long?> numbers) =>
        json.WriteList(key, numbers, (writer, number) => writer.NumberValue(number));
}
