using System.Globalization;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Rules;

namespace ClanStats.Domain.Report;

/// <summary>Makes <see cref="WeekReport"/>: from the game's broadcasts and Wise Old Man's achievements, and from snapshots where neither tells it.</summary>
internal sealed class WeekBuilder
{
    private const int LinesShown = 8;
    private readonly ClanFacts _facts;
    private readonly TimeWindow _span;
    private readonly UtcInstant _now;
    private readonly Dictionary<long, MemberReport> _people;
    private readonly List<Announcement> _announced;

    private WeekBuilder(ClanFacts facts, UtcInstant now, IReadOnlyList<MemberReport> members, IReadOnlySet<long> hidden)
    {
        (_facts, _now, _span) = (facts, now, RollingWindow.Week.At(now));
        _people = members.Where(member => !hidden.Contains(member.Id)).ToDictionary(member => member.Id);
        _announced = [.. facts.Week.Announcements.Where(entry => _people.ContainsKey(entry.MemberId))];
    }

    /// <summary>Builds it.</summary>
    public static WeekReport Build(ClanFacts facts, ReportRequest request, IReadOnlyList<MemberReport> members, IReadOnlySet<long> hidden)
    {
        var week = new WeekBuilder(facts, request.Now, members, hidden);
        var lastRead = new SourceCoverage(facts.Reads, "relay").LastRead;
        WeekList?[] lists =
        [
            List("pets", "Pets", week.Pets()),
            List("drops", "Drops", week.Drops()),
            List("levels", "Levels", week.Levels()),
            List("collection_log", "Collection log", week.CollectionLog()),
            List("records", "Records", week.Records()),
            List("milestones", "Milestones", week.Milestones()),
            List("newcomers", "Newcomers", week.Newcomers()),
            List("years", "Years in the clan", week.Years()),
        ];
        return new WeekReport(week._span, [.. lists.OfType<WeekList>()], request.DiscordConnected && lastRead > week._span.Start);
    }

    private static WeekList? List(string key, string title, IEnumerable<WeekLine> lines)
    {
        var all = lines.ToList();
        return all.Count == 0 ? null : new WeekList(key, title, [.. all.Take(LinesShown)], Math.Max(0, all.Count - LinesShown));
    }

    private WeekLine Line(long member, string text) => new(member, _people[member].DisplayName, text);

    private IEnumerable<Announcement> Of(params string[] types) => _announced.Where(entry => types.Contains(entry.Event.Type));

    private IEnumerable<WeekLine> Pets() => Of("pet").Reverse().Select(entry => Line(entry.MemberId, entry.Event.Item ?? "a new pet"));

    private IEnumerable<WeekLine> Drops() => Of("drop", "raid_drop", "clue_item")
        .OrderByDescending(entry => entry.Event.Value ?? 0).ThenByDescending(entry => entry.At).ThenBy(entry => entry.MemberId)
        .Select(entry => Line(entry.MemberId, Drop(entry.Event)));

    private static string Drop(RelayEvent drop) =>
        (drop.Quantity > 1 ? $"{RuleText.Number((long)drop.Quantity.Value)} × " : "") + (drop.Item ?? "a drop")
        + (drop.Type == "drop" && drop.Other is { } source ? $" from {source}" : "")
        + (drop.Value is { } coins ? $", {RuleText.Number(coins)} coins" : "");

    /// <summary>One line a player: the highest levels first. What snapshots show, the game announced and Wise Old Man saw is one and the same level.</summary>
    private IEnumerable<WeekLine> Levels()
    {
        var reached = new Dictionary<long, Dictionary<string, long>>();
        void Add(long member, string skill, long level)
        {
            var own = reached.TryGetValue(member, out var known) ? known : reached[member] = new Dictionary<string, long>(StringComparer.Ordinal);
            own[skill] = Math.Max(level, own.GetValueOrDefault(skill));
        }

        foreach (var entry in Of("level").Where(entry => entry.Event is { Item: not null, Value: not null }))
        {
            Add(entry.MemberId, entry.Event.Item!, entry.Event.Value!.Value);
        }

        foreach (var entry in Passed().Where(IsLevel99))
        {
            Add(entry.MemberId, MetricCatalog.ToTitle(entry.Metric), GameLevels.Highest);
        }

        foreach (var (member, skill, level) in SnapshotLevels())
        {
            Add(member, skill, level);
        }

        return reached
            .Select(entry => (Member: entry.Key, Levels: entry.Value.OrderByDescending(level => level.Value).ThenBy(level => level.Key, StringComparer.Ordinal).ToList()))
            .OrderByDescending(entry => entry.Levels[0].Value).ThenByDescending(entry => entry.Levels.Count).ThenBy(entry => entry.Member)
            .Select(entry => Line(entry.Member, RuleText.Few([.. entry.Levels.Select(level => $"{level.Key} {RuleText.Number(level.Value)}")], "level", "levels")));
    }

