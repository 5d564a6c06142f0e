using ClanStats.Domain.Report;

namespace ClanStats.Exports;

/// <summary>What stands beneath a number of the first page, in workbook and dashboard alike.</summary>
internal static class HeadlineText
{
    /// <summary>The change against the span before, and what must be known; empty where there is neither.</summary>
    public static string Beside(HeadlineNumber number)
    {
        var change = number.Change is { } difference
            ? ShortNumber.Change(difference, number.Unit == "%" ? "points" : number.Unit, number.Before ?? "before")
            : number.Before is { } before && number.Value is not null ? $"no data of {before}" : null;
        return string.Join(" · ", new[] { change, number.Note }.OfType<string>());
    }
}
