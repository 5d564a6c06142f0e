using System.Buffers;
using System.IO.Compression;

namespace ClanStats.Storage;

/// <summary>
/// Packs snapshots' full answers so that they come back byte for byte. Answers of one player differ little, so a block of them takes a
/// tenth of the room they take alone.
/// </summary>
internal static class SnapshotAnswers
{
    /// <summary>One answer, kept as it is.</summary>
    public const int Plain = 0;

    /// <summary>One answer in one Brotli stream.</summary>
    public const int Brotli = 1;

    /// <summary>Several answers in one Brotli stream: how many, the length of each, then the answers, lengths as four bytes, least first.</summary>
    public const int Block = 2;

    /// <summary>How many answers a block holds at most: more take little less room and longer to read one.</summary>
    public const int MostPerBlock = 32;

    /// <summary>Sees a dozen answers back, so that each is little more than its differences.</summary>
    private const int WindowBits = 20;

    private const int Quality = 4;

    /// <summary>Packs one answer with <see cref="Brotli"/>.</summary>
    public static byte[] Pack(ReadOnlySpan<byte> answer) => Compress(answer);

    /// <summary>Packs answers of one player, oldest first, with <see cref="Block"/>.</summary>
    public static byte[] PackBlock(IReadOnlyList<ReadOnlyMemory<byte>> answers)
    {
        var head = sizeof(int) * (1 + answers.Count);
        var length = head + answers.Sum(answer => answer.Length);
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            BitConverter.TryWriteBytes(buffer, answers.Count);
            var position = head;
            for (var i = 0; i < answers.Count; i++)
            {
                BitConverter.TryWriteBytes(buffer.AsSpan(sizeof(int) * (1 + i)), answers[i].Length);
                answers[i].Span.CopyTo(buffer.AsSpan(position));
                position += answers[i].Length;
            }

            return Compress(buffer.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Gives back every answer of a stored blob, in the order in which they were packed.</summary>
    /// <returns>The answers; whoever is done with all of them may dispose it, and must not keep any then.</returns>
    /// <exception cref="InvalidDataException">The codec is unknown or the bytes are damaged.</exception>
    public static UnpackedAnswers Unpack(int codec, byte[] data) => codec switch
    {
        Plain => new UnpackedAnswers([data]),
        Brotli => UnpackedAnswers.Decompress(data, isBlock: false),
        Block => UnpackedAnswers.Decompress(data, isBlock: true),
        _ => throw new InvalidDataException($"A stored answer has the unknown codec {codec}."),
    };

    private static byte[] Compress(ReadOnlySpan<byte> bytes)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(bytes.Length));
        try
        {
            return BrotliEncoder.TryCompress(bytes, buffer, out var written, Quality, WindowBits)
                ? buffer[..written]
                : throw new InvalidOperationException("An answer could not be compressed.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
