using System.Text.Json;
using ClanStats.Domain.Report;

namespace ClanStats.Exports.Json;

/// <summary>Who is who as clan_data.json writes it, and its coverage as run_summary.json does too.</summary>
internal static class LinksJson
{
    /// <summary>The section's content.</summary>
    public static void Write(Utf8JsonWriter json, LinksReport links)
    {
        WriteCoverage(json, links.Coverage);
        json.Items("waiting", links.Waiting, row => WriteLink(json, row));
        json.Items("linked", links.Linked, row => WriteLink(json, row));
        json.Items("renames", links.Renames, row =>
        {
            json.WriteStartObject();
            json.WriteNumber("old_id", row.OldId);
            json.WriteString("old_name", row.OldName);
            json.WriteNumber("new_id", row.NewId);
            json.WriteString("new_name", row.NewName);
            json.WriteNumber("weight", row.Weight);
            json.WriteString("evidence", row.Evidence);
            json.Time("since", row.Since);
            json.WriteEndObject();
        });
        json.Items("unassigned", links.Unassigned, row =>
        {
            json.WriteStartObject();
            json.WriteString("name", row.Name);
            json.WriteString("kind", row.Kind);
            json.WriteNumber("msgs", row.Messages);
            json.WriteEndObject();
        });
    }

    /// <summary>How much is assigned, as an object <c>coverage</c>.</summary>
    public static void WriteCoverage(Utf8JsonWriter json, LinkCoverage coverage)
    {
        json.WriteStartObject("coverage");
        json.WriteNumber("members_linked", coverage.MembersLinked);
        json.WriteNumber("members", coverage.Members);
        json.Number("messages_attributed", coverage.MessagesAttributed);
        json.Number("messages", coverage.Messages);
        json.WriteEndObject();
    }

    private static void WriteLink(Utf8JsonWriter json, LinkRow row)
    {
        json.WriteStartObject();
        json.WriteString("account", row.Account.ToString());
        json.WriteString("account_name", row.AccountName);
        json.WriteNumber("id", row.MemberId);
        json.WriteString("name", row.Member);
        json.WriteNumber("weight", row.Weight);
        json.WriteString("evidence", row.Evidence);
        json.WriteString("state", row.State);
        json.Time("since", row.Since);
        json.WriteEndObject();
    }
}
