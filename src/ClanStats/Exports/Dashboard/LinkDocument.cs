using System.Text.Json;
using ClanStats.Domain.Report;

namespace ClanStats.Exports.Dashboard;

/// <summary>What waits for an officer's word about who is who, inside the officers' page.</summary>
internal static class LinkDocument
{
    public static void Write(Utf8JsonWriter json, ClanReport report)
    {
        json.WriteStartObject("who");
        json.WriteString("reason", report.Links.Reason);
        json.WriteString("coverage", report.Links.Content?.Coverage.ToPeople());
        json.WriteList("waiting", report.Links.Content?.Waiting ?? [], (writer, link) =>
        {
            writer.WriteStartObject();
            writer.WriteString("account", link.Account.ToString());
            writer.WriteString("name", link.AccountName);
            writer.WriteNumber("id", link.MemberId);
            writer.WriteString("member", link.Member);
            writer.WriteNumber("weight", link.Weight);
            writer.WriteString("evidence", link.Evidence);
            writer.WriteEndObject();
        });
        json.WriteList("renames", report.Links.Content?.Renames ?? [], (writer, rename) =>
        {
            writer.WriteStartObject();
            writer.WriteString("old", rename.OldName);
            writer.WriteNumber("id", rename.NewId);
            writer.WriteString("name", rename.NewName);
            writer.WriteNumber("weight", rename.Weight);
            writer.WriteString("evidence", rename.Evidence);
            writer.WriteEndObject();
        });
        json.WriteList("unassigned", report.Links.Content?.Unassigned ?? [], (writer, name) =>
        {
            writer.WriteStartObject();
            writer.WriteString("name", name.Name);
            writer.WriteString("kind", name.Kind);
            writer.WriteNumber("messages", name.Messages);
            writer.WriteEndObject();
        });
        json.WriteEndObject();
    }
}
