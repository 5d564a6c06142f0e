using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Exports.Dashboard;

/// <summary>The data inside the officers' page: what it draws and no more.</summary>
internal static class OfficersDocument
{
    public static string Write(ClanReport report) => PageJson.Document(json =>
    {
        ClanDrawing.From(report).Write(json, "officers");
        json.WriteInstant("writtenAt", report.Now);
        var ranks = Ranks(report);
        json.WriteList("members", report.Members, (writer, member) => WriteMember(writer, member, ranks[member.Role]));
        VerdictDocument.Write(json, report);
        json.WriteString("retention", report.Retention.Reason);
        json.WriteTexts("stays", RetentionLines.Of(report.Retention));
        json.WriteString("changes", report.Changes.Reason);
        json.WriteTexts("changeLines", report.Changes.Content is { } changes
            ? [changes.Summary, .. changes.Lines.Select(line => $"{StateText.Of(line.Kind)}: {line.Name} {line.Text}")]
            : []);
        json.WriteString("insights", report.Insights.Reason);
        json.WriteTexts("insightLines", (report.Insights.Content?.Lines ?? []).Select(line => line.Text));
        json.WriteString("links", report.Links.Reason);
        json.WriteTexts("queue", Queue(report));
        json.WriteString("decisions", report.Decisions.Reason);
        json.WriteTexts("decided", Decided(report));
        json.WriteList("sources", report.Sources, WriteSource);
        json.WriteTexts("days", report.Activity.History.Select(day => day.Date.ToString("yyyy-MM-dd", null)));
        SumDocument.Write(json, report.Reconciliation);
    });

    /// <summary>How the purge list did, what waits, and what was decided; where to answer is the workbook.</summary>
    private static IEnumerable<string> Decided(ClanReport report) => report.Decisions.Content is not { } decisions
        ? []
        :
        [
            decisions.Regret.Content is { } regret
                ? $"Of {regret.Judged} decisions older than {regret.Days} days {regret.Wrong} were wrong: the person came back."
                : $"How often the list was wrong: {decisions.Regret.Reason}.",
            .. decisions.Rows.Where(row => row.IsWaiting || row.Verdict is not null || row.LeaveUntil is not null).Select(row =>
                $"{row.Name}: {(row.Suggestion.Length > 0 ? $"{row.Suggestion}, " : "")}{row.Verdict ?? row.State}"
                + (row.DecidedAt is { } at ? $" ({(row.By.Length > 0 ? $"{row.By}, " : "")}{at.ToPeople()})" : "")),
        ];

    /// <summary>What waits for an officer's word about who is who, one line each.</summary>
    private static IEnumerable<string> Queue(ClanReport report) => report.Links.Content is not { } links
        ? []
        :
        [
            links.Coverage.ToPeople(),
            .. links.Waiting.Select(link => $"{link.AccountName} ({link.Account}) → {link.Member}, {Exports.NumberText.Weight(link.Weight)}: {link.Evidence}"),
            .. links.Renames.Select(rename => $"{rename.OldName} → {rename.NewName}, {Exports.NumberText.Weight(rename.Weight)}: {rename.Evidence}"),
            .. links.Unassigned.Select(name => $"{name.Name}: {Exports.NumberText.Whole(name.Messages)} messages of nobody known"),
        ];

    /// <summary>Places of the roles in the clan's own order; roles it lacks follow by title.</summary>
    private static Dictionary<string, int> Ranks(ClanReport report)
    {
        var lacking = report.Members.Where(member => !report.Clan.RoleOrder.Contains(member.Role))
            .OrderBy(member => member.RoleTitle, StringComparer.Ordinal)
            .Select(member => member.Role);
        return report.Clan.RoleOrder.Concat(lacking).Distinct().Select((role, place) => (role, place)).ToDictionary(pair => pair.role, pair => pair.place);
    }

    private static void WriteMember(Utf8JsonWriter json, MemberReport member, int rank)
    {
        (string Key, Figure<long> Figure)[] figures =
        [
            ("xp7", member.Xp.D7), ("xp30", member.Xp.D30), ("boss7", member.Boss.D7), ("boss30", member.Boss.D30),
            ("msgs7", member.Messages.D7), ("msgs30", member.Messages.D30),
        ];
        json.WriteStartObject();
        json.WriteString("name", member.DisplayName);
        json.WriteTexts("former", member.FormerNames);
        json.WriteString("role", member.RoleTitle);
        json.WriteNumber("rank", rank);
        json.WriteString("state", StateName(member.State));
        json.WriteBoolean("pending", member.IdentityPending);
        json.WriteInstant("joined", member.JoinedAt);
        json.WriteInstant("measured", member.MeasuredAt);
        foreach (var (key, figure) in figures)
        {
            json.WriteCount(key, figure.Value);
        }

        json.WriteStartObject("marks");
        foreach (var (key, figure) in figures.Where(entry => entry.Figure.Mark != DataMark.None))
        {
            json.WriteStartArray(key);
            json.WriteStringValue(figure.Mark.ToName());
            if (figure.Since is { } since)
            {
                json.WriteNumberValue(since.Milliseconds);
            }
            else
            {
                json.WriteNullValue();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteSource(Utf8JsonWriter json, SourceStatus source)
    {
        json.WriteStartObject();
        json.WriteString("title", source.Title);
        json.WriteBoolean("connected", source.Connected);
        json.WriteInstant("lastRead", source.LastCompleteRead);
        json.WriteInstant("since", source.CoverageFrom);
        json.WriteTexts("missing", source.MissingDays);
        json.WriteTexts("failures", source.Failures);
        json.WriteEndObject();
    }

    private static string StateName(MemberState state) => state switch
    {
        MemberState.Both => "both",
        MemberState.GameOnly => "game_only",
        MemberState.ChatOnly => "chat_only",
        MemberState.Neither => "neither",
        MemberState.NotMeasured => "not_measured",
        MemberState.NotYet => "not_yet",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Unknown state"),
    };
}
