using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;

namespace ClanStats.Harvest.WiseOldMan;

/// <summary>Reads the group with its roster and judges it: an empty one, one of another group or one full of oddities is never believed.</summary>
internal static class RosterAnswer
{
    /// <summary>Reads the answer.</summary>
    /// <param name="body">The answer.</param>
    /// <param name="groupId">The group that was asked for.</param>
    /// <param name="now">Business time.</param>
    /// <exception cref="JsonException">The answer is cut off or of another form than known.</exception>
    /// <exception cref="HarvestException">The answer was refused.</exception>
    public static WomGroup Read(byte[] body, long groupId, UtcInstant now)
    {
        var what = $"Wise Old Man's roster of group {groupId}";
        var answer = JsonSerializer.Deserialize(body, WiseOldManJson.Default.WomGroupAnswer) ?? throw new JsonException("the answer is null");
        if (answer.Id != groupId)
        {
            throw AnswerScreen.Refused(what, $"it is the one of group {answer.Id}");
        }

        if (answer.Memberships is not { Count: > 0 } elements)
        {
            throw AnswerScreen.Refused(what, "it is empty");
        }

        var screen = new AnswerScreen(what);
        var members = new List<WomMembership>(elements.Count);
        var (players, names) = (new HashSet<long>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var element in elements)
        {
            var (member, unreadable) = GroupPages.Element(element, WiseOldManJson.Default.WomMembership);
            if (screen.Admits(member is null ? unreadable : FaultOf(member, players, names, now)))
            {
                members.Add(member!);
            }
        }

        screen.Judge();
        return new WomGroup(answer.Id, answer.Name ?? "", answer.RoleOrders ?? [], members, screen.Told);
    }

    private static string? FaultOf(WomMembership member, HashSet<long> players, HashSet<string> names, UtcInstant now)
    {
        if (member.PlayerId <= 0 || member.Player is not { } player || player.Id != member.PlayerId)
        {
            return $"a membership of player {member.PlayerId} with the profile of player {member.Player?.Id.ToString() ?? "nobody"}";
        }

        if (string.IsNullOrEmpty(player.Username) || PlayerName.Standardise(player.Username).Length == 0 || string.IsNullOrEmpty(player.DisplayName))
        {
            return $"player {player.Id} without a name";
        }

        if (!players.Add(player.Id) || !names.Add(PlayerName.Standardise(player.Username)))
        {
            return $"player {player.Id} or the name '{player.Username}' a second time";
        }

        return new[] { member.CreatedAt, member.ClientSyncJoinedAt, player.UpdatedAt, player.LastChangedAt }
            .Select(time => ForeignTime.Parse(time, now).Refusal)
            .FirstOrDefault(refusal => refusal is not null) is { } refused
            ? $"player {player.Id} with a time that {refused}"
            : null;
    }
}
