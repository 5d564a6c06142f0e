namespace ClanStats.Hosting.Settings;

/// <summary>Values from one source, by setting name. Layers are asked in order; the first that gives a value wins.</summary>
/// <param name="Source">As people read it: "environment", ".env", "config/clanstats.yaml".</param>
/// <param name="Values">Texts by setting name; a blank text counts as not given.</param>
internal sealed record SettingLayer(string Source, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Whether values of <see cref="SettingReach.RealClan"/> are passed over.</summary>
    public bool GeneralOnly { get; init; }

    public string? Find(Setting setting) =>
        (!GeneralOnly || setting.Reach == SettingReach.General) && Values.TryGetValue(setting.Name, out var text) && !string.IsNullOrWhiteSpace(text)
            ? text
            : null;
}

/// <summary>What was found wrong or odd while settings were read; faults stop the program, warnings do not.</summary>
internal sealed class SettingFindings
{
    public List<string> Faults { get; } = [];

    public List<string> Warnings { get; } = [];

    /// <summary>What is lost because an optional setting was not given.</summary>
    public List<string> Losses { get; } = [];

    /// <summary>Warns about a name nobody knows, with the nearest one that is known.</summary>
    public void WarnUnknown(string name, string where, IEnumerable<string> known)
    {
        var nearest = NearestName.Of(name, known);
        Warnings.Add($"{Logging.LineEscape.Escape(name)} in {where} is not a setting" + (nearest is null ? "" : $"; did you mean {nearest}?"));
    }
}
