namespace ClanStats.Exports.Excel.Parts;

/// <summary>A colour as a workbook writes it: opaque, eight hexadecimal digits.</summary>
/// <param name="Argb">Alpha, red, green, blue.</param>
internal sealed record Colour(string Argb);

/// <summary>Where a cell's content stands from left to right.</summary>
internal enum Across
{
    /// <summary>By its type: text left, numbers right.</summary>
    General,

    /// <summary>At the left.</summary>
    Left,

    /// <summary>At the right.</summary>
    Right,
}

/// <summary>A line along a cell's edge.</summary>
/// <param name="Colour">Its colour.</param>
/// <param name="Strong">Medium instead of thin.</param>
internal sealed record Edge(Colour Colour, bool Strong = false);

/// <summary>How a cell looks. Cells of equal styles share one entry of the workbook's style sheet.</summary>
internal sealed record CellStyle
{
    /// <summary>What a cell has before anything is said of it.</summary>
    public static CellStyle Body { get; } = new();

    /// <summary>The font's size, in points.</summary>
    public double Size { get; init; } = Look.BodySize;

    /// <summary>Whether the font is bold.</summary>
    public bool Bold { get; init; }

    /// <summary>Whether the font is italic.</summary>
    public bool Italic { get; init; }

    /// <summary>Whether the text is underlined, as links are.</summary>
    public bool Underlined { get; init; }

    /// <summary>The colour of the text.</summary>
    public Colour Ink { get; init; } = Look.Black;

    /// <summary>The colour behind it; null: none.</summary>
    public Colour? Fill { get; init; }

    /// <summary>The number format; null: General.</summary>
    public string? Format { get; init; }

    /// <summary>Where the content stands from left to right.</summary>
    public Across Across { get; init; }

    /// <summary>Whether the content stands at the top instead of the middle.</summary>
    public bool AtTop { get; init; }

    /// <summary>Whether the text wraps.</summary>
    public bool Wraps { get; init; }

    /// <summary>How far the content is from its edge, in widths of three blanks.</summary>
    public int Indent { get; init; }

    /// <summary>The line at the left; null: none.</summary>
    public Edge? Left { get; init; }

    /// <summary>The line at the right; null: none.</summary>
    public Edge? Right { get; init; }

    /// <summary>The line above; null: none.</summary>
    public Edge? Top { get; init; }

    /// <summary>The line below; null: none.</summary>
    public Edge? Bottom { get; init; }
}
