using ClanStats.Domain.Identity;
using ClanStats.Domain.Report;

namespace ClanStats.Tests.Fixtures;

/// <summary>Links, likely renames and names of nobody, with the names players really choose.</summary>
internal static class SampleLinks
{
    public static LinksReport Create(IReadOnlyList<MemberReport> roster, bool discordConnected)
    {
        LinkRow Link(int place, string shown, double weight, string state) => new(
            new Snowflake(400_000_000_000_000_000 + place), shown, roster[place].Id, roster[place].DisplayName, weight,
            $"shows '{shown}', a name of {roster[place].DisplayName}", state, SampleReport.Now.PlusDays(-place));
        return new LinksReport
        {
            Coverage = new LinkCoverage(roster.Count(member => member.IsLinked), roster.Count, discordConnected ? 900 : null, discordConnected ? 1000 : null),
            Waiting = roster.Count > 4 && discordConnected ? [Link(1, "=HYPERLINK(\"x\")", 0.75, "suggested"), Link(2, "</script>", 0.5, "suggested")] : [],
            Linked = roster.Count > 4 && discordConnected ? [Link(3, roster[3].DisplayName, 0.9, "automatic")] : [],
            Renames = roster.Count > 4 ? [new RenameRow(9001, "Gone Fishing", roster[4].Id, roster[4].DisplayName, 0.7, "joined as the other left", SampleReport.Now)] : [],
            Unassigned = discordConnected ? [new UnassignedName("-stranger", "relay", 80), new UnassignedName("@all", "chat", 20)] : [],
        };
    }
}
