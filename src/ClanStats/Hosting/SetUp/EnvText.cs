namespace ClanStats.Hosting.SetUp;

/// <summary>Writes values into the text of a .env: a line that gives a setting is replaced, comments and everything else stay.</summary>
internal static class EnvText
{
    /// <summary>The text with the values in it.</summary>
    public static string With(string text, IReadOnlyDictionary<string, string> values)
    {
        var left = new SortedDictionary<string, string>(values.ToDictionary(), StringComparer.Ordinal);
        var lines = new List<string>();
        foreach (var line in text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
        {
            if (NameOf(line) is { } name && values.TryGetValue(name, out var value))
            {
                // A second line of one name would win over the first.
                if (left.Remove(name))
                {
                    lines.Add($"{name}={Quoted(value)}");
                }

                continue;
            }

            lines.Add(line);
        }

        lines.AddRange(left.Select(pair => $"{pair.Key}={Quoted(pair.Value)}"));
        return string.Join('\n', lines).TrimStart('\n') + "\n";
    }

    private static string? NameOf(string line)
    {
        var text = line.Trim();
        text = text.StartsWith("export ", StringComparison.Ordinal) ? text[7..].TrimStart() : text;
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && text[0] != '#' ? text[..equals].TrimEnd() : null;
    }

    /// <summary>Quoted where it would be read differently bare.</summary>
    private static string Quoted(string value) =>
        !value.Contains(" #", StringComparison.Ordinal) && !value.StartsWith('#') && value is not ['"' or '\'', ..] ? value
        : value.Contains('"', StringComparison.Ordinal) ? $"'{value}'" : $"\"{value}\"";
}
