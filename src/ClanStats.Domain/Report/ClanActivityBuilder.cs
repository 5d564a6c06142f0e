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
        foreach (var quarter in facts.MessageQuarters)
        {
            hours[quarter.Start.HourOfDay] += quarter.Messages;
            var local = TimeZoneInfo.ConvertTime(quarter.Start.ToDateTimeOffset(), request.Settings.TimeZone);
            week[((int)local.DayOfWeek + DaysOfWeek - 1) % DaysOfWeek, local.Hour] += quarter.Messages;
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
    public Split XpSplit() => Sum(day => day.Xp);

    /// <summary>Messages of the 30 days by whose they are; null where Discord is not connected.</summary>
    public Split? MessageSplit() => request.DiscordConnected ? Sum(day => day.Messages) : null;

    private Split Sum(Func<DayFacts, DaySplit> part)
    {
        var days = facts.Days.Select(part).ToList();
        return new Split(days.Sum(day => day.Members), days.Sum(day => day.Former), days.Sum(day => day.Unassigned), days.Sum(day => day.All));
    }

    private List<ClanDay> History()
    {
        var first = request.Now.DayNumber - Days + 1;
        var known = facts.Days.ToDictionary(day => day.Day);
        return
        [
            .. Enumerable.Range(0, Days).Select(index => first + index).Select(day => new ClanDay(
                UtcInstant.StartOfDay(day).Date,
                day >= facts.FirstSnapshotDay ? known.GetValueOrDefault(day)?.Xp.All ?? 0 : null,
                request.DiscordConnected ? known.GetValueOrDefault(day)?.Messages.All ?? 0 : null,
                day == request.Now.DayNumber)),
        ];
    }

    private long? Known(long count) => request.DiscordConnected ? count : null;
}
