using ClanStats.Domain.Activity;
using ClanStats.Domain.Rules;

namespace ClanStats.Domain.Report;

/// <summary>Makes the part about decisions: tonight's suggestions entered into the ledger, laid beside what officers said.</summary>
internal sealed class DecisionBuilder(ClanFacts facts, ReportRequest request, IReadOnlyList<MemberReport> members)
{
    private const int OldRank = 1;
    private readonly DecisionFacts _known = facts.Decisions;
    private readonly Dictionary<long, MemberReport> _onRoster = members.ToDictionary(member => member.Id);
    private readonly PeopleOnRoster _notes = PeopleOnRoster.Match(members, request.People);
    private readonly DateOnly _today = request.Now.Date;

    /// <summary>Builds the part.</summary>
    public DecisionsReport Build(ModerationReport moderation, PromotionReport promotions, Section<PurgeReport> purge)
    {
        var suggestions = Suggestions(moderation, promotions, purge).ToList();
        var ledger = Ledger(suggestions);
        return new DecisionsReport
        {
            Rows = Rows(ledger, purge),
            Ledger = [.. ledger.OrderBy(entry => entry.Id)],
            Judged = purge.Available ? DecisionLists.All : [DecisionLists.Moderation, DecisionLists.Promotion],
            Regret = RegretBuilder.Build(_known.Outcomes, request.Rules.Decisions, request.Now),
            Findings = request.DecisionFindings,
            LinkWords = _known.LinkWords,
        };
    }

    private static IEnumerable<(string List, Verdict Verdict)> Suggestions(
        ModerationReport moderation, PromotionReport promotions, Section<PurgeReport> purge)
    {
        var candidates = purge.Content?.Candidates ?? [];
        return
        [
            .. candidates.Select(candidate => (DecisionLists.Purge, new Verdict(
                candidate.MemberId, candidate.Name, candidate.RoleTitle, RuleBook.PurgeCandidate, "High", candidate.Reason, Numbers(candidate, purge.Content!.ThresholdDays)))),
            .. moderation.LeadershipSlump.Concat(moderation.ChurnRisk).Concat(moderation.SilentRecruits).Concat(moderation.Outliers)
                .Select(verdict => (DecisionLists.Moderation, verdict)),
            .. promotions.HighVelocity.Concat(promotions.SocialPillars).Concat(promotions.CarryPotential).Concat(promotions.Climbers)
                .Select(verdict => (DecisionLists.Promotion, verdict)),
        ];
    }

    private static List<Evidence> Numbers(PurgeCandidate candidate, int days) =>
    [
        RuleText.Evidence($"XP {days}d", candidate.Xp),
        RuleText.Evidence($"Boss {days}d", candidate.Boss),
        .. candidate.Messages is { } messages ? [RuleText.Evidence($"Messages {days}d", messages)] : Array.Empty<Evidence>(),
    ];

    /// <summary>One entry a suggestion: one that stood the last time goes on, another begins with the next number.</summary>
    private List<Recommendation> Ledger(List<(string List, Verdict Verdict)> suggestions)
    {
        var open = _known.Open.ToDictionary(entry => (entry.List, entry.Rule, entry.MemberId));
        var next = _known.LastRecommendation;
        return [.. suggestions.DistinctBy(suggestion => (suggestion.List, suggestion.Verdict.Rule, suggestion.Verdict.MemberId)).Select(suggestion =>
        {
            var (list, verdict) = suggestion;
            var before = open.GetValueOrDefault((list, verdict.Rule, verdict.MemberId));
            return new Recommendation
            {
                Id = before?.Id ?? ++next,
                List = list,
                Rule = verdict.Rule,
                MemberId = verdict.MemberId,
                RuleVersion = RuleBook.Version,
                Thresholds = RuleBook.ThresholdsOf(verdict.Rule, request.Rules, request.Settings),
                Reason = verdict.Reason,
                Numbers = verdict.Evidence,
                FirstDay = before?.FirstDay ?? _today,
                LastDay = before is null || before.LastDay < _today ? _today : before.LastDay,
                Nights = before is null ? 1 : before.LastDay < _today ? before.Nights + 1 : before.Nights,
            };
        })];
    }

    private List<DecisionRow> Rows(List<Recommendation> ledger, Section<PurgeReport> purge)
    {
        var status = (purge.Content?.Candidates ?? []).ToDictionary(candidate => candidate.MemberId, candidate => candidate);
        var suggested = ledger
            .GroupBy(entry => (Person: PersonOf(entry.MemberId), entry.List))
            .Select(group => Suggested(group.Key.Person, [.. group], status.GetValueOrDefault(group.First().MemberId)))
            .ToList();
        var shown = suggested.Select(row => (PersonOf(row.MemberId), row.List)).ToHashSet();
        var decided = request.People.Workbook.Standing.Where(standing => !shown.Contains((standing.PersonId, standing.List)))
            .Select(standing => Decided(standing.PersonId, standing.List, standing.Statement))
            .ToList();
        shown.UnionWith(decided.Select(row => (PersonOf(row.MemberId), row.List)));
        var people = shown.Select(key => key.Item1).ToHashSet();
        return
        [
            .. suggested.Concat(decided).Concat(Spared(people))
                .Select((row, place) => (row, place))
                .OrderBy(entry => Rank(entry.row))
                .ThenByDescending(entry => Rank(entry.row) == OldRank ? entry.row.Since!.Value.DayNumber : 0)
                .ThenBy(entry => entry.place)
                .Select(entry => entry.row),
        ];
    }

