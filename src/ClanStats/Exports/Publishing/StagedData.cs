using System.Text;
using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Exports.Json;

namespace ClanStats.Exports.Publishing;

/// <summary>
/// Reads clan_data.json back as its readers will: every key as the schema says, and the invariants of the definitions on the numbers that
/// stand in the file, whatever the report they were made from said.
/// </summary>
internal static class StagedData
{
    private static readonly string[] Metrics = ["xp", "boss", "ehp", "ehb", "msgs", "game_days", "chat_days"];

    /// <summary>The keys of windows as bytes, metric by metric and the shortest first, as the document has them.</summary>
    private static readonly byte[][] Windows =
        [.. Metrics.SelectMany(metric => RollingWindow.All.Select(window => Encoding.UTF8.GetBytes($"{metric}_{window.Key}")))];

    /// <summary>All faults, one line each.</summary>
    public static IEnumerable<string> Faults(ReadOnlyMemory<byte> content, ClanReport report)
    {
        using var document = JsonDocument.Parse(content);
        var root = document.RootElement;
        var faults = ClanDataSchema.Faults(root);
        return faults.Count > 0 ? faults : [.. Members(root, report), .. People(root), .. Days(root, report)];
    }

    private static IEnumerable<string> Members(JsonElement root, ClanReport report)
    {
        var members = root.GetProperty("members");
        if (members.GetArrayLength() != report.Members.Count)
        {
            yield return $"lists {members.GetArrayLength()} members instead of {report.Members.Count}";
        }

        var known = new HashSet<long>();
        foreach (var member in members.EnumerateArray())
        {
            if (!known.Add(member.GetProperty("id").GetInt64()))
            {
                yield return $"lists member {member.GetProperty("id")} twice";
            }

            if (Shrinking(member) is { } key)
            {
                yield return $"says less in {key} of member {member.GetProperty("id")} than in a shorter window";
            }
        }

        if (root.GetProperty("allMembers").EnumerateArray().Any(member => !known.Contains(member.GetProperty("id").GetInt64())))
        {
            yield return "has somebody in allMembers who is not a member";
        }
    }

    /// <summary>The first key whose number is below that of a shorter window of the same metric; in one pass, because looking keys up is slow.</summary>
    private static string? Shrinking(JsonElement member)
    {
        var (next, before) = (0, 0.0);
        foreach (var property in member.EnumerateObject())
        {
            if (next == Windows.Length || !property.NameEquals(Windows[next]))
            {
                continue;
            }

            before = next % RollingWindow.All.Count == 0 ? 0 : before;
            if (property.Value.ValueKind == JsonValueKind.Number)
            {
                var number = property.Value.GetDouble();
                if (number < before)
                {
                    return property.Name;
                }

                before = number;
            }

            next++;
        }

        return next == Windows.Length ? null : $"(not found in its order) {Encoding.UTF8.GetString(Windows[next])}";
    }

    private static IEnumerable<string> People(JsonElement root)
    {
        var people = root.GetProperty("reconciliation");
        long Count(string key) => people.GetProperty(key).GetInt64();
        var current = Count("current");
        (string Said, long Sum, long Parts)[] sums =
        [
            ("ever known", Count("ever_known"), current + Count("left") + Count("archived")),
            ("members", root.GetProperty("members").GetArrayLength(), current),
            ("measured and not", current, Count("measured") + Count("not_measured")),
            ("in the lists and left out", current, Count("in_all_members") + Count("left_out")),
            ("linked and not", current, Count("linked") + Count("unlinked")),
            ("allMembers", root.GetProperty("allMembers").GetArrayLength(), Count("in_all_members")),
        ];
        foreach (var (said, sum, parts) in sums.Where(entry => entry.Sum != entry.Parts))
        {
            yield return $"does not add up: {said}, {sum} against {parts}";
        }

        foreach (var (key, day) in new[] { ("messages_30d", "msgs"), ("xp_30d", "xp") })
        {
            if (people.GetProperty(key) is { ValueKind: JsonValueKind.Object } split)
            {
                var clan = split.GetProperty("clan").GetInt64();
                var whose = split.EnumerateObject().Sum(part => part.Value.GetInt64()) - clan;
                var days = root.GetProperty("history").EnumerateArray().Sum(entry => entry.GetProperty(day) is { ValueKind: JsonValueKind.Number } number ? number.GetInt64() : 0);
                if (whose != clan || days != clan)
                {
                    yield return $"does not add up: {key} of the clan {clan}, by whose it is {whose}, by day {days}";
                }
            }
        }
    }

    /// <summary>Days follow each other up to the run's own, and for each it is known whether a source was read.</summary>
    private static IEnumerable<string> Days(JsonElement root, ClanReport report)
    {
        var today = report.Now.DayNumber;
        var sources = root.GetProperty("sources").EnumerateArray().ToList();
        var days = root.GetProperty("history").EnumerateArray().ToList();
        for (var index = 0; index < days.Count; index++)
        {
            var date = days[index].GetProperty("date").GetString()!;
            if (date != IsoDay.Of(UtcInstant.StartOfDay(today - days.Count + 1 + index).Date))
            {
                yield return $"has {date} where another day belongs";
            }

            foreach (var source in sources.Where(source => State(source, date) != days[index].GetProperty("sources").GetProperty(source.GetProperty("key").GetString()!).GetString()))
            {
                yield return $"contradicts itself about {source.GetProperty("key")} on {date}";
            }
        }
    }

    private static string State(JsonElement source, string date) => source switch
    {
        _ when !source.GetProperty("connected").GetBoolean() => DayCoverage.NotConnected,
        _ when source.GetProperty("missing_days").EnumerateArray().Any(day => day.ValueEquals(date)) => DayCoverage.Missing,
        _ => DayCoverage.Complete,
    };
}
