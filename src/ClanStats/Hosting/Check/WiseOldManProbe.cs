using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using ClanStats.Domain.Activity;
using ClanStats.Harvest;
using ClanStats.Harvest.WiseOldMan;

namespace ClanStats.Hosting.Check;

/// <summary>Asks Wise Old Man for the group: one request tells whether the key holds, who is in the group and how old its data is.</summary>
internal sealed class WiseOldManProbe(WiseOldManClient client, WiseOldManOptions options, UtcInstant now) : ICheckProbe
{
    /// <summary>Data of a middle age above this many hours makes reports that tell of the past.</summary>
    private const double StaleHours = 48;

    /// <inheritdoc/>
    public string Name => "wise-old-man";

    /// <inheritdoc/>
    public string Title => "Wise Old Man";

    /// <inheritdoc/>
    public async IAsyncEnumerable<CheckFinding> ProbeAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (group, fault) = await TryAsync(cancellationToken);
        if (group is null)
        {
            yield return fault!;
            yield break;
        }

        yield return CheckFinding.Ok("group", $"Group {group.Id} is {group.Name}");
        if (!string.IsNullOrEmpty(options.ApiKey))
        {
            yield return CheckFinding.Ok("key", "WOM_API_KEY is accepted");
        }

        yield return CheckFinding.Ok("members", Members(group));
        if (group.Told is { } told)
        {
            yield return CheckFinding.Missing("members", told, "Look at those members on Wise Old Man; nobody is marked as departed while their group shows such.");
        }

        yield return Age(group);
        if (!string.IsNullOrWhiteSpace(options.GroupSecret))
        {
            yield return CheckFinding.Note("secret", "WOM_GROUP_SECRET is given; only a run can tell whether it is the group's, for trying it requests an update");
        }
    }

    private async Task<(WomGroup? Group, CheckFinding? Fault)> TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await client.GetGroupAsync(now, cancellationToken), null);
        }
        catch (HarvestException exception)
        {
            return (null, Explain(exception));
        }
    }

    private CheckFinding Explain(HarvestException exception) => exception switch
    {
        { IsNotFound: true } => CheckFinding.Unusable(
            "group", $"Wise Old Man knows no group {options.GroupId}", "Correct WOM_GROUP_ID: it is the number in the address of the group's page."),
        { Status: HttpStatusCode.Forbidden, Code: null } => CheckFinding.Unusable(
            "key", "Wise Old Man rejects WOM_API_KEY", "Correct it, ask for a new one on Wise Old Man's Discord, or leave it empty: it works without, only slower."),
        { Status: HttpStatusCode.TooManyRequests } => CheckFinding.Unusable(
            "limit", exception.Message, "Wait, and look for other programs on this network that ask Wise Old Man."),
        _ => CheckFinding.Unusable(
            "answer", exception.Message, "Look whether wiseoldman.net is up and whether WOM_BASE_URL is right, then check again."),
    };

    private static string Members(WomGroup group)
    {
        var inactive = group.Memberships.Where(member => member.Player.Status is not StaleUpdates.Active)
            .CountBy(member => member.Player.Status ?? "without status")
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{pair.Value} {pair.Key}");
        return $"{group.Memberships.Count} members" + (inactive.Any() ? $" ({string.Join(", ", inactive)})" : "");
    }

    private CheckFinding Age(WomGroup group)
    {
        var hours = group.Memberships
            .Select(member => ForeignTime.Parse(member.Player.UpdatedAt, now).Value is { } updated ? Math.Max(0, now.HoursSince(updated)) : double.PositiveInfinity)
            .Order()
            .ToList();
        var median = (hours[(hours.Count - 1) / 2] + hours[hours.Count / 2]) / 2;
        var told = double.IsFinite(median)
            ? string.Create(CultureInfo.InvariantCulture, $"Half of the members' data is older than {median:0.#} hours")
            : "Half of the members were never updated by Wise Old Man";
        return median <= StaleHours ? CheckFinding.Ok("age", told) : CheckFinding.Missing("age", told, Freshen(StaleUpdates.Among(group, now).Count));
    }

    private string Freshen(int stale)
    {
        if (!string.IsNullOrWhiteSpace(options.GroupSecret))
        {
            return "WOM_GROUP_SECRET is given: look what the last run says of its request for an update.";
        }

        return options.UpdateStale > 0
            ? $"Raise WOM_UPDATE_STALE (now {options.UpdateStale}; {stale} members are stale), or set WOM_GROUP_SECRET, with which one request updates everybody."
            : $"Set WOM_GROUP_SECRET to the group's verification code, with which one request a night updates everybody, or WOM_UPDATE_STALE to the number of members a night may ask for ({stale} are stale).";
    }
}
