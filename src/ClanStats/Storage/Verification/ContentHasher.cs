using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ClanStats.Storage.Verification;

/// <summary>A SHA-256 over typed values: each goes in with its kind and its length, so that no two rows of values read the same.</summary>
internal sealed class ContentHasher : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Adds a value as SQLite holds it: null, whole number, number, text or bytes.</summary>
    public void Add(object? value)
    {
        switch (value)
        {
            case null or DBNull:
                Begin((byte)'n', 0);
                break;
            case long number:
                AddBits((byte)'i', number);
                break;
            case double number:
                AddBits((byte)'r', BitConverter.DoubleToInt64Bits(number));
                break;
            case string text:
                AddBytes((byte)'t', Encoding.UTF8.GetBytes(text));
                break;
            case byte[] bytes:
                AddBytes((byte)'b', bytes);
                break;
            default:
                throw new ArgumentException($"SQLite has no values of {value.GetType().Name}.", nameof(value));
        }
    }

    /// <summary>Adds bytes.</summary>
    public void AddBytes(ReadOnlySpan<byte> bytes) => AddBytes((byte)'b', bytes);

    /// <summary>The hash as hex digits.</summary>
    public string Finish() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();

    private void AddBits(byte kind, long bits)
    {
        Begin(kind, sizeof(long));
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, bits);
        _hash.AppendData(bytes);
    }

    private void AddBytes(byte kind, ReadOnlySpan<byte> bytes)
    {
        Begin(kind, bytes.Length);
        _hash.AppendData(bytes);
    }

    private void Begin(byte kind, int length)
    {
        Span<byte> head = stackalloc byte[1 + sizeof(int)];
        head[0] = kind;
        BinaryPrimitives.WriteInt32LittleEndian(head[1..], length);
        _hash.AppendData(head);
    }
}
