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

    /// <summary>A weekly cut-off; 0 weeks ago is now.</summary>
    public UtcInstant CutOff(int weeksAgo) => Now.PlusDays(-weeksAgo * LadderFacts.WeekDays);
}
