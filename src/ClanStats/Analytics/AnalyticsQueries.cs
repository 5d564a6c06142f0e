using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;
using ClanStats.Storage;
using Microsoft.Data.Sqlite;

namespace ClanStats.Analytics;

/// <summary>
/// All reading for the report, of one state of the database so that every number fits every other. The number of statements does not depend on
/// the number of members.
/// </summary>
internal sealed class AnalyticsQueries(Database database)
{
    /// <summary>Makes sure that what a report reads of settled days lies packed.</summary>
    /// <param name="now">Business time.</param>
    /// <param name="windows">The windows of the report.</param>
    public void Settle(UtcInstant now, IReadOnlyList<RollingWindow> windows) => PackedDays.Keep(database, FirstDay(now, windows), now);

    /// <summary>Throws away what <see cref="Settle"/> keeps.</summary>
    public void Unsettle() => PackedDays.Discard(database);

    /// <summary>Reads the facts, part by part on two connections.</summary>
    /// <param name="now">Business time.</param>
    /// <param name="windows">The windows to read, longest last.</param>
    /// <param name="unread">What the clan is taken for as long as Wise Old Man was never asked: an import brings people, but no group.</param>
    /// <param name="rules">The clan's rules, which say whose messages are officers'; null: the defaults.</param>
    /// <param name="notes">The officers' notes, whose alts speak for their mains; null: none.</param>
    /// <returns>Null if there are neither.</returns>
    /// <exception cref="SpoiltPacksException">What is kept packed is unreadable: <see cref="Unsettle"/>, then read again.</exception>
    public ClanFacts? Read(UtcInstant now, IReadOnlyList<RollingWindow> windows, ClanIdentity unread, ClanRules? rules = null, PeopleNotes? notes = null)
    {
        ClanFacts? players = null;
        Talk? talk = null;
        IReadOnlyDictionary<long, IReadOnlyList<int>> hours = new Dictionary<long, IReadOnlyList<int>>();
        var identity = IdentityFacts.None;
        database.ReadSideBySide(
            "analytics: facts",
            connection => players = ReadPlayers(connection, now, windows, unread, rules ?? ClanRules.Default, notes ?? PeopleNotes.None),
            connection => talk = ReadTalk(connection, now, windows),
            connection => hours = HourQueries.Read(connection, now),
            connection => identity = IdentityQueries.Read(connection));
        return players is null || talk is null ? null : players with
        {
            Members = [.. players.Members.Select(member => talk.ByMember.TryGetValue(member.Id, out var counts) ? member with { Messages = counts } : member)],
            Ladder = players.Ladder with
            {
                Weeks = LadderQueries.WeeksOf(talk.Counted, now),
                FirstSeen = talk.Counted.Where(entry => entry.Value.Seen.Length > 0).ToDictionary(entry => entry.Key, entry => (long)entry.Value.Seen[0]),
            },
            Days = talk.Days,
            Daily = talk.Daily,
            MessageQuarters = talk.Quarters,
            Retention = talk.Retention with { Channels = players.Retention.Channels },
            Identity = identity,
            Officers = players.Officers with { Hours = hours },
        };
    }

    private static ClanFacts? ReadPlayers(SqliteConnection connection, UtcInstant now, IReadOnlyList<RollingWindow> windows, ClanIdentity unread, ClanRules rules, PeopleNotes notes)
    {
        if ((ClanQueries.Clan(connection) ?? (ClanQueries.IsAnybodyKnown(connection) ? unread : null)) is not { } clan)
        {
            return null;
        }

        var members = new MemberQueries(connection).ReadPlayers(now, windows);
        var joins = NotedJoins.Of(members, notes);
        var bests = ClanQueries.BossBests(connection, now);
        var facts = new ClanFacts
        {
            Clan = clan,
            Metrics = new MetricCatalog(MetricRegistry.Read(connection)),
            Members = members,
            FirstSnapshotDay = ClanQueries.FirstSnapshotDay(connection),
            BossBests = bests,
            Week = WeekQueries.Read(connection, now, bests),
            Reads = connection.Rows(
                "SELECT source, read_at, covers_from, covers_to FROM source_reads WHERE read_at <= @now",
                row => new SourceRead(row.String(0), new UtcInstant(row.Int64(1)), new UtcInstant(row.Int64(2)), new UtcInstant(row.Int64(3))),
                ("now", now.Milliseconds)),
            Changes = ChangesQueries.Read(connection, now),
            Decisions = DecisionQueries.Read(connection, rules.Decisions.RegretAfterDays),
            Ladder = new LadderFacts { Standing = rules.Ladder.Ranks.Any(rank => rank.AsksForValues) ? LadderQueries.ReadStanding(connection, now) : LadderFacts.None.Standing },
            Officers = OfficerQueries.Read(connection, now, rules.Officers, OfficerPlayers.Of(members, notes, new RoleAuthority(rules.Roles)), joins),
            Retention = new RetentionFacts { Channels = RetentionQueries.ReadChannels(connection, now, joins) },
            FirstListed = FirstListed(connection, FirstListedStore.Purge),
            FirstQuiet = FirstListed(connection, FirstListedStore.Quiet),
        };
        var bosses = new BossGains(facts, now);
        return bosses.OfTheMonth is { } boss
            ? facts with { BossDays = ClanQueries.BossDays(connection, now, boss, bosses.Killers(boss)) }
            : facts;
    }

    private static Talk ReadTalk(SqliteConnection connection, UtcInstant now, IReadOnlyList<RollingWindow> windows)
    {
        var days = DayCounterQueries.Read(connection, FirstDay(now, windows), now);
        var messages = new MessageQueries(connection, now, days);
        return new Talk(
            days,
            messages.ByMember(windows),
            ClanQueries.Days(connection, now, messages, days),
            DailyQueries.Read(connection, now, days),
            messages.Quarters(),
            RetentionQueries.Read(connection, now, days));
    }

    private static long FirstDay(UtcInstant now, IReadOnlyList<RollingWindow> windows) =>
        now.DayNumber - Math.Max(DailyFacts.MaxDays, windows.Max(window => window.Days));

    private static Dictionary<long, DateOnly> FirstListed(SqliteConnection connection, string list)
    {
        var listed = new Dictionary<long, DateOnly>();
        connection.Each(
            "SELECT member_id, first_day FROM first_listed WHERE list = @list", row => listed.Add(row.Int64(0), new UtcInstant(row.Int64(1)).Date), ("list", list));
        return listed;
    }

    /// <summary>What follows from the counters by day.</summary>
    private sealed record Talk(
        IReadOnlyDictionary<long, PlayerDays> Counted,
        IReadOnlyDictionary<long, Dictionary<int, long>> ByMember,
        IReadOnlyList<DayFacts> Days,
        DailyFacts Daily,
        IReadOnlyList<MessageQuarter> Quarters,
        RetentionFacts Retention);
}
