using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Exports.Dashboard;

/// <summary>
/// Everything the public page may know. It is made from the report in one place and is all that page's writers are given, so what is not
/// here cannot leak: no state, no verdict, no gain of anybody outside a top list, no order that tells who was quiet.
/// </summary>
/// <param name="Clan">The clan as a whole.</param>
/// <param name="Numbers">Four numbers of the whole clan.</param>
/// <param name="Top">The top lists: the only recent gains with names.</param>
/// <param name="People">Everybody on the roster with totals of a lifetime, most experience first.</param>
/// <param name="Week">What there is to celebrate; holds nobody who is hidden.</param>
/// <param name="Address">Where the page is published; null if nobody said.</param>
internal sealed record PublicClan(
    ClanDrawing Clan,
    IReadOnlyList<HeadlineNumber> Numbers,
    IReadOnlyList<PublicTop> Top,
    IReadOnlyList<PublicPerson> People,
    WeekReport Week,
    string? Address)
{
    /// <summary>Days of a week, to lay the last seven whole days beside the seven before.</summary>
    private const int DaysOfWeek = 7;

    private static readonly Lifetime Unknown = new();

    public static PublicClan From(ClanReport whole)
    {
        var report = WithoutHidden(whole);
        var size = report.Settings.LeaderboardSize;
        var clan = ClanDrawing.From(report);
        return new PublicClan(
            clan,
            FourNumbers(whole, clan),
            [
                Ranked(report, "Most XP in 7 days", "game", size, member => member.Xp.D7),
                Ranked(report, "Most messages in 7 days", "chat", size, member => member.Messages.D7),
                Ranked(report, "Most boss kills in 7 days", "game", size, member => member.Boss.D7),
                Ranked(report, "Most messages in 30 days", "chat", size, member => member.Messages.D30),
                Ranked(report, "Most XP in 30 days", "game", size, member => member.Xp.D30),
                Ranked(report, "Most boss kills in 30 days", "game", size, member => member.Boss.D30),
            ],
            [
                .. report.Members
                    .OrderByDescending(member => member.TotalXp ?? -1)
                    .ThenBy(member => member.Id)
                    .Select(member => new PublicPerson(
                        member.DisplayName, member.TotalXp, member.TotalBoss, member.MessagesTotal.Value,
                        report.Lifetimes.GetValueOrDefault(member.Id, Unknown))),
            ],
            Celebrated(report.Week, report.Hidden),
            report.Settings.PageAddress);
    }

    /// <summary>The report holds nobody hidden there already; this page does not rely on it.</summary>
    private static WeekReport Celebrated(WeekReport week, IReadOnlySet<long> hidden) => week with
    {
        Lists =
        [
            .. week.Lists.Select(list => list with { Lines = [.. list.Lines.Where(line => !hidden.Contains(line.MemberId))] })
                .Where(list => list.Lines.Count > 0),
        ],
    };

    private static ClanReport WithoutHidden(ClanReport report) => report with
    {
        Members = [.. report.Members.Where(member => !report.Hidden.Contains(member.Id))],
        Game = report.Game with
        {
            Records = [.. report.Game.Records.Where(record => !report.Hidden.Contains(record.HolderId))],
            Bosses =
            [
                .. report.Game.Bosses.Select(boss =>
                    boss.Leader is { } leader && report.Hidden.Contains(leader.Id) ? boss with { Leader = null, LeaderKills = 0 } : boss),
            ],
        },
    };

    private static PublicTop Ranked(
        ClanReport report, string title, string signal, int size, Func<MemberReport, Figure<long>> figure) => new(
        title,
        signal,
        [
            .. report.Members
                .Where(member => figure(member).Value > 0)
                .OrderByDescending(member => figure(member).Value)
                .ThenBy(member => member.Id)
                .Take(size)
                .Select(member => new PublicRow(member.DisplayName, figure(member).Value ?? 0)),
        ],
        report.Members.Any(member => figure(member).Value is not null) ? PublicTop.NothingCounted : PublicTop.NotRead);

    private static HeadlineNumber[] FourNumbers(ClanReport report, ClanDrawing clan)
    {
        var whole = clan.History.Where(day => !day.Partial).ToArray();
        return
        [
            new HeadlineNumber("members", "Members", report.Members.Count, null, null),
            GainedInWeek(whole, [.. report.Activity.History.Where(day => !day.Partial).Select(day => day.Xp)]),
            Weekly("messages", "Messages in a week", [.. whole.Select(day => day.Messages)]),
            new HeadlineNumber("kills", "Boss kills in 30 days", KillsOfMonth(report), null, null),
        ];
    }

    /// <summary>The clan's kills; null where nobody's are known.</summary>
    private static long? KillsOfMonth(ClanReport report) =>
        report.Members.Any(member => member.Boss.D30.Value is not null) ? report.Game.Bosses.Sum(boss => boss.Gain30) : null;

    /// <summary>
    /// What was gained is seen at the next look: a week's is known where its last day was looked at and the last day before it. A day in between
    /// that nobody looked at moves nothing out of the week.
    /// </summary>
    private static HeadlineNumber GainedInWeek(ClanDay[] days, long?[] counted)
    {
        bool IsEdgeRead(int back) => days.Length > back && days[^(back + 1)].Xp is not null;

        var number = Weekly("xp", "Gained in a week", counted) with { Unit = "XP" };
        return (IsEdgeRead(0), IsEdgeRead(DaysOfWeek) && IsEdgeRead(2 * DaysOfWeek)) switch
        {
            (true, true) => number,
            (true, false) => number with { Change = null },
            _ => number with { Change = null, Before = null, Note = "the last days are not read yet" },
        };
    }

    private static HeadlineNumber Weekly(string key, string label, long?[] days)
    {
        var now = Total([.. days.TakeLast(DaysOfWeek)]);
        var before = Total([.. days.SkipLast(DaysOfWeek).TakeLast(DaysOfWeek)]);
        return new HeadlineNumber(key, label, now, now - before, null) { Before = "the week before" };
    }

    /// <summary>The sum of seven days; null if any of them is not known.</summary>
    private static long? Total(long?[] days) => days.Length == DaysOfWeek && days.All(value => value is not null) ? days.Sum() : null;
}

/// <summary>A top list.</summary>
/// <param name="Title">What it ranks.</param>
/// <param name="Signal">game or chat.</param>
/// <param name="Rows">Greatest first; nobody with nothing.</param>
/// <param name="Empty">What is said where nobody is on it: nothing happened, or nobody can know.</param>
internal sealed record PublicTop(string Title, string Signal, IReadOnlyList<PublicRow> Rows, string Empty)
{
    /// <summary>It was looked at, and nothing was there.</summary>
    public const string NothingCounted = "Nothing was counted in this time.";

    /// <summary>It was not looked at.</summary>
    public const string NotRead = "No data: it is not read here.";
}

/// <summary>A place in a top list.</summary>
/// <param name="Name">The name as people read it.</param>
/// <param name="Value">The gain.</param>
internal sealed record PublicRow(string Name, long Value);

/// <summary>A member as the public sees one: totals of a lifetime.</summary>
/// <param name="Name">The name as people read it.</param>
/// <param name="TotalXp">Overall experience; null if not known.</param>
/// <param name="TotalBoss">Boss kills; null if not known.</param>
/// <param name="Messages">Messages ever counted; null if not known.</param>
/// <param name="Lifetime">Levels, most kills and what comes next; empty where nothing was ever measured.</param>
internal sealed record PublicPerson(string Name, long? TotalXp, long? TotalBoss, long? Messages, Lifetime Lifetime);
