using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Domain.Rules;

/// <summary>Who has earned the next rank, requirement by requirement (docs/definitions.md, "The ladder").</summary>
public sealed class LadderRules
{
    private readonly ClanRules _rules;
    private readonly LadderContext _context;
    private readonly LadderValues _values;
    private readonly IReadOnlyList<LadderRank> _ranks;
    private readonly Dictionary<string, int> _places;
    private readonly LadderPeers _peers;
    private readonly Dictionary<(string Label, long Person), LadderValue?> _present = [];

    private LadderRules(IReadOnlyList<JudgedPerson> everybody, ClanRules rules, LadderContext context, IReadOnlyList<LadderRank> ranks)
    {
        (_rules, _context, _ranks) = (rules, context, ranks);
        _places = ranks.Select((rank, place) => (rank.Role, place)).ToDictionary(rank => rank.Role, rank => rank.place, StringComparer.OrdinalIgnoreCase);
        var points = new LadderPoints(context);
        _peers = new LadderPeers(
            [.. everybody.Where(person => PlaceOf(person) is not null).Select(person => (person, PlaceOf(person)!.Value))], context, points, rules.Ladder.MinPeers);
        _values = new LadderValues(context, points, _peers);
    }

    /// <summary>Judges the people on the ladder.</summary>
    /// <param name="members">The whole roster.</param>
    /// <param name="rules">The clan's rules.</param>
    /// <param name="people">The officers' notes.</param>
    /// <param name="context">What the ladder needs beside them.</param>
    /// <returns>Unavailable where there is no ladder.</returns>
    public static Section<LadderReport> Judge(IReadOnlyList<MemberReport> members, ClanRules rules, PeopleNotes people, LadderContext context)
    {
        var roles = new RoleAuthority(rules.Roles);
        var ranks = RanksOf(rules.Ladder, roles, context.RoleOrder);
        if (ranks.Count < 2)
        {
            return Section<LadderReport>.Unavailable(context.RoleOrder.Count == 0
                ? "there is no ladder: the group has no order of roles on Wise Old Man, and rules.yaml names no ranks"
                : "there is no ladder: the group's order of roles holds fewer than two ranks below the offices, and rules.yaml names none");
        }

        var everybody = JudgedPerson.On(members, roles);
        var judge = new LadderRules(everybody, rules, context, ranks);
        var onLadder = everybody.Where(person => judge.PlaceOf(person) is not null).ToList();
        var promotable = Promotable.Of(onLadder, PeopleOnRoster.Match(members, people));
        var climbing = promotable.People.Where(person => judge.PlaceOf(person) < ranks.Count - 1).Select(judge.Climb).ToList();
        return Section<LadderReport>.Of(new LadderReport(
            rules.Ladder.Ranks.Count > 0 ? "Ranks of rules.yaml" : "The group's own order of roles",
            ranks,
            [
                .. climbing.OrderBy(person => person.Status)
                    .ThenByDescending(person => person.CutOffsPassed)
                    .ThenBy(person => person.Checks.Count(check => check.Passed != true))
                    .ThenBy(person => person.MemberId),
            ],
            [.. Notes(everybody.Count - onLadder.Count, promotable, climbing.Count, context.DiscordConnected)]));
    }

    private static IReadOnlyList<LadderRank> RanksOf(LadderSettings ladder, RoleAuthority roles, IReadOnlyList<string> order)
    {
        if (ladder.Ranks.Count > 0)
        {
            return ladder.Ranks;
        }

        return
        [
            .. order.Reverse().Where(role => !roles.IsOfficer(role)).Distinct(StringComparer.OrdinalIgnoreCase).Select((role, step) => new LadderRank(role)
            {
                TenureDays = (long)ladder.TenureDaysPerStep * step,
                ActiveWeeks = step == 0 ? 0 : ladder.ActiveWeeks,
                Contribution = (long)ladder.ContributionPerStep * step,
                PointsPercentile = step == 0 ? 0 : ladder.PointsPercentile,
                NoOpenFlag = ladder.NoOpenFlag,
            }),
        ];
    }

    private static IEnumerable<string> Notes(int elsewhere, Promotable promotable, int climbing, bool isDiscordConnected)
    {
        if (elsewhere > 0)
        {
            yield return $"On no rank of the ladder: {RuleText.People(elsewhere)}.";
        }

        foreach (var line in promotable.LeftOut)
        {
            yield return line;
        }

        if (climbing < promotable.People.Count)
        {
            yield return $"At the top of the ladder: {RuleText.People(promotable.People.Count - climbing)}.";
        }

        if (!isDiscordConnected)
        {
            yield return "Discord is not connected: only the game counts.";
        }
    }

