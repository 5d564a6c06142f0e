using System.Text.Json;

namespace ClanStats.Storage.Reading;

/// <summary>
/// Gives metric names without making a text of each: answers list the same metrics in the same order, so the name at a place is nearly always
/// the one that stood there before.
/// </summary>
internal sealed class MetricNameCache
{
    private readonly List<string> _names = [];
    private int _place;

    /// <summary>Begins with the first name again.</summary>
    public void Restart() => _place = 0;

    /// <summary>The name the reader stands on.</summary>
    public string Next(ref Utf8JsonReader json)
    {
        if (_place < _names.Count && json.ValueTextEquals(_names[_place]))
        {
            return _names[_place++];
        }

        var name = json.GetString()!;
        if (_place < _names.Count)
        {
            _names[_place] = name;
        }
        else
        {
            _names.Add(name);
        }

        _place++;
        return name;
    }
}
