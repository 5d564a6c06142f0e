using System.Runtime.InteropServices;

namespace ClanStats.Storage;

/// <summary>A value on its way into a statement, without a box around each number.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct SqlValue
{
    private readonly long _number;
    private readonly object? _reference;
    private readonly SqlKind _kind;

    private SqlValue(SqlKind kind, long number, object? reference) => (_kind, _number, _reference) = (kind, number, reference);

    /// <summary>What kind of value it is.</summary>
    public SqlKind Kind => _kind;

    /// <summary>The whole number of <see cref="SqlKind.Integer"/>.</summary>
    public long Integer => _number;

    /// <summary>The number of <see cref="SqlKind.Real"/>.</summary>
    public double Real => BitConverter.Int64BitsToDouble(_number);

    /// <summary>The text of <see cref="SqlKind.Text"/>.</summary>
    public string Text => (string)_reference!;

    /// <summary>The bytes of <see cref="SqlKind.Blob"/>.</summary>
    public byte[] Blob => (byte[])_reference!;

    public static implicit operator SqlValue(long value) => new(SqlKind.Integer, value, null);

    public static implicit operator SqlValue(int value) => new(SqlKind.Integer, value, null);

    public static implicit operator SqlValue(bool value) => new(SqlKind.Integer, value ? 1 : 0, null);

    public static implicit operator SqlValue(double value) => new(SqlKind.Real, BitConverter.DoubleToInt64Bits(value), null);

    public static implicit operator SqlValue(long? value) => value is { } number ? number : default(SqlValue);

    public static implicit operator SqlValue(int? value) => value is { } number ? number : default(SqlValue);

    public static implicit operator SqlValue(double? value) => value is { } number ? number : default(SqlValue);

    public static implicit operator SqlValue(string? value) => value is null ? default : new SqlValue(SqlKind.Text, 0, value);

    public static implicit operator SqlValue(byte[]? value) => value is null ? default : new SqlValue(SqlKind.Blob, 0, value);

    /// <summary>Whether a statement that holds this value need not be given the other one. Bytes may have changed in place.</summary>
    public bool IsSame(SqlValue other) =>
        _kind == other._kind && _number == other._number && ReferenceEquals(_reference, other._reference) && _kind != SqlKind.Blob;

    /// <summary>The value as the framework's parameters take it.</summary>
    public object ToParameter() => _kind switch
    {
        SqlKind.Integer => _number,
        SqlKind.Real => Real,
        SqlKind.Null => DBNull.Value,
        _ => _reference!,
    };
}

/// <summary>What SQLite stores.</summary>
internal enum SqlKind : byte
{
    /// <summary>No value.</summary>
    Null,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A floating-point number.</summary>
    Real,

    /// <summary>A text.</summary>
    Text,

    /// <summary>Bytes.</summary>
    Blob,
}
