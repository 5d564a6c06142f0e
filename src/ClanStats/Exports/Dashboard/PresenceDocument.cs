using System.Text.Json;
using ClanStats.Domain.Report;

namespace ClanStats.Exports.Dashboard;

/// <summary>The quarters of each window inside the officers' page, by ids; the page has the names.</summary>
internal static class PresenceDocument
{
    public static void Write(Utf8JsonWriter json, PresenceReport presence)
    {
        json.WriteString("presenceNote", presence.Note);
        json.WriteList("presence", presence.Windows, (writer, window) =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("days", window.Window.Days);
            foreach (var group in window.Groups)
            {
                writer.WriteList(group.State.ToName(), group.People, (ids, person) => ids.WriteNumberValue(person.Id));
            }

            writer.WriteEndObject();
        });
    }
}
