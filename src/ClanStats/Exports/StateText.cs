using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Exports;

/// <summary>States and marks in words for people. A state is a shape and a word, so that it never rests on colour alone.</summary>
internal static class StateText
{
    /// <summary>A member's state: <c>● Game and chat</c>.</summary>
    public static string Of(MemberState state) => state switch
    {
        MemberState.Both => "● Game and chat",
        MemberState.GameOnly => "◐ Game only",
        MemberState.ChatOnly => "◑ Chat only",
        MemberState.Neither => "■ Neither",
        MemberState.NotMeasured => "○ Not measured",
        MemberState.NotYet => "○ Not yet",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Unknown state"),
    };

    /// <summary>What a member's state means.</summary>
    public static string Meaning(MemberState state) => state switch
    {
        MemberState.Both => "gained something in game and wrote a message in the last 30 days",
        MemberState.GameOnly => "gained something in game in the last 30 days and wrote nothing",
        MemberState.ChatOnly => "wrote in the last 30 days and gained nothing in game",
        MemberState.Neither => "measured, and neither played nor wrote in the last 30 days",
        MemberState.NotMeasured => "too old a snapshot, an unclear identity or unmeasured messages: no judgement",
        MemberState.NotYet => "too few snapshots so far: no judgement",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Unknown state"),
    };

    /// <summary>How fresh the data are, of good, watch or act.</summary>
    public static string OfFreshness(string state) => state switch
    {
        "good" => "● Good",
        "watch" => "▲ Watch",
        _ => "■ Act",
    };

    /// <summary>A verdict's severity with its sign: High, Medium or Low.</summary>
    public static string OfSeverity(string severity) => severity switch
    {
        "High" => "■ High",
        "Medium" => "▲ Medium",
        _ => $"○ {severity}",
    };

    /// <summary>A kind of change with its sign.</summary>
    public static string Of(ChangeKind kind) => kind switch
    {
        ChangeKind.DataIncident => "■ Data",
        ChangeKind.PurgeCandidate => "■ Purge candidate",
        ChangeKind.Left => "▲ Left",
        ChangeKind.PromotionCandidate => "▲ Promotion",
        ChangeKind.Rejoined => "● Back in the clan",
        ChangeKind.Joined => "● Joined",
        ChangeKind.Returned => "● Active again",
        ChangeKind.WentQuiet => "○ Went quiet",
        ChangeKind.Role => "○ Role",
        ChangeKind.Record => "○ Record",
        ChangeKind.Renamed => "○ Renamed",
        ChangeKind.Quarter => "○ Quarter",
        ChangeKind.FirstSeen => "○ First seen",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of change"),
    };

    /// <summary>A mark in a few words, as it stands behind a metric: <c>XP 7d: not yet</c>.</summary>
    public static string Of(DataMark mark) => mark switch
    {
        DataMark.None => "",
        DataMark.Approximate => "approximate",
        DataMark.Partial => "partial",
        DataMark.SinceFirstSeen => "since first seen",
        DataMark.Unranked => "unranked",
        DataMark.Stale => "stale",
        DataMark.NotConnected => "not connected",
        DataMark.NotYet => "not yet",
        DataMark.CountedWithMain => "counted with main",
        DataMark.NotLinked => "not linked",
        _ => throw new ArgumentOutOfRangeException(nameof(mark), mark, "Unknown mark"),
    };

    /// <summary>What a mark means.</summary>
    public static string Meaning(DataMark mark) => mark switch
    {
        DataMark.None => "a plain number",
        DataMark.Approximate => "the first step began more than 36 hours before the window; the number covers that longer span",
        DataMark.Partial => "the first step began so early that it was left out: at least this much, and no verdict rests on it",
        DataMark.SinceFirstSeen => "the player's records begin inside the window",
        DataMark.Unranked => "the newest value is unranked on the hiscores",
        DataMark.Stale => "the newest snapshot is too old for the window",
        DataMark.NotConnected => "the source is not configured",
        DataMark.NotYet => "fewer than two values so far",
        DataMark.CountedWithMain => "an alt's messages are counted on the row of the main",
        DataMark.NotLinked => "nobody knows which Discord account is this member's",
        _ => throw new ArgumentOutOfRangeException(nameof(mark), mark, "Unknown mark"),
    };

    /// <summary>All marks of a member's windows in one line: <c>XP 7d, 30d: partial (2026-01-01); Msgs: not linked</c>.</summary>
    public static string Marks(MemberReport member)
    {
        var parts = Marks("XP", member.Xp).Concat(Marks("Boss", member.Boss)).Concat(Marks("Msgs", member.Messages));
        return string.Join("; ", member.IdentityPending ? parts.Prepend("identity pending") : parts);
    }

    private static IEnumerable<string> Marks(string metric, WindowSet<long> set) => set.All
        .Where(entry => entry.Figure.Mark != DataMark.None)
        .GroupBy(entry => (entry.Figure.Mark, entry.Figure.Since))
        .Select(group =>
        {
            var windows = group.Count() == 4 ? "" : " " + string.Join(", ", group.Select(entry => entry.Window.Key));
            var since = group.Key.Since is { } start ? $" ({IsoDay.Of(start.Date)})" : "";
            return $"{metric}{windows}: {Of(group.Key.Mark)}{since}";
        });
}
