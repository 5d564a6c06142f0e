using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace ClanStats.Storage.Forgetting;

/// <summary>
/// Looks through the bytes of a file, whatever its tables say: for ids in every form SQLite stores them in (digits, eight bytes, row id), and
/// for names.
/// </summary>
internal sealed class ByteSearch
{
    /// <summary>A shorter text turns up by chance among compressed bytes.</summary>
    public const int ShortestText = 5;

    private const int Chunk = 1 << 20;
    private readonly List<(string What, byte[] Bytes)> _wanted = [];

    /// <summary>Looks for an id. Discord's have 17 digits and more; a number of a few digits turns up by chance.</summary>
    public void AddId(long id)
    {
        var text = id.ToString(CultureInfo.InvariantCulture);
        var whole = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(whole, id);
        if (text.Length >= ShortestText)
        {
            _wanted.Add((text, Encoding.UTF8.GetBytes(text)));
        }

        if (whole[0] != 0)
        {
            _wanted.Add((text, whole));
            _wanted.Add((text, RowId(id)));
        }
    }

    /// <summary>Looks for a name.</summary>
    /// <returns>Whether it is long enough to be found only where it stands.</returns>
    public bool AddName(string name)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        if (bytes.Length >= ShortestText)
        {
            _wanted.Add((name, bytes));
        }

        return bytes.Length >= ShortestText;
    }

    /// <summary>How often each was found; what was not found is left out.</summary>
    public SortedDictionary<string, long> In(string file, CancellationToken cancellationToken)
    {
        var found = new SortedDictionary<string, long>(StringComparer.Ordinal);
        if (!File.Exists(file) || _wanted.Count == 0)
        {
            return found;
        }

        var overlap = _wanted.Max(wanted => wanted.Bytes.Length) - 1;
        var buffer = new byte[Chunk + overlap];
        var kept = 0;
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        while (stream.ReadAtLeast(buffer.AsSpan(kept, Chunk), Chunk, throwOnEndOfStream: false) is > 0 and var read)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var part = buffer.AsSpan(0, kept + read);
            foreach (var (what, bytes) in _wanted)
            {
                if (Count(part, bytes, kept) is > 0 and var times)
                {
                    found[what] = found.GetValueOrDefault(what) + times;
                }
            }

            var keep = Math.Min(overlap, part.Length);
            part[^keep..].CopyTo(buffer);
            kept = keep;
        }

        return found;
    }

    /// <summary>Counts hits that end in the part that is new.</summary>
    private static long Count(ReadOnlySpan<byte> part, byte[] wanted, int known)
    {
        var times = 0L;
        for (var at = 0; part[at..].IndexOf(wanted) is >= 0 and var next; at += next + 1)
        {
            times += at + next + wanted.Length > known ? 1 : 0;
        }

        return times;
    }

    /// <summary>The nine bytes of a row id of this size: eight times seven bits, then eight.</summary>
    private static byte[] RowId(long id)
    {
        const int Last = 8, Bits = 7;
        var bytes = new byte[Last + 1];
        bytes[Last] = (byte)id;
        var rest = (ulong)id >> (sizeof(byte) * 8);
        for (var i = Last - 1; i >= 0; i--, rest >>= Bits)
        {
            bytes[i] = (byte)((rest & 0x7F) | 0x80);
        }

        return bytes;
    }
}
