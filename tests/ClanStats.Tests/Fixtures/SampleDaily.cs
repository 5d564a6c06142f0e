using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Tests.Fixtures;

/// <summary>Two years of days of the sample's clan: busy and quiet ones, gaps, and something of every kind that can happen to somebody.</summary>
internal static class SampleDaily
{
    /// <summary>How many days are told.</summary>
    public const int Days = 730;

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
        Calendars = roster.ToDictionary(member => member.Id, member => Calendar(member, discordConnected)),
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
        sbyte[] game = [.. Enumerable.Range(0, Days).Select(day => (sbyte)(((member.Id * 31) + (day * 17) + (day * day % 13)) % 7 - 1))];
        sbyte[] chat = [.. Enumerable.Range(0, Days).Select(day => (sbyte)(((member.Id * 13) + (day * day)) % 6))];
        return new MemberCalendar(game, discordConnected && member.PersonId == member.Id ? chat : null)
        {
            Xp = [.. game.Select((level, day) => Within(DayLevels.Xp, level, day))],
            Messages = [.. chat.Select((level, day) => (int)Within(DayLevels.Messages, level, day % 4))],
        };
    }

    /// <summary>A number of a step, a little above where it begins.</summary>
    private static long Within(IReadOnlyList<long> steps, sbyte level, int more) => level <= 0 ? 0 : steps[level - 1] + more;
}
