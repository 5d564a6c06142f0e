using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Tests.Fixtures;

/// <summary>The first view and the week of <see cref="SampleReport"/>, with the names players really choose.</summary>
internal static class SampleToday
{
    /// <summary>A steady week: one number without its past, one that is not known, and a gap in a trend.</summary>
    public static TodaySummary Create(IReadOnlyList<MemberReport> roster, bool discordConnected)
    {
        var measured = roster.Count(member => member.IsMeasured);
        var chat = discordConnected ? "chat 28 of 30 days" : "chat not connected";
        var active = roster.Count(member => member.State is MemberState.Both or MemberState.GameOnly or MemberState.ChatOnly);
        return new TodaySummary(
            roster.Count == 0 ? "No data yet" : $"Data as of {SampleReport.Now.PlusHours(-4).ToPeople()}, 4 h ago · {measured} of {roster.Count} measured · {chat}",
            roster.Count == 0 ? "act" : discordConnected ? "watch" : "good",
            $"Steady: {active} people were active this week, 6 fewer than last.",
            [
                new HeadlineNumber("active_7d", "Active this week", active, -6, null)
                {
                    Before = "the week before", Trend = [null, null, active - 3, active + 1, active, null, active + 2, null, active - 4, active, active + 6, active],
                },
                new HeadlineNumber("members", "Members", roster.Count, 3, null) { Before = "the week before", Trend = [.. Enumerable.Repeat((long?)roster.Count, 12)] },
                new HeadlineNumber("newcomers", "Newcomers kept", null, null, null) { Unit = "%", Before = "the month before", TrendSpan = "months", Trend = new long?[12] },
                new HeadlineNumber("not_measured", "Not measured", roster.Count - measured, -2, $"of {roster.Count} members")
                {
                    Before = "the week before", Trend = [.. Enumerable.Range(0, 12).Select(week => week < 2 ? null : (long?)roster.Count - measured + (2 * (11 - week)))],
                },
            ])
        {
            Actions =
            [
                .. roster.OrderBy(member => member.Id).Take(TodayAction.Most).Select((member, index) => new TodayAction(
                    index < 2 ? "act" : index < 4 ? "watch" : "good", member.Id, member.DisplayName, "is back after 34 days", "Active again since 2026-01-01.",
                    index == 4 ? new DateOnly(2025, 12, 29) : null)),
            ],
            MoreActions = roster.Count > TodayAction.Most ? 7 : 0,
            Months = Months(roster.Count),
        };
    }

    /// <summary>A list of every kind about everybody with a name that tries something.</summary>
    public static WeekReport Week(IReadOnlyList<MemberReport> roster)
    {
        (string Key, string Title)[] kinds =
        [
            ("pets", "Pets"), ("drops", "Drops"), ("levels", "Levels"), ("collection_log", "Collection log"), ("records", "Records"), ("milestones", "Milestones"),
            ("newcomers", "Newcomers"), ("years", "Years in the clan"),
        ];
        return new WeekReport(
            RollingWindow.Week.At(SampleReport.Now),
            roster.Count == 0
                ? []
                : [.. kinds.Select((kind, index) => new WeekList(
                    kind.Key, kind.Title,
                    [.. roster.Skip(index).Take(3 + index).Select(member => new WeekLine(member.Id, member.DisplayName, "<b>Pebble</b> & =1+1"))], index % 3))],
            IsChatRead: true);
    }

    /// <summary>Everybody's lifetime, as far as they were ever measured.</summary>
    public static IReadOnlyDictionary<long, Lifetime> Lifetimes(IReadOnlyList<MemberReport> roster)
    {
        string[] skills = ["attack", "fishing", "cooking"];
        return roster.Where(member => member.TotalXp is not null).ToDictionary(member => member.Id, member => new Lifetime
        {
            TotalLevel = 1_500 + (member.Id % 700),
            Mastered = [.. skills.Take((int)(member.Id % 4))],
            Bosses = [new LifetimeBoss("zulrah", 100 + member.Id, member.Id % 9 == 0), new LifetimeBoss("vorkath", 12, IsClanRecord: false)],
            Next = [new NextMilestone("slayer", "level", 12_000_000, 13_034_431), new NextMilestone("overall", "experience", 180_000_000, 200_000_000), new NextMilestone("zulrah", "kills", 100 + member.Id, 50_000)],
        });
    }

    private static List<ClanMonth> Months(int members)
    {
        var months = new List<ClanMonth>();
        var first = new DateOnly(2024, 2, 1);
        for (var month = 0; month < 24; month++)
        {
            months.Add(new ClanMonth(first, month < 2 ? null : Math.Max(0, members - 24 + month), month % 5 * 3, month % 4, month is 0 or 23));
            first = first.AddMonths(1);
        }

        return members == 0 ? [] : months;
    }
}
