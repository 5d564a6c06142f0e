using ClanStats.Domain.Report;

namespace ClanStats.Domain.Rules;

/// <summary>High Velocity, Social Pillar, Carry Potential (docs/definitions.md, "Verdicts"). A number not known gives no verdict.</summary>
public static class PromotionRules
{
    private const string Velocity = "High Velocity";
    private const string Pillar = "Social Pillar";
    private const string Carry = "Carry Potential";

    /// <summary>Judges the people on the roster; who is not to be promoted is left out at the end, so that the top shares stay the clan's.</summary>
    /// <param name="members">The whole roster.</param>
    /// <param name="rules">The clan's rules.</param>
    /// <param name="people">The officers' notes.</param>
    /// <param name="ladder">The ladder, as <see cref="LadderRules"/> judges it.</param>
    public static PromotionReport Judge(
        IReadOnlyList<MemberReport> members, ClanRules rules, PeopleNotes people, Section<LadderReport> ladder)
    {
        var everybody = JudgedPerson.On(members, new RoleAuthority(rules.Roles));
        var promotable = Promotable.Of(everybody, PeopleOnRoster.Match(members, people));
        var asked = promotable.People;
        var recruits = asked.Where(person => rules.RecruitRoles.Contains(person.Role.Name, StringComparer.OrdinalIgnoreCase)).ToList();
        var mean = MeanOfPeers(everybody, rules.Promotions);

        var notes = new[]
        {
            mean > 0 ? null : NoVelocity(mean, rules.Promotions),
            RuleText.NotJudged(Velocity, recruits, person => person.Xp7.IsMeasured),
            RuleText.NotJudged(Pillar, asked, person => person.Messages30.IsMeasured),
            RuleText.NotJudged(Carry, asked, person => person.Head.MeasuredAt is not null),
        };
        return new PromotionReport(
            mean > 0 ? HighVelocity(recruits, mean.Value, rules.Promotions) : [],
            SocialPillars(everybody, asked, rules.Promotions),
            CarryPotential(everybody, asked, rules.Promotions),
            ladder,
            [.. notes.OfType<string>(), .. promotable.LeftOut]);
    }

    private static double? MeanOfPeers(IReadOnlyList<JudgedPerson> everybody, PromotionThresholds limits)
    {
        var peers = everybody
            .Where(person => limits.VelocityPeers.Contains(person.Role.Name, StringComparer.OrdinalIgnoreCase) && person.Xp7.IsMeasured)
            .ToList();
        return peers.Count == 0 ? null : peers.Average(person => (double)person.Xp7.Value!.Value);
    }

    private static List<Verdict> HighVelocity(List<JudgedPerson> recruits, double mean, PromotionThresholds limits) =>
        [.. recruits
            .Where(person => person.Xp7.IsMeasured && person.Xp7.Value > mean)
            .OrderByDescending(person => person.Xp7.Value)
            .ThenBy(person => person.Id)
            .Select(person => ModerationRules.VerdictOf(
                person,
                Velocity,
                "High",
                $"{RuleText.Xp(person.Xp7.Value!.Value)} in 7 days; the mean of {Peers(limits)} is {RuleText.Number(mean)}.",
                [RuleText.Evidence("XP 7d", person.Xp7), RuleText.Evidence("Mean XP 7d of the peers", mean)]))];

    private static List<Verdict> SocialPillars(IReadOnlyList<JudgedPerson> everybody, List<JudgedPerson> asked, PromotionThresholds limits)
    {
        var threshold = TopShare.Threshold(everybody.Select(Messages), limits.SocialTopShare);
        return [.. asked
            .Where(person => threshold is not null && Messages(person) >= threshold && !person.Role.IsLeadership)
            .OrderByDescending(Messages)
            .ThenBy(person => person.Id)
            .Select(person => ModerationRules.VerdictOf(
                person,
                Pillar,
                "Medium",
                $"{RuleText.Messages(Messages(person)!.Value)} in 30 days, among the top {RuleText.Percent(limits.SocialTopShare)} of the clan's talkers.",
                [RuleText.Evidence("Messages 30d", person.Messages30), RuleText.Evidence("Top from", threshold!.Value)]))];
    }

    private static List<Verdict> CarryPotential(IReadOnlyList<JudgedPerson> everybody, List<JudgedPerson> asked, PromotionThresholds limits)
    {
        var threshold = TopShare.Threshold(everybody.Select(person => person.Raids), limits.CarryTopShare);
        return [.. asked
            .Where(person => threshold is not null && person.Raids >= threshold && person.Raids >= limits.CarryMinRaids && !person.Role.IsOfficer)
            .OrderByDescending(person => person.Raids)
            .ThenBy(person => person.Id)
            .Select(person => ModerationRules.VerdictOf(
                person,
                Carry,
                "Medium",
                $"{RuleText.Number(person.Raids!.Value)} raids, hard modes included, among the top {RuleText.Percent(limits.CarryTopShare)} of the clan's raiders.",
                [RuleText.Evidence("Raids", person.Raids!.Value), RuleText.Evidence("Top from", threshold!.Value)]))];
    }

    private static long? Messages(JudgedPerson person) => person.Messages30.IsMeasured ? person.Messages30.Value : null;

    private static string NoVelocity(double? mean, PromotionThresholds limits) => mean is null
        ? $"{Velocity}: nobody among {Peers(limits)} is measured, so there is no mean to exceed."
        : $"{Velocity}: the mean of {Peers(limits)} is 0 XP in 7 days, so it says nothing.";

    private static string Peers(PromotionThresholds limits) => string.Join(", ", limits.VelocityPeers.Select(RoleAuthority.TitleOf));
}
