using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Report;

/// <summary>
/// Who came and went, player by player, so that the roster of any day follows from today's: Wise Old Man's log, set right by the roster as it was
/// read. A departure followed by a join of the same player within the repair time is neither.
/// </summary>
internal sealed class RosterMoves
{
    private readonly List<PlayerStay> _stays = [];
    private readonly HashSet<long> _alts;
    private readonly int _now;

    private RosterMoves(ClanFacts facts)
    {
        _now = facts.Members.Count(member => member.IsCurrent);
        _alts = [.. facts.Members.Where(member => member.PersonId != member.Id).Select(member => member.Id)];
        LogBegins = facts.Retention.Events.Count == 0 ? null : facts.Retention.Events.Min(entry => entry.At);
    }

    /// <summary>From when on joins and departures are known; null if they never were read.</summary>
    public UtcInstant? LogBegins { get; }

    /// <summary>Every stay of every player.</summary>
    public IReadOnlyList<PlayerStay> Stays => _stays;

    /// <summary>Works them out.</summary>
    public static RosterMoves Of(ClanFacts facts, double repairHours)
    {
        var moves = new RosterMoves(facts);
        var events = facts.Retention.Events.ToLookup(entry => entry.PlayerId);
        var known = new HashSet<long>();
        foreach (var member in facts.Members)
        {
            var own = member.WomPlayerId is { } player && known.Add(player) ? events[player] : [];
            moves._stays.AddRange(StaysOf(member, [.. own], repairHours));
        }

        foreach (var stranger in events.Where(player => !known.Contains(player.Key)))
        {
            // Nobody who is here: what the log leaves open was never seen on a roster.
            moves._stays.AddRange(Repaired(FromLog(null, stranger), repairHours).Where(stay => stay.To is not null));
        }

        return moves;
    }

    /// <summary>How many players were on the roster at an instant; null before anything is known.</summary>
    public int? MembersAt(UtcInstant at) => LogBegins is not { } begin || at < begin
        ? null
        : _now - _stays.Count(stay => stay.From > at) + _stays.Count(stay => stay.To > at);

    /// <summary>How many joined within a span.</summary>
    public int Joined(TimeWindow span) => _stays.Count(stay => stay.From is { } from && span.Contains(from));

    /// <summary>How many left within a span.</summary>
    public int Left(TimeWindow span) => _stays.Count(stay => stay.To is { } to && span.Contains(to));

    /// <summary>Of who joined within a span, how many and how many were still there so many days later; alts are nobody new.</summary>
    public KeptShare Newcomers(TimeWindow span, int days)
    {
        var (joined, kept) = (0, 0);
        foreach (var stay in _stays)
        {
            if (stay.From is { } from && span.Contains(from) && !(stay.MemberId is { } member && _alts.Contains(member)))
            {
                joined++;
                kept += stay.To is null || stay.To >= from.PlusDays(days) ? 1 : 0;
            }
        }

        return new KeptShare(joined, kept);
    }

    private static List<PlayerStay> StaysOf(MemberFacts member, List<RosterEvent> events, double repairHours)
    {
        if (events.Count == 0)
        {
            return [new PlayerStay(member.Id, member.JoinedAt, member.IsCurrent ? null : member.LeftAt)];
        }

        var stays = Repaired(FromLog(member.Id, events), repairHours);
        var last = stays[^1];
        if (member.IsCurrent && last.To is not null)
        {
            stays[^1] = last with { To = null };
        }
        else if (!member.IsCurrent && last.To is null)
        {
            stays[^1] = last with { To = member.LeftAt };
        }

        return stays;
    }

    private static List<PlayerStay> FromLog(long? member, IEnumerable<RosterEvent> events)
    {
        var stays = new List<PlayerStay>();
        foreach (var entry in events.OrderBy(entry => entry.At).ThenBy(entry => entry.IsJoin))
        {
            var isOpen = stays.Count > 0 && stays[^1].To is null;
            if (entry.IsJoin && !isOpen)
            {
                stays.Add(new PlayerStay(member, entry.At, null));
            }
            else if (!entry.IsJoin && isOpen)
            {
                stays[^1] = stays[^1] with { To = entry.At };
            }
            else if (!entry.IsJoin && stays.Count == 0)
            {
                stays.Add(new PlayerStay(member, null, entry.At));
            }
        }

        return stays;
    }

    private static List<PlayerStay> Repaired(List<PlayerStay> stays, double repairHours)
    {
        var whole = new List<PlayerStay>();
        foreach (var stay in stays)
        {
            if (whole.Count > 0 && whole[^1].To is { } left && stay.From is { } back && back.HoursSince(left) <= repairHours)
            {
                whole[^1] = whole[^1] with { To = stay.To };
            }
            else
            {
                whole.Add(stay);
            }
        }

        return whole;
    }
}

/// <summary>One player's time on the roster.</summary>
/// <param name="MemberId">Row of clan_members; null for players known from the log alone.</param>
/// <param name="From">When it began; null: before anything is known.</param>
/// <param name="To">When it ended; null: it goes on.</param>
internal sealed record PlayerStay(long? MemberId, UtcInstant? From, UtcInstant? To);
