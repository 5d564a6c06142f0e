using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ClanStats.Exports.Excel.Parts;

/// <summary>Gives every style used a number and writes the part that explains them.</summary>
internal sealed class StyleSheet
{
    /// <summary>The numbers below are the file format's own.</summary>
    private const uint FirstOwnFormat = 165;
    private const uint TextFormat = 49;

    private readonly Dictionary<CellStyle, uint> _numbers = [];
    private readonly Dictionary<CellStyle, uint> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(Colour?, Colour?), uint> _differences = [];
    private readonly Dictionary<string, uint> _formats = new(StringComparer.Ordinal);
    private readonly CellFormats _cells = new();
    private readonly Numbered<Font> _fonts = new();
    private readonly Numbered<Fill> _fills = new();
    private readonly Numbered<Border> _borders = new();

    /// <summary>Begins with the body's style, which cells without one have, and the two fills every workbook must have.</summary>
    public StyleSheet()
    {
        _fills.NumberOf(new Fill(new PatternFill { PatternType = PatternValues.None }));
        _fills.NumberOf(new Fill(new PatternFill { PatternType = PatternValues.Gray125 }));
        NumberOf(CellStyle.Body);
    }

    /// <summary>The number of a style.</summary>
    public uint NumberOf(CellStyle style)
    {
        // Nearly every cell has the very style of the cell above it; comparing all its parts would be wasted.
        if (_seen.TryGetValue(style, out var number))
        {
            return number;
        }

        if (!_numbers.TryGetValue(style, out number))
        {
            _numbers.Add(style, number = (uint)_numbers.Count);
            _cells.AppendChild(FormatOf(style));
        }

        _seen.Add(style, number);
        return number;
    }

    /// <summary>The number of what a condition changes.</summary>
    public uint DifferenceOf(Colour? ink, Colour? fill)
    {
        if (!_differences.TryGetValue((ink, fill), out var number))
        {
            _differences.Add((ink, fill), number = (uint)_differences.Count);
        }

        return number;
    }

    /// <summary>Writes the part.</summary>
    public void Write(WorkbookStylesPart part) => part.Stylesheet = new Stylesheet(
        new NumberingFormats(_formats.Select(format => new NumberingFormat { NumberFormatId = format.Value, FormatCode = format.Key })),
        new Fonts(_fonts.All),
        new Fills(_fills.All),
        new Borders(_borders.All),
        new CellStyleFormats(new CellFormat { NumberFormatId = 0, FontId = 0, FillId = 0, BorderId = 0 }),
        _cells,
        new CellStyles(new DocumentFormat.OpenXml.Spreadsheet.CellStyle { Name = "Normal", FormatId = 0, BuiltinId = 0 }),
        new DifferentialFormats(_differences.Keys.Select(Difference)));

    private CellFormat FormatOf(CellStyle style)
    {
        var alignment = new Alignment { Vertical = style.AtTop ? VerticalAlignmentValues.Top : VerticalAlignmentValues.Center };
        if (style.Across != Across.General)
        {
            alignment.Horizontal = style.Across == Across.Left ? HorizontalAlignmentValues.Left : HorizontalAlignmentValues.Right;
        }

        if (style.Wraps)
        {
            alignment.WrapText = true;
        }

        if (style.Indent > 0)
        {
            alignment.Indent = (uint)style.Indent;
        }

        return new CellFormat(alignment)
        {
            NumberFormatId = FormatNumber(style.Format),
            FontId = _fonts.NumberOf(FontOf(style)),
            FillId = style.Fill is { } fill ? _fills.NumberOf(Solid(fill)) : 0,
            BorderId = _borders.NumberOf(BorderOf(style)),
            FormatId = 0,
            ApplyNumberFormat = true,
            ApplyFont = true,
            ApplyFill = true,
            ApplyBorder = true,
            ApplyAlignment = true,
        };
    }

    private uint FormatNumber(string? format)
    {
        if (format is null or "@")
        {
            return format is null ? 0 : TextFormat;
        }

        if (!_formats.TryGetValue(format, out var number))
        {
            _formats.Add(format, number = FirstOwnFormat + (uint)_formats.Count);
        }

        return number;
    }

    private static Font FontOf(CellStyle style)
    {
        var font = new Font();
        if (style.Bold)
        {
            font.AppendChild(new Bold());
        }

        if (style.Italic)
        {
            font.AppendChild(new Italic());
        }

        if (style.Underlined)
        {
            font.AppendChild(new Underline());
        }

        font.Append(new FontSize { Val = style.Size }, new Color { Rgb = style.Ink.Argb }, new FontName { Val = Look.Font }, new FontFamilyNumbering { Val = 2 });
        return font;
    }

    private static Fill Solid(Colour colour) => new(new PatternFill(new ForegroundColor { Rgb = colour.Argb }) { PatternType = PatternValues.Solid });

    private static Border BorderOf(CellStyle style) => new(
        Line(new LeftBorder(), style.Left), Line(new RightBorder(), style.Right), Line(new TopBorder(), style.Top), Line(new BottomBorder(), style.Bottom),
        new DiagonalBorder());

    private static BorderPropertiesType Line(BorderPropertiesType line, Edge? edge)
    {
        if (edge is not null)
        {
            line.Style = edge.Strong ? BorderStyleValues.Medium : BorderStyleValues.Thin;
            line.Color = new Color { Rgb = edge.Colour.Argb };
        }

        return line;
    }

    private static DifferentialFormat Difference((Colour? Ink, Colour? Fill) change)
    {
        var format = new DifferentialFormat();
        if (change.Ink is { } ink)
        {
            format.AppendChild(new Font(new Color { Rgb = ink.Argb }));
        }

        if (change.Fill is { } fill)
        {
            format.AppendChild(new Fill(new PatternFill(new ForegroundColor { Rgb = fill.Argb }, new BackgroundColor { Rgb = fill.Argb })
            {
                PatternType = PatternValues.Solid,
            }));
        }

        return format;
    }

    /// <summary>Elements that are numbered, equal ones once.</summary>
    private sealed class Numbered<T>
        where T : OpenXmlElement
    {
        private readonly Dictionary<string, uint> _numbers = new(StringComparer.Ordinal);

        public List<OpenXmlElement> All { get; } = [];

        public uint NumberOf(T element)
        {
            if (!_numbers.TryGetValue(element.OuterXml, out var number))
            {
                _numbers.Add(element.OuterXml, number = (uint)All.Count);
                All.Add(element);
            }

            return number;
        }
    }
}
