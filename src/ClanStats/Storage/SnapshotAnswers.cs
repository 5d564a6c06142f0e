using System.Buffers;
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
                return Decompress(data);
            default:
                throw new InvalidDataException($"A stored answer has the unknown codec {codec}.");
        }
    }

    /// <summary>A stream of the framework would take a cut answer for a whole one.</summary>
    private static byte[] Decompress(ReadOnlySpan<byte> packed)
    {
        const int FewestBytes = 4_096, UsualRatio = 8;
        var answer = new ArrayBufferWriter<byte>(Math.Max(FewestBytes, packed.Length * UsualRatio));
        var decoder = default(BrotliDecoder);
        try
        {
            while (true)
            {
                var status = decoder.Decompress(packed, answer.GetSpan(FewestBytes), out var consumed, out var written);
                packed = packed[consumed..];
                answer.Advance(written);
                if (status == OperationStatus.Done && packed.IsEmpty)
                {
                    return answer.WrittenSpan.ToArray();
                }

                if (status != OperationStatus.DestinationTooSmall)
                {
                    throw new InvalidDataException("A stored answer is damaged.");
                }
            }
        }
        finally
        {
            decoder.Dispose();
        }
    }
}
