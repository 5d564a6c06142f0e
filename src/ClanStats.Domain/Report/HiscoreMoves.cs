using ClanStats.Domain.Activity;
using ClanStats.Domain.Rules;

namespace ClanStats.Domain.Report;

/// <summary>
/// What happened on the hiscores since an earlier report and is no gain (docs/definitions.md, "Gain"): values that fell, and values seen for the
/// first time. Skills and bosses only; the rates behind EHP and EHB change, and ratings of activities may fall.
/// </summary>
internal sealed class HiscoreMoves
{
    private readonly IReadOnlyList<Metric> _metrics;
    private readonly List<(MemberFacts Member, List<string> Metrics)> _fallen = [];
    private readonly List<ChangeLine> _firstSeen = [];

    private HiscoreMoves(MetricCatalog metrics) => _metrics = [.. metrics.Skills, .. metrics.Bosses];

    /// <summary>One line about everybody whose value fell; null if nobody's did.</summary>
    public ChangeLine? Fall { get; private set; }

    /// <summary>One line a player with values seen for the first time.</summary>
    public IReadOnlyList<ChangeLine> FirstSeen => _firstSeen;

    /// <summary>Compares the newest snapshots with the values of before.</summary>
    public static HiscoreMoves Of(IReadOnlyDictionary<long, MetricVector> before, IReadOnlyList<MemberFacts> members, MetricCatalog metrics)
    {
        var moves = new HiscoreMoves(metrics);
        foreach (var member in members.Where(member => member is { IsCurrent: true, IsArchived: false, Newest: not null }).OrderBy(member => member.Id))
        {
            if (before.TryGetValue(member.Id, out var then))
            {
                moves.Compare(member, then, member.Newest!.Values);
            }
        }

        moves.Fall = moves._fallen.Count == 0 ? null : Line(moves._fallen);
        return moves;
    }

    private void Compare(MemberFacts member, MetricVector then, MetricVector now)
    {
        var (fallen, first) = (new List<string>(), new List<string>());
        foreach (var metric in _metrics)
        {
            switch (then.Ranked(metric.Id), now.Ranked(metric.Id))
            {
                case ({ } before, { } after) when after < before:
                    fallen.Add($"{metric.Title} {RuleText.Number(before)} → {RuleText.Number(after)}");
                    break;
                case (null, { } after and > 0) when then[metric.Id] == MetricVector.Unranked:
                    first.Add($"{metric.Title} {RuleText.Number(after)}");
                    break;
            }
        }

        if (fallen.Count > 0)
        {
            _fallen.Add((member, fallen));
        }

        if (first.Count > 0)
        {
            _firstSeen.Add(new ChangeLine(ChangeKind.FirstSeen, member.Id, member.DisplayName, $"is on the hiscores for the first time, which is no gain: {Values(first)}"));
        }
    }

    private static ChangeLine Line(List<(MemberFacts Member, List<string> Metrics)> fallen) => fallen.Count == 1
        ? new ChangeLine(ChangeKind.DataIncident, fallen[0].Member.Id, fallen[0].Member.DisplayName, $"has less on the hiscores than before, which counts nothing: {Values(fallen[0].Metrics)}")
        : new ChangeLine(
            ChangeKind.DataIncident, null, RuleText.People(fallen.Count),
            "have less on the hiscores than before, which counts nothing: " + RuleText.Few([.. fallen.Select(person => $"{person.Member.DisplayName} ({Values(person.Metrics)})")], "person", "people"));

    private static string Values(List<string> values) => RuleText.Few(values, "value", "values");
}
