using System.Globalization;
using System.Text;

namespace ClanStats.Tests.Fuzz;

/// <summary>Spoils an input in ways strangers, cables and malice do. The same chance gives the same bytes.</summary>
internal sealed class Mutator(Random chance)
{
    private const int LargestInput = 200_000;

    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "null", "true", "-1", "0", "-0", "1e999", "-1e999", "9223372036854775808", "-9223372036854775809", "1e-400", "0.1", "18446744073709551616",
            "2147483648", "1.7976931348623157E308", "NaN", "\"\\ud800\"", "\"\\udfff\\ud800\"", "\\ud83d", "\"\\u0000\"", "\\u0000", "{}", "[]", "[[", "{\"\\ud800\":1}",
            "\"id\"", ",", ":", "\"", "\\", "'", "\"1969-12-31T23:59:59Z\"", "\"9999-12-31T23:59:59.9999999+14:00\"", "\"0001-01-01T00:00:00+14:00\"", "2026-02-30",
            "\n", "\r\n", "\t", "- ", "? ", "&a ", "*a", "<<: *a", "!!binary ", "|\n", ">-\n", "---\n", "...\n", "#", "=", "export ", "${A}", "%00", "%", "%zz",
            "**", "**:", "`", "```", "@everyone", "<@1>", "<t:1:R>", "\u202e", "\u200b", "\ufeff", "İ", "ß", "😀", "A\u0301", "=1+1", "\0",
            "<c r=\"ZZZZZZZZ1\"><v>1</v></c>", "<row r=\"2147483647\">", "<row r=\"99999999999\">", "r=\"XFE1\"", "t=\"s\"", "<v>-1</v>", "<v>1e308</v>", "<!DOCTYPE x [<!ENTITY a \"b\">]>", "&a;",
            "&#0;", "&#x10FFFF;", "<![CDATA[", "]]>", "_x0000_", "_xD800_", "xml:space=\"preserve\"",
        }.Select(Encoding.UTF8.GetBytes),
        [0xff, 0xfe], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82], [0x80], [0, 0, 0, 0], [0xff, 0xff, 0xff, 0xff],
    ];

    /// <summary>The input spoilt in one to four ways.</summary>
    /// <param name="input">What is spoilt.</param>
    /// <param name="other">Another input, parts of which may get in.</param>
    public byte[] Spoil(byte[] input, byte[] other)
    {
        var spoilt = input;
        for (var times = chance.Next(1, 5); times > 0; times--)
        {
            spoilt = Once(spoilt, other);
        }

        return spoilt.Length <= LargestInput ? spoilt : spoilt[..LargestInput];
    }

    private byte[] Once(byte[] input, byte[] other)
    {
        var (from, to) = Range(input);
        switch (chance.Next(12))
        {
            case 0:
                return Replace(input, from, Math.Min(from + 1, input.Length), [(byte)chance.Next(256)]);
            case 1:
                return Replace(input, from, to, []);
            case 2:
                return Replace(input, from, from, input[from..to]);
            case 3:
                return input[..from];
            case 4:
                var (start, end) = Range(other);
                return Replace(input, from, to, other[start..end]);
            case 5:
                return Replace(input, from, from, Nest());
            case 6:
                return Replace(input, from, from, Encoding.UTF8.GetBytes(new string((char)chance.Next(32, 127), chance.Next(1, 3000))));
            case 7 or 8:
                return Number(input, from);
            default:
                return Replace(input, from, chance.Next(2) == 0 ? from : to, Pieces[chance.Next(Pieces.Length)]);
        }
    }

    /// <summary>Puts something else in the place of the next number or word.</summary>
    private byte[] Number(byte[] input, int from)
    {
        var start = Array.FindIndex(input, from, value => value is >= (byte)'0' and <= (byte)'9');
        if (start < 0)
        {
            return input;
        }

        var end = Array.FindIndex(input, start, value => value is not (>= (byte)'0' and <= (byte)'9'));
        var number = chance.Next(3) == 0 ? Encoding.UTF8.GetBytes((chance.NextInt64() >> chance.Next(63)).ToString(CultureInfo.InvariantCulture)) : Pieces[chance.Next(15)];
        return Replace(input, start, end < 0 ? input.Length : end, number);
    }

    private byte[] Nest()
    {
        var (open, depth) = (new[] { "[", "{\"a\":", "- ", "{a: ", "(", "<a>", "**", "[a]: " }[chance.Next(8)], chance.Next(4) == 0 ? chance.Next(5000) : chance.Next(100));
        return Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(open, depth)));
    }

    private (int From, int To) Range(byte[] input)
    {
        var from = chance.Next(input.Length + 1);
        var length = chance.Next(3) == 0 ? chance.Next(input.Length + 1) : chance.Next(24);
        return (from, Math.Min(input.Length, from + length));
    }

    private static byte[] Replace(byte[] input, int from, int to, byte[] piece) => [.. input.AsSpan(0, from), .. piece, .. input.AsSpan(to)];
}
