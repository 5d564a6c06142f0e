using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Domain.Rules;

/// <summary>What the ladder needs beside the rows of the roster.</summary>
public sealed record LadderContext
{
    /// <summary>Business time.</summary>
    public required UtcInstant Now { get; init; }

    /// <summary>The settings; the composite score's weights are the points'.</summary>
    public required ReportSettings Settings { get; init; }

    /// <summary>The group's own order of roles, highest first.</summary>
    public required IReadOnlyList<string> RoleOrder { get; init; }

    /// <summary>The metrics known so far.</summary>
    public required MetricCatalog Metrics { get; init; }

    /// <summary>Everybody, with the newest snapshot.</summary>
    public required IReadOnlyList<MemberFacts> Members { get; init; }

    /// <summary>Weeks, and where players stood.</summary>
    public required LadderFacts Facts { get; init; }

    /// <summary>Whether Discord is connected; without it only the game counts.</summary>
    public bool DiscordConnected { get; init; } = true;

    /// <summary>What stands against somebody tonight, by the id they are listed under: the rules that name them.</summary>
    public IReadOnlyDictionary<long, IReadOnlyList<string>> Flags { get; init; } = new Dictionary<long, IReadOnlyList<string>>();

    /// <summary>
    /// What stands against whom: leaders and recruits without a sign of life, talkers who fell silent, and the purge list. Outliers say how
    /// somebody plays and stand against nobody; what an officer told a list to ignore is not on it.
    /// </summary>
    public static IReadOnlyDictionary<long, IReadOnlyList<string>> FlagsOf(ModerationReport moderation, PurgeReport? purge) =>
        moderation.LeadershipSlump.Concat(moderation.ChurnRisk).Concat(moderation.SilentRecruits).Select(verdict => (verdict.MemberId, verdict.Rule))
            .Concat((purge?.Candidates ?? []).Select(candidate => (candidate.MemberId, Rule: RuleBook.PurgeCandidate)))
            .GroupBy(flag => flag.MemberId).ToDictionary(person => person.Key, IReadOnlyList<string> (person) => [.. person.Select(flag => flag.Rule)]);

    /// <summary>A weekly cut-off; 0 weeks ago is now.</summary>
    public UtcInstant CutOff(int weeksAgo) => Now.PlusDays(-weeksAgo * LadderFacts.WeekDays);
}
