using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;

namespace ClanStats.Harvest.WiseOldMan;

/// <summary>
/// Without the group's verification code: asks for an update of the members whose data is oldest, one request each, as many as
/// WOM_UPDATE_STALE allows. A member whom Wise Old Man does not update, such as one who never was on the hiscores, is left out for a week, so
/// that the others' turn comes.
/// </summary>
internal sealed class StaleUpdates(
    WiseOldManClient reader, UpdateClient client, StaleMemberStore store, WiseOldManOptions options, IRunProgress progress)
{
    /// <summary>WOM's status of a member whose data it keeps up to date.</summary>
    public const string Active = "active";

    private const double StaleHours = 24;

    /// <summary>The active members whose data is older than a day, those without any first, then the oldest.</summary>
    public static IReadOnlyList<WomMembership> Among(WomGroup group, UtcInstant now) =>
    [
        .. group.Memberships
            .Where(member => member.Player.Status == Active)
            .Select(member => (Member: member, Updated: ForeignTime.Parse(member.Player.UpdatedAt, now).Value))
            .Where(entry => entry.Updated is not { } updated || now.HoursSince(updated) > StaleHours)
            .OrderBy(entry => entry.Updated?.Milliseconds ?? long.MinValue)
            .ThenBy(entry => entry.Member.PlayerId)
            .Select(entry => entry.Member),
    ];

    /// <summary>Reads the roster and asks for its stale members.</summary>
    /// <returns>The roster with what the updates brought.</returns>
    /// <exception cref="HarvestException">The roster cannot be read, the key is rejected or this computer blocked.</exception>
    public async Task<UpdateResult> AskAsync(RunContext run, CancellationToken cancellationToken)
    {
        var group = await reader.GetGroupAsync(run.Now, cancellationToken);
        var stale = Among(group, run.Now);
        if (stale.Count == 0)
        {
            return new UpdateResult(group, null);
        }

        var refused = store.Refused(run.Now);
        var chosen = stale.Where(member => !refused.Contains(member.PlayerId)).Take(options.UpdateStale).ToList();
        var updated = new Dictionary<long, WomPlayer>();
        var verdicts = new List<UpdateVerdict>();
        using var task = progress.Start("Asking for updates of stale members", chosen.Count);
        foreach (var member in chosen)
        {
            var answer = await client.AskForPlayerAsync(member.Player.Username, cancellationToken);
            verdicts.Add(answer.Verdict);
            task.Advance();
            if (answer.Verdict == UpdateVerdict.Unavailable)
            {
                break;
            }

            if (answer.Verdict == UpdateVerdict.Refused)
            {
                store.Refuse(member.PlayerId, run);
            }
            else if (answer.Verdict == UpdateVerdict.Accepted && Read(answer) is { } player && player.Id == member.PlayerId)
            {
                updated[player.Id] = player;
            }
        }

        return new UpdateResult(With(group, updated), Tell(stale, refused, verdicts));
    }

    private static WomPlayer? Read(UpdateAnswer answer)
    {
        try
        {
            return JsonSerializer.Deserialize(answer.Body, WiseOldManJson.Default.WomPlayer);
        }
        catch (JsonException)
        {
            // The update is done all the same; the night's bulk read brings what it found.
            return null;
        }
    }

    private static WomGroup With(WomGroup group, Dictionary<long, WomPlayer> updated) => group with
    {
        Memberships = [.. group.Memberships.Select(member => member with { Player = updated.GetValueOrDefault(member.PlayerId, member.Player) })],
    };

    private static string Tell(IReadOnlyList<WomMembership> stale, HashSet<long> left, List<UpdateVerdict> verdicts)
    {
        int Times(UpdateVerdict verdict) => verdicts.Count(given => given == verdict);
        var parts = new List<string> { $"{Times(UpdateVerdict.Accepted)} of {stale.Count} stale members updated on request" };
        if (Times(UpdateVerdict.CoolingDown) is > 0 and var cooling)
        {
            parts.Add($"{cooling} updated a moment ago by others");
        }

        if (Times(UpdateVerdict.Refused) is > 0 and var refused)
        {
            parts.Add($"{refused} cannot be updated");
        }

        if (stale.Count(member => left.Contains(member.PlayerId)) is > 0 and var leftOut)
        {
            parts.Add($"{leftOut} left out because Wise Old Man refused them within a week");
        }

        if (Times(UpdateVerdict.Unavailable) > 0)
        {
            parts.Add("then Wise Old Man could not update anybody");
        }

        return string.Join(", ", parts);
    }
}
