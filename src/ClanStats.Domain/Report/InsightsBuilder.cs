using ClanStats.Domain.Activity;
using ClanStats.Domain.Rules;

namespace ClanStats.Domain.Report;

/// <summary>Draws sentences from a report (docs/definitions.md, "Insights"). It praises and tells; about the quiet it says nothing.</summary>
public sealed class InsightsBuilder
{
    private const int NamesShown = 5;
    private const int TalkersFrom = 20;
    private const int SharedFrom = 3;
    private static readonly long[] XpMilestones = [10_000_000, 25_000_000, 50_000_000, 100_000_000, 200_000_000, 500_000_000, 1_000_000_000, 2_000_000_000, 4_600_000_000];
    private static readonly long[] KillMilestones = [500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000];
    private readonly ClanReport _report;
    private readonly IReadOnlyList<MemberReport> _members;

    private InsightsBuilder(ClanReport report)
    {
        _report = report;
        _members = [.. report.Members.OrderBy(member => member.Id)];
    }

    /// <summary>Draws them; the report is complete but for this part.</summary>
    public static Section<InsightsReport> Build(ClanReport report)
    {
        var builder = new InsightsBuilder(report);
        if (!builder._members.Any(member => member.IsMeasured))
        {
            return Section<InsightsReport>.Unavailable("nobody is measured yet, so that there is nothing to draw a sentence from");
        }

        IEnumerable<Insight?> all =
        [
            builder.Week(),
            builder.Milestone("xp_milestone", "XP", XpMilestones, member => member.TotalXp, member => member.Xp.D7),
            builder.Milestone("kill_milestone", "boss kills", KillMilestones, member => member.TotalBoss, member => member.Boss.D7),
            builder.Most("most_xp", "gained the most XP this week", "XP 7d", member => member.Xp.D7),
            builder.Most("most_kills", "killed the most bosses this week", "Boss 7d", member => member.Boss.D7),
            builder.XpPerMessage(),
            builder.SharedFavourite(),
            builder.Record(),
            builder.Newcomers(),
            builder.Anniversary(),
        ];
        return Section<InsightsReport>.Of(new InsightsReport([.. all.OfType<Insight>()]));
    }

    private Insight? Week()
    {
        var (xp, kills) = (_members.Sum(member => member.Xp.D7.Value ?? 0), _members.Sum(member => member.Boss.D7.Value ?? 0));
        var least = _members.Any(member => member.Xp.D7.Mark == DataMark.Partial || member.Boss.D7.Mark == DataMark.Partial) ? "at least " : "";
        return xp + kills == 0 ? null : new Insight(
            "week", $"The clan gained {least}{RuleText.Xp(xp)} and {RuleText.Kills(kills)} in 7 days.", [], [RuleText.Evidence("XP 7d", xp), RuleText.Evidence("Boss 7d", kills)]);
    }

    /// <summary>The highest milestone that somebody passed this week; of several the one with the most.</summary>
    private Insight? Milestone(
        string kind, string unit, long[] milestones, Func<MemberReport, long?> total, Func<MemberReport, Figure<long>> week)
    {
        var passed = _members
            .Where(member => total(member) is not null && week(member).IsMeasured)
            .Select(member => (Member: member, Total: total(member)!.Value, Before: total(member)!.Value - week(member).Value!.Value))
            .Select(entry => (entry.Member, entry.Total, Reached: milestones.LastOrDefault(line => entry.Before < line && line <= entry.Total)))
            .Where(entry => entry.Reached > 0)
            .OrderByDescending(entry => entry.Reached).ThenByDescending(entry => entry.Total).ThenBy(entry => entry.Member.Id)
            .FirstOrDefault();
        return passed.Member is null ? null : new Insight(
            kind,
            $"{passed.Member.DisplayName} passed {RuleText.Number(passed.Reached)} {unit} this week and stands at {RuleText.Number(passed.Total)}.",
            [Refer(passed.Member)],
            [RuleText.Evidence("Passed", passed.Reached), RuleText.Evidence("Total", passed.Total)]);
    }

