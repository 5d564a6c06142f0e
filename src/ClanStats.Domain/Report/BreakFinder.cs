using ClanStats.Domain.Activity;
using ClanStats.Domain.Rules;

namespace ClanStats.Domain.Report;

/// <summary>Finds who was there often, was away for long with neither signal, and came back.</summary>
internal sealed class BreakFinder(ClanFacts facts, RetentionThresholds rules, UtcInstant now, ChatKnowledge chat)
{
    private const int Week = 7;
    private readonly long _today = now.DayNumber;

    /// <summary>Builds the part.</summary>
    public Section<BreakReport> Build()
    {
        var people = facts.Members.Where(member => member.IsCurrent).GroupBy(member => member.PersonId)
            .Select(players => (Head: players.FirstOrDefault(player => player.Id == players.Key) ?? players.First(), Days: Days(players)))
            .Where(person => person.Days.Seen.Length > 0)
            .OrderBy(person => person.Head.Id)
            .ToList();
        if (people.Count == 0)
        {
            return Section<BreakReport>.Unavailable("nobody has been tracked yet");
        }

        var first = people.Min(person => person.Days.Seen[0]);
        var enough = first + rules.BreakActiveWithin + rules.BreakDays;
        if (enough > _today)
        {
            return Section<BreakReport>.Unavailable($"not enough history until {IsoDay.Of(UtcInstant.StartOfDay(enough).Date)}");
        }

        var breaks = people.Select(person => (person.Head, person.Days, Breaks: Breaks(person.Head.Id, person.Days).ToList())).ToList();
        var judged = breaks.SelectMany(person => person.Breaks.Select(found => StillActive(person.Days, found))).OfType<bool>().ToList();
        return Section<BreakReport>.Of(new BreakReport(
            [
                .. breaks.SelectMany(person => person.Breaks.Where(found => found.Back > _today - rules.WelcomeDays).Select(found => Returned(person.Head, person.Days, person.Breaks, found)))
                    .OrderByDescending(person => person.Back).ThenBy(person => person.MemberId),
            ],
            judged.Count,
            judged.Count(active => active),
            Medians.Of(breaks.SelectMany(person => person.Breaks).Select(found => (double)found.Length)),
            people.Count,
            Notes())
        {
            All = [.. breaks.SelectMany(person => person.Breaks, (person, found) => new PersonBreak(person.Head.Id, found.Back, found.Length))],
        });
    }

    private ActiveDays Days(IEnumerable<MemberFacts> players) => ActiveDays.Together(players.Select(player => facts.Retention.DaysOf(player.Id)));

    private IEnumerable<Break> Breaks(long member, ActiveDays days)
    {
        var active = chat.IsConnected ? days.Either : days.Game;
        for (var i = 1; i < active.Length && active[i] <= _today; i++)
        {
            var found = new Break(active[i - 1], active[i]);
            if (found.Length >= rules.BreakDays
                && ActiveDays.Count(active, found.Last - rules.BreakActiveWithin + 1, found.Last + 1) >= rules.BreakActiveDays
                && IsWatched(member, days, found))
            {
                yield return found;
            }
        }
    }

    /// <summary>Whether a signal during the break would have been noticed: snapshots all along it, and messages known.</summary>
    private bool IsWatched(long member, ActiveDays days, Break found)
    {
        long before = found.Last;
        while (before < found.Back)
        {
            var next = ActiveDays.FirstFrom(days.Seen, before + 1) is { } seen && seen < found.Back ? seen : found.Back;
            if (next - before - 1 > rules.BreakBlindDays)
            {
                return false;
            }

            before = next;
        }

        return !chat.IsConnected || chat.IsKnown(member, new TimeWindow(UtcInstant.StartOfDay(found.Last), UtcInstant.StartOfDay(found.Back)));
    }

    private bool? StillActive(ActiveDays days, Break found)
    {
        var from = found.Back + rules.StillActiveAfterDays;
        var active = chat.IsConnected ? days.Either : days.Game;
        return ActiveDays.Count(active, from, Math.Min(from + Week, _today + 1)) > 0 ? true : from + Week <= _today ? false : null;
    }

    private ReturnedPerson Returned(MemberFacts head, ActiveDays days, List<Break> all, Break found) => new(
        head.Id,
        head.DisplayName,
        UtcInstant.StartOfDay(found.Last).Date,
        UtcInstant.StartOfDay(found.Back).Date,
        found.Length,
        ActiveDays.Count(chat.IsConnected ? days.Either : days.Game, found.Back, _today + 1),
        StillActive(days, found),
        all.Count > 1 ? Medians.Of(all.Select(other => (double)other.Length)) : null);

    private List<string> Notes() =>
    [
        $"A break: at least {rules.BreakDays} days with neither a gain nor a message, after at least {rules.BreakActiveDays} active days of {rules.BreakActiveWithin}; "
            + $"snapshots at most {rules.BreakBlindDays} days apart.",
        $"Still active: active again within a week after {rules.StillActiveAfterDays} days.",
        .. chat.IsConnected ? Array.Empty<string>() : ["Discord is not connected: only the game speaks."],
    ];

    /// <summary>A stretch without a signal between two active days.</summary>
    private readonly record struct Break(int Last, int Back)
    {
        public int Length => Back - Last - 1;
    }
}
