using System.Globalization;

namespace ClanStats.Exports.Excel.Parts;

/// <summary>Names of cells and areas: <c>A1</c>, <c>A1:C9</c>. Rows and columns count from one.</summary>
internal static class CellName
{
    private static readonly string[] Columns = [.. Enumerable.Range(1, 256).Select(Letters)];

    /// <summary>A cell's name.</summary>
    public static string Of(int row, int column) => string.Create(CultureInfo.InvariantCulture, $"{Column(column)}{row}");

    /// <summary>An area's name; a single cell's if it is no larger.</summary>
    public static string Of(int firstRow, int firstColumn, int lastRow, int lastColumn) =>
        (firstRow, firstColumn) == (lastRow, lastColumn) ? Of(firstRow, firstColumn) : $"{Of(firstRow, firstColumn)}:{Of(lastRow, lastColumn)}";

    /// <summary>An area's name that stays where it is when its formula moves.</summary>
    public static string Fixed(int firstRow, int firstColumn, int lastRow, int lastColumn) => string.Create(
        CultureInfo.InvariantCulture, $"${Column(firstColumn)}${firstRow}:${Column(lastColumn)}${lastRow}");

    private static string Column(int column) => column <= Columns.Length ? Columns[column - 1] : Letters(column);

    private static string Letters(int column)
    {
        var name = "";
        for (; column > 0; column = (column - 1) / 26)
        {
            name = (char)('A' + ((column - 1) % 26)) + name;
        }

        return name;
    }
}
