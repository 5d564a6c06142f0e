using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Report;

/// <summary>What a published report said about people, as far as the next one compares with it.</summary>
/// <param name="Now">Business time of its run.</param>
/// <param name="Members">Everybody who was on the roster, by id.</param>
/// <param name="Records">Who held which boss record, by boss.</param>
public sealed record PublishedState(UtcInstant Now, IReadOnlyList<PublishedMember> Members, IReadOnlyList<PublishedRecord> Records)
{
    /// <summary>What a report says.</summary>
    public static PublishedState Of(ClanReport report)
    {
        var month = report.Presence.Windows.FirstOrDefault(window => window.Window == RollingWindow.Month);
        var quarters = (month?.Groups ?? [])
            .SelectMany(group => group.People, (group, person) => (person.Id, group.State))
            .ToDictionary(person => person.Id, person => person.State);
        var promotable = report.Promotions.Content?.People.Select(verdict => verdict.MemberId).ToHashSet();
        var purgeable = report.Purge.Content?.Candidates.Select(candidate => candidate.MemberId).ToHashSet();
        return new PublishedState(
            report.Now,
            [
                .. report.Members.OrderBy(member => member.Id).Select(member => new PublishedMember(
                    member.Id,
                    member.DisplayName,
                    member.Role,
                    quarters.TryGetValue(member.Id, out var quarter) ? quarter : null,
                    promotable?.Contains(member.Id),
                    purgeable?.Contains(member.Id))),
            ],
            [
                .. report.Game.Records.OrderBy(record => record.Key, StringComparer.Ordinal)
                    .Select(record => new PublishedRecord(record.Key, record.HolderId, record.Kills)),
            ]);
    }
}

/// <summary>A member as a published report had them.</summary>
/// <param name="Id">Row of clan_members.</param>
/// <param name="Name">The name as people read it.</param>
/// <param name="Role">WOM's api name of the role.</param>
/// <param name="Quarter">The quarter of the person over 30 days; null for an alt, and where it was erased.</param>
/// <param name="IsPromotable">Whether a rule proposed them for promotion; null where none could.</param>
/// <param name="IsPurgeable">Whether they were purge candidates; null where there was no list.</param>
public sealed record PublishedMember(long Id, string Name, string Role, MemberState? Quarter, bool? IsPromotable, bool? IsPurgeable);

/// <summary>A record as a published report had it.</summary>
/// <param name="Boss">WOM's api name of the boss.</param>
/// <param name="HolderId">Row of clan_members.</param>
/// <param name="Kills">The highest ranked value.</param>
public sealed record PublishedRecord(string Boss, long HolderId, long Kills);
