using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;

namespace ClanStats.Exports.Dashboard;

/// <summary>What an officer should know of a member at a glance, taken from the report's own lists.</summary>
internal sealed class MemberFlags
{
    private const string FadingStar = "Fading Star";

    private readonly int _newDays;
    private readonly HashSet<long> _slipping;
    private readonly HashSet<long> _promotable;
    private readonly HashSet<long> _purgeable;
    private readonly HashSet<long> _returned;

    public MemberFlags(ClanReport report)
    {
        _newDays = report.Daily.NewDays;
        _slipping = Ids(report.Moderation.Content is { } moderation
            ? moderation.ChurnRisk.Concat(moderation.LeadershipSlump).Concat(moderation.Outliers.Where(verdict => verdict.Rule == FadingStar))
            : []);
        _promotable = Ids(report.Promotions.Content?.People ?? []);
        _purgeable = [.. (report.Purge.Content?.Candidates ?? []).Select(candidate => candidate.MemberId)];
        _returned = [.. (report.Retention.Content?.Breaks.Content?.Returned ?? []).Select(person => person.MemberId)];
    }

    /// <summary>The keys of what is true of a member, the weightiest first.</summary>
    public IEnumerable<string> Of(MemberReport member)
    {
        if (_purgeable.Contains(member.Id))
        {
            yield return "purge";
        }

        if (_slipping.Contains(member.Id))
        {
            yield return "slipping";
        }

        if (_promotable.Contains(member.Id))
        {
            yield return "due";
        }

        if (_returned.Contains(member.Id))
        {
            yield return "back";
        }

        if (member.DaysInClan < _newDays)
        {
            yield return "new";
        }

        if (!member.IsLinked && !member.HasNoAccount)
        {
            yield return "unlinked";
        }
    }

    private static HashSet<long> Ids(IEnumerable<Verdict> verdicts) => [.. verdicts.Select(verdict => verdict.MemberId)];
}
