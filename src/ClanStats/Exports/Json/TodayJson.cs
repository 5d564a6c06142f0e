using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Exports.Json;

/// <summary>Who needs an officer, and the roster month by month.</summary>
internal static class TodayJson
{
    /// <summary>Writes both into the open object <c>today</c>.</summary>
    public static void Write(Utf8JsonWriter json, TodaySummary today)
    {
        json.Items("needs_you", today.Actions, action =>
        {
            json.WriteStartObject();
            json.WriteString("state", action.State);
            json.WriteNumber("id", action.MemberId);
            json.WriteString("name", action.Name);
            json.WriteString("what", action.What);
            json.WriteString("why", action.Why);
            json.WriteString("since", IsoDay.Of(action.Since));
            json.WriteEndObject();
        });
        json.WriteNumber("needs_you_more", today.MoreActions);
        json.Items("months", today.Months, month =>
        {
            json.WriteStartObject();
            json.WriteString("month", month.First.ToString("yyyy-MM", null));
            json.Number("members", month.Members);
            json.WriteNumber("joined", month.Joined);
            json.WriteNumber("left", month.Left);
            json.WriteBoolean("partial", month.Partial);
            json.WriteEndObject();
        });
    }
}
