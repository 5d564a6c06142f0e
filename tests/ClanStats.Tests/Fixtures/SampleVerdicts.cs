using System.Globalization;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;

namespace ClanStats.Tests.Fixtures;

/// <summary>
/// Verdicts of <see cref="SampleReport"/>. Who stands in which list is chosen by place, so that each list is filled and holds hostile names;
/// the numbers are those of the member.
/// </summary>
internal static class SampleVerdicts
{
    private const string NoMessages = "Discord is not connected: messages are no criterion";

    public static ModerationReport Moderation(IReadOnlyList<MemberReport> roster, bool discordConnected) => new(
        Pick(roster, 17, 0, member => Judge(member, "Leadership slump", "High", "No XP, no kill and no message in 7 days", Xp7(member), Boss7(member), Msgs7(member))),
        discordConnected
            ? Pick(roster, 11, 1, member => Judge(
                member, "Churn risk", "High", $"{Number(member.Messages.D30)} messages in 30 days, {Number(member.Messages.D7)} in the last 7", Msgs30(member), Msgs7(member)))
            : [],
        Pick(roster, 9, 4, member => Judge(
            member, "Silent recruit", "Low", $"{Number(member.Xp.D7)} XP in 7 days and no message", Xp7(member), Boss7(member), Msgs7(member))),
        [
            .. Pick(roster, 8, 3, member => Judge(
                member, "Fading Star", "High", $"{Number(member.Xp.D30)} XP in 30 days, {Number(member.Xp.D7)} in the last 7", Xp30(member), Xp7(member))),
            .. Pick(roster, 7, 2, member => Judge(
                member, "Boss Hunter", "Medium", $"{Number(member.Boss.D7)} kills in 7 days with {Number(member.Xp.D7)} XP", Boss7(member), Xp7(member))),
        ],
        discordConnected ? ["3 members are not measured and were not judged"] : [NoMessages, "3 members are not measured and were not judged"]);

    public static PromotionReport Promotions(IReadOnlyList<MemberReport> roster, bool discordConnected) => new(
        Pick(roster, 13, 0, member => Judge(
            member, "High Velocity", "Medium", $"{Number(member.Xp.D7)} XP in 7 days, leaders' mean 612,000", Xp7(member), new Evidence("Leaders' mean XP 7d", 612_000.5, "612,000.5"))),
        discordConnected
            ? Pick(roster, 7, 5, member => Judge(member, "Social Pillar", "Medium", $"{Number(member.Messages.D30)} messages in 30 days, among the top 10 %", Msgs30(member)))
            : [],
        Pick(roster, 10, 6, member => Judge(
            member, "Carry Potential", "Low", "Raids among the top 15 %", new Evidence("Raids", member.Raids, member.Raids?.ToString("N0", CultureInfo.InvariantCulture) ?? "–"))),
        roster.Count == 0
            ? Section<LadderReport>.Unavailable("there is no ladder: the group has no order of roles on Wise Old Man, and rules.yaml names no ranks")
            : Section<LadderReport>.Of(SamplePeople.Ladder(roster)),
        discordConnected ? ["Means are over measured members"] : [NoMessages]);

    public static OfficerReport Officers(IReadOnlyList<MemberReport> roster, bool discordConnected) => new(
        discordConnected ? 460.25 : null,
        discordConnected ? 396 : null,
        roster.Count == 0 ? null : 2_345_678.5,
        [.. roster.Where(member => member.Role is "owner" or "deputy_owner" or "onyx" or "administrator").Select(Officer)],
        discordConnected ? [] : [NoMessages])
    {
        MayKick = [.. roster.Take(3).Select(member => new PersonRef(member.Id, member.DisplayName))],
        MayPromote = [.. roster.Take(20).Select(member => new PersonRef(member.Id, member.DisplayName))],
        Coverage = discordConnected ? SamplePeople.Coverage() : null,
        Hours = discordConnected ? SamplePeople.Hours() : null,
        Weekends = discordConnected && roster.Count > 0 ? [$"{roster[^1].DisplayName} wrote on each of the last 9 weekends."] : [],
        Answers = discordConnected ? SamplePeople.Answers(roster) : null,
    };

    public static PurgeReport Purge(IReadOnlyList<MemberReport> roster, bool discordConnected) => new(
        60,
        [.. Quiet(roster, MemberState.Neither).Select((member, index) => Candidate(member, index, discordConnected))],
        discordConnected
            ? [.. roster.Where(member => member.Messages.D30.Mark == DataMark.NotLinked && !member.IdentityPending).Select((member, index) => Candidate(member, index, false))]
            : [],
        [
            "At least 60 days on the roster; over the last 60 days at most 0 XP, 0 kills, 0 messages",
            "1 person is on leave, 2 are under grace",
            .. discordConnected ? Array.Empty<string>() : [NoMessages],
        ]);

    private static IEnumerable<MemberReport> Quiet(IReadOnlyList<MemberReport> roster, MemberState state) =>
        roster.Where(member => member.State == state && member.DaysInClan >= 60).OrderByDescending(member => member.DaysInClan).ThenBy(member => member.Id);

    private static PurgeCandidate Candidate(MemberReport member, int index, bool withMessages) => new(
        member.Id, member.DisplayName, member.RoleTitle, member.DaysInClan ?? 0, 0, 0, withMessages ? 0 : null,
        SampleReport.Now.PlusDays(-3 * index).Date, index * 3 >= 7 ? "not warned yet" : "new",
        withMessages ? "0 XP, 0 kills and 0 messages in 60 days" : "0 XP and 0 kills in 60 days");

    private static OfficerRow Officer(MemberReport member) => new(
        member.Id, member.DisplayName, member.RoleTitle, member.Role == "administrator" || member.Role == "onyx" ? 2 : 1,
        CanManage: member.Role != "onyx", CanKick: member.Role != "onyx", CanPromote: member.Role is "owner" or "deputy_owner",
        member.Xp.D30, member.Boss.D30, member.Messages.D30,
        $"{Number(member.Messages.D30)} messages and {Number(member.Xp.D30)} XP in 30 days",
        member.Messages.D30.Value switch { 0 => "AWOL", < 460 when member.Xp.D30.Value < 1_000_000 => "Slacking", _ => null });

    private static IReadOnlyList<Verdict> Pick(IReadOnlyList<MemberReport> roster, int every, int offset, Func<MemberReport, Verdict> judge) =>
        [.. roster.Where(member => member.Id % every == offset).Take(12).Select(judge)];

    private static Verdict Judge(MemberReport member, string rule, string severity, string reason, params Evidence[] evidence) =>
        new(member.Id, member.DisplayName, member.RoleTitle, rule, severity, reason, evidence);

    private static Evidence Xp7(MemberReport member) => Of("XP 7d", member.Xp.D7);

    private static Evidence Xp30(MemberReport member) => Of("XP 30d", member.Xp.D30);

    private static Evidence Boss7(MemberReport member) => Of("Boss 7d", member.Boss.D7);

    private static Evidence Msgs7(MemberReport member) => Of("Msgs 7d", member.Messages.D7);

    private static Evidence Msgs30(MemberReport member) => Of("Msgs 30d", member.Messages.D30);

    private static Evidence Of(string label, Figure<long> figure) => new(label, figure.Value, Number(figure));

    private static string Number(Figure<long> figure) => figure.Value?.ToString("N0", CultureInfo.InvariantCulture) ?? "–";
}
