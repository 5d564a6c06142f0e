using System.Text.Json;
using ClanStats.Domain.Report;

namespace ClanStats.Exports.Dashboard;

/// <summary>Totals and the parts they equal, each part with the names behind its count, so that an officer sees that nobody is lost.</summary>
internal static class SumDocument
{
    public static void Write(Utf8JsonWriter json, Reconciliation people)
    {
        json.WriteStartArray("sums");
        WritePeople(json, "people ever seen", people.EverKnown, ("here now", people.Current), ("gone", people.Left), ("archived by Wise Old Man", people.Archived));
        WritePeople(json, "members, measured or not", people.Current.Count, ("measured", people.Measured), ("not measured", people.NotMeasured));
        WritePeople(
            json, "members, with a trace or without", people.Current.Count,
            ("with a message or a boss kill", people.InAllMembers), ("without either, ever", people.LeftOut));
        WritePeople(
            json, "members, on Discord or not", people.Current.Count, ("with a Discord account we know", people.Linked), ("without one we know", people.Unlinked));
        WriteSplit(json, "XP in 30 days", people.Xp);
        if (people.Messages is { } messages)
        {
            WriteSplit(json, "messages in 30 days", messages);
        }

        json.WriteEndArray();
    }

    private static void WritePeople(Utf8JsonWriter json, string label, int total, params (string Label, IReadOnlyList<PersonRef> People)[] parts) =>
        WriteSum(json, label, total, parts.Select(part => (part.Label, (long)part.People.Count, part.People)));

    private static void WriteSplit(Utf8JsonWriter json, string label, Split split) => WriteSum(
        json, label, split.Clan,
        [("of members", split.Members, []), ("of people who left", split.Former, []), ("of nobody we know", split.Unassigned, [])]);

    private static void WriteSum(Utf8JsonWriter json, string label, long total, IEnumerable<(string Label, long Count, IReadOnlyList<PersonRef> People)> parts)
    {
        json.WriteStartObject();
        json.WriteString("label", label);
        json.WriteNumber("total", total);
        json.WriteList("parts", parts, (writer, part) =>
        {
            writer.WriteStartObject();
            writer.WriteString("label", part.Label);
            writer.WriteNumber("count", part.Count);
            writer.WriteTexts("names", part.People.Select(person => person.Name));
            writer.WriteEndObject();
        });
        json.WriteEndObject();
    }
}