    private static int Rank(DecisionRow row) => row switch
    {
        { IsWaiting: true } when row.State.StartsWith("since ", StringComparison.Ordinal) => OldRank,
        { IsWaiting: true } => 0,
        { Recommendations.Count: > 0 } => 2,
        { List: DecisionLists.People } => 4,
        _ => 3,
    };

    private DecisionRow Suggested(long person, List<Recommendation> entries, PurgeCandidate? candidate)
    {
        var first = entries.Min(entry => entry.FirstDay);
        var since = candidate is not null && candidate.FirstListed < first ? candidate.FirstListed : first;
        var said = request.People.Workbook.Since(person, entries[0].List, since);
        var isDue = candidate?.Status == PurgeRules.StatusDue;
        var isWaiting = said?.Verdict is null || isDue;
        var isOld = entries.Max(entry => entry.Nights) >= request.Rules.Decisions.OldAfterNights;
        return Row(person, entries[0].List, entries[0].MemberId, said) with
        {
            Suggestion = string.Join(", ", entries.Select(entry => entry.Rule)),
            Why = string.Join(" ", entries.Select(entry => entry.Reason)),
            Since = since,
            IsWaiting = isWaiting,
            State = isDue ? $"due: warned {IsoDay.Of(said!.Since.Date)}"
                : !isWaiting ? $"decided {IsoDay.Of(said!.Since.Date)}"
                : isOld ? $"since {IsoDay.Of(since)}"
                : "needs a decision",
            Recommendations = [.. entries.Select(entry => entry.Id)],
        };
    }

    private DecisionRow Decided(long person, string list, OfficerStatement said)
    {
        var row = Row(person, list, HeadOf(person), said);
        var isAway = row.LeaveUntil is not null && (said.Verdict is null or OfficerVerdicts.Leave);
        return row with
        {
            Why = said.Verdict == OfficerVerdicts.Ignore ? "Left off this list until the word is taken back."
                : isAway ? $"On leave until {IsoDay.Of(row.LeaveUntil!.Value)}."
                : "Not suggested any more.",
            Since = said.Since.Date,
            State = isAway ? "on leave" : said.Verdict is null ? "noted" : $"decided {IsoDay.Of(said.Since.Date)}",
        };
    }

    private IEnumerable<DecisionRow> Spared(HashSet<long> shown) =>
        from person in members.Select(member => member.PersonId).Distinct().Order()
        where !shown.Contains(person)
        let leave = _notes.LeaveUntil(person, request.Now)
        let exempt = _notes.ExemptBecause(person)
        where leave is not null || exempt is not null
        select Row(person, DecisionLists.People, HeadOf(person), null) with
        {
            Suggestion = "",
            Why = exempt is { Length: > 0 } ? $"Exempt: {exempt}" : exempt is not null ? "Exempt." : $"On leave until {IsoDay.Of(leave!.Value)}.",
            State = exempt is not null ? "exempt" : "on leave",
        };

    private DecisionRow Row(long person, string list, long memberId, OfficerStatement? said) => new()
    {
        MemberId = memberId,
        List = list,
        Name = _onRoster.TryGetValue(memberId, out var member) ? member.DisplayName : NameOf(memberId),
        RoleTitle = member?.RoleTitle ?? "left",
        Suggestion = "",
        Why = "",
        State = "",
        Verdict = said?.Verdict,
        LeaveUntil = _notes.LeaveUntil(person, request.Now),
        Note = said?.Note ?? "",
        By = said?.By ?? "",
        DecidedAt = said?.At,
    };

    private long PersonOf(long memberId) => _onRoster.TryGetValue(memberId, out var member)
        ? member.PersonId
        : facts.Members.FirstOrDefault(known => known.Id == memberId)?.PersonId ?? memberId;

    /// <summary>The player a person is listed under: the main, where it is on the roster; else the first of theirs that is.</summary>
    private long HeadOf(long person) => _onRoster.ContainsKey(person)
        ? person
        : members.Where(member => member.PersonId == person).Select(member => (long?)member.Id).Min() ?? person;

    private string NameOf(long memberId) => facts.Members.FirstOrDefault(member => member.Id == memberId)?.DisplayName ?? "";
}
