using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClanStats.Harvest.WiseOldMan;

/// <summary>A player as WOM embeds it. Dates stay text until <see cref="Domain.Activity.ForeignTime"/> judges them.</summary>
internal sealed record WomPlayer(
    long Id,
    string Username,
    string DisplayName,
    string? Type,
    string? Build,
    string? Status,
    string? UpdatedAt,
    string? LastChangedAt);

/// <summary>A group with its whole roster as received; each membership is read by itself.</summary>
internal sealed record WomGroupAnswer(long Id, string? Name, List<WomRoleOrder>? RoleOrders, List<JsonElement>? Memberships);

/// <summary>A group with its whole roster, fit to be stored.</summary>
/// <param name="Id">WOM's id of the group.</param>
/// <param name="Name">Its name.</param>
/// <param name="RoleOrders">The group's own order of roles; may be empty.</param>
/// <param name="Memberships">Its members, one for each player and name.</param>
/// <param name="Told">What was set aside, in one line; null if nothing was.</param>
internal sealed record WomGroup(
    long Id, string Name, IReadOnlyList<WomRoleOrder> RoleOrders, IReadOnlyList<WomMembership> Memberships, string? Told);

/// <summary>The place of a role in the group's own order; smaller is higher.</summary>
internal sealed record WomRoleOrder(string Role, int Index);

/// <summary>A member of the group.</summary>
internal sealed record WomMembership(long PlayerId, string? Role, string? ClientSyncJoinedAt, string? CreatedAt, WomPlayer Player);

/// <summary>A name change of a member.</summary>
internal sealed record WomNameChange(
    long Id, long PlayerId, string OldName, string NewName, string Status, string? ResolvedAt, string? CreatedAt);

/// <summary>A join, a departure or a change of role.</summary>
internal sealed record WomActivity(long PlayerId, string Type, string? Role, string? PreviousRole, string? CreatedAt);

/// <summary>An achievement; created 1970-01-01 means the date is unknown.</summary>
internal sealed record WomAchievement(long PlayerId, string Name, string Metric, long Threshold, string? Measure, string? CreatedAt);

/// <summary>The gains of one player between the first and the last snapshot of a window.</summary>
internal sealed record WomGains(WomPlayer? Player, string? StartDate, string? EndDate, List<WomGain>? Data);

/// <summary>The gain in one metric. WOM shows a stored 0 as -1 here, and tells no category and no rank.</summary>
internal sealed record WomGain(string? Metric, double Start, double End);

/// <summary>A player asked for by id.</summary>
internal sealed record WomPlayerDetails(long Id, string? Status);

/// <summary>What proves that an update of the whole group may be requested; a secret.</summary>
internal sealed record WomVerification(string VerificationCode);

/// <summary>A requested update that was queued: nothing is done yet, and not every member counted will be.</summary>
internal sealed record WomQueuedUpdate(int Count);

/// <summary>An error as WOM words it.</summary>
internal sealed record WomError(string? Code, string? Message);

/// <summary>Reads WOM's answers without reflection; unknown fields are passed over.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(WomGroupAnswer))]
[JsonSerializable(typeof(WomMembership))]
[JsonSerializable(typeof(WomNameChange))]
[JsonSerializable(typeof(WomActivity))]
[JsonSerializable(typeof(WomAchievement))]
[JsonSerializable(typeof(WomGains))]
[JsonSerializable(typeof(WomPlayerDetails))]
[JsonSerializable(typeof(WomPlayer))]
[JsonSerializable(typeof(WomVerification))]
[JsonSerializable(typeof(WomQueuedUpdate))]
[JsonSerializable(typeof(WomError))]
internal sealed partial class WiseOldManJson : JsonSerializerContext;
