using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Storage;

/// <summary>Keeps what published reports said about people, for the next report to compare with.</summary>
internal static class PublishedStateStore
{
    /// <summary>
    /// Enters a published report in place of an earlier one of the same business time, and lets go of those no later report can compare with:
    /// each compares with the newest that is old enough.
    /// </summary>
    /// <param name="unit">The transaction that marks the run as published.</param>
    /// <param name="runId">The run.</param>
    /// <param name="state">What its report says.</param>
    public static void Save(UnitOfWork unit, long runId, PublishedState state)
    {
        var time = state.Now.Milliseconds;
        unit.Prepare("DELETE FROM published_reports WHERE business_time = ?1").Execute(time);
        unit.Prepare("INSERT INTO published_reports (business_time, run_id) VALUES (?1, ?2)").Execute(time, runId);
        var member = unit.Prepare(
            "INSERT INTO published_members (business_time, member_id, name, role, state, promotable, purgeable) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
        foreach (var entry in state.Members)
        {
            member.Execute(time, entry.Id, entry.Name, entry.Role, entry.Quarter?.ToName(), Number(entry.IsPromotable), Number(entry.IsPurgeable));
        }

        var record = unit.Prepare("INSERT INTO published_records (business_time, boss_name, member_id, kills) VALUES (?1, ?2, ?3, ?4)");
        foreach (var entry in state.Records)
        {
            record.Execute(time, entry.Boss, entry.HolderId, entry.Kills);
        }

        Prune(unit, state.Now);
    }

    private static void Prune(UnitOfWork unit, UtcInstant now) => unit.Prepare(
        """
        DELETE FROM published_reports WHERE business_time < (
          SELECT max(business_time) FROM published_reports WHERE business_time <= ?1)
        """).Execute(now.PlusHours(-ChangeFacts.MinHours).Milliseconds);

    private static long? Number(bool? value) => value switch
    {
        true => 1,
        false => 0,
        null => null,
    };
}
