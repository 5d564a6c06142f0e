using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using ClanStats.Storage;

namespace ClanStats.Harvest.WiseOldMan;

/// <summary>How deep the list of name changes is read tonight.</summary>
internal sealed class NameChangeCursor(Database database, HarvestCursorStore cursors)
{
    private const string Source = "wom";
    private const string DeepKey = "name-changes-deep";
    private const int DeepDays = 60;
    private const int DeepEveryDays = 7;
    private const int ShallowDays = 7;

    /// <summary>The instant down to which tonight's list is read; the whole list the first time.</summary>
    public UtcInstant Depth(RunContext run) => cursors.Find(Source, DeepKey) is { } last
        ? run.Now.PlusDays(IsDeep(run, last) ? -DeepDays : -ShallowDays)
        : default;

    /// <summary>Enters that tonight's list was read.</summary>
    public void Done(RunContext run)
    {
        if (cursors.Find(Source, DeepKey) is not { } last || IsDeep(run, last))
        {
            database.Write("wom: name changes read", unit =>
                HarvestCursorStore.Move(unit, Source, DeepKey, run.Now.Milliseconds.ToString(), run.Now, run.RunId));
        }
    }

    private static bool IsDeep(RunContext run, string last) => run.Now.WholeDaysSince(new UtcInstant(long.Parse(last))) >= DeepEveryDays;
}
