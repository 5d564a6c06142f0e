using System.Text.Encodings.Web;
using System.Text.Json;
using ClanStats.Domain.Runs;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace ClanStats.Hosting.Rules;

/// <summary>
/// Changes single entries of a YAML file of sections with <c>who: value</c> lines, or lists, and leaves every other character as somebody wrote
/// it. Whoever uses it reads the result back before trusting it.
/// </summary>
internal static class YamlText
{
    private static readonly JsonSerializerOptions Quoting = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A text as a quoted scalar.</summary>
    public static string Quote(string text) => JsonSerializer.Serialize(text, Quoting);

    /// <summary>Puts an entry into a section, or gives the one that is there another value.</summary>
    /// <param name="text">The file.</param>
    /// <param name="section">The section.</param>
    /// <param name="key">The entry's key as it reads.</param>
    /// <param name="value">The value as YAML; null: the section is a list, and the key is an item of it.</param>
    /// <param name="comment">Stands behind a new line; null: none.</param>
    /// <exception cref="UserFaultException">The section has a form that cannot be changed without losing something.</exception>
    public static string Set(string text, string section, string key, string? value, string? comment)
    {
        var newline = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var entry = (value is null ? $"- {Plain(key)}" : $"{Plain(key)}: {value}") + (comment is null ? "" : $"  # {comment}");
        if (Find(text, section) is not { } found)
        {
            return AddSection(text, section, $"  {entry}", newline);
        }

        switch (found.Value)
        {
            case YamlMappingNode { Style: MappingStyle.Flow } map:
                return Refill(text, map, [.. map.Children.Where(child => KeyOf(child.Key) != key).Select(child => (child.Key, child.Value))], $"{Plain(key)}: {value ?? Quote("")}");
            case YamlSequenceNode { Style: SequenceStyle.Flow } list when value is null:
                return Refill(text, list, [.. list.Children.Select(child => (child, child))], Plain(key));
            case YamlMappingNode { Children.Count: > 0 } map when map.Children.FirstOrDefault(child => KeyOf(child.Key) == key) is { Key: not null } child:
                return ReplaceValue(text, child.Key, child.Value, value ?? Quote(""), newline);
            case YamlMappingNode { Children.Count: > 0 } map:
                var line = value is null ? $"{Plain(key)}: {Quote("")}" + (comment is null ? "" : $"  # {comment}") : entry;
                return InsertAfter(text, EndOf(text, map), Indent(map.Children.First().Key) + line, newline);
            case YamlSequenceNode { Children.Count: > 0 } list when value is null:
                return InsertAfter(text, EndOf(text, list), new string(' ', DashColumn(text, list.Children[0])) + entry, newline);
            case YamlSequenceNode { Children.Count: > 0 } list when list.Children.All(child => child is YamlScalarNode):
                return Set(ToMap(text, list), section, key, value, comment);
            case YamlScalarNode empty when IsEmpty(empty):
                var bare = text[..(int)empty.Start.Index] + text[(int)empty.End.Index..];
                return InsertAfter(bare, (int)found.Key.End.Index, $"  {entry}", newline);
            default:
                throw Unchangeable(section);
        }
    }

    /// <summary>Makes of a list of names entries without a reason, which mean the same.</summary>
    private static string ToMap(string text, YamlSequenceNode list)
    {
        if (list.Style == SequenceStyle.Flow)
        {
            var entries = string.Join(", ", list.Children.Select(child => $"{text[(int)child.Start.Index..(int)child.End.Index]}: {Quote("")}"));
            return text[..(int)list.Start.Index] + $"{{{entries}}}" + text[EndOf(text, list)..];
        }

        foreach (var item in list.Children.Reverse())
        {
            var (start, end) = ((int)item.Start.Index, (int)item.End.Index);
            var dash = text.LastIndexOf('-', start - 1);
            var line = text.LastIndexOf('\n', dash) + 1;
            text = text[..line] + (dash == line ? "  " : text[line..dash]) + text[start..end] + $": {Quote("")}" + text[end..];
        }

        return text;
    }

    /// <summary>Takes an entry or an item out of a section.</summary>
    /// <inheritdoc cref="Set"/>
    public static string Remove(string text, string section, string key)
    {
        switch (Find(text, section)?.Value)
        {
            case YamlMappingNode { Style: MappingStyle.Flow } map:
                return Refill(text, map, [.. map.Children.Where(child => KeyOf(child.Key) != key).Select(child => (child.Key, child.Value))], null);
            case YamlSequenceNode { Style: SequenceStyle.Flow } list:
                return Refill(text, list, [.. list.Children.Where(child => KeyOf(child) != key).Select(child => (child, child))], null);
            case YamlMappingNode map when map.Children.FirstOrDefault(child => KeyOf(child.Key) == key) is { Key: not null } child:
                return Cut(text, child.Key, EndOf(text, child.Value));
            case YamlSequenceNode list when list.Children.FirstOrDefault(child => KeyOf(child) == key) is { } child:
                return Cut(text, child, EndOf(text, child));
            default:
                throw Unchangeable(section);
        }
    }

