using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Domain.Report;

namespace ClanStats.Import;

/// <summary>Sets the old program's numbers beside those of the same instant by today's rules, and says why they differ.</summary>
internal sealed class Comparer(IReadOnlyList<MemberFacts> facts, IReadOnlyList<Metric> bosses, UtcInstant at)
{
    private const string Stale = "No snapshot is young enough for this window, so that the number is not known; the old program went on with the last one it had.";
    private const string Unranked = "The newest snapshot is unranked on the hiscores, so that the number is not known; the old program reckoned with -1.";
    private const string TooFew = "There are fewer than two snapshots to compare, so that the number is not known.";
    private const string Partial = "The step into the window began too long before it and is left out; the old program counted it or said 0.";
    private const string Approximate = "The step into the window began before it and is counted whole; the old program chose another start.";
    private const string FirstSeen = "The history begins inside the window and is counted from there; the old program had no rule, or another, for that.";
    private const string Renamed = "The player bore another name before; the old program lost what stood under it.";
    private const string Lifetime = "The old program counted the lifetime kills of a boss as a gain where an earlier row was missing.";
    private const string OtherStart = "The old program took another snapshot as the start of the window, or counted a fall and the way back up.";
    private const string MoreMessages = "Messages are counted for the account and under all its names; the old program counted one spelling of one name.";
    private const string FewerMessages = "The old program counted lines of somebody else who showed this name, or of a bot.";
    private const string OtherSnapshot = "The old program took the number from another snapshot.";
    private const string LeftOut = "The old program left out members without a message or a boss kill, and those without a snapshot.";
    private const string Unknown = "Nobody on the roster is known under this name.";

    /// <summary>Compares.</summary>
    public Comparison Compare(OldReport old)
    {
        var current = facts.Where(member => member.LeftAt is null).ToList();
        var bySquashed = current.ToLookup(member => PlayerName.Normalize(member.Username), StringComparer.Ordinal);
        var members = new List<ComparedMember>();
        var matched = new HashSet<long>();
        foreach (var (name, numbers) in old.Members.OrderBy(member => member.Key, StringComparer.Ordinal))
        {
            var candidates = bySquashed[PlayerName.Normalize(name)].ToList();
            var member = candidates.Count == 1 ? candidates[0] : null;
            matched.Add(member?.Id ?? 0);
            members.Add(new ComparedMember(
                member?.DisplayName ?? name, [.. OldReport.Measures.Select(measure => Compare(measure, member, numbers))]));
        }

        members.AddRange(current.Where(member => !matched.Contains(member.Id)).OrderBy(member => member.Username, StringComparer.Ordinal).Select(member =>
            new ComparedMember(member.DisplayName, [.. OldReport.Measures.Select(measure => new ComparedNumber(measure, null, New(measure, member).Value, LeftOut))])));
        return new Comparison(old.File, at.ToPeople(), members);
    }

    private ComparedNumber Compare(string measure, MemberFacts? member, IReadOnlyDictionary<string, long> numbers)
    {
        var before = numbers.TryGetValue(measure, out var number) ? number : (long?)null;
        if (member is null)
        {
            return new ComparedNumber(measure, before, null, Unknown);
        }

        var now = New(measure, member);
        return new ComparedNumber(measure, before, now.Value, before == now.Value ? null : Cause(measure, member, before ?? 0, now));
    }

    private Figure<long> New(string measure, MemberFacts member) => measure switch
    {
        "total_xp" => new Figure<long>(member.Newest?.Xp, member.Newest is { Xp: null } ? DataMark.Unranked : DataMark.None),
        "total_boss" => new Figure<long>(member.Newest is { } newest ? bosses.Sum(boss => newest.Values.Ranked(boss.Id) ?? 0) : null),
        "msgs_total" => new Figure<long>(member.Messages.GetValueOrDefault(0)),
        "msgs_7d" => new Figure<long>(member.Messages.GetValueOrDefault(RollingWindow.Week.Days)),
        "msgs_30d" => new Figure<long>(member.Messages.GetValueOrDefault(RollingWindow.Month.Days)),
        "xp_7d" => WindowGains.Xp(member.Newest, Points(member, RollingWindow.Week), at),
        "xp_30d" => WindowGains.Xp(member.Newest, Points(member, RollingWindow.Month), at),
        "boss_7d" => WindowGains.Boss(member.Newest, Points(member, RollingWindow.Week), at, bosses),
        _ => WindowGains.Boss(member.Newest, Points(member, RollingWindow.Month), at, bosses),
    };

    private static WindowPoints Points(MemberFacts member, RollingWindow window) =>
        member.Windows.GetValueOrDefault(window.Days) ?? new WindowPoints(window, null, null, 0, 0, 0, 0);

    private static string Cause(string measure, MemberFacts member, long before, Figure<long> now)
    {
        if (measure.StartsWith("msgs", StringComparison.Ordinal))
        {
            return now.Value > before ? MoreMessages : FewerMessages;
        }

        return now.Mark switch
        {
            DataMark.Stale => Stale,
            DataMark.Unranked => Unranked,
            DataMark.NotYet => TooFew,
            _ when measure.StartsWith("total", StringComparison.Ordinal) => now.Value is null ? TooFew : OtherSnapshot,
            _ when member.FormerNames.Count > 0 && now.Value > before => Renamed,
            DataMark.Partial => Partial,
            DataMark.Approximate => Approximate,
            DataMark.SinceFirstSeen => FirstSeen,
            _ => measure.StartsWith("boss", StringComparison.Ordinal) && before > now.Value ? Lifetime : OtherStart,
        };
    }
}
