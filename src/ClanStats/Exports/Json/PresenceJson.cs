using System.Text.Json;
using ClanStats.Domain.Report;

namespace ClanStats.Exports.Json;

/// <summary>Who plays and who talks, as clan_data.json writes it.</summary>
internal static class PresenceJson
{
    /// <summary>The object <c>presence</c>.</summary>
    public static void Write(Utf8JsonWriter json, PresenceReport presence)
    {
        json.WriteStartObject("presence");
        json.WriteString("note", presence.Note);
        json.Items("windows", presence.Windows, window =>
        {
            json.WriteStartObject();
            json.WriteString("window", window.Window.Key);
            json.WriteNumber("fresh_hours", window.Window.FreshHours);
            json.WriteNumber("people", window.People);
            json.WriteNumber("linked", window.Linked);
            json.WriteStartObject("groups");
            foreach (var group in window.Groups)
            {
                WriteGroup(json, group);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void WriteGroup(Utf8JsonWriter json, PresenceGroup group)
    {
        json.WriteStartObject(group.State.ToName());
        json.WriteNumber("count", group.People.Count);
        json.WriteNumber("linked", group.Linked);
        json.Time("oldest_snapshot", group.OldestSnapshot);
        json.Items("people", group.People, person =>
        {
            json.WriteStartObject();
            json.WriteNumber("id", person.Id);
            json.WriteString("name", person.Name);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }
}
