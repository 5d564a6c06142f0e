using ClanStats.Domain.Activity;
using ClanStats.Domain.Rules;

namespace ClanStats.Domain.Report;

/// <summary>The numbers of the first page over the spans that led to tonight.</summary>
internal sealed class TodayTrends
{
    private const int Points = HeadlineNumber.TrendPoints;
    private const int Week = 7;
    private const int MonthsShown = 24;
    private readonly ClanFacts _facts;
    private readonly UtcInstant _now;
    private readonly RosterMoves _moves;
    private readonly ReportRequest _request;
    private readonly bool[] _lacksChat = new bool[Points];

    public TodayTrends(ClanFacts facts, ReportRequest request)
    {
        (_facts, _request, _now) = (facts, request, request.Now);
        _moves = RosterMoves.Of(facts, request.Rules.Retention.RepairHours);
        if (request.DiscordConnected)
        {
            FindUnreadChat();
        }
    }

    /// <summary>Whether messages of a day of this week, the run's own aside, are not known: less can be told than in a week that was read.</summary>
    public bool LacksChat => _lacksChat[^1];

    private long FirstDay => _now.DayNumber - (Points * Week) + 1;

    /// <summary>
    /// People on the roster with a game-active or chat-active day (without Discord only the game speaks), in spans of seven UTC days that end with the run's own; null where nobody was
    /// looked at twice, and in earlier weeks where the chat of a day was not read.
    /// </summary>
    public IReadOnlyList<long?> Active()
    {
        var first = FirstDay;
        var stays = _moves.Stays.Where(stay => stay.MemberId is not null).GroupBy(stay => stay.MemberId!.Value).ToDictionary(own => own.Key, own => own.ToArray());
        var people = new HashSet<long>[Points];
        var isSeen = new bool[Points];
        for (var point = 0; point < Points; point++)
        {
            people[point] = [];
        }

        foreach (var member in _facts.Members)
        {
            var days = _facts.Retention.DaysOf(member.Id);
            foreach (var day in Since(days.Seen, first))
            {
                // The first look at somebody tells nothing yet: a step has two ends.
                isSeen[PointOf(day)] |= day != days.Seen[0];
            }

            var own = stays.GetValueOrDefault(member.Id, []);
            foreach (var day in Since(_request.DiscordConnected ? days.Either : days.Game, first))
            {
                var point = PointOf(day);
                isSeen[point] = true;
                if (!people[point].Contains(member.PersonId) && IsHeld(own, day))
                {
                    people[point].Add(member.PersonId);
                }
            }
        }

        var counts = new long?[Points];
        for (var point = 0; point < Points; point++)
        {
            counts[point] = isSeen[point] && (point == Points - 1 || !_lacksChat[point]) ? people[point].Count : null;
        }

        return counts;
    }

    /// <summary>Players whose numbers carried no verdict at the end of each week.</summary>
    /// <param name="tonight">The last point.</param>
    public IReadOnlyList<long?> NotMeasured(int tonight)
    {
        var counts = new long?[Points];
        var roster = new MeasuredRoster(_facts, _request, _moves, Points * Week);
        for (var point = 0; point < Points - 1; point++)
        {
            counts[point] = roster.NotMeasuredAt(EndOf(point));
        }

        counts[^1] = tonight;
        return counts;
    }

    /// <summary>Players on the roster at the end of each week, the last being now.</summary>
    public IReadOnlyList<long?> Members()
    {
        var members = new long?[Points];
        for (var point = 0; point < Points; point++)
        {
            members[point] = _moves.MembersAt(EndOf(point));
        }

        return members;
    }

    /// <summary>
    /// Of who joined in each span of 30 days, the last of which ended 30 days ago so that all of them had their 30 days: how many, and how many were
    /// still there after 30 days. Null where the log does not reach back.
    /// </summary>
    public IReadOnlyList<KeptShare?> Newcomers()
    {
        const int Days = RetentionThresholds.FirstDays;
        var shares = new KeptShare?[Points];
        for (var point = 0; point < Points; point++)
        {
            var end = _now.PlusDays(-Days * (Points - point));
            var span = new TimeWindow(end.PlusDays(-Days), end);
            shares[point] = _moves.LogBegins is { } begin && begin <= span.Start ? _moves.Newcomers(span, Days) : null;
        }

        return shares;
    }

    /// <summary>The last months of the roster, the run's own included.</summary>
    public IReadOnlyList<ClanMonth> Months()
    {
        if (_moves.LogBegins is not { } begin)
        {
            return [];
        }

        var months = new List<ClanMonth>();
        var first = new DateOnly(_now.Date.Year, _now.Date.Month, 1);
        for (var end = _now; months.Count < MonthsShown && begin < end; end = UtcInstant.StartOfDay(first), first = Before(first))
        {
            var start = UtcInstant.StartOfDay(first);

            // A month holds its first instant and not the next month's; spans are closed at their end.
            var span = new TimeWindow(new UtcInstant(start.Milliseconds - 1), end == _now ? end : new UtcInstant(end.Milliseconds - 1));
            months.Add(new ClanMonth(first, _moves.MembersAt(span.End), _moves.Joined(span), _moves.Left(span), end == _now || begin > start));
        }

        months.Reverse();
        return months;
    }

    private int PointOf(long day) => (int)((day - FirstDay) / Week);

    private UtcInstant EndOf(int point) => _now.PlusDays(-Week * (Points - 1 - point));

    /// <summary>A day on which anything was written that is held was read by somebody, be it by the program before this one.</summary>
    private void FindUnreadChat()
    {
        var unread = new SourceCoverage(_facts.Reads, "discord").MissingDays(Points * Week, _now)
            .Select(date => UtcInstant.StartOfDay(date).DayNumber).Where(day => day != _now.DayNumber).ToHashSet();
        if (unread.Count == 0)
        {
            return;
        }

        var first = FirstDay;
        foreach (var days in _facts.Retention.Days.Values)
        {
            foreach (var day in Since(days.Chat, first))
            {
                unread.Remove(day);
            }
        }

        foreach (var day in unread)
        {
            _lacksChat[PointOf(day)] = true;
        }
    }

    private static DateOnly Before(DateOnly month) => month.Month == 1 ? new DateOnly(month.Year - 1, 12, 1) : new DateOnly(month.Year, month.Month - 1, 1);

    private static bool IsHeld(PlayerStay[] stays, int day)
    {
        foreach (var stay in stays)
        {
            if (Holds(stay, day))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Holds(PlayerStay stay, int day) => !(stay.From?.DayNumber > day) && !(stay.To?.DayNumber < day);

    /// <summary>The days from one on, up to the run's own.</summary>
    private ReadOnlySpan<int> Since(int[] days, long first)
    {
        var from = ActiveDays.IndexOf(days, first);
        return days.AsSpan(from, Math.Max(0, ActiveDays.IndexOf(days, _now.DayNumber + 1) - from));
    }
}

/// <summary>Of who joined in a span, how many were still there later.</summary>
/// <param name="Joined">How many joined.</param>
/// <param name="Kept">How many of them were still there.</param>
internal sealed record KeptShare(int Joined, int Kept)
{
    /// <summary>The share in whole per cent; null where nobody joined.</summary>
    public long? Percent => Joined == 0 ? null : (long)Math.Round(100.0 * Kept / Joined, MidpointRounding.AwayFromZero);
}
