using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Exports.Dashboard;

/// <summary>What waits for an officer, what was decided, and what was suggested why, inside the officers' page.</summary>
internal static class DecisionDocument
{
    public static void Write(Utf8JsonWriter json, Section<DecisionsReport> section)
    {
        json.WriteStartObject("decisions");
        json.WriteString("reason", section.Reason);
        json.WriteString("regret", section.Content is { } content ? Regret(content.Regret) : null);
        json.WriteList("rows", section.Content?.Rows ?? [], WriteRow);
        json.WriteList("ledger", section.Content?.Ledger ?? [], WriteEntry);
        json.WriteTexts("findings", section.Content?.Findings ?? []);
        json.WriteEndObject();
    }

    /// <summary>How the purge list did.</summary>
    private static string Regret(Section<RegretReport> section) => section.Content is { } regret
        ? $"Of {Exports.NumberText.Count(regret.Judged, "decision", "decisions")} older than {regret.Days} days {Exports.NumberText.Whole(regret.Wrong)} "
            + $"{(regret.Wrong == 1 ? "was" : "were")} wrong: the person came back."
        : $"How often the list was wrong: {section.Reason}.";

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
        json.WriteString("leave", IsoDay.Of(row.LeaveUntil));
        json.WriteString("note", row.Note);
        json.WriteString("by", row.By);
        json.WriteInstant("at", row.DecidedAt);
        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, Recommendation entry)
    {
        json.WriteStartObject();
        json.WriteNumber("number", entry.Id);
        json.WriteNumber("id", entry.MemberId);
        json.WriteString("list", entry.List);
        json.WriteString("rule", entry.Rule);
        json.WriteNumber("version", entry.RuleVersion);
        json.WriteString("reason", entry.Reason);
        json.WriteDay("first", entry.FirstDay);
        json.WriteDay("last", entry.LastDay);
        json.WriteNumber("nights", entry.Nights);
        json.WriteEndObject();
    }
}
