using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ClanStats.Domain.Activity;

namespace ClanStats.Harvest.WiseOldMan;

/// <summary>How a row of an answer becomes a row that may be stored, or why it may not.</summary>
internal delegate (TRow? Row, string? Fault) RowReading<TWire, TRow>(TWire wire, UtcInstant now)
    where TRow : class;

/// <summary>A page of one of the group's lists, fit to be stored.</summary>
/// <param name="Rows">Newest first.</param>
/// <param name="Elements">How many elements the answer held, those set aside included.</param>
/// <param name="Told">What was set aside, in one line; null if nothing was.</param>
internal sealed record GroupPage<TRow>(IReadOnlyList<TRow> Rows, int Elements, string? Told)
{
    /// <summary>Whether the list ends here: WOM names no total and no next page.</summary>
    public bool IsLast => Elements < WiseOldManClient.GroupPage;
}

/// <summary>Reads the pages of the group's lists element by element, so that one of another form than known costs only itself.</summary>
internal static class GroupPages
{
    /// <summary>Reads a page and judges it.</summary>
    /// <param name="body">The answer.</param>
    /// <param name="what">What was read, as people know it.</param>
    /// <param name="type">The form of an element.</param>
    /// <param name="read">What makes an element a row.</param>
    /// <param name="time">What the list is sorted by, newest first; unknown times stand at its end.</param>
    /// <param name="now">Business time.</param>
    /// <exception cref="JsonException">The answer is cut off or no JSON list.</exception>
    /// <exception cref="HarvestException">The answer was refused.</exception>
    public static GroupPage<TRow> Read<TWire, TRow>(
        byte[] body, string what, JsonTypeInfo<TWire> type, RowReading<TWire, TRow> read, Func<TRow, UtcInstant?> time, UtcInstant now)
        where TRow : class
    {
        using var document = JsonDocument.Parse(body);
        if (document.RootElement.ValueKind != JsonValueKind.Array)
        {
            throw new JsonException("the answer is no list");
        }

        var screen = new AnswerScreen(what);
        var rows = new List<TRow>(WiseOldManClient.GroupPage);
        foreach (var element in document.RootElement.EnumerateArray())
        {
            var (wire, unreadable) = Element(element, type);
            var (row, fault) = wire is null ? (null, unreadable) : read(wire, now);
            if (screen.Admits(fault))
            {
                rows.Add(row!);
            }
        }

        screen.Judge();
        for (var i = 1; i < rows.Count; i++)
        {
            if ((time(rows[i]) ?? default) > (time(rows[i - 1]) ?? default))
            {
                throw AnswerScreen.Refused(what, $"it is not sorted: {time(rows[i])} stands behind {time(rows[i - 1])}");
            }
        }

        return new GroupPage<TRow>(rows, screen.Seen, screen.Told);
    }

    /// <summary>Reads one element; one of another form than known is told, not thrown.</summary>
    public static (T? Value, string? Fault) Element<T>(JsonElement element, JsonTypeInfo<T> type)
    {
        try
        {
            return element.Deserialize(type) is { } value ? (value, null) : (default, "an empty element");
        }
        catch (JsonException exception)
        {
            return (default, $"an element of another form than known ({exception.Message})");
        }
    }
}
