using System.Globalization;

namespace ExcelNumberFormat;

/// <summary>
/// Renders a value by an Excel number format code: the one type that ClosedXML needs from the package of this name.
/// ClosedXML asks for it only when a cell's displayed text is read.
/// </summary>
public sealed class NumberFormat
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
        IFormattable formattable when _code is not ("General" or "@" or "") => formattable.ToString(_code, culture),
        _ => Convert.ToString(value, culture) ?? "",
    };
}
