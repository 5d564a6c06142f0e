using ClanStats.Domain.Identity;
using ClanStats.Domain.Rules;

namespace ClanStats.Domain.Report;

/// <summary>Makes the part about who is who, and finds who came back although they were banned.</summary>
internal static class IdentityBuilder
{
    /// <summary>Builds the part; without Discord there is nobody to link.</summary>
    public static LinksReport Build(IdentityFacts facts, IReadOnlyList<MemberReport> members, bool discordConnected) => new()
    {
        Coverage = new LinkCoverage(
            members.Count(member => member.IsLinked),
            members.Count,
            discordConnected ? facts.Attributed : null,
            discordConnected ? facts.Messages : null),
        Waiting = [.. facts.Links.Where(link => link.State == "suggested")],
        Linked = [.. facts.Links.Where(link => link.State is "automatic" or "confirmed")],
        Renames = facts.Renames,
        Unassigned = discordConnected ? facts.Unassigned : [],
    };

    /// <summary>
    /// Who is on the roster although a note bans them: the player of that id, everybody who bears or ever bore the name, and whoever is the
    /// same person. A name may have gone to a stranger, so the note's name is told beside today's.
    /// </summary>
    public static IReadOnlyList<BannedReturn> Banned(IReadOnlyList<MemberFacts> members, PeopleNotes notes)
    {
        var found = new SortedDictionary<long, BannedReturn>();
        foreach (var (who, reason) in notes.Banned.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            var people = members.Where(member => Means(who, member)).Select(member => member.PersonId).ToHashSet();
            foreach (var member in members.Where(member => member.IsCurrent && people.Contains(member.PersonId)))
            {
                found.TryAdd(member.Id, new BannedReturn(member.Id, member.DisplayName, who, reason));
            }
        }

        return [.. found.Values];
    }

    /// <summary>The sentence that heads everything else; empty where nobody came back.</summary>
    public static string Warning(IReadOnlyList<BannedReturn> banned) => banned.Count == 0 ? "" : string.Join(" ", banned.Select(member =>
        $"Needs you: {member.Name} is on the roster and banned"
        + (PlayerName.AreSame(member.Name, member.NotedAs) ? "" : $" as {member.NotedAs}")
        + (member.Reason.Length == 0 ? "." : $" ({member.Reason})."))) + " ";

    private static bool Means(string who, MemberFacts member) => who.Length > 0 && who.All(char.IsAsciiDigit)
        ? member.WomPlayerId?.ToString() == who
        : member.FormerNames.Append(member.DisplayName).Append(member.Username).Any(name => PlayerName.Standardise(name) == PlayerName.Standardise(who));
}
