namespace ClanStats.Exports.Excel.Parts;

/// <summary>A cell: what it holds and how it looks.</summary>
internal sealed class SheetCell(int column)
{
    /// <summary>The column, from one.</summary>
    public int Column { get; } = column;

    /// <summary>A <see cref="string"/>, a <see cref="double"/> or a <see cref="DateTime"/>; null: empty. A text is always a text, never a formula.</summary>
    public object? Value { get; set; }

    /// <summary>How it looks.</summary>
    public CellStyle Style { get; set; } = CellStyle.Body;

    /// <summary>Where a click leads outside the workbook; null: nowhere.</summary>
    public Uri? Link { get; set; }

    /// <summary>Where a click leads within the workbook, like <c>'Clan Roster'!A1</c>; null: nowhere.</summary>
    public string? Place { get; set; }
}

/// <summary>A row: its cells from left to right.</summary>
internal sealed class SheetRow
{
    private readonly List<SheetCell> _cells = [];

    /// <summary>Its height in points; null: what its text needs.</summary>
    public double? Height { get; set; }

    /// <summary>Its cells by column.</summary>
    public IReadOnlyList<SheetCell> Cells => _cells;

    /// <summary>The cell of a column, made if there is none.</summary>
    public SheetCell Cell(int column)
    {
        var place = _cells.Count;
        while (place > 0 && _cells[place - 1].Column >= column)
        {
            place--;
        }

        if (place == _cells.Count || _cells[place].Column != column)
        {
            _cells.Insert(place, new SheetCell(column));
        }

        return _cells[place];
    }
}

/// <summary>A column's measure.</summary>
internal sealed class SheetMeasure
{
    /// <summary>The width, in digits of the body's font.</summary>
    public double Width { get; set; } = 8.43;

    /// <summary>Whether readers do not see it.</summary>
    public bool Hidden { get; set; }
}

/// <summary>A table over cells that are written: its first row is the header.</summary>
/// <param name="Name">Unique in the workbook.</param>
/// <param name="Columns">The headers, as they stand in the cells.</param>
/// <param name="HeaderRow">The row of the header.</param>
/// <param name="LastRow">The last row.</param>
internal sealed record TableArea(string Name, IReadOnlyList<string> Columns, int HeaderRow, int LastRow);

/// <summary>A format that follows the values of cells: bars, or colours where a formula is true.</summary>
/// <param name="Area">The cells.</param>
internal sealed record Condition(string Area)
{
    /// <summary>What must be true of the first cell, relative to it; null for bars.</summary>
    public string? Formula { get; init; }

    /// <summary>The text's colour then; null: as it is.</summary>
    public Colour? Ink { get; init; }

    /// <summary>The colour behind then; null: as it is.</summary>
    public Colour? Fill { get; init; }

    /// <summary>The colour of bars from zero to the greatest value; null: no bars.</summary>
    public Colour? Bar { get; init; }
}

/// <summary>The words cells offer.</summary>
/// <param name="Area">The cells.</param>
/// <param name="Words">The words.</param>
internal sealed record CellChoices(string Area, IReadOnlyList<string> Words);

/// <summary>A sheet before it is written.</summary>
/// <param name="name">Its name, unique in the workbook.</param>
internal sealed class Sheet(string name)
{
    private readonly SortedDictionary<int, SheetRow> _rows = [];
    private readonly SortedDictionary<int, SheetMeasure> _columns = [];

    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>Its rows by number, from one.</summary>
    public IReadOnlyDictionary<int, SheetRow> Rows => _rows;

    /// <summary>The columns that have a measure of their own, by number from one.</summary>
    public IReadOnlyDictionary<int, SheetMeasure> Columns => _columns;

    /// <summary>How it is printed.</summary>
    public PrintedPage Page { get; } = new();

    /// <summary>How many rows stay in view.</summary>
    public int FrozenRows { get; set; }

    /// <summary>How many columns stay in view.</summary>
    public int FrozenColumns { get; set; }

    /// <summary>Whether the lines between cells are drawn.</summary>
    public bool ShowsGrid { get; set; } = true;

    /// <summary>Areas shown as one cell.</summary>
    public List<string> Merged { get; } = [];

    /// <summary>Its tables, which must not overlap.</summary>
    public List<TableArea> Tables { get; } = [];

    /// <summary>Its conditional formats, the first before the later.</summary>
    public List<Condition> Conditions { get; } = [];

    /// <summary>Cells that offer words.</summary>
    public List<CellChoices> Choices { get; } = [];

    /// <summary>A row, made if there is none.</summary>
    public SheetRow Row(int row)
    {
        if (!_rows.TryGetValue(row, out var made))
        {
            _rows.Add(row, made = new SheetRow());
        }

        return made;
    }

    /// <summary>A cell, made if there is none.</summary>
    public SheetCell Cell(int row, int column) => Row(row).Cell(column);

    /// <summary>A column's measure, made if there is none.</summary>
    public SheetMeasure Column(int column)
    {
        if (!_columns.TryGetValue(column, out var made))
        {
            _columns.Add(column, made = new SheetMeasure());
        }

        return made;
    }

    /// <summary>Keeps the rows and columns before a place in view.</summary>
    public void Freeze(int rows, int columns) => (FrozenRows, FrozenColumns) = (rows, columns);

    /// <summary>Changes how the neighbours in a row look.</summary>
    public void Restyle(int row, int column, int span, Func<CellStyle, CellStyle> change)
    {
        for (var next = column; next < column + span; next++)
        {
            var cell = Cell(row, next);
            cell.Style = change(cell.Style);
        }
    }
}
