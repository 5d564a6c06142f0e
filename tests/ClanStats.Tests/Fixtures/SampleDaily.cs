using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Tests.Fixtures;

/// <summary>Two years of days of the sample's clan: busy and quiet ones, gaps, and something of every kind that can happen to somebody.</summary>
internal static class SampleDaily
{
    /// <summary>How many days are told.</summary>
    public const int Days = 730;

    /// <summary>The experience of a day on which a boss was killed and nothing else counted.</summary>
    private const long OfKillsAlone = 0;

    /// <summary>Days at the end that Discord's reads do not cover.</summary>
    private const int ChatGap = 10;

    public static DailyReport Create(IReadOnlyList<MemberReport> roster, bool discordConnected, UtcInstant now) => new()
    {
        FirstDay = now.PlusDays(1 - Days).Date,
        NewDays = 30,
        Clan =
        [
            .. Enumerable.Range(0, Days).Select(day => new DailyClan(
                day < 20 ? null : 1_000_000L * (1 + (day % 7)), day < 20 ? null : 40 + day, discordConnected ? 100 + (day % 7 * 20) : null, 10 + (day % 5), 8)),
        ],
        Covered = new Dictionary<string, IReadOnlyList<bool>>
        {
            ["wom"] = [.. Enumerable.Repeat(true, Days)],
            ["discord"] = [.. Enumerable.Range(0, Days).Select(day => day is < Days - ChatGap or >= Days - ChatGap + 2)],
        },
        Calendars = roster.ToDictionary(member => member.Id, member => new Lazy<MemberCalendar>(Calendar(member, discordConnected))),
        Events = roster.Where(member => member.Id % 3 == 0).ToDictionary(
            member => member.Id,
            member => (IReadOnlyList<PersonEvent>)
            [
                new PersonEvent(member.Id, now.PlusDays(-5), "record", "Zulrah", "4021"),
                new PersonEvent(member.Id, now.PlusDays(-40), "rank", "Prospector", member.RoleTitle),
                new PersonEvent(member.Id, now.PlusDays(-80), "break", "33", null),
                new PersonEvent(member.Id, now.PlusDays(-120), "renamed", "Old Name", member.DisplayName),
                new PersonEvent(member.Id, now.PlusDays(-400), "joined", null, null),
                new PersonEvent(member.Id, null, "left", null, null),
            ]),
        Exemptions = roster.Take(2).ToDictionary(member => member.Id, _ => (IReadOnlyList<string>)["on leave until 2026-02-01"]),
    };

    private static MemberCalendar Calendar(MemberReport member, bool discordConnected)
    {
        int[] game = [.. Enumerable.Range(0, Days).Select(day => (int)(((member.Id * 31) + (day * 17) + (day * day % 13)) % 7 - 1))];
        int[] chat = [.. Enumerable.Range(0, Days).Select(day => (int)(((member.Id * 13) + (day * 7) + (day * day % 11)) % 6))];
        return new MemberCalendar([.. game.Select(State)], discordConnected && member.PersonId == member.Id ? [.. chat.Select(State)] : null)
        {
            Xp = [.. game.Select((step, day) => step == 1 && day % 5 == 0 ? OfKillsAlone : Within(DayLevels.Xp, step, day))],
            Messages = [.. chat.Select((step, day) => (int)Within(DayLevels.Messages, step, day))],
        };
    }

    private static sbyte State(int step) => (sbyte)Math.Sign(step);

    /// <summary>A number of a step: where it begins, one below where the next does, or a little above where it begins.</summary>
    private static long Within(IReadOnlyList<long> steps, int step, int day) => step <= 0 ? 0 : (day % 3) switch
    {
        0 => steps[step - 1],
        1 when step < steps.Count => steps[step] - 1,
        _ => steps[step - 1] + (day % 4),
    };
}
