namespace ClanStats.Hosting.Settings;

/// <summary>
/// Reads .env: one NAME=value a line, <c>#</c> begins a comment, an optional <c>export</c> is passed over. Quotes keep blanks and
/// number signs. Nothing is expanded, so that a secret with a dollar sign arrives as it was written, and the process environment is not
/// touched. A line that cannot be read is named by its number alone: its text may be a secret.
/// </summary>
internal static class DotEnvFile
{
    public static Dictionary<string, string> Parse(string text, string fileName, SettingFindings findings)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var number = 0;
        foreach (var raw in text.TrimStart('\uFEFF').Split('\n'))
        {
            number++;
            var line = raw.Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (TryRead(line, out var name, out var value))
            {
                values[name] = value;
            }
            else
            {
                findings.Faults.Add($"{fileName} line {number} is not of the form NAME=value");
            }
        }

        return values;
    }

    private static bool TryRead(string line, out string name, out string value)
    {
        const string Export = "export ";
        var assignment = line.StartsWith(Export, StringComparison.Ordinal) ? line[Export.Length..].TrimStart() : line;
        var equals = assignment.IndexOf('=', StringComparison.Ordinal);
        name = equals > 0 ? assignment[..equals].TrimEnd() : "";
        value = "";
        return name.Length > 0
            && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '.' or '-')
            && TryReadValue(assignment[(equals + 1)..].Trim(), out value);
    }

    private static bool TryReadValue(string text, out string value)
    {
        if (text is ['"' or '\'', ..])
        {
            var end = text.IndexOf(text[0], 1);
            value = end > 0 ? text[1..end] : "";
            return end > 0 && (text[(end + 1)..].TrimStart() is [] or ['#', ..]);
        }

        var comment = text.StartsWith('#') ? 0 : text.IndexOf(" #", StringComparison.Ordinal);
        value = (comment < 0 ? text : text[..comment]).TrimEnd();
        return true;
    }
}
