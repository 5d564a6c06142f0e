using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Report;

/// <summary>The clan's days and hours. Every message of the clan counts, whoever wrote it; experience counts former members too.</summary>
internal sealed class ClanActivityBuilder(ClanFacts facts, ReportRequest request)
{
    private const int Days = 30;
    private const int HoursOfDay = 24;
    private const int DaysOfWeek = 7;

    /// <summary>Builds the part.</summary>
    public ClanActivity Build(IReadOnlyList<MemberReport> members)
    {
        var hours = new long[HoursOfDay];
        var week = new long[DaysOfWeek, HoursOfDay];
        foreach (var bucket in facts.MessageBuckets)
        {
            hours[bucket.Start.HourOfDay] += bucket.All;
            var local = TimeZoneInfo.ConvertTime(bucket.Start.ToDateTimeOffset(), request.Settings.TimeZone);
            week[((int)local.DayOfWeek + DaysOfWeek - 1) % DaysOfWeek, local.Hour] += bucket.All;
        }

        return new ClanActivity
        {
            History = History(),
            HourOfDay = [.. hours.Select(Known)],
            HourOfWeek = [.. Enumerable.Range(0, DaysOfWeek).Select(day => (IReadOnlyList<long?>)[.. Enumerable.Range(0, HoursOfDay).Select(hour => Known(week[day, hour]))])],
            Correlation =
            [
                .. members.Where(member => member is { Xp.D7.Value: not null, Messages.D7.Value: not null }
                        && (member.Xp.D7.Value > 0 || member.Messages.D7.Value > 0))
                    .OrderBy(member => member.Id)
                    .Select(member => new CorrelationPoint(member.Id, member.DisplayName, member.Messages.D7.Value!.Value, member.Xp.D7.Value!.Value)),
            ],
        };
    }

    /// <summary>Experience of the 30 days by whose it is: current or former members; there is none of nobody's.</summary>
    public Split XpSplit()
    {
        var current = facts.Members.Where(member => member.IsCurrent).Select(member => member.Id).ToHashSet();
        long members = 0, former = 0;
        foreach (var (member, _, xp) in Steps())
        {
            if (current.Contains(member))
            {
                members += xp;
            }
            else
            {
                former += xp;
            }
        }

        return new Split(members, former, 0, members + former);
    }

    /// <summary>Messages of the 30 days by whose they are; null where Discord is not connected.</summary>
    public Split? MessageSplit() => !request.DiscordConnected
        ? null
        : new Split(
            facts.MessageBuckets.Where(InHistory).Sum(bucket => bucket.Members),
            facts.MessageBuckets.Where(InHistory).Sum(bucket => bucket.Former),
            facts.MessageBuckets.Where(InHistory).Sum(bucket => bucket.Unassigned),
            facts.MessageBuckets.Where(InHistory).Sum(bucket => bucket.All));

    private List<ClanDay> History()
    {
        var first = request.Now.DayNumber - Days + 1;
        var xp = new long?[Days];
        foreach (var (_, day, gained) in Steps())
        {
            xp[day - first] = (xp[day - first] ?? 0) + gained;
        }

        var firstKnown = facts.DayPoints.Count == 0 ? long.MaxValue : facts.DayPoints.Min(point => point.At.DayNumber);
        var messages = facts.MessageBuckets.Where(InHistory).ToLookup(bucket => bucket.Start.DayNumber, bucket => bucket.All);
        return
        [
            .. Enumerable.Range(0, Days).Select(index => new ClanDay(
                UtcInstant.StartOfDay(first + index).Date,
                xp[index] ?? (first + index >= firstKnown ? 0 : null),
                request.DiscordConnected ? messages[first + index].Sum() : null,
                first + index == request.Now.DayNumber)),
        ];
    }

    private IEnumerable<(long Member, long Day, long Xp)> Steps()
    {
        var first = request.Now.DayNumber - Days + 1;
        DayPoint? before = null;
        foreach (var point in facts.DayPoints)
        {
            if (before is not null && before.MemberId == point.MemberId && point.At.DayNumber >= first)
            {
                yield return (point.MemberId, point.At.DayNumber, point.XpGained - before.XpGained);
            }

            before = point;
        }
    }

    private bool InHistory(MessageBucket bucket) => bucket.Start.DayNumber > request.Now.DayNumber - Days;

    private long? Known(long count) => request.DiscordConnected ? count : null;
}
