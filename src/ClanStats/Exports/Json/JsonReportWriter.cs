using System.Text;
using System.Text.Json;
using ClanStats.Domain.Report;
using ClanStats.Domain.Runs;

namespace ClanStats.Exports.Json;

/// <summary>Writes clan_data.json, and the same document as clan_data.js for pages of old that load it as a script.</summary>
internal sealed class JsonReportWriter : IReportWriter
{
    /// <summary>The document alone.</summary>
    public const string DataFile = "clan_data.json";

    private const string Assignment = "window.dashboardData = ";

    /// <inheritdoc/>
    public string Step => StepNames.Json;

    /// <inheritdoc/>
    public IReadOnlyList<string> Files => [DataFile, "clan_data.js", "docs/clan_data.js"];

    /// <inheritdoc/>
    public IEnumerable<ReportFile> Render(ClanReport report, CancellationToken cancellationToken)
    {
        var document = Render(report);
        var script = ScriptOf(document);
        return Files.Select((file, index) => new ReportFile(file, index == 0 ? document : script));
    }

    /// <summary>A document as the script that old pages load.</summary>
    public static byte[] ScriptOf(byte[] document) => [.. Encoding.UTF8.GetBytes(Assignment), .. document, .. ";\n"u8];

    /// <summary>The document as UTF-8.</summary>
    public static byte[] Render(ClanReport report)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, JsonText.Options))
        {
            json.WriteStartObject();
            json.WriteNumber("schema_version", ClanReport.SchemaVersion);
            json.WriteString("trace_id", report.TraceId);
            json.Time("generated_at", report.Now);
            json.Time("data_as_of", report.DataAsOf);
            json.WriteString("environment", report.Environment);
            WriteClan(json, report);
            json.Items("sources", report.Sources, source => PeopleJson.WriteSource(json, source, report.Links.Content?.Coverage));
            json.Items("members", report.Members, member => PeopleJson.WriteMember(json, member));
            json.WritePropertyName("reconciliation");
            PeopleJson.WriteReconciliation(json, report.Reconciliation, withNames: true);
            VerdictsJson.Write(json, report);
            PresenceJson.Write(json, report.Presence);
            OldKeysJson.Write(json, report);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteClan(Utf8JsonWriter json, ClanReport report)
    {
        json.WriteStartObject("clan");
        json.WriteNumber("group_id", report.Clan.GroupId);
        json.WriteString("name", report.Clan.Name);
        json.Texts("role_order", report.Clan.RoleOrder);
        json.WriteEndObject();
        json.WriteStartObject("today");
        json.WriteString("freshness", report.Today.Freshness);
        json.WriteString("freshness_state", report.Today.FreshnessState);
        json.WriteString("verdict", report.Today.Verdict);
        json.Items("banned", report.Banned, member =>
        {
            json.WriteStartObject();
            json.WriteNumber("id", member.Id);
            json.WriteString("name", member.Name);
            json.WriteString("noted_as", member.NotedAs);
            json.WriteString("reason", member.Reason);
            json.WriteEndObject();
        });
        json.Items("numbers", report.Today.Numbers, number =>
        {
            json.WriteStartObject();
            json.WriteString("key", number.Key);
            json.WriteString("label", number.Label);
            json.Number("value", number.Value);
            json.Number("change", number.Change);
            json.WriteString("note", number.Note);
            json.WriteString("unit", number.Unit);
            json.WriteString("before", number.Before);
            json.Items("trend", number.Trend, json.NumberValue);
            json.WriteEndObject();
        });
        TodayJson.Write(json, report.Today);
        json.WriteEndObject();
    }
}
