using ClanStats.Domain.Report;

namespace ClanStats.Decisions;

/// <summary>A row below a header, its cells by the header's words.</summary>
internal sealed class TableRow(SheetRow row, IReadOnlyDictionary<string, int> columns)
{
    /// <summary>The row's number.</summary>
    public int Number => row.Number;

    /// <summary>The cell under a header; default if it is empty.</summary>
    public SheetCell Cell(string header) => row.Cells.GetValueOrDefault(columns[header]);

    /// <summary>A cell's text, tidied; empty if it is empty.</summary>
    public string Text(string header) => Cell(header).Text is { } text ? WorkbookForm.Tidy(text) : "";

    /// <summary>Where the cell under a header stands.</summary>
    public string Address(string header) => row.AddressOf(columns[header]);
}

/// <summary>
/// Finds the tables officers write in by the words of their headers, wherever on a sheet and in whatever order their columns stand. A table
/// that lacks a column, or has one twice, is refused: half of what somebody meant must not be taken for all of it.
/// </summary>
internal sealed class SheetTable(string sheet, IReadOnlyList<string> headers, IReadOnlyList<string> writable)
{
    /// <summary>The sheet's name.</summary>
    public string Sheet => sheet;

    /// <summary>The rows below each header.</summary>
    /// <param name="rows">The sheet.</param>
    /// <param name="refused">Receives why a table was refused: the header's row and what is wrong.</param>
    public IEnumerable<TableRow> Rows(IReadOnlyList<SheetRow> rows, ICollection<(int Row, string Fault)> refused)
    {
        IReadOnlyDictionary<string, int>? columns = null;
        foreach (var row in rows)
        {
            var found = row.Cells.Where(cell => headers.Contains(WorkbookForm.Tidy(cell.Value.Text))).ToLookup(cell => WorkbookForm.Tidy(cell.Value.Text), cell => cell.Key);
            if (found.Count >= 2 && (found.Contains(WorkbookForm.Seal) || writable.Any(found.Contains)))
            {
                columns = null;
                if (headers.FirstOrDefault(header => found[header].Count() != 1) is { } wrong)
                {
                    refused.Add((row.Number, found.Contains(wrong) ? $"the column '{wrong}' stands there twice" : $"the column '{wrong}' is missing"));
                }
                else
                {
                    columns = found.ToDictionary(header => header.Key, header => header.Single(), StringComparer.Ordinal);
                }
            }
            else if (columns is not null)
            {
                yield return new TableRow(row, columns);
            }
        }
    }
}
