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

    public byte[] ToArray() => _bytes[.._length];
}

/// <summary>Reads what <see cref="VarintWriter"/> wrote.</summary>
internal ref struct VarintReader(ReadOnlySpan<byte> bytes)
{
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

    public readonly bool AtEnd => _position >= _bytes.Length;

    public ulong Read()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (AtEnd)
            {
                break;
            }

            var next = _bytes[_position++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new FormatException("A packed vector ends inside a number.");
    }
}
