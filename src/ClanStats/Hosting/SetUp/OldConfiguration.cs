using ClanStats.Domain.Runs;
using ClanStats.Hosting.Logging;
using ClanStats.Hosting.Settings;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ClanStats.Hosting.SetUp;

/// <summary>
/// The old program's .env and YAML: what has a meaning here is carried, the rest is named. Values of what is dropped are not shown, for they may
/// be secrets.
/// </summary>
/// <param name="Values">Values by setting name.</param>
/// <param name="Notes">What was renamed or dropped and why, one line each.</param>
internal sealed record OldConfiguration(IReadOnlyDictionary<string, string> Values, IReadOnlyList<string> Notes)
{
    /// <summary>Places of the old program: carried, the new one would write into the old one's files.</summary>
    private static readonly Dictionary<string, string> NotCarried = new(StringComparer.Ordinal)
    {
        [SettingTable.DbFile.Name] = "the old database is adopted with 'clanstats db import', not used as it is",
        [SettingTable.OutputDir.Name] = "both programs would write into one folder",
        [SettingTable.LogDir.Name] = "both programs would write into one folder",
        [SettingTable.BackupDir.Name] = "both programs would write into one folder",
    };

    /// <summary>Reads a folder.</summary>
    /// <exception cref="UserFaultException">It is not there, or holds neither .env nor YAML.</exception>
    public static OldConfiguration Read(string folder)
    {
        var files = Directory.Exists(folder)
            ? new[] { Path.Combine(folder, ".env") }.Where(File.Exists).Concat(Yaml(folder)).ToList()
            : throw new UserFaultException($"--from: there is no folder {folder}") { IsConfiguration = true };
        if (files.Count == 0)
        {
            throw new UserFaultException($"--from: {folder} holds neither .env nor a YAML file") { IsConfiguration = true };
        }

        var (values, notes) = (new Dictionary<string, string>(StringComparer.Ordinal), new List<string>());
        foreach (var file in files)
        {
            var name = Path.GetRelativePath(folder, file);
            foreach (var (key, value) in Path.GetFileName(file) == ".env" ? DotEnv(file) : Scalars(file, notes))
            {
                Take(key, value, name, values, notes);
            }
        }

        return new OldConfiguration(values, notes);
    }

    private static void Take(string key, string value, string file, Dictionary<string, string> values, List<string> notes)
    {
        var shown = $"{file}: {LineEscape.Escape(key)}";
        if (value.Trim().Length == 0)
        {
            return;
        }

        if (Find(key) is not { } setting)
        {
            notes.Add($"{shown} is dropped: it has no meaning here");
        }
        else if (NotCarried.TryGetValue(setting.Name, out var why))
        {
            notes.Add($"{shown} is dropped: {why}");
        }
        else if (setting.Read(value).Fault is { } fault)
        {
            notes.Add($"{shown} is dropped: {(setting.IsSecret ? "its value cannot be used" : fault)}");
        }
        else if (values.TryAdd(setting.Name, value.Trim()) && key != setting.Name)
        {
            notes.Add($"{shown} is now {setting.Name}");
        }
    }

    /// <summary>The setting an old key means: its name here, its path in YAML, or that path written as a name.</summary>
    private static Setting? Find(string key) =>
        SettingTable.ByName(key) ?? SettingTable.ByYamlPath(key) ?? SettingTable.ByName(key.ToUpperInvariant().Replace('.', '_').Replace('-', '_'))
        ?? (key.Contains('.', StringComparison.Ordinal) ? SettingTable.ByName(key.Split('.')[^1].ToUpperInvariant().Replace('-', '_')) : null);

    private static IEnumerable<string> Yaml(string folder) => new[] { folder, Path.Combine(folder, "config") }.Where(Directory.Exists)
        .SelectMany(place => Directory.EnumerateFiles(place, "*.y*ml").Order(StringComparer.Ordinal));

    private static List<KeyValuePair<string, string>> DotEnv(string file) => [.. DotEnvFile.Parse(File.ReadAllText(file), ".env", new SettingFindings())];

    private static List<KeyValuePair<string, string>> Scalars(string file, List<string> notes)
    {
        try
        {
            return [.. YamlReader.Read(File.ReadAllText(file)).SelectMany(top => Scalars(top, ""))];
        }
        catch (YamlException)
        {
            notes.Add($"{Path.GetFileName(file)} is dropped: it cannot be read as YAML");
            return [];
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Scalars(YamlNode node, string path) => node switch
    {
        YamlMappingNode mapping => mapping.Children.SelectMany(child => Scalars(child.Value, $"{path}{(path.Length == 0 ? "" : ".")}{(child.Key as YamlScalarNode)?.Value}")),
        YamlSequenceNode sequence => [KeyValuePair.Create(path, string.Join(',', sequence.Children.OfType<YamlScalarNode>().Select(item => item.Value)))],
        YamlScalarNode scalar when path.Length > 0 => [KeyValuePair.Create(path, scalar.Value ?? "")],
        _ => [],
    };
}
