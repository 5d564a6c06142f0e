using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ClanStats.Hosting.Check;

/// <summary>
/// Replaces the names of people in texts that leave the house, whole words alone, however they are cased and whether blanks stand as blanks,
/// underscores, hyphens or encoded. The same person has the same stand-in throughout; ids of Discord are covered as well.
/// </summary>
internal sealed partial class NameCover
{
    private const int ShortestName = 2;
    private readonly Dictionary<char, List<KeyValuePair<string, string>>> _names = [];

    /// <summary>Takes the names of each person.</summary>
    public NameCover(IEnumerable<IEnumerable<string>> people)
    {
        var person = 0;
        foreach (var names in people)
        {
            person++;
            foreach (var form in names.SelectMany(Forms).Distinct(StringComparer.Ordinal))
            {
                if (!_names.TryGetValue(form[0], out var same))
                {
                    _names.Add(form[0], same = []);
                }

                same.Add(KeyValuePair.Create(form, string.Create(CultureInfo.InvariantCulture, $"person-{person}")));
            }
        }

        foreach (var same in _names.Values)
        {
            same.Sort((left, right) => right.Key.Length - left.Key.Length);
        }
    }

    /// <summary>A text without the names.</summary>
    public string Cover(string text)
    {
        var covered = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            if (IsEdge(text, at - 1) && _names.TryGetValue(char.ToLowerInvariant(text[at]), out var same)
                && same.Find(name => IsAt(text, at, name.Key)) is { Key: { } found, Value: var standIn })
            {
                covered.Append(standIn);
                at += found.Length;
            }
            else
            {
                covered.Append(text[at++]);
            }
        }

        return DiscordId().Replace(covered.ToString(), "discord-id");
    }

    private static bool IsAt(string text, int at, string form) =>
        at + form.Length <= text.Length && IsEdge(text, at + form.Length) && text.AsSpan(at, form.Length).Equals(form, StringComparison.OrdinalIgnoreCase);

    private static bool IsEdge(string text, int at) => at < 0 || at >= text.Length || !char.IsLetterOrDigit(text[at]);

    private static IEnumerable<string> Forms(string name)
    {
        var plain = name.Trim().ToLowerInvariant();
        return plain.Length < ShortestName
            ? []
            : new[] { plain, plain.Replace(' ', '_'), plain.Replace(' ', '-'), plain.Replace(' ', '+'), plain.Replace(" ", "", StringComparison.Ordinal), Uri.EscapeDataString(plain).ToLowerInvariant() };
    }

    [GeneratedRegex(@"(?<![0-9])[0-9]{17,19}(?![0-9])")]
    private static partial Regex DiscordId();
}
