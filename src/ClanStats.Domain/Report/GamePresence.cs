using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Report;

/// <summary>Whether a player was seen playing in a window, or why nobody can say.</summary>
public enum GamePresence
{
    /// <summary>A counted step of any metric ends in the window.</summary>
    Active,

    /// <summary>The whole window is known, and nothing was gained in it.</summary>
    Quiet,

    /// <summary>No fresh snapshot, an unclear identity, or a window known in part in which nothing was seen.</summary>
    NotMeasured,

    /// <summary>Too few snapshots so far.</summary>
    NotYet,
}

/// <summary>Judges a player's windows (docs/definitions.md, "Presence").</summary>
public static class GamePresences
{
    /// <summary>What is known of one player in one window.</summary>
    public static GamePresence Of(MemberFacts member, WindowPoints points, Figure<long> xp, Figure<long> boss, MetricCatalog metrics, UtcInstant now)
    {
        if (member.IsArchived)
        {
            return GamePresence.NotMeasured;
        }

        if (boss.Value is null)
        {
            return boss.Mark == DataMark.NotYet ? GamePresence.NotYet : GamePresence.NotMeasured;
        }

        if (xp.Value > 0 || boss.Value > 0 || AnyGain(member.Newest, WindowGains.CountsFrom(points, now), metrics))
        {
            return GamePresence.Active;
        }

        // In the part that was left out anything may have happened.
        return boss.Mark == DataMark.Partial ? GamePresence.NotMeasured : GamePresence.Quiet;
    }

    /// <summary>What is known of a person: one player's activity is theirs; that they were quiet needs every player.</summary>
    public static GamePresence OfPerson(IEnumerable<GamePresence> players)
    {
        var all = players.ToList();
        return true switch
        {
            _ when all.Contains(GamePresence.Active) => GamePresence.Active,
            _ when all.Count == 0 || all.Contains(GamePresence.NotMeasured) => GamePresence.NotMeasured,
            _ when all.Contains(GamePresence.NotYet) => GamePresence.NotYet,
            _ => GamePresence.Quiet,
        };
    }

    /// <summary>The quarter somebody stands in.</summary>
    /// <param name="game">Whether they played.</param>
    /// <param name="messages">Their messages; marked not connected, only the game speaks.</param>
    public static MemberState Quarter(GamePresence game, Figure<long> messages) => game switch
    {
        GamePresence.NotYet => MemberState.NotYet,
        GamePresence.NotMeasured => MemberState.NotMeasured,
        _ when messages.Value is null && messages.Mark is not (DataMark.NotConnected or DataMark.CountedWithMain) => MemberState.NotMeasured,
        GamePresence.Active => messages.Value > 0 ? MemberState.Both : MemberState.GameOnly,
        _ => messages.Value > 0 ? MemberState.ChatOnly : MemberState.Neither,
    };

    private static bool AnyGain(SnapshotPoint? newest, SnapshotPoint? from, MetricCatalog metrics) =>
        newest is not null && newest.Gains.ExceedsAny(from?.Gains, metrics.All);
}
