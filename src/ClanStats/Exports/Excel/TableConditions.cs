using ClanStats.Exports.Excel.Parts;

namespace ClanStats.Exports.Excel;

/// <summary>What a table's conditional formats must know of a column.</summary>
/// <param name="Group">Whose colour its bars have.</param>
/// <param name="IsNumber">Whether it holds numbers.</param>
/// <param name="Bars">Whether bars compare its cells.</param>
/// <param name="Signs">Whether its cells begin with the sign of a state.</param>
/// <param name="Writable">Whether officers write in it.</param>
internal sealed record ColumnLook(ColumnGroup Group, bool IsNumber, bool Bars, bool Signs, bool Writable)
{
    /// <summary>What a column tells of itself.</summary>
    public static ColumnLook Of<T>(SheetColumn<T> column) =>
        new(column.Group, column.Kind is ColumnKind.Whole or ColumnKind.Decimal, column.Bars, column.Signs, column.Writable);
}

/// <summary>
/// A table's conditional formats: bars, the colours of signs, zeros and dashes muted, stripes. They follow the value of a cell and not its
/// place, so that they survive sorting and what officers write. Some programs show but the first that holds, so each colour brings its stripe.
/// </summary>
internal static class TableConditions
{
    private const string IsStripe = "MOD(ROW(),2)=0";

    /// <summary>Adds them to the rows of a table that begins in the first column.</summary>
    public static void Add(Sheet sheet, IReadOnlyList<ColumnLook> columns, int first, int last)
    {
        for (var column = 1; column <= columns.Count; column++)
        {
            if (columns[column - 1].Bars)
            {
                sheet.Conditions.Add(new Condition(CellName.Of(first, column, last, column)) { Bar = Look.BarOf(columns[column - 1].Group) });
            }

            if (columns[column - 1].Signs)
            {
                AddSigns(sheet, column, first, last);
            }
        }

        foreach (var (from, to) in Runs(columns, column => column.IsNumber))
        {
            var corner = CellName.Of(first, from);
            AddColour(sheet, CellName.Of(first, from, last, to), $"OR({corner}=0,{corner}=\"{NumberText.NoData}\")", Look.Faint);
        }

        // A stripe would cover the colour by which cells to write in are told.
        foreach (var (from, to) in Runs(columns, column => !column.Writable))
        {
            sheet.Conditions.Add(new Condition(CellName.Of(first, from, last, to)) { Formula = IsStripe, Fill = Look.Zebra });
        }
    }

    private static void AddSigns(Sheet sheet, int column, int first, int last)
    {
        foreach (var (sign, colour) in Look.Signs)
        {
            AddColour(sheet, CellName.Of(first, column, last, column), $"LEFT({CellName.Of(first, column)},1)=\"{sign}\"", colour);
        }
    }

    private static void AddColour(Sheet sheet, string area, string condition, Colour colour)
    {
        sheet.Conditions.Add(new Condition(area) { Formula = $"AND({condition},{IsStripe})", Ink = colour, Fill = Look.Zebra });
        sheet.Conditions.Add(new Condition(area) { Formula = condition, Ink = colour });
    }

    /// <summary>The first and last column of each run of neighbours that are alike.</summary>
    private static IEnumerable<(int From, int To)> Runs(IReadOnlyList<ColumnLook> columns, Func<ColumnLook, bool> belongs)
    {
        var from = 1;
        for (var column = 1; column <= columns.Count + 1; column++)
        {
            if (column > columns.Count || !belongs(columns[column - 1]))
            {
                if (column > from)
                {
                    yield return (from, column - 1);
                }

                from = column + 1;
            }
        }
    }
}
