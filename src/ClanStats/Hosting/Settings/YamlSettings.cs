using ClanStats.Domain.Runs;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ClanStats.Hosting.Settings;

/// <summary>Reads clanstats.yaml into texts by dotted path; knows line and column of everything it complains about.</summary>
internal static class YamlSettings
{
    /// <exception cref="UserFaultException">The text is not YAML, or not a mapping.</exception>
    public static Dictionary<string, string> Parse(string text, string fileName, SettingFindings findings)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Load(text, fileName) is not { } root)
        {
            return values;
        }

        foreach (var (path, value) in Flatten(root, ""))
        {
            if (SettingTable.ByYamlPath(path) is not { } setting)
            {
                var known = SettingTable.All.Where(row => row.YamlPath is not null).Select(row => row.YamlPath!);
                findings.WarnUnknown(path, $"{fileName} line {value.Start.Line}", known);
                continue;
            }

            var content = Content(value);
            values[setting.Name] = content;
            if (setting.IsSecret && content.Length > 0)
            {
                findings.Warnings.Add($"{path} in {fileName} is a secret; keep it in .env or the environment, as {setting.Name}");
            }
        }

        return values;
    }

    private static YamlMappingNode? Load(string text, string fileName)
    {
        try
        {
            return YamlReader.Top(text) switch
            {
                YamlMappingNode mapping => mapping,
                null or YamlScalarNode { Value: null or "" } => null,
                var other => throw Fault(fileName, other.Start, "expected settings of the form 'name: value'", null),
            };
        }
        catch (YamlException exception)
        {
            throw Fault(fileName, exception.Start, Reason(exception), exception);
        }
    }

    private static UserFaultException Fault(string fileName, Mark at, string reason, Exception? inner) =>
        new($"{fileName} is not valid YAML: line {at.Line}, column {at.Column}: {reason}", inner) { IsConfiguration = true };

    /// <summary>The library's own words quote no values but may quote a key or an anchor; they stay on one line.</summary>
    private static string Reason(YamlException exception) => Logging.LineEscape.Escape(exception.Message.TrimEnd('.'));

    private static IEnumerable<(string Path, YamlNode Value)> Flatten(YamlMappingNode mapping, string prefix)
    {
        foreach (var (key, value) in mapping.Children)
        {
            var path = prefix + ((key as YamlScalarNode)?.Value ?? "?");
            if (value is YamlMappingNode inner && SettingTable.ByYamlPath(path) is null && IsSection(path))
            {
                foreach (var entry in Flatten(inner, path + "."))
                {
                    yield return entry;
                }
            }
            else if (value is not YamlScalarNode { Value: null or "" } || !IsSection(path))
            {
                yield return (path, value);
            }
        }
    }

    private static bool IsSection(string path) =>
        SettingTable.All.Any(setting => setting.YamlPath?.StartsWith(path + ".", StringComparison.Ordinal) == true);

    private static string Content(YamlNode node) => node switch
    {
        YamlScalarNode { Value: null or "~" or "null", Style: ScalarStyle.Plain } => "",
        YamlScalarNode scalar => scalar.Value ?? "",
        YamlSequenceNode sequence => string.Join(',', sequence.Children.Select(Content)),
        _ => "{…}",
    };
}
