namespace ClanStats.Storage.Reading;

/// <summary>Passes over JSON numbers in their usual forms: whole ones and ones with decimals, without an exponent.</summary>
internal static class PlainNumber
{
    /// <summary>More digits may not fit a whole number of 64 bits.</summary>
    private const int MostDigits = 18;

    /// <summary>Passes over a number.</summary>
    /// <param name="json">Bytes.</param>
    /// <param name="at">Where the number begins; behind it afterwards.</param>
    /// <param name="whole">The number, if it is a whole one.</param>
    /// <returns>Whether there is one in such a form.</returns>
    public static bool Passes(ReadOnlySpan<byte> json, ref int at, out long? whole)
    {
        whole = null;
        var isNegative = at < json.Length && json[at] == '-';
        var start = isNegative ? at + 1 : at;
        var (number, end) = (0L, start);
        for (; end < json.Length && (uint)(json[end] - '0') <= 9; end++)
        {
            number = unchecked((number * 10) + (json[end] - '0'));
        }

        var digits = end - start;
        if (digits is 0 or > MostDigits || (digits > 1 && json[start] == '0') || end == json.Length)
        {
            return false;
        }

        if (json[end] == '.')
        {
            at = end + 1;
            while (at < json.Length && (uint)(json[at] - '0') <= 9)
            {
                at++;
            }

            return at > end + 1 && at < json.Length && json[at] is not ((byte)'e' or (byte)'E');
        }

        at = end;
        whole = isNegative ? -number : number;

        // A zero below zero is left to the parser, which tells the two apart.
        return json[end] is not ((byte)'e' or (byte)'E') && !(isNegative && number == 0);
    }
}

/// <summary>Passes over JSON texts without escapes.</summary>
internal static class PlainText
{
    private const byte FirstPrintable = 0x20;
    private const byte LastOfAscii = 0x7F;

    /// <summary>Passes over a text.</summary>
    /// <param name="json">Bytes.</param>
    /// <param name="at">Where it begins, behind its quotation mark; on the closing one afterwards.</param>
    /// <returns>Whether it ends, and has neither escapes nor anything but ASCII characters.</returns>
    public static bool Passes(ReadOnlySpan<byte> json, ref int at)
    {
        var length = json[at..].IndexOf((byte)'"');
        if (length < 0 || json.Slice(at, length).ContainsAnyExceptInRange(FirstPrintable, LastOfAscii) || json.Slice(at, length).Contains((byte)'\\'))
        {
            return false;
        }

        at += length;
        return true;
    }
}
