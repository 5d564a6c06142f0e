using ClanStats.Domain.Activity;
using ClanStats.Domain.Rules;

namespace ClanStats.Domain.Report;

/// <summary>Makes the report's days: what is a gap is a gap, and a day before anything was read is one too.</summary>
internal sealed class DailyBuilder(ClanFacts facts, ReportRequest request, IReadOnlyList<MemberReport> members)
{
    private const string Wom = "wom";
    private const string Discord = "discord";
    private readonly DailyFacts _daily = facts.Daily;
    private readonly Dictionary<string, bool[]> _covered = new(StringComparer.Ordinal);

    /// <summary>Builds them.</summary>
    /// <param name="breaks">Everybody's breaks, where they can be told.</param>
    public DailyReport Build(IReadOnlyList<PersonBreak> breaks)
    {
        _covered[Wom] = Covered(Wom);
        _covered[Discord] = Covered(Discord);
        return new DailyReport
        {
            FirstDay = UtcInstant.StartOfDay(_daily.FirstDay).Date,
            Clan = [.. _daily.Clan.Select(Day)],
            Covered = _covered.ToDictionary(source => source.Key, source => (IReadOnlyList<bool>)source.Value),
            Calendars = members.ToDictionary(member => member.Id, Calendar),
            Events = Events(breaks),
            NewDays = request.Rules.GraceDays,
            Exemptions = Rules.Exemptions.Of(members, request),
        };
    }

    private DailyClan Day(DaySums sums, int index)
    {
        var day = _daily.FirstDay + index;
        var known = facts.FirstSnapshotDay is { } first && day >= first;
        var talk = request.DiscordConnected && (_covered[Discord][index] || sums.Messages > 0);
        return new DailyClan(
            known ? sums.Xp : null,
            known ? sums.Boss : null,
            talk ? sums.Messages : null,
            known ? sums.Players : null,
            talk ? sums.Writers : null);
    }

    /// <summary>Two years of everybody take megabytes: each calendar is laid out when somebody asks for it, and needs nothing of the facts but the days.</summary>
    private Lazy<MemberCalendar> Calendar(MemberReport member)
    {
        var days = _daily.Players.GetValueOrDefault(member.Id);
        var (first, count) = (_daily.FirstDay, _daily.Clan.Count);
        var covered = IsTalkKnown(member) ? _covered[Discord] : null;
        return new Lazy<MemberCalendar>(() => Lay(days, first, count, covered));
    }

    private static MemberCalendar Lay(PlayerDays? days, long first, int count, bool[]? covered)
    {
        var calendar = new DayNumbers(first, count);
        calendar.AddGame(days);
        if (covered is not null)
        {
            calendar.AddChat(days, covered);
        }

        return calendar.ToCalendar();
    }

    /// <summary>Whether any of a member's messages are known at all; silence of somebody unknown says nothing.</summary>
    private static bool IsTalkKnown(MemberReport member) =>
        member.MessagesTotal.Value is not null || member.Messages.All.Any(entry => entry.Figure.Value is not null);

    private bool[] Covered(string source)
    {
        var covered = new bool[_daily.Clan.Count];
        foreach (var read in facts.Reads)
        {
            if (read.Source == source)
            {
                var from = Math.Max(0, read.From.DayNumber - _daily.FirstDay);
                var to = Math.Min(covered.Length - 1, read.To.DayNumber - _daily.FirstDay);
                for (var day = from; day <= to; day++)
                {
                    covered[day] = true;
                }
            }
        }

        return covered;
    }

    private Dictionary<long, IReadOnlyList<PersonEvent>> Events(IReadOnlyList<PersonBreak> breaks)
    {
        var roster = members.Select(member => member.Id).ToHashSet();
        var found = new Dictionary<long, List<PersonEvent>>();
        foreach (var happened in _daily.Events.Concat(breaks.Select(Told)))
        {
            if (roster.Contains(happened.MemberId))
            {
                if (!found.TryGetValue(happened.MemberId, out var list))
                {
                    found.Add(happened.MemberId, list = []);
                }

                list.Add(happened.Kind switch
                {
                    "rank" => happened with { From = Title(happened.From), To = Title(happened.To) },
                    "record" => happened with { From = MetricCatalog.ToTitle(happened.From ?? "") },
                    _ => happened,
                });
            }
        }

        return found.ToDictionary(
            person => person.Key,
            person => (IReadOnlyList<PersonEvent>)[.. person.Value.OrderByDescending(happened => happened.At?.Milliseconds ?? long.MinValue)]);
    }

    private static PersonEvent Told(PersonBreak found) => new(
        found.MemberId, UtcInstant.StartOfDay(found.Back), "break", RuleText.Number(found.Days), null);

    private static string? Title(string? role) => role is null ? null : RoleAuthority.TitleOf(role);
}
