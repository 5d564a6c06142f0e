using ClanStats.Domain.Identity;

namespace ClanStats.Domain.Rules;

/// <summary>A player as officers may refer to one.</summary>
/// <param name="Key">What a match gives back.</param>
/// <param name="WomPlayerId">WOM's player id; null if not known.</param>
/// <param name="Username">WOM's standardised name.</param>
/// <param name="DisplayName">The name as people read it.</param>
/// <param name="FormerNames">Names borne before.</param>
public sealed record NamedPlayer(long Key, long? WomPlayerId, string Username, string DisplayName, IReadOnlyList<string> FormerNames);

/// <summary>
/// Finds whom an officer meant: a text of digits is WOM's player id; else a current name, then its form without separators, then a former
/// name, each only where it means one.
/// </summary>
public sealed class NameMatcher
{
    private readonly ILookup<string, long> _current;
    private readonly ILookup<string, long> _loose;
    private readonly ILookup<string, long> _former;
    private readonly Dictionary<string, long> _byPlayerId;

    /// <summary>Takes the players that may be meant.</summary>
    public NameMatcher(IReadOnlyCollection<NamedPlayer> players)
    {
        _current = players
            .SelectMany(player => new[] { player.Username, player.DisplayName }, (player, name) => (Name: PlayerName.Standardise(name), player.Key))
            .ToLookup(entry => entry.Name, entry => entry.Key);
        _loose = players.ToLookup(player => PlayerName.Normalize(player.Username), player => player.Key);
        _former = players
            .SelectMany(player => player.FormerNames, (player, name) => (Name: PlayerName.Standardise(name), player.Key))
            .ToLookup(entry => entry.Name, entry => entry.Key);
        _byPlayerId = players.Where(player => player.WomPlayerId is not null)
            .ToDictionary(player => player.WomPlayerId!.Value.ToString(), player => player.Key);
    }

    /// <summary>The key of whom a text means; null if it means nobody, or more than one.</summary>
    public long? Find(string who)
    {
        var text = who.Trim();
        if (text.Length > 0 && text.All(char.IsAsciiDigit))
        {
            return _byPlayerId.TryGetValue(text, out var key) ? key : null;
        }

        return Only(_current, PlayerName.Standardise(text)) ?? Only(_loose, PlayerName.Normalize(text)) ?? Only(_former, PlayerName.Standardise(text));
    }

    private static long? Only(ILookup<string, long> index, string name) =>
        name.Length > 0 && index[name].Distinct().Take(2).ToList() is [var key] ? key : null;
}
