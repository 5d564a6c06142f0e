using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;

namespace ClanStats.Exports.Json;

/// <summary>The verdict sections as clan_data.json writes them; one that is unavailable says why.</summary>
internal static class VerdictsJson
{
    /// <summary>Writes all sections.</summary>
    public static void Write(Utf8JsonWriter json, ClanReport report)
    {
        Section(json, "moderation", report.Moderation, content => WriteModeration(json, content));
        Section(json, "promotions", report.Promotions, content => WritePromotions(json, content));
        Section(json, "officers", report.Officers, content => WriteOfficers(json, content));
        Section(json, "purge", report.Purge, content => WritePurge(json, content), () => json.Items<object>("candidates", [], _ => { }));
        Section(json, "changes", report.Changes, content => ChangesJson.Write(json, content), () => ChangesJson.WriteNone(json));
        Section(json, "retention", report.Retention, content => RetentionJson.Write(json, content));
        Section(json, "insights", report.Insights, content => InsightsJson.Write(json, content), () => json.Items<object>("lines", [], _ => { }));
        Section(json, "links", report.Links, content => LinksJson.Write(json, content));
        Section(json, "decisions", report.Decisions, content => DecisionsJson.Write(json, content));
    }

    private static void Section<T>(
        Utf8JsonWriter json, string key, Section<T> section, Action<T>? write = null, Action? whenUnavailable = null)
        where T : class
    {
        json.WriteStartObject(key);
        json.WriteBoolean("available", section.Available);
        if (section.Content is { } content)
        {
            write?.Invoke(content);
        }
        else
        {
            json.WriteString("reason", section.Reason);
            whenUnavailable?.Invoke();
        }

        json.WriteEndObject();
    }

    private static void WriteModeration(Utf8JsonWriter json, ModerationReport content)
    {
        Verdicts(json, "leadership_slump", content.LeadershipSlump);
        Verdicts(json, "churn_risk", content.ChurnRisk);
        Verdicts(json, "silent_recruits", content.SilentRecruits);
        Verdicts(json, "outliers", content.Outliers);
        json.Texts("notes", content.Notes);
    }

    private static void WritePromotions(Utf8JsonWriter json, PromotionReport content)
    {
        Verdicts(json, "high_velocity", content.HighVelocity);
        Verdicts(json, "social_pillars", content.SocialPillars);
        Verdicts(json, "carry_potential", content.CarryPotential);
        Section(json, "ladder", content.Ladder, ladder => LadderJson.Write(json, ladder));
        json.Texts("notes", content.Notes);
    }

    private static void WriteOfficers(Utf8JsonWriter json, OfficerReport content)
    {
        json.Number("clan_mean_msgs_30d", content.ClanMeanMessages);
        json.Number("clan_median_msgs_30d", content.ClanMedianMessages);
        json.Number("clan_mean_xp_30d", content.ClanMeanXp);
        json.Items("officers", content.Officers, officer =>
        {
            json.WriteStartObject();
            json.WriteNumber("id", officer.MemberId);
            json.WriteString("name", officer.Name);
            json.WriteString("role", officer.RoleTitle);
            json.WriteNumber("tier", officer.Tier);
            json.WriteBoolean("can_manage", officer.CanManage);
            json.WriteBoolean("can_kick", officer.CanKick);
            json.WriteBoolean("can_promote", officer.CanPromote);
            json.Number("xp_30d", officer.Xp30.Value);
            json.Number("boss_30d", officer.Boss30.Value);
            json.Number("msgs_30d", officer.Messages30.Value);
            json.WriteString("fact", officer.Fact);
            json.WriteString("label", officer.Label);
            json.Number("active_hours_30d", officer.ActiveHours);
            json.Number("weekends_in_a_row", officer.WeekendsInARow);
            json.Number("answers", officer.Answers);
            json.Number("answer_share", officer.AnswerShare is { } share ? Math.Round(share, 3) : null);
            json.WriteEndObject();
        });
        DutyJson.Write(json, content);
        json.Texts("notes", content.Notes);
    }

    private static void WritePurge(Utf8JsonWriter json, PurgeReport content)
    {
        json.WriteNumber("threshold_days", content.ThresholdDays);
        Candidates(json, "candidates", content.Candidates);
        Candidates(json, "quiet_discord_unknown", content.QuietDiscordUnknown);
        json.Texts("notes", content.Notes);
    }

    private static void Candidates(Utf8JsonWriter json, string key, IReadOnlyList<PurgeCandidate> candidates) =>
        json.Items(key, candidates, candidate =>
        {
            json.WriteStartObject();
            json.WriteNumber("id", candidate.MemberId);
            json.WriteString("name", candidate.Name);
            json.WriteString("role", candidate.RoleTitle);
            json.WriteNumber("days_in_clan", candidate.DaysInClan);
            json.WriteNumber("xp", candidate.Xp);
            json.WriteNumber("boss", candidate.Boss);
            json.Number("msgs", candidate.Messages);
            json.WriteString("first_listed", IsoDay.Of(candidate.FirstListed));
            json.WriteString("status", candidate.Status);
            json.WriteString("decided_by", candidate.Decision?.By);
            json.Time("decided_at", candidate.Decision?.Since);
            json.WriteString("reason", candidate.Reason);
            json.WriteEndObject();
        });

    private static void Verdicts(Utf8JsonWriter json, string key, IReadOnlyList<Verdict> verdicts) =>
        json.Items(key, verdicts, verdict =>
        {
            json.WriteStartObject();
            json.WriteNumber("id", verdict.MemberId);
            json.WriteString("name", verdict.Name);
            json.WriteString("role", verdict.RoleTitle);
            json.WriteString("rule", verdict.Rule);
            json.WriteString("severity", verdict.Severity);
            json.WriteString("reason", verdict.Reason);
            json.Items("evidence", verdict.Evidence, evidence =>
            {
                json.WriteStartObject();
                json.WriteString("label", evidence.Label);
                json.Number("value", evidence.Value);
                json.WriteString("text", evidence.Text);
                json.WriteEndObject();
            });
            json.WriteEndObject();
        });
}
