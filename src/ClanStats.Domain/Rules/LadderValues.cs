using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Domain.Rules;

/// <summary>One requirement of a rank.</summary>
/// <param name="Label">As people read it.</param>
/// <param name="Needed">At least this.</param>
/// <param name="CanFall">Whether a value that is met can be lost again.</param>
/// <param name="Value">A person's value so many weeks ago.</param>
internal sealed record LadderRequirement(string Label, long Needed, bool CanFall, Func<JudgedPerson, int, LadderValue?> Value)
{
    /// <summary>Whether it asks for at most so much instead of at least.</summary>
    public bool IsLimit { get; init; }

    /// <summary>What is missing or to spare, where that is not simply the difference to what is needed.</summary>
    public Func<JudgedPerson, string>? Change { get; init; }

    /// <summary>The day on which the value will be known, where too little history is what is missing.</summary>
    public Func<JudgedPerson, DateOnly?>? KnownFrom { get; init; }

    /// <summary>Whether the others' values are worth telling beside a person's own.</summary>
    public bool HasPeers { get; init; } = true;
}

/// <summary>A value of a requirement.</summary>
/// <param name="Amount">The value.</param>
/// <param name="IsLowerBound">Whether it may be more.</param>
internal readonly record struct LadderValue(long Amount, bool IsLowerBound);

/// <summary>Reads a person's values for the ladder at a weekly cut-off. Kills add up over players; of levels the highest counts.</summary>
internal sealed class LadderValues(LadderContext context, LadderPoints points, LadderPeers peers)
{
    private static readonly string PointsLabel = $"Points of {LadderFacts.ContributionWeeks} weeks";

    private readonly Dictionary<long, MetricVector> _newest = context.Members
        .Where(member => member.Newest is not null)
        .ToDictionary(member => member.Id, member => member.Newest!.Values);

    private LadderRequirement NoOpenFlag => new("Open flags", 0, CanFall: false, OpenFlags)
    {
        IsLimit = true,
        Change = person => string.Join(", ", FlagsOf(person)),
        HasPeers = false,
    };

    /// <summary>What a rank asks for; what it does not ask for is left out.</summary>
    public IReadOnlyList<LadderRequirement> Of(LadderRank rank)
    {
        IEnumerable<LadderRequirement> all =
        [
            new("Days in the clan", rank.TenureDays, CanFall: false, Tenure),
            new($"Active weeks of {LadderFacts.RecentWeeks}", rank.ActiveWeeks, CanFall: true, ActiveWeeks) { KnownFrom = KnownFrom(LadderFacts.RecentWeeks) },
            new(PointsLabel, rank.Contribution, CanFall: true, Points) { KnownFrom = KnownFrom(LadderFacts.ContributionWeeks) },
            new("Points among peers, percentile", rank.PointsPercentile, CanFall: true, peers.Percentile)
            {
                Change = person => Distance(points.Of(person, 0) - peers.PointsFor(person, rank.PointsPercentile)),
                HasPeers = false,
                KnownFrom = KnownFrom(LadderFacts.ContributionWeeks),
            },
            new("Total level", rank.TotalLevel, CanFall: false, (person, weeks) => Highest(person, weeks, GameLevels.Total)),
            new("Combat level", rank.CombatLevel, CanFall: false, (person, weeks) => Highest(person, weeks, GameLevels.Combat)),
            new("Boss kills", rank.Kills, CanFall: false, TotalKills),
            new("Raids", rank.Raids, CanFall: false, (person, weeks) => Kills(person, weeks, [.. Raids()])),
            .. rank.Bosses.OrderBy(boss => boss.Key, StringComparer.Ordinal).Select(boss => new LadderRequirement(
                $"{MetricCatalog.ToTitle(boss.Key)} kills", boss.Value, CanFall: false, (person, weeks) => Kills(person, weeks, Boss(boss.Key)))),
        ];
        var asked = all.Where(requirement => requirement.Needed > 0);
        return rank.NoOpenFlag ? [.. asked, NoOpenFlag] : [.. asked];
    }

    /// <summary>Only tonight's flags are known; an earlier cut-off asks for none.</summary>
    private LadderValue? OpenFlags(JudgedPerson person, int weeksAgo) => new LadderValue(weeksAgo == 0 ? FlagsOf(person).Count : 0, false);

    private IReadOnlyList<string> FlagsOf(JudgedPerson person) => context.Flags.GetValueOrDefault(person.Id) ?? [];

    private static string Distance(long points) => points < 0
        ? $"{RuleText.Number(-points)} more points"
        : $"{RuleText.Of(points, "point", "points")} to spare";

    private LadderValue? Tenure(JudgedPerson person, int weeksAgo) =>
        person.JoinedAt is { } joined ? new LadderValue(context.CutOff(weeksAgo).WholeDaysSince(joined), false) : null;

    private LadderValue? ActiveWeeks(JudgedPerson person, int weeksAgo) => new LadderValue(
        points.Weeks(person, weeksAgo, LadderFacts.RecentWeeks).Count(week => week.IsActive), MayBeMore(person, weeksAgo, LadderFacts.RecentWeeks));

    private LadderValue? Points(JudgedPerson person, int weeksAgo) =>
        new LadderValue(points.Of(person, weeksAgo), MayBeMore(person, weeksAgo, LadderFacts.ContributionWeeks));

    private bool MayBeMore(JudgedPerson person, int weeksAgo, int weeks) => !person.IsMeasured || points.KnownFrom(person, weeksAgo, weeks) is not null;

    private Func<JudgedPerson, DateOnly?> KnownFrom(int weeks) => person => points.KnownFrom(person, 0, weeks);

    private LadderValue? Highest(JudgedPerson person, int weeksAgo, Func<MetricVector, MetricCatalog, (long Level, bool IsLowerBound)?> level)
    {
        var levels = Standing(person, weeksAgo).Select(values => level(values, context.Metrics)).Where(found => found is not null).ToList();
        return levels.Count == 0 ? null : levels.Select(found => new LadderValue(found!.Value.Level, found.Value.IsLowerBound)).MaxBy(found => found.Amount);
    }

    /// <summary>All ranked kills, as <see cref="MemberReport.TotalBoss"/>: 0 where none is ranked.</summary>
    private LadderValue? TotalKills(JudgedPerson person, int weeksAgo)
    {
        var standing = Standing(person, weeksAgo).ToList();
        return standing.Count == 0 ? null : new LadderValue(standing.Sum(values => values.SumRanked(context.Metrics.Bosses)), false);
    }

    /// <summary>Kills of named bosses; not known where none of them is ranked.</summary>
    private LadderValue? Kills(JudgedPerson person, int weeksAgo, IReadOnlyList<Metric> bosses)
    {
        var ranked = Standing(person, weeksAgo).SelectMany(values => bosses.Select(boss => values.Ranked(boss.Id))).OfType<long>().ToList();
        return ranked.Count == 0 ? null : new LadderValue(ranked.Sum(), false);
    }

    private IEnumerable<MetricVector> Standing(JudgedPerson person, int weeksAgo) => person.Players
        .Select(player => weeksAgo == 0 ? _newest.GetValueOrDefault(player.Id) : context.Facts.Standing.GetValueOrDefault((player.Id, weeksAgo)))
        .OfType<MetricVector>();

    private IEnumerable<Metric> Raids() => ClanGameBuilder.RaidModes.SelectMany(raid => Boss(raid.Normal).Concat(Boss(raid.Hard)));

    private Metric[] Boss(string name) => context.Metrics.Find(name) is { } metric ? [metric] : [];
}
