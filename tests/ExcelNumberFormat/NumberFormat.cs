using System.Globalization;
using System.Text.RegularExpressions;

namespace ExcelNumberFormat;

/// <summary>
/// Renders a value by an Excel number format code: the one type that ClosedXML needs from the package of this name.
/// ClosedXML asks for it only when a cell's displayed text is read.
/// </summary>
public sealed partial class NumberFormat
{
    private readonly string _code;

    /// <summary>Takes a format code such as <c>#,##0</c> or <c>dd/mm/yyyy</c>.</summary>
    /// <param name="formatString">The format code as Excel writes it; null reads as General.</param>
    public NumberFormat(string? formatString) => _code = formatString ?? "General";

    /// <summary>The value as text.</summary>
    /// <param name="value">A number, a date, a text or a truth value.</param>
    /// <param name="culture">The culture that formats numbers and dates.</param>
    /// <returns>The text Excel would show; the plain value where the code is not understood.</returns>
    public string Format(object? value, CultureInfo culture) => value switch
    {
        null => "",
        _ when _code is "General" or "@" or "" => Convert.ToString(value, culture) ?? "",
        DateTime time => time.ToString(DateCode(Section(0) ?? _code), culture),
        IFormattable number => NumberCode(number, culture),
        _ => (Section(3) ?? "@").Replace("@", Convert.ToString(value, culture), StringComparison.Ordinal),
    };

    private string NumberCode(IFormattable number, CultureInfo culture)
    {
        var value = Convert.ToDouble(number, culture);
        var section = value == 0 && Section(2) is { Length: > 0 } zero ? zero : value < 0 && Section(1) is { Length: > 0 } negative ? negative : null;
        return section is null
            ? value.ToString(Section(0), culture)
            : Math.Abs(value).ToString(section, culture);
    }

    /// <summary>One of the sections for positive, negative, zero and text, without colours and conditions; null if the code has fewer.</summary>
    private string? Section(int index)
    {
        var sections = _code.Split(';');
        return index < sections.Length ? Brackets().Replace(sections[index], "") : null;
    }

    /// <summary>Excel writes months and minutes both as m: it is minutes after hours. .NET writes months as M, hours of the day as H.</summary>
    private static string DateCode(string code)
    {
        var hours = code.IndexOf('h', StringComparison.OrdinalIgnoreCase);
        var (day, time) = hours < 0 ? (code, "") : (code[..hours], code[hours..]);
        return day.Replace('m', 'M').Replace("/", "'/'", StringComparison.Ordinal) + time.Replace('h', 'H');
    }

    [GeneratedRegex(@"\[[^\]]*\]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Brackets();
}
