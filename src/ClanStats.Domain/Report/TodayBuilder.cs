using ClanStats.Domain.Activity;
using ClanStats.Domain.Rules;

namespace ClanStats.Domain.Report;

/// <summary>Makes the first five seconds: how fresh, how well, four numbers.</summary>
internal static class TodayBuilder
{
    private const double GoodHours = 30;
    private const double WatchHours = 54;
    private const double SeatsShownFromShare = 0.9;

    /// <summary>Builds the part.</summary>
    public static TodaySummary Build(
        ReportRequest request,
        IReadOnlyList<MemberReport> members,
        IReadOnlyList<SourceStatus> sources,
        UtcInstant? dataAsOf,
        ModerationReport moderation,
        Section<PurgeReport> purge)
    {
        var measured = members.Count(member => member.IsMeasured);
        var active = members.Count(IsActive);
        return new TodaySummary(
            Freshness(request, sources, dataAsOf, measured, members.Count),
            State(sources),
            Verdict(active, measured, members.Count, moderation, purge),
            [
                new HeadlineNumber("active_7d", "Active this week", measured == 0 ? null : active, null, measured < members.Count ? $"of {measured} measured" : null),
                new HeadlineNumber("members", "Members", members.Count, null, null),
                new HeadlineNumber(
                    "newcomers", "New in 30 days", members.Count(member => member.JoinedAt > RollingWindow.Month.At(request.Now).Start), null, null),
                Seats(members.Count, request.Settings.MemberCap),
            ]);
    }

    private static bool IsActive(MemberReport member) =>
        member.IsMeasured && (member.Xp.D7.Value > 0 || member.Boss.D7.Value > 0 || member.Messages.D7.Value > 0);

    private static HeadlineNumber Seats(int members, int cap) => members >= SeatsShownFromShare * cap
        ? new HeadlineNumber("seats", "Seats free", Math.Max(0, cap - members), null, $"of {cap}")
        : new HeadlineNumber("seats", "Seats free", null, null, "Not measured");

    private static string Freshness(
        ReportRequest request, IReadOnlyList<SourceStatus> sources, UtcInstant? dataAsOf, int measured, int members)
    {
        var asOf = dataAsOf is { } time ? $"Data as of {time.ToPeople(request.Settings.TimeZone)}" : "No data yet";
        var chat = sources.First(source => source.Key == "discord") switch
        {
            { Connected: false } => "chat not connected",
            { LastCompleteRead: null } => "chat not read yet",
            { MissingDays.Count: 0 } => "chat complete",
            var source => $"chat lacks {source.MissingDays.Count} of 30 days",
        };
        return $"{asOf} · {measured} of {members} measured · {chat}";
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

    private static string Verdict(int active, int measured, int members, ModerationReport moderation, Section<PurgeReport> purge)
    {
        if (measured == 0)
        {
            return $"{members} people are on the roster; none can be measured yet.";
        }

        var named = moderation.LeadershipSlump.Concat(moderation.ChurnRisk).Concat(moderation.SilentRecruits).Concat(moderation.Outliers)
            .Select(verdict => verdict.MemberId)
            .Concat(purge.Content?.Candidates.Select(candidate => candidate.MemberId) ?? [])
            .Distinct().Count();
        var list = named switch
        {
            0 => "Nobody stands on the officers' lists.",
            1 => "One person stands on the officers' lists.",
            _ => $"{named} people stand on the officers' lists.",
        };
        return $"{active} of {measured} measured people were active this week. {list}";
    }
}
