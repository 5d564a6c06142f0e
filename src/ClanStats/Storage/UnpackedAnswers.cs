using System.Buffers;
using System.Collections;
using System.IO.Compression;

namespace ClanStats.Storage;

/// <summary>
/// The answers of one stored blob. Disposing it gives its memory to the next one: whoever looks through a whole database would otherwise leave
/// a gigabyte of it behind.
/// </summary>
internal sealed class UnpackedAnswers : IReadOnlyList<ReadOnlyMemory<byte>>, IDisposable
{
    private const int FewestBytes = 16_384;
    private readonly IReadOnlyList<ReadOnlyMemory<byte>> _answers;
    private byte[]? _rented;

    /// <summary>Wraps answers that need no unpacking.</summary>
    public UnpackedAnswers(IReadOnlyList<ReadOnlyMemory<byte>> answers) => _answers = answers;

    /// <inheritdoc/>
    public int Count => _answers.Count;

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> this[int index] => _answers[index];

    /// <summary>Unpacks a Brotli stream.</summary>
    /// <param name="packed">The stream, and nothing behind it.</param>
    /// <param name="isBlock">Whether it holds several answers behind their lengths.</param>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static UnpackedAnswers Decompress(ReadOnlySpan<byte> packed, bool isBlock)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FewestBytes);
        try
        {
            var length = Decompress(packed, ref buffer, isBlock);
            var whole = buffer.AsMemory(0, length);
            return new UnpackedAnswers(isBlock ? Split(whole) : [whole]) { _rented = buffer };
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(buffer);
            throw;
        }
    }

    /// <inheritdoc/>
    public IEnumerator<ReadOnlyMemory<byte>> GetEnumerator() => _answers.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_rented is { } buffer)
        {
            _rented = null;
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>A stream of the framework would take a cut answer for a whole one.</summary>
    private static int Decompress(ReadOnlySpan<byte> packed, ref byte[] buffer, bool isBlock)
    {
        var length = 0;
        var decoder = default(BrotliDecoder);
        try
        {
            while (true)
            {
                var status = decoder.Decompress(packed, buffer.AsSpan(length), out var consumed, out var written);
                packed = packed[consumed..];
                length += written;
                if (status == OperationStatus.Done && packed.IsEmpty)
                {
                    return length;
                }

                if (status != OperationStatus.DestinationTooSmall)
                {
                    throw Damaged();
                }

                Grow(ref buffer, length, isBlock ? TotalOf(buffer.AsSpan(0, length)) : 0);
            }
        }
        finally
        {
            decoder.Dispose();
        }
    }

    /// <summary>Makes room for as much as the lengths at a block's beginning add up to, or for twice as much.</summary>
    private static void Grow(ref byte[] buffer, int used, long wanted)
    {
        const int Most = 1 << 30;
        var size = Math.Max(wanted, buffer.Length * 2L);
        if (size > Most)
        {
            throw Damaged();
        }

        var larger = ArrayPool<byte>.Shared.Rent((int)size);
        buffer.AsSpan(0, used).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }

    private static long TotalOf(ReadOnlySpan<byte> beginning)
    {
        var (count, position) = Head(beginning);
        var total = position;
        for (var i = 0; i < count && (sizeof(int) * (i + 2)) <= beginning.Length; i++)
        {
            total += Math.Max(0, BitConverter.ToInt32(beginning[(sizeof(int) * (1 + i))..]));
        }

        return total;
    }

    private static List<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> block)
    {
        var (count, position) = Head(block.Span);
        if (position > block.Length)
        {
            throw Damaged();
        }

        var answers = new List<ReadOnlyMemory<byte>>(count);
        for (var i = 0; i < count; i++)
        {
            var length = BitConverter.ToInt32(block.Span[(sizeof(int) * (1 + i))..]);
            if (length < 0 || position + length > block.Length)
            {
                throw Damaged();
            }

            answers.Add(block.Slice((int)position, length));
            position += length;
        }

        return answers;
    }

    private static (int Count, long FirstAnswer) Head(ReadOnlySpan<byte> block)
    {
        var count = block.Length < sizeof(int) ? -1 : BitConverter.ToInt32(block);
        return count >= 0 ? (count, sizeof(int) * (1L + count)) : throw Damaged();
    }

    private static InvalidDataException Damaged() => new("A block of stored answers is damaged.");
}