    private static (YamlNode Key, YamlNode Value)? Find(string text, string section)
    {
        var top = YamlReader.Top(text) as YamlMappingNode;
        return top?.Children.FirstOrDefault(child => KeyOf(child.Key) == section) is { Key: not null } found ? (found.Key, found.Value) : null;
    }

    /// <summary>A section goes behind its example in the comments, if the file has one, else to the end.</summary>
    private static string AddSection(string text, string section, string entry, string newline)
    {
        var lines = text.Split('\n').ToList();
        var example = lines.FindIndex(line => line.TrimEnd() == $"#{section}:");
        if (example < 0)
        {
            var end = text.Length == 0 || text.EndsWith('\n') ? text : text + newline;
            return end + (end.Length == 0 ? "" : newline) + $"{section}:{newline}{entry}{newline}";
        }

        var after = example + 1;
        while (after < lines.Count && lines[after].StartsWith("#  ", StringComparison.Ordinal))
        {
            after++;
        }

        var carriage = newline.Length > 1 ? "\r" : "";
        lines[after - 1] = lines[after - 1].TrimEnd('\r') + carriage;
        lines.InsertRange(after, [$"{section}:{carriage}", entry + (after < lines.Count ? carriage : "")]);
        return string.Join('\n', lines);
    }

    private static string ReplaceValue(string text, YamlNode key, YamlNode value, string replacement, string newline)
    {
        if (value is not YamlScalarNode scalar)
        {
            throw Unchangeable(KeyOf(key));
        }

        var (from, to) = ((int)value.Start.Index, (int)value.End.Index);
        var isBlock = scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded;
        var before = from > 0 && text[from - 1] == ':' ? " " : "";
        return text[..from] + before + replacement + (isBlock ? newline : "") + text[to..];
    }

    /// <summary>Writes the inside of a list or mapping in one line anew; what stands between its entries would be lost.</summary>
    private static string Refill(string text, YamlNode node, IReadOnlyList<(YamlNode From, YamlNode To)> kept, string? added)
    {
        var (from, to) = ((int)node.Start.Index, EndOf(text, node));
        if (text[from..to].Contains('#'))
        {
            throw new UserFaultException("It has comments between brackets; write it as one line for each person.");
        }

        var entries = kept.Select(entry => text[(int)entry.From.Start.Index..EndOf(text, entry.To)].Trim());
        var close = text[to - 1];
        return $"{text[..from]}{text[from]}{string.Join(", ", added is null ? entries : entries.Append(added))}{close}{text[to..]}";
    }

    private static string InsertAfter(string text, int end, string line, string newline)
    {
        var at = EndOfLine(text, end);
        return at == text.Length && !text.EndsWith('\n') ? $"{text}{newline}{line}{newline}" : $"{text[..at]}{line}{newline}{text[at..]}";
    }

    private static string Cut(string text, YamlNode first, int end)
    {
        var from = text.LastIndexOf('\n', Math.Max(0, (int)first.Start.Index - 1)) + 1;
        return text[..from] + text[EndOfLine(text, end)..];
    }

    /// <summary>Where the next line begins; a text of several lines ends there already.</summary>
    private static int EndOfLine(string text, int end)
    {
        if (end > 0 && text[end - 1] == '\n')
        {
            return end;
        }

        var next = text.IndexOf('\n', end);
        return next < 0 ? text.Length : next + 1;
    }

    /// <summary>A list or mapping says only where it begins; one in brackets ends with the bracket behind its last entry.</summary>
    private static int EndOf(string text, YamlNode node) => node switch
    {
        YamlMappingNode { Style: MappingStyle.Flow } map => text.IndexOf('}', Last(text, map, map.Children.Values)) + 1,
        YamlSequenceNode { Style: SequenceStyle.Flow } list => text.IndexOf(']', Last(text, list, list.Children)) + 1,
        YamlMappingNode map => Math.Max(Last(text, map, map.Children.Values), (int)map.Children.Last().Key.End.Index),
        YamlSequenceNode list => Last(text, list, list.Children),
        _ => (int)node.End.Index,
    };

    private static int Last(string text, YamlNode node, IEnumerable<YamlNode> children) =>
        children.LastOrDefault() is { } child ? EndOf(text, child) : (int)node.Start.Index;

    private static int DashColumn(string text, YamlNode item)
    {
        var start = text.LastIndexOf('\n', Math.Max(0, (int)item.Start.Index - 1)) + 1;
        return Math.Max(0, text.IndexOf('-', start) - start);
    }

    private static string Indent(YamlNode key) => new(' ', (int)key.Start.Column - 1);

    private static string KeyOf(YamlNode node) => (node as YamlScalarNode)?.Value ?? "";

    private static bool IsEmpty(YamlScalarNode node) => node.Style == ScalarStyle.Plain && node.Value is null or "" or "~" or "null";

    /// <summary>Digits need no quotes; a name may be anything.</summary>
    private static string Plain(string key) => key.Length > 0 && key.All(char.IsAsciiDigit) ? key : Quote(key);

    private static UserFaultException Unchangeable(string section) =>
        new($"'{section}' is written in a form that cannot be changed without losing something; write it as one 'name: value' line for each person.");
}