    private LadderPerson Climb(JudgedPerson person)
    {
        var next = _ranks[PlaceOf(person)!.Value + 1];
        var requirements = _values.Of(_peers.AreEnough ? next : next with { PointsPercentile = 0 });
        var checks = requirements.Select(requirement => Check(person, requirement)).ToList();
        var passed = 0;
        while (passed < _rules.Ladder.CutOffs && requirements.All(requirement => Passes(requirement, requirement.Value(person, passed)) == true))
        {
            passed++;
        }

        var status = true switch
        {
            _ when passed >= _rules.Ladder.CutOffs => LadderStatus.Suggested,
            _ when passed > 0 => LadderStatus.Passing,
            _ when checks.Exists(check => check.Passed == false) => LadderStatus.NotYet,
            _ => LadderStatus.NotKnown,
        };
        return new LadderPerson(
            person.Id,
            person.Head.DisplayName,
            person.Head.RoleTitle,
            next.Role,
            RoleAuthority.TitleOf(next.Role),
            status,
            passed,
            status == LadderStatus.Passing ? _context.CutOff(passed - _rules.Ladder.CutOffs).Date : null,
            SmallestChange(checks),
            checks);
    }

    private LadderCheck Check(JudgedPerson person, LadderRequirement requirement)
    {
        var value = Present(requirement, person);
        var passed = Passes(requirement, value);
        var change = (passed, value) switch
        {
            (null, _) => Waits(requirement, person),
            _ when requirement.Change is { } told => told(person),
            (false, { } known) => $"{RuleText.Number(requirement.Needed - known.Amount)} more",
            (true, { } known) when requirement.CanFall => $"{RuleText.Number(known.Amount - requirement.Needed)} to spare",
            _ => "",
        };
        return new LadderCheck(
            requirement.Label, requirement.Needed, value?.Amount, value?.IsLowerBound == true, requirement.HasPeers ? MedianOfPeers(person, requirement) : null, passed, change)
        {
            IsLimit = requirement.IsLimit,
        };
    }

    private static string Waits(LadderRequirement requirement, JudgedPerson person) =>
        requirement.KnownFrom?.Invoke(person) is { } day ? $"not enough history until {IsoDay.Of(day)}" : "";

    /// <summary>A lower bound that is high enough passes; one that is not says nothing.</summary>
    private static bool? Passes(LadderRequirement requirement, LadderValue? value) => value switch
    {
        null => null,
        { } known when requirement.IsLimit => known.Amount <= requirement.Needed,
        { } known when known.Amount >= requirement.Needed => true,
        { IsLowerBound: true } => null,
        _ => false,
    };

    private double? MedianOfPeers(JudgedPerson person, LadderRequirement requirement)
    {
        var values = _peers.Of(person)
            .Select(peer => Present(requirement, peer))
            .Where(value => value is { IsLowerBound: false })
            .Select(value => value!.Value.Amount).Order().ToList();
        return Medians.OfSorted(values);
    }

    /// <summary>Tonight's value; each is asked for by every peer.</summary>
    private LadderValue? Present(LadderRequirement requirement, JudgedPerson person)
    {
        var key = (requirement.Label, person.Id);
        if (!_present.TryGetValue(key, out var value))
        {
            _present.Add(key, value = requirement.Value(person, 0));
        }

        return value;
    }

    private static string SmallestChange(List<LadderCheck> checks)
    {
        var failed = checks.Where(check => check.Passed == false).ToList();
        if (failed.Count > 0)
        {
            return "needs " + string.Join(" and ", failed.Select(check => $"{(check.IsLimit ? "no " : "")}{check.Change} ({check.Label})"));
        }

        var unknown = checks.Where(check => check.Passed is null).ToList();
        if (unknown.Count > 0)
        {
            return "not known: " + string.Join(", ", unknown.Select(check => check.Change.Length == 0 ? check.Label : $"{check.Label} ({check.Change})"));
        }

        // Of what can be lost again, the one with the least to spare in proportion.
        return checks.Where(check => check is { Change.Length: > 0, Needed: > 0 }).MinBy(check => (check.Value!.Value - check.Needed) / (double)check.Needed) is { } tightest
            ? $"{tightest.Change} ({tightest.Label})"
            : "nothing can be lost again";
    }

    private int? PlaceOf(JudgedPerson person) => _places.TryGetValue(person.Role.Name, out var place) ? place : null;
}
