namespace ClanStats.Domain.Activity;

/// <summary>The four kinds of metric WOM knows.</summary>
public enum MetricCategory
{
    /// <summary>Experience in a skill.</summary>
    Skill,

    /// <summary>Kills of a boss.</summary>
    Boss,

    /// <summary>Score of an activity.</summary>
    Activity,

    /// <summary>A value WOM computes: EHP or EHB, in hours.</summary>
    Computed,
}

/// <summary>One metric as discovered in WOM's answers. Metrics are never hard-coded: four to six change a year.</summary>
/// <param name="Id">Position in every <see cref="MetricVector"/>; handed out in order of first sight, never reused.</param>
/// <param name="Name">WOM's api name, such as <c>zulrah</c>.</param>
/// <param name="Category">Its kind.</param>
public sealed record Metric(int Id, string Name, MetricCategory Category)
{
    /// <summary>As people read it: <c>chambers_of_xeric</c> → <c>Chambers Of Xeric</c>.</summary>
    public string Title { get; } = MetricCatalog.ToTitle(Name);
}

/// <summary>All metrics known so far, by name and by id.</summary>
public sealed class MetricCatalog
{
    /// <summary>Total experience: the metric behind every "xp".</summary>
    public const string Overall = "overall";

    /// <summary>Efficient hours played.</summary>
    public const string Ehp = "ehp";

    /// <summary>Efficient hours bossed.</summary>
    public const string Ehb = "ehb";

    private readonly Dictionary<string, Metric> _byName;
    private readonly List<Metric> _all;

    /// <summary>Takes the metrics known so far, in order of id.</summary>
    public MetricCatalog(IEnumerable<Metric> metrics)
    {
        _all = [.. metrics.OrderBy(metric => metric.Id)];
        _byName = _all.ToDictionary(metric => metric.Name, StringComparer.Ordinal);
        Bosses = [.. _all.Where(metric => metric.Category == MetricCategory.Boss)];
        Skills = [.. _all.Where(metric => metric.Category == MetricCategory.Skill)];
    }

    /// <summary>All metrics in order of id.</summary>
    public IReadOnlyList<Metric> All => _all;

    /// <summary>The bosses, in order of id.</summary>
    public IReadOnlyList<Metric> Bosses { get; }

    /// <summary>The skills, <see cref="Overall"/> included, in order of id.</summary>
    public IReadOnlyList<Metric> Skills { get; }

    /// <summary>The metric of a name, or null when no answer ever held it.</summary>
    public Metric? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>As people read it: underscores to blanks, each word capitalised.</summary>
    public static string ToTitle(string name) => string.Join(' ', name
        .Split('_', StringSplitOptions.RemoveEmptyEntries)
        .Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
