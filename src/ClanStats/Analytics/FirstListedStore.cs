using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Storage;

namespace ClanStats.Analytics;

/// <summary>Remembers, by UTC day of business time, since when somebody stands on the purge list, or in its second block, without a break.</summary>
internal sealed class FirstListedStore(Database database)
{
    /// <summary>The list of candidates.</summary>
    public const string Purge = "purge";

    /// <summary>Who is quiet and whose Discord account nobody knows.</summary>
    public const string Quiet = "quiet";

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
                INSERT INTO first_listed (list, member_id, first_day, last_day) VALUES (?1, ?2, ?3, ?4)
                ON CONFLICT (list, member_id) DO UPDATE SET last_day = max(last_day, excluded.last_day)
                """);
            foreach (var (list, people) in new[] { (Purge, purge.Candidates), (Quiet, purge.QuietDiscordUnknown) })
            {
                foreach (var person in people)
                {
                    save.Execute(list, person.MemberId, UtcInstant.StartOfDay(person.FirstListed).Milliseconds, today);
                }
            }

            unit.Prepare("DELETE FROM first_listed WHERE last_day < ?1").Execute(today);
        });
    }
}
