using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Storage;

namespace ClanStats.Analytics;

/// <summary>Remembers, by UTC day of business time, since when somebody stands on the purge list without a break.</summary>
internal sealed class FirstListedStore(Database database)
{
    /// <summary>Brings the memory in line with tonight's list; an unavailable list changes nothing.</summary>
    public void Save(ClanReport report)
    {
        if (report.Purge.Content is not { } purge)
        {
            return;
        }

        var today = UtcInstant.StartOfDay(report.Now.Date).Milliseconds;
        database.Write("analytics: first listed", unit =>
        {
            var save = unit.Prepare(
                """
                INSERT INTO first_listed (list, member_id, first_day, last_day) VALUES ('purge', ?1, ?2, ?3)
                ON CONFLICT (list, member_id) DO UPDATE SET last_day = max(last_day, excluded.last_day)
                """);
            foreach (var candidate in purge.Candidates)
            {
                save.Execute(candidate.MemberId, UtcInstant.StartOfDay(candidate.FirstListed).Milliseconds, today);
            }

            unit.Prepare("DELETE FROM first_listed WHERE list = 'purge' AND last_day < ?1").Execute(today);
        });
    }
}
