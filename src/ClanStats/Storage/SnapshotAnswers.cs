using System.IO.Compression;

namespace ClanStats.Storage;

/// <summary>Keeps a snapshot's full answer in little room; it comes back byte for byte.</summary>
internal static class SnapshotAnswers
{
    /// <summary>Kept as it is.</summary>
    public const int Plain = 0;

    /// <summary>One Brotli stream.</summary>
    public const int Brotli = 1;

    /// <summary>Packs an answer with <see cref="Brotli"/>.</summary>
    public static byte[] Pack(ReadOnlySpan<byte> answer)
    {
        var buffer = new byte[BrotliEncoder.GetMaxCompressedLength(answer.Length)];
        if (!BrotliEncoder.TryCompress(answer, buffer, out var written, quality: 1, window: 18))
        {
            throw new InvalidOperationException("An answer could not be compressed.");
        }

        return buffer[..written];
    }

    /// <summary>Gives back what was packed.</summary>
    /// <exception cref="InvalidDataException">The codec is unknown or the bytes are damaged.</exception>
    public static byte[] Unpack(int codec, byte[] data)
    {
        switch (codec)
        {
            case Plain:
                return data;
            case Brotli:
                using (var source = new MemoryStream(data))
                using (var stream = new BrotliStream(source, CompressionMode.Decompress))
                using (var answer = new MemoryStream())
                {
                    stream.CopyTo(answer);
                    return answer.ToArray();
                }

            default:
                throw new InvalidDataException($"A stored answer has the unknown codec {codec}.");
        }
    }
}