    private Insight? Most(string kind, string what, string label, Func<MemberReport, Figure<long>> week)
    {
        var most = _members.Where(member => week(member) is { IsMeasured: true, Value: > 0 })
            .OrderByDescending(member => week(member).Value).ThenBy(member => member.Id).FirstOrDefault();
        return most is null ? null : new Insight(
            kind, $"{most.DisplayName} {what}: {RuleText.Number(week(most).Value!.Value)}.", [Refer(most)], [RuleText.Evidence(label, week(most))]);
    }

    private Insight? XpPerMessage()
    {
        var best = _members
            .Where(member => member.Xp.D7 is { IsMeasured: true, Value: > 0 } && member.Messages.D7 is { IsMeasured: true, Value: > TalkersFrom })
            .OrderByDescending(member => member.Xp.D7.Value!.Value / (double)member.Messages.D7.Value!.Value).ThenBy(member => member.Id).FirstOrDefault();
        return best is null ? null : new Insight(
            "xp_per_message",
            $"Of those who talk, {best.DisplayName} gained the most XP per message this week: {RuleText.Xp(best.Xp.D7.Value!.Value)} and "
                + $"{RuleText.Messages(best.Messages.D7.Value!.Value)}.",
            [Refer(best)],
            [RuleText.Evidence("XP 7d", best.Xp.D7), RuleText.Evidence("Messages 7d", best.Messages.D7)]);
    }

    private Insight? SharedFavourite()
    {
        var shared = _members.Where(member => member.FavoriteBoss is not null)
            .GroupBy(member => member.FavoriteBoss!, StringComparer.Ordinal)
            .OrderByDescending(boss => boss.Count()).ThenBy(boss => boss.Key, StringComparer.Ordinal).FirstOrDefault();
        return shared is null || shared.Count() < SharedFrom ? null : new Insight(
            "shared_favourite",
            $"{RuleText.People(shared.Count())} killed {MetricCatalog.ToTitle(shared.Key)} more than any other boss in 30 days.",
            [.. shared.Select(Refer)],
            [RuleText.Evidence("People", shared.Count())]);
    }

    private Insight? Record()
    {
        var line = _report.Changes.Content?.Lines.FirstOrDefault(line => line.Kind == ChangeKind.Record);
        var record = _report.Game.Records.FirstOrDefault(record => record.Key == line?.Boss);
        return line is null || record is null ? null : new Insight(
            "record", $"{line.Name} {line.Text}.", [new PersonRef(record.HolderId, record.Holder)], [RuleText.Evidence($"{record.Label} kills", record.Kills)]);
    }

    private Insight? Newcomers()
    {
        var week = RollingWindow.Week.At(_report.Now);
        var joined = _members.Where(member => member.JoinedAt is { } at && week.Contains(at)).ToList();
        if (joined.Count == 0)
        {
            return null;
        }

        var names = ShortText.Names([.. joined.Select(member => member.DisplayName)], NamesShown);
        return new Insight(
            "newcomers", $"{RuleText.People(joined.Count)} joined this week: {names}.", [.. joined.Select(Refer)], [RuleText.Evidence("Joined 7d", joined.Count)]);
    }

    private Insight? Anniversary()
    {
        var week = RollingWindow.Week.At(_report.Now);
        var longest = _members.Where(member => member.JoinedAt is not null)
            .Select(member => (Member: member, Years: _report.Now.Date.Year - member.JoinedAt!.Value.Date.Year))
            .SelectMany(entry => new[] { entry.Years, entry.Years - 1 }, (entry, years) => (entry.Member, Years: years))
            .Where(entry => entry.Years > 0 && week.Contains(entry.Member.JoinedAt!.Value.PlusYears(entry.Years)))
            .OrderByDescending(entry => entry.Years).ThenBy(entry => entry.Member.Id).FirstOrDefault();
        return longest.Member is null ? null : new Insight(
            "anniversary",
            $"{longest.Member.DisplayName} has been in the clan for {RuleText.Of(longest.Years, "year", "years")} this week.",
            [Refer(longest.Member)],
            [RuleText.Evidence("Years", longest.Years)]);
    }

    private static PersonRef Refer(MemberReport member) => new(member.Id, member.DisplayName);
}
