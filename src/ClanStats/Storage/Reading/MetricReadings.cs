using System.Collections;
using ClanStats.Domain.Activity;

namespace ClanStats.Storage.Reading;

/// <summary>Which metrics answers of one form hold, in their order. Compared by reference: whoever meets a form again need not look up names.</summary>
internal sealed class MetricForm(IReadOnlyList<IncomingMetric> metrics)
{
    private readonly (string Name, MetricCategory Category)[] _metrics = [.. metrics.Select(metric => (metric.Name, metric.Category))];

    /// <summary>How many there are.</summary>
    public int Count => _metrics.Length;

    /// <summary>A metric's name and kind by its place.</summary>
    public (string Name, MetricCategory Category) this[int place] => _metrics[place];
}

/// <summary>The metrics of one snapshot whose form is known.</summary>
/// <param name="form">Which metrics.</param>
/// <param name="values">Their values by place; -1 = unranked.</param>
/// <param name="ranks">Their places on the hiscores by place; below 0 = none.</param>
internal sealed class MetricReadings(MetricForm form, double[] values, long[] ranks) : IReadOnlyList<IncomingMetric>
{
    /// <summary>Which metrics.</summary>
    public MetricForm Form => form;

    /// <inheritdoc/>
    public int Count => form.Count;

    /// <inheritdoc/>
    public IncomingMetric this[int index] =>
        new(form[index].Name, form[index].Category, values[index], ranks[index] >= 0 ? ranks[index] : null);

    /// <inheritdoc/>
    public IEnumerator<IncomingMetric> GetEnumerator()
    {
        for (var place = 0; place < Count; place++)
        {
            yield return this[place];
        }
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
