using System.Globalization;

namespace ClanStats.Decisions;

/// <summary>A cell as a file holds it.</summary>
/// <param name="Address">Such as C7.</param>
/// <param name="Text">Its text, or its number as written.</param>
/// <param name="IsNumber">Whether it is a number.</param>
internal readonly record struct SheetCell(string Address, string Text, bool IsNumber);

/// <summary>A row of a sheet.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Cells">The cells that hold something, by column from 1.</param>
internal sealed record SheetRow(int Number, IReadOnlyDictionary<int, SheetCell> Cells)
{
    /// <summary>The address of a cell that may hold nothing.</summary>
    public string AddressOf(int column)
    {
        var name = "";
        for (var rest = column; rest > 0; rest = (rest - 1) / 26)
        {
            name = (char)('A' + ((rest - 1) % 26)) + name;
        }

        return name + Number.ToString(CultureInfo.InvariantCulture);
    }
}

/// <summary>A workbook cannot be read; the message says why.</summary>
internal sealed class UnreadableWorkbookException(string message, Exception? inner = null) : Exception(message, inner);
