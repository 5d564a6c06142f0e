using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Storage;

namespace ClanStats.Analytics;

/// <summary>Keeps the ledger of suggestions: what stands tonight goes on or begins, what a judged list no longer names has ended.</summary>
internal sealed class RecommendationStore(Database database)
{
    /// <summary>Brings the ledger in line with tonight's report; a list that could not be judged changes nothing.</summary>
    public void Save(ClanReport report)
    {
        if (report.Decisions.Content is not { } decisions)
        {
            return;
        }

        database.Write("analytics: suggestions", unit =>
        {
            var save = unit.Prepare(
                """
                INSERT INTO recommendations (id, list, rule, member_id, rule_version, thresholds, reason, numbers, first_day, last_day, nights, is_open)
                  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 1)
                ON CONFLICT (id) DO UPDATE SET rule_version = excluded.rule_version, thresholds = excluded.thresholds, reason = excluded.reason,
                  numbers = excluded.numbers, last_day = excluded.last_day, nights = excluded.nights
                WHERE excluded.last_day >= last_day AND (excluded.last_day > last_day OR excluded.numbers <> numbers OR excluded.reason <> reason
                  OR excluded.thresholds <> thresholds OR excluded.rule_version <> rule_version)
                """);
            foreach (var entry in decisions.Ledger)
            {
                save.Execute(
                    entry.Id, entry.List, entry.Rule, entry.MemberId, entry.RuleVersion, entry.Thresholds, entry.Reason,
                    JsonSerializer.Serialize(entry.Numbers, StoredJson.Default.IReadOnlyListEvidence), Start(entry.FirstDay), Start(entry.LastDay), entry.Nights);
            }

            var end = unit.Prepare("UPDATE recommendations SET is_open = 0 WHERE is_open = 1 AND list = ?1 AND last_day < ?2");
            foreach (var list in decisions.Judged)
            {
                end.Execute(list, Start(report.Now.Date));
            }
        });
    }

    private static long Start(DateOnly day) => UtcInstant.StartOfDay(day).Milliseconds;
}
