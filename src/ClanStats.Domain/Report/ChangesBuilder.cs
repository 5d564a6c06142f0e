using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Domain.Rules;

namespace ClanStats.Domain.Report;

/// <summary>Compares a report with an earlier published one (docs/definitions.md, "Changes").</summary>
public sealed class ChangesBuilder
{
    private readonly ClanReport _report;
    private readonly ChangeFacts _facts;
    private readonly PublishedState _before;
    private readonly PublishedState _now;
    private readonly Dictionary<long, PublishedMember> _then;
    private readonly Dictionary<long, string> _names;
    private readonly HiscoreMoves _moves;

    private ChangesBuilder(ClanReport report, ChangeFacts facts, PublishedState before, IReadOnlyList<MemberFacts> everybody, MetricCatalog metrics)
    {
        _moves = HiscoreMoves.Of(facts.Values, everybody, metrics);
        (_report, _facts, _before) = (report, facts, before);
        _now = PublishedState.Of(report);
        _then = before.Members.ToDictionary(member => member.Id);
        _names = everybody.ToDictionary(member => member.Id, member => member.DisplayName);
    }

    /// <summary>Compares; the report is complete but for this part.</summary>
    public static Section<ChangesReport> Build(ClanReport report, ChangeFacts facts, IReadOnlyList<MemberFacts> everybody, MetricCatalog metrics)
    {
        if (facts.Before is not { } before)
        {
            var from = (facts.FirstPublished is { } first && first < report.Now ? first : report.Now).PlusHours(ChangeFacts.MinHours);
            return Section<ChangesReport>.Unavailable(
                $"not enough history until {IsoDay.Of(from.Date)}: changes are told against a report that was "
                + $"published at least {ChangeFacts.MinHours} hours earlier, and there is none yet");
        }

        var all = new ChangesBuilder(report, facts, before, everybody, metrics).All()
            .OrderBy(change => change.Kind).ThenBy(change => change.MemberId).ThenBy(change => change.Name, StringComparer.Ordinal)
            .ThenBy(change => change.Text, StringComparer.Ordinal).ToList();
        return Section<ChangesReport>.Of(new ChangesReport(
            before.Now,
            [.. all.Take(ChangesReport.MaxLines)],
            [.. all.GroupBy(change => change.Kind).Select(kind => (kind.Key, kind.Count()))]));
    }

    private IEnumerable<ChangeLine> All() =>
        Incidents().Concat(Gone()).Concat(_now.Members.SelectMany(Member)).Concat(Records()).Concat(_moves.FirstSeen);

    private IEnumerable<ChangeLine> Incidents()
    {
        var unread = _now.Members
            .Where(member => member.Quarter == MemberState.NotMeasured && _then.GetValueOrDefault(member.Id)?.Quarter is { } quarter && IsMeasured(quarter))
            .ToList();
        if (unread.Count > 0)
        {
            yield return new ChangeLine(
                ChangeKind.DataIncident, unread.Count == 1 ? unread[0].Id : null, RuleText.People(unread.Count),
                "can no longer be measured: no fresh snapshot, or messages that nobody can assign");
        }

        if (_moves.Fall is { } fall)
        {
            yield return fall;
        }

        foreach (var channel in _facts.ClosedChannels.Where(channel => channel.Since > _before.Now && channel.Since <= _report.Now))
        {
            yield return new ChangeLine(
                ChangeKind.DataIncident, null, $"#{channel.Name}", channel.State == "deleted" ? "no longer exists" : "can no longer be read");
        }
    }

    private IEnumerable<ChangeLine> Gone()
    {
        var current = _now.Members.Select(member => member.Id).ToHashSet();
        return _before.Members.Where(member => !current.Contains(member.Id)).Select(member => new ChangeLine(
            ChangeKind.Left, member.Id, _names.GetValueOrDefault(member.Id, member.Name),
            $"is no longer on the roster (was {RoleAuthority.TitleOf(member.Role)})"));
    }

    private IEnumerable<ChangeLine> Member(PublishedMember now)
    {
        ChangeLine Line(ChangeKind kind, string text) => new(kind, now.Id, now.Name, text);
        if (!_then.TryGetValue(now.Id, out var then))
        {
            var role = RoleAuthority.TitleOf(now.Role);
            return [_facts.LeftBefore.Contains(now.Id) ? Line(ChangeKind.Rejoined, $"is in the clan again, as {role}") : Line(ChangeKind.Joined, $"joined as {role}")];
        }

        var changes = new List<ChangeLine>();
        if (now.Role != then.Role)
        {
            changes.Add(Line(ChangeKind.Role, $"{RoleAuthority.TitleOf(then.Role)} → {RoleAuthority.TitleOf(now.Role)}"));
        }

        if (now.Name != then.Name && !PlayerName.AreSame(now.Name, then.Name))
        {
            changes.Add(Line(ChangeKind.Renamed, $"was {then.Name}"));
        }

        if ((now.IsPurgeable, then.IsPurgeable) is (true, false))
        {
            var reason = _report.Purge.Content?.Candidates.FirstOrDefault(candidate => candidate.MemberId == now.Id)?.Reason;
            changes.Add(Line(ChangeKind.PurgeCandidate, $"became a purge candidate: {reason}"));
        }

        if ((now.IsPromotable, then.IsPromotable) is (true, false))
        {
            var verdict = _report.Promotions.Content?.People.FirstOrDefault(person => person.MemberId == now.Id);
            changes.Add(Line(ChangeKind.PromotionCandidate, $"became eligible for promotion ({verdict?.Rule}): {verdict?.Reason}"));
        }

        if (now.Quarter is { } quarter && then.Quarter is { } before && quarter != before && IsMeasured(quarter) && IsMeasured(before))
        {
            changes.Add(Line(
                before == MemberState.Neither ? ChangeKind.Returned : quarter == MemberState.Neither ? ChangeKind.WentQuiet : ChangeKind.Quarter,
                $"{Words(before)} → {Words(quarter)}, over 30 days"));
        }

        return changes;
    }

    private IEnumerable<ChangeLine> Records()
    {
        var then = _before.Records.ToDictionary(record => record.Boss, StringComparer.Ordinal);
        foreach (var record in _report.Game.Records)
        {
            var before = then.GetValueOrDefault(record.Key);
            if (before?.HolderId != record.HolderId)
            {
                var from = before is null ? "the clan's first" : $"before {_names.GetValueOrDefault(before.HolderId, "somebody")} with {RuleText.Number(before.Kills)}";
                yield return new ChangeLine(
                    ChangeKind.Record, record.HolderId, record.Holder, $"holds the record of {record.Label} with {RuleText.Kills(record.Kills)}, {from}", record.Key);
            }
        }
    }

    private static bool IsMeasured(MemberState state) => state is not (MemberState.NotMeasured or MemberState.NotYet);

    private static string Words(MemberState state) => state switch
    {
        MemberState.Both => "game and chat",
        MemberState.GameOnly => "game only",
        MemberState.ChatOnly => "chat only",
        _ => "neither",
    };
}
