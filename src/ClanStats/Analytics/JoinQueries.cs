using System.Globalization;
using ClanStats.Domain.Activity;

namespace ClanStats.Analytics;

/// <summary>When members joined, as statements read it: what officers noted goes before what is stored.</summary>
internal static class JoinQueries
{
    /// <summary>Everybody with id, left_at and joined_at; asks for <c>@noted</c>.</summary>
    public const string Joined =
        """
        SELECT c.id, c.left_at, coalesce((SELECT j.value FROM json_each(@noted) j WHERE j.key = CAST(c.id AS TEXT)), c.joined_at) AS joined_at FROM clan_members c
        """;

    /// <summary>The notes as <c>@noted</c> takes them.</summary>
    public static string Noted(IReadOnlyDictionary<long, UtcInstant> joins) =>
        $"{{{string.Join(',', joins.OrderBy(join => join.Key).Select(join => string.Create(CultureInfo.InvariantCulture, $"\"{join.Key}\":{join.Value.Milliseconds}")))}}}";
}
