using System.Text.RegularExpressions;
using ClanStats.Domain.Identity;

namespace ClanStats.Storage.Forgetting;

/// <summary>Takes a text apart into what may be a name in it.</summary>
internal static partial class TextWords
{
    private const int ShortestName = 3;
    private const int MostWords = 4;

    /// <summary>A name as its words: what stands between them makes no difference. "" if it is too short to be told from the language.</summary>
    public static string FormOf(string? name) => Join(WordsOf(name ?? ""), 0, int.MaxValue);

    /// <summary>Every run of a few words in a text, in the form of <see cref="FormOf"/>.</summary>
    public static IEnumerable<string> NamesIn(string text)
    {
        var words = WordsOf(text);
        for (var first = 0; first < words.Count; first++)
        {
            for (var count = 1; count <= MostWords && first + count <= words.Count; count++)
            {
                if (Join(words, first, count) is { Length: > 0 } name)
                {
                    yield return name;
                }
            }
        }
    }

    /// <summary>The accounts a text mentions by id.</summary>
    public static IEnumerable<long> MentionsIn(string text) => !text.Contains("<@", StringComparison.Ordinal)
        ? []
        : Mention().Matches(text).Select(match => long.TryParse(match.Groups["id"].ValueSpan, out var id) ? id : 0).Where(id => id > 0);

    private static List<string> WordsOf(string text) => [.. Word().Matches(text).Select(match => match.Value)];

    private static string Join(List<string> words, int first, int count) =>
        PlayerName.Standardise(string.Join(' ', words.Skip(first).Take(count))) is { Length: >= ShortestName } name ? name : "";

    [GeneratedRegex("<@!?(?<id>[0-9]{1,19})>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Mention();

    [GeneratedRegex(@"[\p{L}\p{N}]+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Word();
}
