using System.Globalization;
using ClanStats.Domain.Activity;
using ClanStats.Tests.Fixtures;

namespace ClanStats.Benchmarks;

/// <summary>A scenario with its options.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private Arguments(string scenario) => Scenario = scenario;

    /// <summary>Which of them.</summary>
    public string Scenario { get; }

    /// <summary>The program to be measured.</summary>
    public string Client => _values.GetValueOrDefault("client") ?? ChildProgram.Built;

    /// <summary>Reads <c>SCENARIO --name value --flag</c>; null if it has another form.</summary>
    public static Arguments? Parse(string[] arguments)
    {
        if (arguments is not [var scenario, ..] || scenario.StartsWith('-'))
        {
            return null;
        }

        var parsed = new Arguments(scenario);
        for (var i = 1; i < arguments.Length; i++)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal))
            {
                return null;
            }

            var hasValue = i + 1 < arguments.Length && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal);
            parsed._values[arguments[i][2..]] = hasValue ? arguments[++i] : "true";
        }

        return parsed;
    }

    /// <summary>A whole number.</summary>
    public int Number(string name, int otherwise) =>
        _values.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>A text that must be given.</summary>
    public string Text(string name) => _values.GetValueOrDefault(name) ?? throw new ArgumentException($"--{name} is missing", nameof(name));

    /// <summary>A moment that must be given.</summary>
    public UtcInstant Instant(string name) => UtcInstant.From(DateTimeOffset.Parse(Text(name), CultureInfo.InvariantCulture));

    /// <summary>A text, or null.</summary>
    public string? Optional(string name) => _values.GetValueOrDefault(name);

    /// <summary>Whole numbers separated by commas.</summary>
    public IReadOnlyList<int> Numbers(string name, string otherwise) =>
        [.. (_values.GetValueOrDefault(name) ?? otherwise).Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture))];

    /// <summary>Whether a flag is given.</summary>
    public bool Has(string name) => _values.ContainsKey(name);
}
