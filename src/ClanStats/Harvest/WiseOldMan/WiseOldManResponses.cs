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

/// <summary>A group with its whole roster.</summary>
internal sealed record WomGroup(long Id, string Name, IReadOnlyList<WomRoleOrder>? RoleOrders, IReadOnlyList<WomMembership>? Memberships);

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

/// <summary>A player's newest snapshot in the bulk answer.</summary>
internal sealed record WomBulkEntry(WomPlayer Player, JsonElement Data);

/// <summary>A player with the newest snapshot.</summary>
internal sealed record WomPlayerDetails(long Id, string Username, string DisplayName, string? Status, JsonElement? LatestSnapshot);

/// <summary>What proves that an update of the whole group may be requested; a secret.</summary>
internal sealed record WomVerification(string VerificationCode);

/// <summary>A requested update that was queued: nothing is done yet, and not every member counted will be.</summary>
internal sealed record WomQueuedUpdate(int Count);

/// <summary>An error as WOM words it.</summary>
internal sealed record WomError(string? Code, string? Message);

/// <summary>Reads WOM's answers without reflection; unknown fields are passed over.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(WomGroup))]
[JsonSerializable(typeof(List<WomBulkEntry>))]
[JsonSerializable(typeof(WomBulkEntry))]
[JsonSerializable(typeof(List<WomNameChange>))]
[JsonSerializable(typeof(List<WomActivity>))]
[JsonSerializable(typeof(List<WomAchievement>))]
[JsonSerializable(typeof(WomPlayerDetails))]
[JsonSerializable(typeof(List<JsonElement>))]
[JsonSerializable(typeof(WomPlayer))]
[JsonSerializable(typeof(WomVerification))]
[JsonSerializable(typeof(WomQueuedUpdate))]
[JsonSerializable(typeof(WomError))]
internal sealed partial class WiseOldManJson : JsonSerializerContext;
