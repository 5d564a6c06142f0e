using System.Globalization;

namespace ClanStats.Harvest.WiseOldMan;

/// <summary>
/// How the missing history is read: by player, with ranks and every snapshot, whenever that takes at most an hour by the own pacing; else by
/// day, at one request for the whole group, with two snapshots a member and day and without ranks.
/// </summary>
/// <param name="ByPlayer">Whose history is read by player.</param>
/// <param name="ByDay">Whose history is read by day.</param>
/// <param name="PlayerRequests">About how many requests by player it takes.</param>
/// <param name="DayRequests">How many requests by day it takes at most.</param>
/// <param name="Rpm">Own pacing in requests a minute; 0 = none.</param>
internal sealed record BackfillPlan(
    IReadOnlyList<WaitingMember> ByPlayer, IReadOnlyList<WaitingMember> ByDay, int PlayerRequests, int DayRequests, int Rpm)
{
    private const double LongestByPlayerMinutes = 60;

    /// <summary>About how long it takes by the own pacing.</summary>
    public double Minutes => MinutesOf(PlayerRequests + DayRequests, Rpm);

    /// <summary>The plan in one line.</summary>
    public string Told => string.Create(
        CultureInfo.InvariantCulture,
        $"{ByPlayer.Count} members by player ({PlayerRequests} requests), {ByDay.Count} by day ({DayRequests} requests), "
        + $"{(Rpm > 0 ? $"about {Math.Ceiling(Minutes):0} min" : "without pacing")}");

    /// <summary>Chooses. What is being read by day is read on by day.</summary>
    /// <param name="waiting">Whose history is missing.</param>
    /// <param name="options">Pacing, and how far back history is wanted.</param>
    /// <param name="mayReadByDay">False in a replay and while recording: a recording holds no history by day.</param>
    public static BackfillPlan Choose(IReadOnlyList<WaitingMember> waiting, WiseOldManOptions options, bool mayReadByDay)
    {
        var rpm = options.TargetRpm;
        var byPlayer = mayReadByDay ? waiting.Where(member => !member.IsByDay).ToList() : [.. waiting];
        var requests = byPlayer.Sum(member => Pages(member, options));
        if (mayReadByDay && MinutesOf(requests, rpm) > LongestByPlayerMinutes)
        {
            return new BackfillPlan([], waiting, 0, Days(options), rpm);
        }

        var byDay = waiting.Except(byPlayer).ToList();
        return new BackfillPlan(byPlayer, byDay, requests, byDay.Count > 0 ? Days(options) : 0, rpm);
    }

    /// <summary>Players are updated about once a day: the pages that hold as many snapshots as days are wanted, and the one that ends them.</summary>
    private static int Pages(WaitingMember member, WiseOldManOptions options) =>
        Math.Max(1, (options.BackfillDays / WiseOldManClient.SnapshotPage) + 1 - (member.Offset / WiseOldManClient.SnapshotPage));

    private static int Days(WiseOldManOptions options) => options.BackfillDays + 1;

    private static double MinutesOf(int requests, int rpm) => rpm > 0 ? requests / (double)rpm : 0;
}
