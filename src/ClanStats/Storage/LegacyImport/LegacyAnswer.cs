using System.Text.Json;
using ClanStats.Storage.Reading;

namespace ClanStats.Storage.LegacyImport;

/// <summary>What an answer in raw_data says.</summary>
/// <param name="PlayerId">WOM's player id.</param>
/// <param name="CreatedAt">When WOM took the snapshot, as written.</param>
/// <param name="Metrics">All metrics.</param>
internal sealed record LegacyAnswerContent(long PlayerId, string? CreatedAt, IReadOnlyList<IncomingMetric> Metrics);

/// <summary>Reads WOM's snapshots out of raw_data. One reader a thread.</summary>
internal sealed class LegacyAnswer
{
    private readonly SnapshotJson _json = new();

    /// <summary>WOM's player id, if the beginning of an answer holds it.</summary>
    /// <param name="head">The answer, or its beginning.</param>
    /// <param name="isCut">Whether more of the answer could hold it.</param>
    public static long? PlayerIdAtHead(ReadOnlySpan<byte> head, out bool isCut)
    {
        isCut = false;
        var reader = new Utf8JsonReader(head, isFinalBlock: false, default);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals("playerId"u8))
                {
                    return reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var id) && id > 0 ? id : null;
                }

                if (reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == 0)
                {
                    return null;
                }
            }

            isCut = true;
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Reads an answer.</summary>
    /// <returns>What it says; null if it cannot be read as a snapshot of a player.</returns>
    public LegacyAnswerContent? Read(ReadOnlySpan<byte> answer)
    {
        try
        {
            // A text behind the snapshot makes it no answer.
            return _json.Read(answer, out var length) is { PlayerId: > 0, Metrics: { } metrics, Fault: null } content && answer[length..].Trim(" \t\r\n"u8).IsEmpty
                ? new LegacyAnswerContent(content.PlayerId, content.CreatedAt, metrics)
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
