using ClanStats.Domain.Identity;
using ClanStats.Hosting.Settings;

namespace ClanStats.Hosting.People;

/// <summary>Finds the names somebody may have meant who wrote one that nobody bears.</summary>
internal static class CloseNames
{
    private const int Most = 5;
    private const int LettersPerSlip = 4;
    private const int LongestCompared = 100;

    /// <summary>Letters that look like others, and what they are taken for; the Cyrillic ones are written as Latin.</summary>
    private static readonly (string Look, string Like)[] LookAlikes =
    [
        ("vv", "w"), ("rn", "m"), ("0", "o"), ("1", "l"), ("i", "l"), ("|", "l"), ("5", "s"), ("8", "b"),
        ("а", "a"), ("е", "e"), ("о", "o"), ("р", "p"), ("с", "c"), ("х", "x"), ("у", "y"), ("к", "k"), ("і", "l"),
    ];

    /// <summary>The closest names, closest first; look-alikes count as the same.</summary>
    public static IReadOnlyList<string> Of(string wanted, IEnumerable<string> names)
    {
        var key = Look(wanted);
        if (key.Length is 0 or > LongestCompared)
        {
            return [];
        }

        var limit = 1 + (key.Length / LettersPerSlip);
        return
        [
            .. names.Distinct(StringComparer.Ordinal)
                .Select(name => (Name: name, Key: Look(name)))
                .Where(name => name.Key.Length is > 0 and <= LongestCompared && Math.Abs(name.Key.Length - key.Length) <= limit)
                .Select(name => (name.Name, Edits: NearestName.Edits(key, name.Key)))
                .Where(name => name.Edits <= limit)
                .OrderBy(name => name.Edits).ThenBy(name => name.Name, StringComparer.Ordinal)
                .Select(name => name.Name)
                .Take(Most),
        ];
    }

    private static string Look(string name) =>
        LookAlikes.Aggregate(PlayerName.Normalize(name), (text, pair) => text.Replace(pair.Look, pair.Like, StringComparison.Ordinal));
}
