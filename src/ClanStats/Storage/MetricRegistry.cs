using System.Collections.Concurrent;
using ClanStats.Domain.Activity;
using ClanStats.Storage.Reading;
using Microsoft.Data.Sqlite;

namespace ClanStats.Storage;

/// <summary>
/// Hands out metric ids in order of first sight and keeps them in the database. Ids given in a transaction that was rolled back are
/// written again with the next one, so that memory and file never disagree.
/// </summary>
internal sealed class MetricRegistry
{
    private readonly Dictionary<string, Metric> _byName = new(StringComparer.Ordinal);
    private readonly HashSet<Metric> _unsaved = [];

    /// <summary>Readers side by side look here, each once every metric of its answers is known.</summary>
    private readonly ConcurrentDictionary<MetricForm, int[]> _idsByForm = new();

    private Metric[]? _bosses;
    private int? _ehp;
    private int? _ehb;

    /// <summary>Loads the metrics known so far.</summary>
    public static MetricRegistry Load(SqliteConnection connection)
    {
        var registry = new MetricRegistry();
        foreach (var metric in Read(connection))
        {
            registry._byName.Add(metric.Name, metric);
        }

        return registry;
    }

    /// <summary>Reads the metrics in order of id.</summary>
    public static IEnumerable<Metric> Read(SqliteConnection connection) => connection.Rows(
        "SELECT id, name, category FROM metrics ORDER BY id",
        row => new Metric(row.Int32(0), row.String(1), Enum.Parse<MetricCategory>(row.String(2), ignoreCase: true)));

    /// <summary>The metric of a name; a new one gets the next id.</summary>
    public Metric Resolve(string name, MetricCategory category)
    {
        if (!_byName.TryGetValue(name, out var metric))
        {
            metric = new Metric(_byName.Count, name, category);
            _byName.Add(name, metric);
            _unsaved.Add(metric);
            _bosses = null;
        }

        return metric;
    }

    /// <summary>The id of a name; null if no answer ever held it.</summary>
    public int? Find(string name) => _byName.TryGetValue(name, out var metric) ? metric.Id : null;

    /// <summary>The ids of an answer's metrics by their place; new ones get the next ids.</summary>
    public int[] IdsOf(IReadOnlyList<IncomingMetric> metrics)
    {
        if (metrics is not MetricReadings { Form: var form })
        {
            return [.. metrics.Select(metric => Resolve(metric.Name, metric.Category).Id)];
        }

        return _idsByForm.GetOrAdd(form, known =>
        {
            var ids = new int[known.Count];
            for (var place = 0; place < ids.Length; place++)
            {
                ids[place] = Resolve(known[place].Name, known[place].Category).Id;
            }

            return ids;
        });
    }

    /// <summary>The kind of a metric; null if no answer ever held it.</summary>
    public MetricCategory? CategoryOf(string name) => _byName.TryGetValue(name, out var metric) ? metric.Category : null;

    /// <summary>How many metrics are known so far.</summary>
    public int Count => _byName.Count;

    /// <summary>All bosses known so far.</summary>
    public IReadOnlyList<Metric> Bosses =>
        _bosses ??= [.. _byName.Values.Where(metric => metric.Category == MetricCategory.Boss).OrderBy(metric => metric.Id)];

    /// <summary>Whether a metric id is EHP or EHB.</summary>
    public bool IsComputed(int id) => id == (_ehp ??= Find(MetricCatalog.Ehp)) || id == (_ehb ??= Find(MetricCatalog.Ehb));

    /// <summary>Writes metrics the file does not hold yet.</summary>
    public void Save(UnitOfWork unit)
    {
        foreach (var metric in _unsaved.OrderBy(metric => metric.Id))
        {
            unit.Execute(
                "INSERT OR IGNORE INTO metrics (id, name, category) VALUES (@Id, @Name, @Category)",
                new { metric.Id, metric.Name, Category = metric.Category.ToString().ToLowerInvariant() });
        }
    }

    /// <summary>Told once the transaction of <see cref="Save"/> is committed.</summary>
    public void Saved() => _unsaved.Clear();
}
