using System.Buffers;

namespace ClanStats.Harvest.Http;

/// <summary>
/// Reads a body into one array of its own length. The framework grows its buffer by doubling and copies it at the end, which for the answer
/// with every member's snapshot takes four times its size.
/// </summary>
internal static class BodyReader
{
    /// <summary>No answer of either service comes near it; one that does is a fault, not data.</summary>
    private const long MostBytes = 512L * 1024 * 1024;

    private const int PieceBytes = 256 * 1024;

    /// <summary>Reads a body to its end.</summary>
    /// <exception cref="HttpRequestException">It is cut off, or longer than any answer can be.</exception>
    public static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var pieces = new List<byte[]>();
        try
        {
            var length = 0L;
            for (var filled = PieceBytes; ;)
            {
                if (filled == PieceBytes)
                {
                    pieces.Add(ArrayPool<byte>.Shared.Rent(PieceBytes));
                    filled = 0;
                }

                var read = await stream.ReadAsync(pieces[^1].AsMemory(filled, PieceBytes - filled), cancellationToken);
                if (read == 0)
                {
                    return Join(pieces, length);
                }

                (filled, length) = (filled + read, length + read);
                if (length > MostBytes)
                {
                    throw new HttpRequestException($"the answer is longer than {MostBytes / (1024 * 1024)} MB");
                }
            }
        }
        catch (IOException exception)
        {
            throw new HttpRequestException($"the answer was cut off: {exception.Message}", exception);
        }
        finally
        {
            pieces.ForEach(piece => ArrayPool<byte>.Shared.Return(piece));
        }
    }

    private static byte[] Join(List<byte[]> pieces, long length)
    {
        var body = GC.AllocateUninitializedArray<byte>((int)length);
        for (var at = 0; at < body.Length; at += PieceBytes)
        {
            pieces[at / PieceBytes].AsSpan(0, Math.Min(PieceBytes, body.Length - at)).CopyTo(body.AsSpan(at));
        }

        return body;
    }
}
