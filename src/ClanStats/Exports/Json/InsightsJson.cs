using System.Text.Json;
using ClanStats.Domain.Report;

namespace ClanStats.Exports.Json;

/// <summary>Sentences drawn from the numbers, as clan_data.json writes them.</summary>
internal static class InsightsJson
{
    /// <summary>The section's content.</summary>
    public static void Write(Utf8JsonWriter json, InsightsReport insights) => json.Items("lines", insights.Lines, line =>
    {
        json.WriteStartObject();
        json.WriteString("kind", line.Kind);
        json.WriteString("text", line.Text);
        json.Items("people", line.People, person => DutyJson.WritePerson(json, person));
        json.Items("numbers", line.Numbers, number =>
        {
            json.WriteStartObject();
            json.WriteString("label", number.Label);
            json.Number("value", number.Value);
            json.WriteString("text", number.Text);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    });
}
