using ClanStats.Domain.Activity;

namespace ClanStats.Harvest.WiseOldMan;

/// <summary>A join, a departure or a change of role, fit to be stored. WOM gives it no id: player, time and type are its key.</summary>
internal sealed record GroupEvent(long PlayerId, string Type, string? Role, string? PreviousRole, UtcInstant At)
{
    /// <summary>What makes it the same event in two answers.</summary>
    public (long Player, long At, string Type) Key => (PlayerId, At.Milliseconds, Type);
}

/// <summary>An achievement, fit to be stored; its key is player and name.</summary>
/// <param name="PlayerId">Who reached it.</param>
/// <param name="Name">WOM's name of it.</param>
/// <param name="Metric">What it is about.</param>
/// <param name="Threshold">The value reached.</param>
/// <param name="Measure">experience, kills …</param>
/// <param name="At">When; null if it was reached before anybody looked.</param>
internal sealed record GroupAchievement(long PlayerId, string Name, string Metric, long Threshold, string? Measure, UtcInstant? At);

/// <summary>An approved change of name, fit to be stored; <paramref name="At"/> is when it was submitted.</summary>
internal sealed record GroupRename(long Id, long PlayerId, string OldName, string NewName, string Status, UtcInstant At, UtcInstant? ResolvedAt);

/// <summary>Turns the rows of a group's lists into rows that may be stored, or says why not.</summary>
internal static class GroupRows
{
    /// <summary>Reads an event.</summary>
    public static (GroupEvent? Row, string? Fault) Event(WomActivity wire, UtcInstant now)
    {
        var time = ForeignTime.Parse(wire.CreatedAt, now);
        return wire.PlayerId <= 0 ? (null, $"an event of player {wire.PlayerId}")
            : string.IsNullOrWhiteSpace(wire.Type) ? (null, $"an event of player {wire.PlayerId} without a type")
            : time.Value is not { } at ? (null, $"an event of player {wire.PlayerId} whose time is {time.Refusal ?? "missing"}")
            : (new GroupEvent(wire.PlayerId, wire.Type, wire.Role, wire.PreviousRole, at), null);
    }

    /// <summary>Reads an achievement.</summary>
    public static (GroupAchievement? Row, string? Fault) Achievement(WomAchievement wire, UtcInstant now)
    {
        var time = ForeignTime.Parse(wire.CreatedAt, now);
        return wire.PlayerId <= 0 ? (null, $"an achievement of player {wire.PlayerId}")
            : string.IsNullOrWhiteSpace(wire.Name) || string.IsNullOrWhiteSpace(wire.Metric)
                ? (null, $"an achievement of player {wire.PlayerId} without name or metric")
            : wire.Threshold < MetricVector.Unranked ? (null, $"the achievement '{wire.Name}' of player {wire.PlayerId} at {wire.Threshold}")
            : time.IsRefused ? (null, $"the achievement '{wire.Name}' of player {wire.PlayerId} whose time is {time.Refusal}")
            : (new GroupAchievement(wire.PlayerId, wire.Name, wire.Metric, wire.Threshold, wire.Measure, time.Value), null);
    }

    /// <summary>Reads a change of name.</summary>
    public static (GroupRename? Row, string? Fault) Rename(WomNameChange wire, UtcInstant now)
    {
        var (created, resolved) = (ForeignTime.Parse(wire.CreatedAt, now), ForeignTime.Parse(wire.ResolvedAt, now));
        return wire.Id <= 0 || wire.PlayerId <= 0 ? (null, $"the name change {wire.Id} of player {wire.PlayerId}")
            : string.IsNullOrWhiteSpace(wire.OldName) || string.IsNullOrWhiteSpace(wire.NewName) || string.IsNullOrWhiteSpace(wire.Status)
                ? (null, $"the name change {wire.Id} without names or status")
            : created.Value is not { } at ? (null, $"the name change {wire.Id} whose time is {created.Refusal ?? "missing"}")
            : resolved.IsRefused ? (null, $"the name change {wire.Id} resolved at {resolved.Refusal}")
            : (new GroupRename(wire.Id, wire.PlayerId, wire.OldName, wire.NewName, wire.Status, at, resolved.Value), null);
    }
}
