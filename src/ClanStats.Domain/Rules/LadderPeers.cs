using ClanStats.Domain.Report;

namespace ClanStats.Domain.Rules;

/// <summary>
/// Who is measured against whom on the ladder: those who hold the same rank today and came to the clan at about the same time. Nobody is
/// compared with oneself, nor with somebody who is not measured.
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
    private readonly Dictionary<long, List<JudgedPerson>?> _compared = [];

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
    /// Of a hundred peers, how many have fewer points at a weekly cut-off; those with as many count half. Null where there are too few peers on
    /// the whole ladder to say so.
    /// </summary>
    public LadderValue? Percentile(JudgedPerson person, int weeksAgo) =>
        Compared(person) is { } peers ? new LadderValue(Standing(_points.Of(person, weeksAgo), peers, weeksAgo), !person.IsMeasured) : null;

    /// <summary>The fewest points with which somebody would stand at a percentile tonight.</summary>
    public long PointsFor(JudgedPerson person, long percentile)
    {
        var peers = Compared(person)!;
        var steps = peers.Select(peer => _points.Of(peer, 0)).Distinct().Order().ToList();
        return new[] { 0L }.Concat(steps.SelectMany(points => new[] { points, points + 1 })).First(points => Standing(points, peers, 0) >= percentile);
    }

    /// <summary>Whether there are enough people on the ladder to compare somebody with.</summary>
    public bool AreEnoughFor(JudgedPerson person) => Compared(person) is not null;

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
    private List<JudgedPerson>? Compared(JudgedPerson person)
    {
        if (!_compared.TryGetValue(person.Id, out var peers))
        {
            IEnumerable<JudgedPerson>[] circles = [Of(person), _everybody.Where(other => _ranks[other.Id] == _ranks[person.Id]), _everybody];
            peers = circles.Select(circle => circle.Where(other => other.IsMeasured && other.Id != person.Id).ToList()).FirstOrDefault(circle => circle.Count >= _fewest);
            _compared.Add(person.Id, peers);
        }

        return peers;
    }

    private int Band(JudgedPerson person)
    {
        var days = person.JoinedAt is { } joined ? _context.Now.WholeDaysSince(joined) : 0;
        return TenureBands.Count(limit => days > limit);
    }
}

/// <summary>The points of the last weeks up to a weekly cut-off, as the composite score reckons them.</summary>
internal sealed class LadderPoints(LadderContext context)
{
    private readonly Dictionary<(long Person, int WeeksAgo), long> _known = [];

    /// <summary>The points of a person; 0 where nothing was counted.</summary>
    public long Of(JudgedPerson person, int weeksAgo)
    {
        if (!_known.TryGetValue((person.Id, weeksAgo), out var points))
        {
            var (xp, boss, messages) = (0L, 0L, 0L);
            foreach (var week in Weeks(person, weeksAgo, LadderFacts.ContributionWeeks))
            {
                (xp, boss, messages) = (xp + week.Xp, boss + week.Boss, messages + week.Messages);
            }

            _known.Add((person.Id, weeksAgo), points = context.Settings.Points(xp, boss, messages));
        }

        return points;
    }

    /// <summary>The person's weeks up to a cut-off, all players together.</summary>
    public IEnumerable<MemberWeek> Weeks(JudgedPerson person, int weeksAgo, int count) => Enumerable.Range(weeksAgo, count).Select(index =>
    {
        var weeks = person.Players.Select(player => context.Facts.Weeks.GetValueOrDefault(player.Id))
            .Where(all => all is not null && index < all.Count).Select(all => all![index]).ToList();
        return new MemberWeek(weeks.Sum(week => week.Xp), weeks.Sum(week => week.Boss), weeks.Sum(week => week.Messages), weeks.Exists(week => week.Played));
    });
}
