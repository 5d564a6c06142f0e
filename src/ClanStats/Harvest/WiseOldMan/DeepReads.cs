using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using ClanStats.Storage;

namespace ClanStats.Harvest.WiseOldMan;

/// <summary>How deep a list is read tonight.</summary>
/// <param name="Key">The list's cursor.</param>
/// <param name="Down">The instant down to which it is read at least; null: down to the first page on which everything is known.</param>
internal readonly record struct ListDepth(string Key, UtcInstant? Down)
{
    /// <summary>Whether a list that has been read down to an instant is read on.</summary>
    public bool GoesOn(UtcInstant oldest, bool anythingNew) => Down is { } down ? oldest >= down : anythingNew;
}

/// <summary>
/// WOM changes its lists in the middle: a name change submitted weeks ago is approved, and events of a roster are taken back with it. So the
/// lists are read whole the first time, back 60 days once a week, and down to what is known on the other nights.
/// </summary>
internal sealed class DeepReads(HarvestCursorStore cursors)
{
    /// <summary>The cursor of the list of name changes.</summary>
    public const string NameChanges = "name-changes-deep";

    /// <summary>The cursor of the activity log.</summary>
    public const string Activity = "activity-deep";

    private const string Source = "wom";
    private const int Days = 60;
    private const int EveryDays = 7;

    /// <summary>How deep a list is read tonight.</summary>
    public ListDepth Tonight(RunContext run, string key)
    {
        var last = cursors.Find(Source, key);
        return last is null ? new ListDepth(key, default(UtcInstant))
            : run.Now.WholeDaysSince(new UtcInstant(long.Parse(last))) >= EveryDays ? new ListDepth(key, run.Now.PlusDays(-Days))
            : new ListDepth(key, null);
    }

    /// <summary>Enters, in the transaction of the rows, that a list was read as deep as it should.</summary>
    public static void Done(UnitOfWork unit, ListDepth depth, RunContext run)
    {
        if (depth.Down is not null)
        {
            HarvestCursorStore.Move(unit, Source, depth.Key, run.Now.Milliseconds.ToString(), run.Now, run.RunId);
        }
    }
}