    /// <summary>Levels between the snapshot before the week and the newest one; a snapshot long before the week cannot tell in which week they came.</summary>
    private IEnumerable<(long Member, string Skill, long Level)> SnapshotLevels()
    {
        foreach (var member in _facts.Members.Where(member => _people.ContainsKey(member.Id) && member.Newest is not null))
        {
            var before = member.Windows.GetValueOrDefault(RollingWindow.Week.Days)?.Baseline;
            if (before is null || member.Newest!.XpGained == before.XpGained || _span.Start.HoursSince(before.At) > RollingWindow.PlainLeadHours)
            {
                continue;
            }

            foreach (var skill in _facts.Metrics.Skills)
            {
                if (skill.Name != MetricCatalog.Overall && before.Values.Ranked(skill.Id) is { } then && member.Newest.Values.Ranked(skill.Id) is { } now
                    && GameLevels.Of(now) is var level && level > GameLevels.Of(then))
                {
                    yield return (member.Id, skill.Title, level);
                }
            }
        }
    }

    private IEnumerable<WeekLine> CollectionLog() => Of("collection_log")
        .GroupBy(entry => entry.MemberId)
        .OrderByDescending(group => group.Count()).ThenBy(group => group.Key)
        .Select(group => Line(
            group.Key,
            RuleText.Few([.. group.Reverse().Select(entry => entry.Event.Item ?? "a new item")], "item", "items")
                + (group.Max(entry => entry.Event.Value) is { } slots ? $"; {RuleText.Number(slots)} in all" : "")));

    private IEnumerable<WeekLine> Records() => Of("personal_best").Reverse()
        .Where(entry => entry.Event is { Item: not null, Value: not null })
        .Select(entry => Line(entry.MemberId, $"{entry.Event.Item} in {Time(entry.Event.Value!.Value)}, a personal best"))
        .Concat(_facts.BossBests
            .Where(best => best.Kills > 0 && _facts.Week.RaisedRecords.Contains(best.Boss) && _people.ContainsKey(best.MemberId))
            .OrderByDescending(best => best.Kills).ThenBy(best => best.Boss, StringComparer.Ordinal)
            .GroupBy(best => best.MemberId)
            .Select(own => Line(
                own.Key,
                "the most kills in the clan: " + RuleText.Few([.. own.Select(best => $"{MetricCatalog.ToTitle(best.Boss)} {RuleText.Number(best.Kills)}")], "boss", "bosses"))));

    private IEnumerable<PassedThreshold> Passed() => _facts.Week.Achievements.Where(entry => _people.ContainsKey(entry.MemberId));

    private static bool IsLevel99(PassedThreshold entry) => entry.Name.StartsWith("99 ", StringComparison.Ordinal);

    private IEnumerable<WeekLine> Milestones() => Passed().Where(entry => !IsLevel99(entry))
        .OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Threshold).ThenBy(entry => entry.MemberId)
        .Select(entry => Line(entry.MemberId, entry.Name))
        .Concat(Of("combat_tier").Reverse().Select(entry => Line(entry.MemberId, $"{entry.Event.Item} combat achievements")))
        .Concat(Of("diary").Reverse().Select(entry => Line(entry.MemberId, $"{entry.Event.Item} diary")));

    private IEnumerable<WeekLine> Newcomers() => _people.Values
        .Where(member => member.JoinedAt is { } at && _span.Contains(at))
        .OrderByDescending(member => member.JoinedAt).ThenBy(member => member.Id)
        .Select(member => Line(member.Id, $"joined on {member.JoinedAt!.Value.Date.ToString("d MMM", CultureInfo.InvariantCulture)}"));

    private IEnumerable<WeekLine> Years() => _people.Values
        .Select(member => (Member: member, Years: YearsThisWeek(member)))
        .Where(entry => entry.Years > 0)
        .OrderByDescending(entry => entry.Years).ThenBy(entry => entry.Member.Id)
        .Select(entry => Line(entry.Member.Id, RuleText.Of(entry.Years, "year", "years")));

    /// <summary>How many years somebody completed within the week; 0 where none.</summary>
    private int YearsThisWeek(MemberReport member)
    {
        if (member.JoinedAt is not { } joined)
        {
            return 0;
        }

        var years = _now.Date.Year - joined.Date.Year;
        return years > 0 && _span.Contains(joined.PlusYears(years)) ? years : years > 1 && _span.Contains(joined.PlusYears(years - 1)) ? years - 1 : 0;
    }

    /// <summary>A time as the game writes it: 2:28, 1:09:52, 46:38.40.</summary>
    private static string Time(long milliseconds)
    {
        var time = TimeSpan.FromMilliseconds(milliseconds);
        var whole = time.TotalHours >= 1 ? $"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}" : $"{time.Minutes}:{time.Seconds:00}";
        return time.Milliseconds == 0 ? whole : whole + string.Create(CultureInfo.InvariantCulture, $".{time.Milliseconds / 10:00}");
    }
}
