namespace ClanStats.Hosting.Settings;

/// <summary>One setting as a run uses it; the value is safe to show.</summary>
/// <param name="Name">The setting.</param>
/// <param name="Value">Its value, <c>***</c> if secret, <c>–</c> if there is none.</param>
/// <param name="Source">Where it came from.</param>
internal sealed record EffectiveSetting(string Name, string Value, string Source);

/// <summary>The typed values of all settings, and what was wrong with the texts.</summary>
internal sealed class SettingValues
{
    /// <summary>The source of a value that nobody gave.</summary>
    public const string DefaultSource = "default";

    private const string None = "–";
    private readonly Dictionary<Setting, object?> _values = [];
    private readonly List<EffectiveSetting> _effective = [];
    private readonly HashSet<Setting> _given = [];
    private readonly HashSet<Setting> _faulty = [];

    public SettingValues(IReadOnlyList<SettingLayer> layers, SettingFindings findings)
    {
        foreach (var setting in SettingTable.All)
        {
            var layer = layers.FirstOrDefault(layer => layer.Find(setting) is not null);
            var text = layer?.Find(setting);
            if (text is not null)
            {
                _given.Add(setting);
                if (setting.IsSecret)
                {
                    Secrets.Add(text.Trim());
                }
            }

            Take(setting, text ?? setting.DefaultText, layer?.Source ?? DefaultSource, findings);
        }
    }

    public IReadOnlyList<EffectiveSetting> Effective => _effective;

    /// <summary>Every secret that was given; must appear nowhere.</summary>
    public List<string> Secrets { get; } = [];

    /// <summary>Whether some source gave a value, right or wrong.</summary>
    public bool IsGiven(Setting setting) => _given.Contains(setting);

    public bool IsFaulty(Setting setting) => _faulty.Contains(setting);

    /// <summary>The value; the type's default where there is none or it is wrong.</summary>
    public T? Get<T>(Setting<T> setting) => _values[setting] is T value ? value : default;

    /// <summary>Puts a value in place that follows from others.</summary>
    public void Derive<T>(Setting<T> setting, T value, string source)
    {
        _values[setting] = value;
        var index = _effective.FindIndex(entry => entry.Name == setting.Name);
        _effective[index] = new EffectiveSetting(setting.Name, $"{value}", source);
    }

    private void Take(Setting setting, string? text, string source, SettingFindings findings)
    {
        if (text is null)
        {
            _values[setting] = null;
            _effective.Add(new EffectiveSetting(setting.Name, None, source));
            return;
        }

        var (value, fault) = setting.Read(text);
        _values[setting] = value;
        _effective.Add(new EffectiveSetting(setting.Name, Logging.LineEscape.Escape(setting.Show(text.Trim())), source));
        if (fault is not null)
        {
            _faulty.Add(setting);
            findings.Faults.Add($"{setting.Name}: {fault}");
        }
    }
}
