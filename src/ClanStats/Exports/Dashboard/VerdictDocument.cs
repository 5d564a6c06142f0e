using System.Text.Json;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;

namespace ClanStats.Exports.Dashboard;

/// <summary>The officers' lists inside the officers' page. A list that could not be made carries its reason instead.</summary>
internal static class VerdictDocument
{
    public static void Write(Utf8JsonWriter json, ClanReport report)
    {
        WriteModeration(json, report.Moderation);
        WritePromotions(json, report.Promotions);
        WriteOfficers(json, report.Officers);
        WritePurge(json, report.Purge, report.Settings);
    }

    private static void WriteModeration(Utf8JsonWriter json, Section<ModerationReport> section) => WriteVerdicts(
        json, "moderation", section.Reason, section.Content?.Notes, section.Content is { } content
            ?
            [
                ("Leaders without a sign of life", content.LeadershipSlump), ("Talkers who fell silent", content.ChurnRisk),
                ("Recruits who do not talk", content.SilentRecruits), ("Out of balance", content.Outliers),
            ]
            : []);

    private static void WritePromotions(Utf8JsonWriter json, Section<PromotionReport> section)
    {
        WriteVerdicts(
            json, "promotions", section.Reason, section.Content?.Notes, section.Content is { } content
                ? [("High Velocity", content.HighVelocity), ("Social Pillar", content.SocialPillars), ("Carry Potential", content.CarryPotential)]
                : []);
        WriteLadder(json, section.Content?.Ladder ?? Section<LadderReport>.Unavailable(section.Reason ?? ""));
    }

    private static void WriteLadder(Utf8JsonWriter json, Section<LadderReport> section)
    {
        StartPart(json, "ladder", section.Reason, section.Content?.Notes);
        json.WriteString("summary", section.Content?.Summary);
        json.WriteList("people", section.Content?.People ?? [], WriteClimber);
        json.WriteEndObject();
    }

    private static void WriteClimber(Utf8JsonWriter json, LadderPerson person)
    {
        json.WriteStartObject();
        json.WriteNumber("id", person.MemberId);
        json.WriteString("name", person.Name);
        json.WriteString("role", person.RoleTitle);
        json.WriteString("next", person.NextTitle);
        json.WriteString("status", person.Status.ToName());
        json.WriteString("when", LadderText.When(person));
        json.WriteString("change", person.SmallestChange);
        json.WriteList("checks", person.Checks, (writer, check) =>
        {
            writer.WriteStartArray();
            writer.WriteStringValue(check.Label);
            writer.WriteNumberValue(check.Needed);
            writer.NumberValue(check.Value);
            writer.WriteBooleanValue(check.IsLowerBound);
            writer.NumberValue(check.PeerMedian is { } median ? Math.Round(median, 1) : null);
            writer.FlagValue(check.Passed);
            writer.WriteStringValue(check.Change);
            writer.WriteEndArray();
        });
        json.WriteEndObject();
    }

    private static void WriteVerdicts(
        Utf8JsonWriter json, string key, string? reason, IReadOnlyList<string>? notes, (string Title, IReadOnlyList<Verdict> People)[] groups)
    {
        StartPart(json, key, reason, notes);
        json.WriteList("groups", groups, (writer, group) =>
        {
            writer.WriteStartObject();
            writer.WriteString("title", group.Title);
            writer.WriteList("people", group.People, WriteVerdict);
            writer.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void WriteVerdict(Utf8JsonWriter json, Verdict verdict)
    {
        json.WriteStartObject();
        json.WriteNumber("id", verdict.MemberId);
        json.WriteString("name", verdict.Name);
        json.WriteString("role", verdict.RoleTitle);
        json.WriteString("severity", verdict.Severity);
        json.WriteString("rule", verdict.Rule);
        json.WriteString("reason", verdict.Reason);
        json.WriteList("evidence", verdict.Evidence, (writer, evidence) =>
        {
            writer.WriteStartObject();
            writer.WriteString("label", evidence.Label);
            writer.WriteString("text", evidence.Text);
            writer.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void WriteOfficers(Utf8JsonWriter json, Section<OfficerReport> section)
    {
        StartPart(json, "officers", section.Reason, section.Content?.Notes);
        json.Number("meanMsgs", Rounded(section.Content?.ClanMeanMessages));
        json.Number("medianMsgs", Rounded(section.Content?.ClanMedianMessages));
        json.Number("meanXp", Rounded(section.Content?.ClanMeanXp));
        json.WriteList("rows", section.Content?.Officers ?? [], WriteOfficer);
        json.WriteEndObject();
    }

    private static void WriteOfficer(Utf8JsonWriter json, OfficerRow officer)
    {
        json.WriteStartObject();
        json.WriteNumber("id", officer.MemberId);
        json.WriteString("name", officer.Name);
        json.WriteString("role", officer.RoleTitle);
        json.WriteTexts("rights", Rights(officer));
        json.WriteString("fact", officer.Fact);
        json.WriteString("label", officer.Label);
        json.Number("hours", officer.ActiveHours);
        json.Number("answers", officer.Answers);
        json.Number("xp30", officer.Xp30.Value);
        json.Number("boss30", officer.Boss30.Value);
        json.Number("msgs30", officer.Messages30.Value);
        json.WriteEndObject();
    }

    private static IEnumerable<string> Rights(OfficerRow officer) =>
        new[] { officer.CanManage ? "manage" : null, officer.CanKick ? "kick" : null, officer.CanPromote ? "promote" : null }.OfType<string>();

    private static void WritePurge(Utf8JsonWriter json, Section<PurgeReport> section, ReportSettings settings)
    {
        StartPart(json, "purge", section.Reason, section.Content?.Notes);
        json.Number("days", section.Content?.ThresholdDays);
        json.WriteNumber("limitDays", settings.PurgeThresholdDays);
        json.WriteNumber("maxXp", settings.PurgeMinXp);
        json.WriteNumber("maxBoss", settings.PurgeMinBoss);
        json.WriteNumber("maxMsgs", settings.PurgeMinMessages);
        json.WriteList("candidates", section.Content?.Candidates ?? [], WriteCandidate);
        json.WriteList("unknown", section.Content?.QuietDiscordUnknown ?? [], WriteCandidate);
        json.WriteEndObject();
    }

    private static void WriteCandidate(Utf8JsonWriter json, PurgeCandidate candidate)
    {
        json.WriteStartObject();
        json.WriteNumber("id", candidate.MemberId);
        json.WriteString("name", candidate.Name);
        json.WriteString("role", candidate.RoleTitle);
        json.WriteNumber("days", candidate.DaysInClan);
        json.WriteDay("firstListed", candidate.FirstListed);
        json.WriteString("status", candidate.Status);
        json.WriteString("reason", candidate.Reason);
        json.WriteEndObject();
    }

    private static void StartPart(Utf8JsonWriter json, string key, string? reason, IReadOnlyList<string>? notes)
    {
        json.WriteStartObject(key);
        json.WriteString("reason", reason);
        json.WriteTexts("notes", notes ?? []);
    }

    private static long? Rounded(double? value) => value is { } known ? (long)Math.Round(known, MidpointRounding.AwayFromZero) : null;
}
