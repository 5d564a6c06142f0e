namespace ClanStats.Exports.Excel.Parts;

/// <summary>How a sheet is printed: on A4, one page wide.</summary>
internal sealed class PrintedPage
{
    /// <summary>Whether the long side is the lower one.</summary>
    public bool IsLandscape { get; set; } = true;

    /// <summary>On how many pages the rows must fit; null: as many as they need.</summary>
    public int? PagesTall { get; set; }

    /// <summary>Whether it stands in the middle between left and right.</summary>
    public bool IsCentred { get; set; }

    /// <summary>The footer at the left, an ampersand written twice.</summary>
    public string FooterLeft { get; set; } = "";

    /// <summary>The footer at the right, with the codes of sheet and pages.</summary>
    public string FooterRight { get; set; } = "";

    /// <summary>The row repeated on every page; null: none.</summary>
    public int? TitleRow { get; set; }

    /// <summary>What is printed, as a fixed area; null: everything.</summary>
    public string? Area { get; set; }

    /// <summary>After which row a new page begins; null: where the last is full.</summary>
    public int? BreakAfter { get; set; }
}
