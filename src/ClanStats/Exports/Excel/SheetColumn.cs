using ClanStats.Domain.Activity;

namespace ClanStats.Exports.Excel;

/// <summary>What a column holds, which decides its type, format and alignment.</summary>
internal enum ColumnKind
{
    /// <summary>Text on one line.</summary>
    Text,

    /// <summary>Text that wraps.</summary>
    Wrapped,

    /// <summary>Whole numbers.</summary>
    Whole,

    /// <summary>Numbers with one decimal.</summary>
    Decimal,

    /// <summary>UTC days.</summary>
    Date,

    /// <summary>Times in UTC.</summary>
    Time,
}

/// <summary>What one cell shows.</summary>
/// <param name="Value">A text, a number or a <see cref="DateTime"/>; null where nothing is known.</param>
/// <param name="Mark">What must be known beside a number.</param>
/// <param name="Link">Where a click leads; null: nowhere.</param>
internal readonly record struct CellContent(object? Value, DataMark Mark = DataMark.None, Uri? Link = null)
{
    /// <summary>A number with its mark.</summary>
    public static CellContent Of(Figure<long> figure) => new(figure.Value, figure.Mark);

    /// <summary>An instant as the day it lies in.</summary>
    public static CellContent Day(UtcInstant? instant) => new(instant?.Date.ToDateTime(TimeOnly.MinValue));

    /// <summary>An instant as a time in UTC.</summary>
    public static CellContent Time(UtcInstant? instant) => new(instant?.ToDateTimeOffset().UtcDateTime);
}

/// <summary>One column of a table.</summary>
/// <typeparam name="T">What a row is about.</typeparam>
/// <param name="Header">Its title, unique in the table.</param>
/// <param name="Group">Whose colour its header carries.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Width">Its least width, in digits.</param>
/// <param name="Cell">The cell of a row.</param>
internal sealed record SheetColumn<T>(string Header, ColumnGroup Group, ColumnKind Kind, double Width, Func<T, CellContent> Cell)
{
    /// <summary>The greatest width content may stretch it to.</summary>
    public double MaxWidth { get; init; } = 34;

    /// <summary>Whether bars compare its cells.</summary>
    public bool Bars { get; init; }

    /// <summary>Whether its cells begin with the sign of a state or severity and take its colour.</summary>
    public bool Signs { get; init; }

    /// <summary>Whether officers write in its cells; nothing known is an empty cell there, and the next run reads it back.</summary>
    public bool Writable { get; init; }

    /// <summary>The words a writable cell offers; empty: free.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Whether it is there for programs and not for readers.</summary>
    public bool Hidden { get; init; }
}
