using ClanStats.Domain.Activity;
using ClanStats.Domain.Rules;

namespace ClanStats.Domain.Report;

/// <summary>Makes the first five seconds: how fresh, how well, four numbers, who needs somebody.</summary>
internal sealed class TodayBuilder(ClanFacts facts, ReportRequest request, IReadOnlyList<MemberReport> members)
{
    private const double GoodHours = 30;
    private const double WatchHours = 54;
    private const double SeatsShownFromShare = 0.9;

    /// <summary>Up to this share of the week before, a change is none to speak of.</summary>
    private const double SteadyShare = 0.05;

    private const int WordsUpTo = 10;
    private static readonly string[] Words = ["Nobody", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];
    private readonly TodayTrends _trends = new(facts, request);
    private readonly int _measured = members.Count(member => member.IsMeasured);

    /// <summary>Builds the part.</summary>
    public TodaySummary Build(
        IReadOnlyList<SourceStatus> sources, UtcInstant? dataAsOf, IReadOnlyList<BannedReturn> banned, DecisionsReport decisions, RetentionReport? retention)
    {
        var (actions, more) = TodayActions.Choose(members, banned, decisions, retention, request.Rules, request.Now);
        var active = Active();
        return new TodaySummary(Freshness(sources, dataAsOf), State(sources), Verdict(active, decisions), [active, Members(), Newcomers(), SeatsOrNotMeasured()])
        {
            Actions = actions,
            MoreActions = more,
            Months = _trends.Months(),
        };
    }

    /// <summary>A week of which chat is missing counts too few people: it is told, and compared with no other.</summary>
    private HeadlineNumber Active()
    {
        var number = Followed(new HeadlineNumber("active_7d", "Active this week", null, null, null), _trends.Active());
        return number.Value is not null && _trends.LacksChat ? number with { Change = null, Before = null, Note = "at least: chat of some days is not read" } : number;
    }

    private HeadlineNumber Members()
    {
        var trend = _trends.Members();
        return Followed(new HeadlineNumber("members", "Members", null, null, null), trend[^1] is null ? [] : trend) with { Value = members.Count };
    }

    /// <summary>The share of those who had their first days: who joined after them cannot have stayed yet.</summary>
    private HeadlineNumber Newcomers()
    {
        var shares = _trends.Newcomers();
        var note = shares[^1] switch
        {
            null => null,
            { Joined: 0 } => "nobody joined in time to tell",
            var last => $"{last.Kept} of {last.Joined} stayed {RetentionThresholds.FirstDays} days",
        };
        return Followed(new HeadlineNumber("newcomers", "Newcomers kept", null, null, note), [.. shares.Select(share => share?.Percent)]) with
        {
            Unit = "%",
            Before = "the month before",
            TrendSpan = "months",
        };
    }

    /// <summary>Free seats interest a clan that is nearly full; in any other the place is for who could not be measured.</summary>
    private HeadlineNumber SeatsOrNotMeasured()
    {
        var cap = request.Settings.MemberCap;
        if (members.Count < SeatsShownFromShare * cap)
        {
            return Followed(
                new HeadlineNumber("not_measured", "Not measured", null, null, $"of {RuleText.Of(members.Count, "member", "members")}"),
                _trends.NotMeasured(members.Count - _measured));
        }

        var trend = _trends.Members();
        return Followed(new HeadlineNumber("seats", "Seats free", null, null, $"of {cap}"), trend[^1] is null ? [] : [.. trend.Select(count => Seats(count, cap))]) with
        {
            Value = Seats(members.Count, cap),
        };
    }

    private static long? Seats(long? count, int cap) => count is { } known ? Math.Max(0, cap - known) : null;

    private static HeadlineNumber Followed(HeadlineNumber number, IReadOnlyList<long?> trend) => trend.Count == 0 ? number : number with
    {
        Value = trend[^1],
        Change = trend[^1] - trend[^2],
        Before = "the week before",
        Trend = trend,
    };

    private string Freshness(IReadOnlyList<SourceStatus> sources, UtcInstant? dataAsOf)
    {
        var asOf = dataAsOf is { } time ? $"Data as of {time.ToPeople(request.Settings.TimeZone)}" : "No data yet";
        var chat = sources.First(source => source.Key == "discord") switch
        {
            { Connected: false } => "chat not connected",
            { LastCompleteRead: null } => "chat not read yet",
            { MissingDays.Count: 0 } => "chat complete",
            var source => $"chat lacks {source.MissingDays.Count} of 30 days",
        };
        return $"{asOf} · {_measured} of {members.Count} measured · {chat}";
    }

    private static string State(IReadOnlyList<SourceStatus> sources)
    {
        var connected = sources.Where(source => source.Connected).ToList();
        if (connected.Any(source => source.AgeHours is null or > WatchHours))
        {
            return "act";
        }

        return connected.Any(source => source.AgeHours > GoodHours || source.Failures.Count > 0) ? "watch" : "good";
    }

    private string Verdict(HeadlineNumber active, DecisionsReport decisions)
    {
        if (active.Value is not { } count)
        {
            var why = _measured == 0 ? "none can be measured yet" : "no new records came in this week, so that nobody can say who was active";
            return $"{RuleText.People(members.Count)} {(members.Count == 1 ? "is" : "are")} on the roster; {why}.";
        }

        var waiting = Waiting(decisions);
        var list = waiting == 1 ? "One person needs a decision." : $"{(waiting <= WordsUpTo ? Words[waiting] : RuleText.Number(waiting))} {(waiting == 0 ? "needs" : "need")} a decision.";
        var were = $"{RuleText.People((int)count)} {(count == 1 ? "was" : "were")} active this week";
        return (active.Change, count - active.Change) switch
        {
            ({ } change, { } before) => $"{Course(change, before)}: {were}, {Against(change)}. {list}",
            _ => $"{were}. {list}",
        };
    }

    private static string Course(long change, long before) => change switch
    {
        _ when Math.Abs(change) <= Math.Max(1, SteadyShare * before) => "Steady",
        > 0 => "Livelier",
        _ => "Quieter",
    };

    private static string Against(long change) => change switch
    {
        > 0 => $"{RuleText.Number(change)} more than last",
        < 0 => $"{RuleText.Number(-change)} fewer than last",
        _ => "as many as last",
    };

    private int Waiting(DecisionsReport decisions)
    {
        var persons = members.ToDictionary(member => member.Id, member => member.PersonId);
        return decisions.Waiting.Select(row => persons.GetValueOrDefault(row.MemberId, row.MemberId)).Distinct().Count();
    }
}
