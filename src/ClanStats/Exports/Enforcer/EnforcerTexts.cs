using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;

namespace ClanStats.Exports.Enforcer;

/// <summary>The four texts, each from its section of the report alone.</summary>
internal static class EnforcerTexts
{
    /// <summary>Who needs a moderator's eye.</summary>
    public static string Moderation(ClanReport report)
    {
        var text = new MarkdownReport(report, "Moderation");
        if (report.Moderation.Content is not { } moderation)
        {
            text.Unavailable(report.Moderation.Reason);
            return text.ToString();
        }

        text.Notes(moderation.Notes);
        text.Verdicts("Leadership slump", "Leaders without XP, kill or message in 7 days.", moderation.LeadershipSlump);
        text.Verdicts("Churn risk", "People who wrote a lot in 30 days and hardly anything in the last 7.", moderation.ChurnRisk);
        text.Verdicts("Silent recruits", "Recruits who play and have written nothing in 7 days.", moderation.SilentRecruits);
        text.Verdicts("Outliers", "Fading Stars, Silent Grinders, Town Criers and Boss Hunters.", moderation.Outliers);
        PresenceText.Write(text, report.Presence);
        return text.ToString();
    }

    /// <summary>Who is due for promotion.</summary>
    public static string Promotions(ClanReport report)
    {
        var text = new MarkdownReport(report, "Promotions");
        if (report.Promotions.Content is not { } promotions)
        {
            text.Unavailable(report.Promotions.Reason);
            return text.ToString();
        }

        text.Notes(promotions.Notes);
        text.Verdicts("High Velocity", "Recruits who out-train the leaders.", promotions.HighVelocity);
        text.Verdicts("Social Pillars", "The most talkative who do not lead.", promotions.SocialPillars);
        text.Verdicts("Carry Potential", "The raiders who are not officers.", promotions.CarryPotential);
        LadderLines.Write(text, promotions.Ladder);
        return text.ToString();
    }

    /// <summary>How the officers do.</summary>
    public static string Officers(ClanReport report)
    {
        var text = new MarkdownReport(report, "Officer audit, 30 days");
        if (report.Officers.Content is not { } officers)
        {
            text.Unavailable(report.Officers.Reason);
            return text.ToString();
        }

        text.Notes(officers.Notes);
        text.Line($"Measured members: mean messages {NumberText.OneDecimal(officers.ClanMeanMessages)}, "
            + $"median messages {NumberText.OneDecimal(officers.ClanMedianMessages)}, mean XP {NumberText.OneDecimal(officers.ClanMeanXp)}.");
        text.Line();
        text.Heading("Officers", officers.Officers.Count);
        text.Line("The fact comes before the label. AWOL: no message. Slacking: fewer messages than the mean, and little XP.");
        text.Line();
        if (officers.Officers.Count > 0)
        {
            text.Line("| Name | Rank | Tier | Messages | XP | Kills | Fact | Label |");
            text.Line("| :--- | :--- | ---: | ---: | ---: | ---: | :--- | :--- |");
        }

        foreach (var officer in officers.Officers)
        {
            text.Line($"| {MarkdownText.Name(officer.Name)} | {MarkdownText.Literal(officer.RoleTitle)} | {officer.Tier} "
                + $"| {Number(officer.Messages30)} | {Number(officer.Xp30)} | {Number(officer.Boss30)} "
                + $"| {MarkdownText.Literal(officer.Fact)} | {MarkdownText.Literal(officer.Label ?? "")} |");
        }

        text.NobodyIfEmpty(officers.Officers.Count);
        DutyLines.Write(text, officers);
        return text.ToString();
    }

    /// <summary>Who has been gone long enough to make room.</summary>
    public static string Purge(ClanReport report)
    {
        var text = new MarkdownReport(report, "Purge list");
        if (report.Purge.Content is not { } purge)
        {
            text.Unavailable(report.Purge.Reason);
            return text.ToString();
        }

        text.Notes(purge.Notes);
        Candidates(
            text,
            "Candidates",
            "New on the first night listed; not warned yet after a week without a warning; warned when an officer wrote so; due a week after that. "
                + "Answer in the sheet Decisions of the workbook.",
            purge.Candidates);
        Candidates(
            text,
            "Quiet, Discord unknown",
            "Quiet in game and in the relay, but nobody knows their Discord account: no candidates until that is known. Name it in the sheet Purge of the workbook.",
            purge.QuietDiscordUnknown);
        return text.ToString();
    }

    private static void Candidates(MarkdownReport text, string title, string meaning, IReadOnlyList<PurgeCandidate> candidates)
    {
        text.Heading(title, candidates.Count);
        text.Line(meaning);
        text.Line();
        foreach (var candidate in candidates)
        {
            text.Line($"- {MarkdownText.Name(candidate.Name)} ({MarkdownText.Literal(candidate.RoleTitle)}), "
                + $"{MarkdownText.Literal(candidate.Status)}: {MarkdownText.Literal(candidate.Reason)}");
            text.Line($"  - XP: {NumberText.Whole(candidate.Xp)} · Kills: {NumberText.Whole(candidate.Boss)} "
                + $"· Messages: {NumberText.Whole(candidate.Messages)} · {NumberText.Count(candidate.DaysInClan, "day", "days")} in the clan · first listed "
                + IsoDay.Of(candidate.FirstListed));
            if (candidate.Decision is { } decision)
            {
                text.Line($"  - {MarkdownText.Literal(decision.Verdict!)} by {MarkdownText.Literal(decision.By.Length == 0 ? "an officer" : decision.By)}, "
                    + decision.Since.ToPeople());
            }
        }

        text.NobodyIfEmpty(candidates.Count);
    }

    private static string Number(Figure<long> figure) =>
        NumberText.Whole(figure.Value) + (figure.Mark == DataMark.None ? "" : $" ({StateText.Of(figure.Mark)})");
}
