using System.Globalization;
using ClanStats.Domain.Activity;
using ClanStats.Hosting.Settings;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ClanStats.Hosting.Rules;

/// <summary>
/// A mapping of a YAML file, asked for one key after another. A key that is missing gives the default; one that cannot be read is a fault;
/// one that nobody asked for is a warning with the nearest known name.
/// </summary>
internal sealed class YamlMap
{
    private readonly YamlFindings _findings;
    private readonly string _path;
    private readonly Dictionary<string, (YamlNode Key, YamlNode Value)> _entries = new(StringComparer.Ordinal);
    private readonly List<string> _known = [];

    private YamlMap(YamlMappingNode? node, string path, YamlFindings findings)
    {
        _findings = findings;
        _path = path;
        foreach (var (key, value) in node?.Children ?? new YamlMappingNode().Children)
        {
            if (key is YamlScalarNode { Value: { Length: > 0 } name })
            {
                _entries[name] = (key, value);
            }
            else
            {
                findings.Fault(key.Start, $"a key {In(path)} is not a plain name; write 'name: value'");
            }
        }
    }

    /// <summary>The keys as written, with their nodes.</summary>
    public IEnumerable<(string Name, YamlNode Key, YamlNode Value)> Entries =>
        _entries.Select(entry => (entry.Key, entry.Value.Key, entry.Value.Value));

    /// <summary>The top of a file; an empty file is an empty mapping.</summary>
    public static YamlMap Parse(string text, YamlFindings findings)
    {
        try
        {
            return Of(YamlReader.Top(text), "", findings);
        }
        catch (YamlException fault)
        {
            findings.Unreadable(fault.Start, $"this is not YAML ({fault.Message.TrimEnd('.')}); mend the line, mind indentation, colons and quotes");
            return new YamlMap(null, "", findings);
        }
    }

    /// <summary>A mapping below this one; empty where the key is missing.</summary>
    public YamlMap Map(string key) => Of(Find(key), PathOf(key), _findings);

    /// <summary>The value of a key, or null where it is missing or empty.</summary>
    public YamlNode? Find(string key)
    {
        _known.Add(key);
        return _entries.TryGetValue(key, out var entry) && !IsEmpty(entry.Value) ? entry.Value : null;
    }

    /// <summary>A whole number from <paramref name="lowest"/> to <paramref name="highest"/>; underscores may group its digits.</summary>
    public long Number(string key, long fallback, long lowest = 0, long highest = long.MaxValue) =>
        Read(key, fallback, $"a whole number{Range(lowest, highest)}", text =>
            long.TryParse(text.Replace("_", ""), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= lowest && value <= highest ? value : null);

    /// <summary>A share above 0 and up to 1.</summary>
    public decimal Share(string key, decimal fallback) =>
        Read(key, fallback, "a share above 0 and up to 1, such as 0.1", text =>
            decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value is > 0 and <= 1 ? value : null);

    /// <summary>true or false.</summary>
    public bool Flag(string key, bool fallback) =>
        Read(key, fallback, "true or false", text => bool.TryParse(text, out var value) ? value : null);

    /// <summary>A list of texts.</summary>
    public IReadOnlyList<string> Texts(string key, IReadOnlyList<string> fallback)
    {
        switch (Find(key))
        {
            case null:
                return fallback;
            case YamlSequenceNode list when list.Children.All(item => item is YamlScalarNode { Value.Length: > 0 }):
                return [.. list.Children.Select(item => ((YamlScalarNode)item).Value!.Trim())];
            case var other:
                _findings.Fault(other.Start, $"{PathOf(key)} is not a list of texts; write one '- text' a line, or [a, b]");
                return fallback;
        }
    }

    /// <summary>Warns of every key that nobody asked for.</summary>
    public void WarnOfUnknown()
    {
        foreach (var (name, key, _) in Entries.Where(entry => !_known.Contains(entry.Name)))
        {
            var nearest = NearestName.Of(name, _known);
            _findings.Warn(key.Start, $"unknown key '{PathOf(name)}' is ignored" + (nearest is null ? "" : $"; did you mean '{nearest}'?"));
        }
    }

    /// <summary>The full name of a key, as faults call it.</summary>
    public string PathOf(string key) => _path.Length == 0 ? key : $"{_path}.{key}";

    private static YamlMap Of(YamlNode? node, string path, YamlFindings findings)
    {
        if (node is not null && !IsEmpty(node) && node is not YamlMappingNode)
        {
            findings.Fault(node.Start, $"'name: value' lines are expected {In(path)}");
        }

        return new YamlMap(node as YamlMappingNode, path, findings);
    }

    private T Read<T>(string key, T fallback, string expected, Func<string, T?> parse)
        where T : struct
    {
        if (Find(key) is not { } node)
        {
            return fallback;
        }

        if (node is YamlScalarNode { Value: { } text } && parse(text.Trim()) is { } value)
        {
            return value;
        }

        _findings.Fault(node.Start, $"{PathOf(key)}: {Shown(node)} is not {expected}");
        return fallback;
    }

    internal static string Shown(YamlNode node) => node is YamlScalarNode { Value: { } text }
        ? $"'{ShortText.Of(text, 40)}'"
        : "a list or a mapping";

    private static bool IsEmpty(YamlNode node) =>
        node is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" };

    private static string In(string path) => path.Length == 0 ? "at the top of the file" : $"below '{path}'";

    private static string Range(long lowest, long highest) =>
        highest == long.MaxValue ? $" of {lowest} or more" : $" from {lowest} to {highest}";
}
