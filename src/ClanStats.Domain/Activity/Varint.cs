namespace ClanStats.Domain.Activity;

/// <summary>Writes unsigned integers in groups of seven bits, least significant first.</summary>
internal sealed class VarintWriter(int capacity)
{
    private const int LongestNumber = 10;
    private byte[] _bytes = new byte[Math.Max(capacity, LongestNumber)];
    private int _length;

    public void Write(ulong value)
    {
        if (_length + LongestNumber > _bytes.Length)
        {
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }

        while (value >= 0x80)
        {
            _bytes[_length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _bytes[_length++] = (byte)value;
    }

    /// <summary>Appends numbers written before.</summary>
    public void Write(ReadOnlySpan<byte> written)
    {
        if (_length + written.Length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + written.Length));
        }

        written.CopyTo(_bytes.AsSpan(_length));
        _length += written.Length;
    }

    public byte[] ToArray() => _bytes[.._length];
}

/// <summary>Signed numbers as unsigned ones that are small where the number is near 0: the sign stands in the lowest bit.</summary>
internal static class ZigZag
{
    public static ulong Code(long value) => (ulong)((value << 1) ^ (value >> 63));

    public static long Value(ulong code) => (long)(code >> 1) ^ -(long)(code & 1);
}

/// <summary>Reads what <see cref="VarintWriter"/> wrote.</summary>
internal ref struct VarintReader(ReadOnlySpan<byte> bytes)
{
    private const string EndsInside = "A packed vector ends inside a number.";
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;

    /// <summary>How many numbers the bytes hold, a cut off last one not counted: each ends with a byte without its highest bit.</summary>
    public static int CountIn(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        foreach (var next in bytes)
        {
            count += next < 0x80 ? 1 : 0;
        }

        return count;
    }

    /// <summary>Reads all numbers.</summary>
    /// <param name="bytes">What was written.</param>
    /// <param name="values">Room for at least as many as <see cref="CountIn"/> says.</param>
    /// <exception cref="FormatException">The bytes end inside a number.</exception>
    public static void ReadAll(ReadOnlySpan<byte> bytes, Span<long> values)
    {
        var count = 0;
        for (var i = 0; i < bytes.Length;)
        {
            var value = (ulong)bytes[i++];
            if (value >= 0x80)
            {
                value = ReadRest(bytes, ref i, value & 0x7F);
            }

            values[count++] = (long)value;
        }
    }

    private static ulong ReadRest(ReadOnlySpan<byte> bytes, ref int i, ulong value)
    {
        for (var shift = 7; shift < 64 && i < bytes.Length; shift += 7)
        {
            var next = bytes[i++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new FormatException(EndsInside);
    }

    public readonly bool AtEnd => _position >= _bytes.Length;

    /// <summary>Passes over bytes, which the reader it gives reads.</summary>
    /// <exception cref="FormatException">There are fewer.</exception>
    public VarintReader Take(int count)
    {
        if (count > _bytes.Length - _position)
        {
            throw new FormatException("A packed vector ends before what it announces.");
        }

        var taken = new VarintReader(_bytes.Slice(_position, count));
        _position += count;
        return taken;
    }

    public ulong Read()
    {
        if (AtEnd)
        {
            throw new FormatException(EndsInside);
        }

        var value = (ulong)_bytes[_position++];
        return value < 0x80 ? value : ReadRest(_bytes, ref _position, value & 0x7F);
    }
}
