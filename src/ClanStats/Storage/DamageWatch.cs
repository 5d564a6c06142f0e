using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace ClanStats.Storage;

/// <summary>
/// Decides on which nights the database is looked through for damage. SQLite reads every page for that, a second on a grown clan, and a file
/// that was closed well seldom spoils by itself: so once a week, and whenever a run since then was broken off.
/// </summary>
internal sealed class DamageWatch(Database database, TimeProvider clock, ILogger<DamageWatch> logger)
{
    /// <summary>UTC days from one look to the next.</summary>
    public const int Days = 7;

    private const string Source = "database";
    private const string Key = "quick-check";

    /// <summary>Looks the database through if that is due.</summary>
    /// <param name="isBehind">Whether migrations are pending: nothing is moved about in a damaged file.</param>
    /// <returns>Whether it was looked through; to be entered with <see cref="Enter"/> once the schema is the newest.</returns>
    /// <exception cref="UserFaultException">It is damaged.</exception>
    public bool Look(bool isBehind)
    {
        var reason = isBehind ? "a migration is pending" : database.Read("database: last check", ReasonNow);
        if (reason is null)
        {
            logger.LogDebug("The database is not looked through for damage: that was done in the last {Days} days, and no run was broken off since", Days);
            return false;
        }

        logger.LogInformation("The database is looked through for damage: {Reason}", reason);
        database.RefuseDamage();
        return true;
    }

    /// <summary>Enters that the database was looked through, or is new, now.</summary>
    public void Enter() => database.Write("database: enter check", unit => unit.Execute(
        """
        INSERT OR REPLACE INTO harvest_cursors (source, key, value, updated_at)
        SELECT @Source, @Key, coalesce(max(id), 0), @now FROM pipeline_runs
        """,
        new { Source, Key, now = Now.Milliseconds }));

    /// <summary>Why it is due; null if it is not. Days are counted by the calendar, so that a night a minute early does not put it off.</summary>
    private string? ReasonNow(SqliteConnection connection)
    {
        var last = connection.QueryFirstOrDefault<LastLook>(
            "SELECT CAST(value AS INTEGER) AS RunId, updated_at AS At FROM harvest_cursors WHERE source = @Source AND key = @Key", new { Source, Key });
        if (last is null)
        {
            return "it never was";
        }

        var at = new UtcInstant(last.At);
        if (at > Now)
        {
            return $"the last time, {at.ToPeople()}, lies ahead of the clock";
        }

        if (Now.DayNumber - at.DayNumber >= Days)
        {
            return $"the last time was {at.ToPeople()}";
        }

        var broken = connection.QueryFirstOrDefault<string>(
            "SELECT trace_id FROM pipeline_runs WHERE id > @RunId AND finished_at IS NULL ORDER BY id DESC LIMIT 1", new { last.RunId });
        return broken is null ? null : $"run {broken} was broken off";
    }

    private UtcInstant Now => UtcInstant.From(clock.GetUtcNow());

    /// <summary>The newest run when the database was last looked through, and when that was.</summary>
    private sealed record LastLook(long RunId, long At);
}
