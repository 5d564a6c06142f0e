using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Report;

/// <summary>
/// Of the roster of an earlier instant, who can be judged by what is known of it today: tonight's rule, with whole days for hours, because
/// earlier snapshots are known by their days.
/// </summary>
internal sealed class MeasuredRoster
{
    private readonly RosterMoves _moves;
    private readonly List<Player> _players = [];
    private readonly HashSet<long> _relayGaps = [];
    private readonly HashSet<long> _unheard = [];
    private readonly HashSet<long> _forgotten = [];

    /// <summary>Gathers what is known of everybody.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="request">Whether Discord is connected, and since when the clan exists.</param>
    /// <param name="moves">Who was on the roster when.</param>
    /// <param name="daysBack">How far back the earliest instant lies.</param>
    public MeasuredRoster(ClanFacts facts, ReportRequest request, RosterMoves moves, int daysBack)
    {
        _moves = moves;
        var stays = moves.Stays.Where(stay => stay.MemberId is not null).ToLookup(stay => stay.MemberId!.Value);
        foreach (var member in facts.Members)
        {
            _players.Add(new Player(member.PersonId, member.PersonId != member.Id, [.. stays[member.Id]], facts.Retention.DaysOf(member.Id).Seen));
        }

        if (request.DiscordConnected)
        {
            GatherChat(facts.Members);
            var founding = request.Settings.FoundingDay?.DayNumber;
            _relayGaps =
            [
                .. new SourceCoverage(facts.Reads, "relay").MissingDays(daysBack + RollingWindow.Month.Days, request.Now)
                    .Select(date => UtcInstant.StartOfDay(date).DayNumber).Where(day => !(day < founding)),
            ];
        }
    }

    /// <summary>How many players on the roster at an instant are not measured; null where the roster is not known or nobody was looked at.</summary>
    public long? NotMeasuredAt(UtcInstant at)
    {
        if (_moves.MembersAt(at) is not { } all)
        {
            return null;
        }

        var (looked, measured) = (0, 0);
        var (today, fresh) = (at.DayNumber, at.PlusHours(-RollingWindow.Month.FreshHours).DayNumber + 1);
        var unheard = IsRelayRead(today) ? _forgotten : _unheard;
        foreach (var player in _players)
        {
            if (player.IsHere(at) && ActiveDays.FirstFrom(player.Seen, fresh) <= today)
            {
                looked++;

                // An alt's messages are told with its main's: only its game can be unknown.
                measured += player.IsAlt || !unheard.Contains(player.PersonId) ? 1 : 0;
            }
        }

        return looked == 0 ? null : all - measured;
    }

    private bool IsRelayRead(long today)
    {
        for (var day = today - RollingWindow.Month.Days + 1; day <= today; day++)
        {
            if (_relayGaps.Contains(day))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Persons whose messages nobody can know: forgotten; and, where the game chat does not tell them, known by no account.</summary>
    private void GatherChat(IReadOnlyList<MemberFacts> members)
    {
        var told = new HashSet<long>();
        foreach (var member in members)
        {
            if (member.IsLinked || member.HasNoAccount)
            {
                told.Add(member.PersonId);
            }
        }

        foreach (var member in members)
        {
            if (member.IsForgotten)
            {
                _forgotten.Add(member.PersonId);
                _unheard.Add(member.PersonId);
            }
            else if (!told.Contains(member.PersonId))
            {
                _unheard.Add(member.PersonId);
            }
        }
    }

    /// <summary>A player as the count needs one.</summary>
    private sealed record Player(long PersonId, bool IsAlt, PlayerStay[] Stays, int[] Seen)
    {
        public bool IsHere(UtcInstant at)
        {
            foreach (var stay in Stays)
            {
                if (!(stay.From > at) && !(stay.To <= at))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
