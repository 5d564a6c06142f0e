using System.Text.Json;
using System.Text.Json.Nodes;
using ClanStats.Simulation.World;

namespace ClanStats.Tests.WiseOldMan;

/// <summary>Rows of a group's lists as WOM writes them, for answers a test makes up.</summary>
internal static class WomRows
{
    public static JsonNode Event(long playerId, string type, string createdAt, string? role = null, string? previousRole = null) =>
        JsonSerializer.SerializeToNode(new { groupId = 7042, playerId, type, role, previousRole, createdAt })!;

    public static JsonNode Event(RosterEvent line) => Event(line.Player.Id, line.Type, line.At.ToIso(), line.Role, line.PreviousRole);

    public static JsonNode Rename(long id, long playerId, string oldName, string newName, string createdAt) =>
        JsonSerializer.SerializeToNode(new { id, playerId, oldName, newName, status = "approved", resolvedAt = createdAt, createdAt, updatedAt = createdAt })!;

    public static string List(IEnumerable<JsonNode> rows) => new JsonArray([.. rows.Select(row => row.DeepClone())]).ToJsonString();
}
