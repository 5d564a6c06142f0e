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
    private readonly IReadOnlyCollection<NamedPlayer> _players;
    private readonly Lazy<ILookup<string, long>> _current;
    private readonly Lazy<ILookup<string, long>> _loose;
    private readonly Lazy<ILookup<string, long>> _former;
    private readonly Lazy<Dictionary<string, long>> _byPlayerId;

    /// <summary>Takes the players that may be meant. Their names are not looked at before somebody is asked for: most rules have no note to match.</summary>
    public NameMatcher(IReadOnlyCollection<NamedPlayer> players)
    {
        _players = players;
        _current = new(() => ByName(player => [player.Username, player.DisplayName], PlayerName.Standardise));
        _loose = new(() => ByName(player => [player.Username], PlayerName.Normalize));
        _former = new(() => ByName(player => player.FormerNames, PlayerName.Standardise));
        _byPlayerId = new(() => _players.Where(player => player.WomPlayerId is not null)
            .ToDictionary(player => player.WomPlayerId!.Value.ToString(), player => player.Key));
    }

    /// <summary>The key of whom a text means; null if it means nobody, or more than one.</summary>
    public long? Find(string who)
    {
        var text = who.Trim();
        if (text.Length > 0 && text.All(char.IsAsciiDigit))
        {
            return _byPlayerId.Value.TryGetValue(text, out var key) ? key : null;
        }

        return Only(_current, PlayerName.Standardise(text)) ?? Only(_loose, PlayerName.Normalize(text)) ?? Only(_former, PlayerName.Standardise(text));
    }

    private ILookup<string, long> ByName(Func<NamedPlayer, IReadOnlyList<string>> names, Func<string, string> form) => _players
        .SelectMany(names, (player, name) => (Name: form(name), player.Key))
        .ToLookup(entry => entry.Name, entry => entry.Key);

    private static long? Only(Lazy<ILookup<string, long>> index, string name) =>
        name.Length > 0 && index.Value[name].Distinct().Take(2).ToList() is [var key] ? key : null;
}
