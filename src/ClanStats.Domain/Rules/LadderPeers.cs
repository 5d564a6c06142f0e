using ClanStats.Domain.Report;

namespace ClanStats.Domain.Rules;

/// <summary>
/// Who is measured against whom on the ladder: those who hold the same rank today and came to the clan at about the same time. Nobody is
/// compared with oneself, nor with somebody who is not measured or whose records begin in the weeks compared.
/// </summary>
internal sealed class LadderPeers
{
    private const int Whole = 100;
    private static readonly int[] TenureBands = [30, 90, 180, 365];
    private readonly LadderContext _context;
    private readonly LadderPoints _points;
    private readonly int _fewest;
    private readonly Dictionary<long, int> _ranks;
    private readonly List<JudgedPerson> _everybody;
    private readonly Dictionary<(int Rank, int Band), List<JudgedPerson>> _groups = [];
    private readonly Dictionary<(long Person, int WeeksAgo), List<JudgedPerson>?> _compared = [];
    private readonly Dictionary<int, HashSet<long>> _comparable = [];

    /// <summary>Groups the people on the ladder.</summary>
    /// <param name="ranks">The people on the ladder with the place of their rank.</param>
    /// <param name="context">What the ladder needs beside them.</param>
    /// <param name="points">Their points.</param>
    /// <param name="fewest">With fewer to compare with than this, the circle is drawn wider.</param>
    public LadderPeers(IReadOnlyList<(JudgedPerson Person, int Rank)> ranks, LadderContext context, LadderPoints points, int fewest)
    {
        (_context, _points, _fewest) = (context, points, fewest);
        _ranks = ranks.ToDictionary(entry => entry.Person.Id, entry => entry.Rank);
        _everybody = [.. ranks.Select(entry => entry.Person)];
        foreach (var (person, rank) in ranks)
        {
            var key = (rank, Band(person));
            if (!_groups.TryGetValue(key, out var group))
            {
                _groups.Add(key, group = []);
            }

            group.Add(person);
        }
    }

    /// <summary>The others of the same rank and time in the clan.</summary>
    public IEnumerable<JudgedPerson> Of(JudgedPerson person) => _groups[(_ranks[person.Id], Band(person))].Where(peer => peer.Id != person.Id);

    /// <summary>
    /// Of a hundred peers, how many have fewer points at a weekly cut-off; those with as many count half. Null where too few peers on the
    /// whole ladder are measured to say so.
    /// </summary>
    public LadderValue? Percentile(JudgedPerson person, int weeksAgo) => Compared(person, weeksAgo) is { } peers
        ? new LadderValue(Standing(_points.Of(person, weeksAgo), peers, weeksAgo), !person.IsMeasured || !IsKnown(person, weeksAgo))
        : null;

    /// <summary>The fewest points with which somebody would stand at a percentile tonight.</summary>
    public long PointsFor(JudgedPerson person, long percentile)
    {
        var peers = Compared(person, 0)!;
        var steps = peers.Select(peer => _points.Of(peer, 0)).Distinct().Order().ToList();
        return new[] { 0L }.Concat(steps.SelectMany(points => new[] { points, points + 1 })).First(points => Standing(points, peers, 0) >= percentile);
    }

    /// <summary>Whether there are enough people on the ladder to compare somebody with, measured or not.</summary>
    public bool AreEnough => _everybody.Count > _fewest;

    private long Standing(long own, List<JudgedPerson> peers, int weeksAgo)
    {
        var (below, equal) = (0, 0);
        foreach (var peer in peers)
        {
            var points = _points.Of(peer, weeksAgo);
            below += points < own ? 1 : 0;
            equal += points == own ? 1 : 0;
        }

        return (long)(Whole * (below + (equal / 2m)) / peers.Count);
    }

    /// <summary>Same rank and time; too few: same rank; still too few: the whole ladder; fewer still: nobody.</summary>
    private List<JudgedPerson>? Compared(JudgedPerson person, int weeksAgo)
    {
        if (!_compared.TryGetValue((person.Id, weeksAgo), out var peers))
        {
            IEnumerable<JudgedPerson>[] circles = [Of(person), _everybody.Where(other => _ranks[other.Id] == _ranks[person.Id]), _everybody];
            var comparable = Comparable(weeksAgo);
            peers = circles.Select(circle => circle.Where(other => other.Id != person.Id && comparable.Contains(other.Id)).ToList()).FirstOrDefault(circle => circle.Count >= _fewest);
            _compared.Add((person.Id, weeksAgo), peers);
        }

        return peers;
    }

    /// <summary>Who is measured and known in the weeks up to a cut-off: asked for every pair of people.</summary>
    private HashSet<long> Comparable(int weeksAgo)
    {
        if (!_comparable.TryGetValue(weeksAgo, out var people))
        {
            _comparable.Add(weeksAgo, people = [.. _everybody.Where(person => person.IsMeasured && IsKnown(person, weeksAgo)).Select(person => person.Id)]);
        }

        return people;
    }

    private bool IsKnown(JudgedPerson person, int weeksAgo) => _points.KnownFrom(person, weeksAgo, LadderFacts.ContributionWeeks) is null;

    private int Band(JudgedPerson person)
    {
        var days = person.JoinedAt is { } joined ? _context.Now.WholeDaysSince(joined) : 0;
        return TenureBands.Count(limit => days > limit);
    }
}
