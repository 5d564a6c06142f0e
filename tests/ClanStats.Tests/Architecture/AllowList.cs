using System.Text.RegularExpressions;

namespace ClanStats.Tests.Architecture;

/// <summary>A rule with the places it does not hold for, each with its reason. A place that no longer needs its exception is a finding too.</summary>
internal sealed class AllowList(Regex pattern, IReadOnlyDictionary<string, string> places)
{
    /// <summary>Every finding, one line each.</summary>
    /// <param name="files">Where to look.</param>
    public IEnumerable<string> Findings(IEnumerable<SourceFile> files)
    {
        var needed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var match = pattern.Match(file.Code);
            if (!match.Success)
            {
                continue;
            }

            var place = places.Keys.FirstOrDefault(key => file.Path == key || (key.EndsWith('/') && file.Path.StartsWith(key, StringComparison.Ordinal)));
            if (place is null)
            {
                yield return $"{file.Path}:{file.LineOf(match.Index)}: {match.Value}";
            }
            else
            {
                needed.Add(place);
            }
        }

        foreach (var place in places.Keys.Except(needed))
        {
            yield return $"{place} no longer needs its exception ({places[place]}): take it off the list";
        }
    }
}
