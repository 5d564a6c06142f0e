using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Exports.Json;

/// <summary>What waits for officers, what they decided, the ledger of suggestions and how often the purge list was wrong.</summary>
internal static class DecisionsJson
{
    /// <summary>The section's content.</summary>
    public static void Write(Utf8JsonWriter json, DecisionsReport decisions)
    {
        json.Items("rows", decisions.Rows, row => WriteRow(json, row));
        json.Items("ledger", decisions.Ledger, entry => WriteEntry(json, entry));
        WriteRegret(json, decisions.Regret);
        json.Texts("findings", decisions.Findings);
    }

    private static void WriteRow(Utf8JsonWriter json, DecisionRow row)
    {
        json.WriteStartObject();
        json.WriteNumber("id", row.MemberId);
        json.WriteString("list", row.List);
        json.WriteString("name", row.Name);
        json.WriteString("role", row.RoleTitle);
        json.WriteString("suggestion", row.Suggestion);
        json.WriteString("why", row.Why);
        json.WriteString("since", IsoDay.Of(row.Since));
        json.WriteBoolean("waiting", row.IsWaiting);
        json.WriteString("state", row.State);
        json.WriteString("verdict", row.Verdict);
        json.WriteString("leave_until", IsoDay.Of(row.LeaveUntil));
        json.WriteString("note", row.Note);
        json.WriteString("decided_by", row.By);
        json.Time("decided_at", row.DecidedAt);
        json.Items("recommendations", row.Recommendations, json.WriteNumberValue);
        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, Recommendation entry)
    {
        json.WriteStartObject();
        json.WriteNumber("id", entry.Id);
        json.WriteString("list", entry.List);
        json.WriteString("rule", entry.Rule);
        json.WriteNumber("member_id", entry.MemberId);
        json.WriteNumber("rule_version", entry.RuleVersion);
        json.WriteString("thresholds", entry.Thresholds);
        json.WriteString("reason", entry.Reason);
        json.Items("numbers", entry.Numbers, number =>
        {
            json.WriteStartObject();
            json.WriteString("label", number.Label);
            json.Number("value", number.Value);
            json.WriteString("text", number.Text);
            json.WriteEndObject();
        });
        json.WriteString("first_day", IsoDay.Of(entry.FirstDay));
        json.WriteString("last_day", IsoDay.Of(entry.LastDay));
        json.WriteNumber("nights", entry.Nights);
        json.WriteEndObject();
    }

    private static void WriteRegret(Utf8JsonWriter json, Section<RegretReport> section)
    {
        json.WriteStartObject("regret");
        json.WriteBoolean("available", section.Available);
        if (section.Content is { } regret)
        {
            json.WriteNumber("days", regret.Days);
            json.WriteNumber("judged", regret.Judged);
            json.WriteNumber("returned", regret.Returned);
            json.WriteNumber("rejoined", regret.Rejoined);
            json.WriteNumber("wrong", regret.Wrong);
            json.WriteNumber("rate", regret.Rate);
            json.Texts("names", regret.Names);
        }
        else
        {
            json.WriteString("reason", section.Reason);
        }

        json.WriteEndObject();
    }

}
