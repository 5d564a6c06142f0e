using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Storage;
using ClanStats.Storage.Reading;

namespace ClanStats.Harvest.WiseOldMan;

/// <summary>A page of a player's history, fit to be stored.</summary>
/// <param name="Snapshots">Newest first.</param>
/// <param name="Elements">How many elements the answer held; fewer than a page can hold means it was the last.</param>
/// <param name="Told">What was set aside, in one line; null if nothing was.</param>
internal sealed record SnapshotPage(IReadOnlyList<IncomingSnapshot> Snapshots, int Elements, string? Told);

/// <summary>The newest snapshots of the whole group, fit to be stored.</summary>
/// <param name="Snapshots">By WOM's player id, in no order; read out of the answer as they are asked for, because together they take as much room again.</param>
/// <param name="Elements">How many elements the answer held.</param>
/// <param name="Told">What was set aside, in one line; null if nothing was.</param>
internal sealed record BulkSnapshots(IEnumerable<(long PlayerId, IncomingSnapshot Snapshot)> Snapshots, int Elements, string? Told);

/// <summary>Reads the two answers that hold whole snapshots, and judges them before anybody stores anything.</summary>
internal static class SnapshotAnswer
{
    /// <summary>Reads a page of one player's snapshots.</summary>
    /// <param name="body">The answer.</param>
    /// <param name="player">
    /// Whose history was asked for. It is asked for by name, and a name may have passed to somebody else since the roster was read: what
    /// belongs to another id is set aside.
    /// </param>
    /// <param name="what">What was read, as people know it.</param>
    /// <param name="now">Business time.</param>
    /// <exception cref="JsonException">The answer is cut off or no JSON list.</exception>
    /// <exception cref="HarvestException">The answer was refused.</exception>
    public static SnapshotPage ReadPage(byte[] body, long player, string what, UtcInstant now)
    {
        var screen = new AnswerScreen(what);
        var reader = new SnapshotReader(now);
        var snapshots = new List<IncomingSnapshot>(WiseOldManClient.SnapshotPage);
        var list = new JsonList(body);
        while (list.Next())
        {
            var (owner, snapshot, fault) = reader.Read(list.Rest, out var length);
            list.Pass(length);
            fault ??= owner == player ? null : $"a snapshot of player {owner} instead of {player}";
            if (screen.Admits(fault))
            {
                snapshots.Add(snapshot!);
            }
        }

        screen.Judge();
        for (var i = 1; i < snapshots.Count; i++)
        {
            if (snapshots[i].At > snapshots[i - 1].At)
            {
                throw AnswerScreen.Refused(what, $"it is not sorted: {snapshots[i].At.ToIso()} stands behind {snapshots[i - 1].At.ToIso()}");
            }
        }

        return new SnapshotPage(snapshots, screen.Seen, screen.Told);
    }

    /// <summary>Judges the answer with everybody's newest snapshot; its snapshots are read when they are stored.</summary>
    /// <exception cref="JsonException">The answer is cut off or no JSON list.</exception>
    /// <exception cref="HarvestException">The answer was refused.</exception>
    public static BulkSnapshots ReadBulk(byte[] body, string what, UtcInstant now)
    {
        var screen = new AnswerScreen(what);
        foreach (var entry in Entries(body, now))
        {
            screen.Admits(entry.Fault);
        }

        screen.Judge();
        return new BulkSnapshots(
            Entries(body, now).Where(entry => entry.Fault is null).Select(entry => (entry.PlayerId, entry.Snapshot!)), screen.Seen, screen.Told);
    }

    private static IEnumerable<ReadSnapshot> Entries(byte[] body, UtcInstant now)
    {
        var reader = new SnapshotReader(now);
        var list = new JsonList(body);
        while (list.Next())
        {
            var (entry, length) = ReadEntry(list.Rest, reader);
            list.Pass(length);
            yield return entry;
        }
    }

    private static (ReadSnapshot Entry, int Length) ReadEntry(ReadOnlyMemory<byte> rest, SnapshotReader reader)
    {
        var json = new Utf8JsonReader(rest.Span);
        json.Read();
        var (player, read) = ReadEntry(ref json, rest, reader);
        var fault = read.Fault ?? (player == read.PlayerId ? null : $"a snapshot of player {read.PlayerId} under player {player}");
        return (new ReadSnapshot(player, fault is null ? read.Snapshot : null, fault), (int)json.BytesConsumed);
    }

    private static (long Player, ReadSnapshot Snapshot) ReadEntry(ref Utf8JsonReader json, ReadOnlyMemory<byte> body, SnapshotReader reader)
    {
        var player = 0L;
        var snapshot = new ReadSnapshot(0, null, "an entry without a snapshot");
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return (player, snapshot);
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("player"u8))
            {
                json.Read();
                player = IdOf(ref json);
            }
            else if (json.ValueTextEquals("data"u8))
            {
                json.Read();
                snapshot = reader.Read(ref json, body);
            }
            else
            {
                json.Read();
                json.Skip();
            }
        }

        return (player, snapshot);
    }

    private static long IdOf(ref Utf8JsonReader json)
    {
        var id = 0L;
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return id;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isId = json.ValueTextEquals("id"u8);
            json.Read();
            if (isId)
            {
                id = JsonNumbers.Whole(ref json) ?? 0;
            }
            else
            {
                json.Skip();
            }
        }

        return id;
    }
}
