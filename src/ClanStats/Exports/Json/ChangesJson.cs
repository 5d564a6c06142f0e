using System.Text.Json;
using ClanStats.Domain.Report;

namespace ClanStats.Exports.Json;

/// <summary>What changed since an earlier published report, as clan_data.json writes it.</summary>
internal static class ChangesJson
{
    /// <summary>The section's content.</summary>
    public static void Write(Utf8JsonWriter json, ChangesReport changes)
    {
        json.Time("since", changes.Since);
        json.WriteString("summary", changes.Summary);
        json.WriteStartObject("counts");
        foreach (var (kind, count) in changes.Counts)
        {
            json.WriteNumber(kind.ToName(), count);
        }

        json.WriteEndObject();
        json.Items("lines", changes.Lines, line =>
        {
            json.WriteStartObject();
            json.WriteString("kind", line.Kind.ToName());
            json.Number("id", line.MemberId);
            json.WriteString("name", line.Name);
            json.WriteString("text", line.Text);
            json.WriteEndObject();
        });
    }

    /// <summary>What stands beside the reason where nothing can be told.</summary>
    public static void WriteNone(Utf8JsonWriter json) => json.Items<object>("lines", [], _ => { });
}
