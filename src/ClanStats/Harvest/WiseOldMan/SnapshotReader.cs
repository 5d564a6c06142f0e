using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Storage;
using ClanStats.Storage.Reading;

namespace ClanStats.Harvest.WiseOldMan;

/// <summary>A player's snapshot as one answer gave it.</summary>
/// <param name="PlayerId">Whose it is, by WOM's id.</param>
/// <param name="Snapshot">What it holds; null if it was set aside.</param>
/// <param name="Fault">Why it was set aside; null if it was not.</param>
internal readonly record struct ReadSnapshot(long PlayerId, IncomingSnapshot? Snapshot, string? Fault);

/// <summary>Reads snapshots out of answers and judges each. A snapshot's own id is the constant -1 and is not looked at.</summary>
/// <param name="now">Business time, against which times are judged.</param>
internal sealed class SnapshotReader(UtcInstant now)
{
    private readonly SnapshotJson _json = new();

    /// <summary>Reads the snapshot at the beginning of some bytes.</summary>
    /// <param name="body">The snapshot, which keeps its part of the bytes until it is stored, and whatever stands behind it.</param>
    /// <param name="length">How many bytes it takes.</param>
    /// <exception cref="JsonException">The answer is cut off or no JSON.</exception>
    public ReadSnapshot Read(ReadOnlyMemory<byte> body, out int length) => Judge(_json.Read(body.Span, out length), body[..length]);

    /// <summary>Reads one snapshot.</summary>
    /// <param name="json">Stands on the snapshot's first token; on its last one afterwards.</param>
    /// <param name="body">The bytes that are read; the snapshot keeps its part of them until it is stored.</param>
    /// <exception cref="JsonException">The answer is cut off or no JSON.</exception>
    public ReadSnapshot Read(ref Utf8JsonReader json, ReadOnlyMemory<byte> body)
    {
        var start = (int)json.TokenStartIndex;
        var content = _json.Parse(ref json);
        return Judge(content, body[start..(int)json.BytesConsumed]);
    }

    private ReadSnapshot Judge(SnapshotContent? read, ReadOnlyMemory<byte> raw)
    {
        if (read is not { } content)
        {
            return new ReadSnapshot(0, null, "something that is no snapshot");
        }

        var player = content.PlayerId;
        var time = ForeignTime.Parse(content.CreatedAt, now);
        var fault = player <= 0 ? $"a snapshot of player {player}"
            : time.Value is null ? $"a snapshot of player {player} whose time is {time.Refusal ?? "missing"}"
            : content.Fault is not null ? $"a snapshot of player {player} whose {content.Fault}"
            : content.Metrics is not { Count: > 0 } ? $"a snapshot of player {player} without any metric"
            : null;
        return fault is null
            ? new ReadSnapshot(player, new IncomingSnapshot(time.Value!.Value, content.Metrics!, raw), null)
            : new ReadSnapshot(player, null, fault);
    }
}
