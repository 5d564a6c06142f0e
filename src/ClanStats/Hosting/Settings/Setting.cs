using ClanStats.Domain.Activity;

namespace ClanStats.Hosting.Settings;

/// <summary>Where a setting's value may come from in a dry run and in the demo.</summary>
internal enum SettingReach
{
    /// <summary>From every source.</summary>
    General,

    /// <summary>A path, an id, an address or a secret: belongs to the real clan, so only the command line may give it there.</summary>
    RealClan,
}

/// <summary>What came of reading a value: the value, or what is wrong with the text, as it continues after "'text' ".</summary>
internal readonly record struct Reading<T>(T? Value, string? Fault)
{
    public static Reading<T> Of(T value) => new(value, null);

    public static Reading<T> Wrong(string fault) => new(default, fault);
}

/// <summary>One setting: its names, default and meaning. <see cref="SettingTable"/> holds them all.</summary>
internal abstract class Setting(string name, string? yamlPath, string? defaultText, string meaning)
{
    /// <summary>Name in the environment and in .env.</summary>
    public string Name { get; } = name;

    /// <summary>Path in clanstats.yaml; null if YAML cannot give it.</summary>
    public string? YamlPath { get; } = yamlPath;

    /// <summary>The default as one would write it; null if there is none.</summary>
    public string? DefaultText { get; } = defaultText;

    /// <summary>One line for people.</summary>
    public string Meaning { get; } = meaning;

    /// <summary>Whether its value must appear nowhere.</summary>
    public bool IsSecret { get; init; }

    public SettingReach Reach { get; init; }

    /// <summary>Reads a text that is not blank.</summary>
    /// <returns>The typed value, or null and the fault as a whole line without the setting's name.</returns>
    public abstract (object? Value, string? Fault) Read(string text);

    /// <summary>A text as messages may show it.</summary>
    public string Show(string text) => IsSecret ? "***" : text;
}

/// <summary>A setting of a type.</summary>
internal sealed class Setting<T>(string name, string? yamlPath, string? defaultText, Func<string, Reading<T>> read, string meaning)
    : Setting(name, yamlPath, defaultText, meaning)
{
    public override (object? Value, string? Fault) Read(string text)
    {
        var reading = read(text.Trim());
        if (reading.Fault is null)
        {
            return (reading.Value, null);
        }

        return (null, (IsSecret ? "the value (not shown) " : $"'{OneLine(text.Trim())}' ") + reading.Fault);
    }

    private static string OneLine(string text) => Logging.LineEscape.Escape(ShortText.Of(text, 80));
}
