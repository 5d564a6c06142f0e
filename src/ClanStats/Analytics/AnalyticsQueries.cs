using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;
using ClanStats.Storage;

namespace ClanStats.Analytics;

/// <summary>
/// All reading for the report, in one transaction so that every number is of one state. The number of statements does not depend on the
/// number of members.
/// </summary>
internal sealed class AnalyticsQueries(Database database)
{
    /// <summary>Reads the facts.</summary>
    /// <param name="now">Business time.</param>
    /// <param name="windows">The windows to read, longest last.</param>
    /// <param name="unread">What the clan is taken for as long as Wise Old Man was never asked: an import brings people, but no group.</param>
    /// <param name="rules">The clan's rules, which say whose messages are officers'; null: the defaults.</param>
    /// <param name="notes">The officers' notes, whose alts speak for their mains; null: none.</param>
    /// <returns>Null if there are neither.</returns>
    public ClanFacts? Read(UtcInstant now, IReadOnlyList<RollingWindow> windows, ClanIdentity unread, ClanRules? rules = null, PeopleNotes? notes = null) => database.Read("analytics: facts", connection =>
    {
        using var transaction = connection.BeginTransaction(deferred: true);
        if ((ClanQueries.Clan(connection) ?? (ClanQueries.IsAnybodyKnown(connection) ? unread : null)) is not { } clan)
        {
            return null;
        }

        var clanRules = rules ?? ClanRules.Default;
        var messages = new MessageQueries(connection, now);
        var bests = ClanQueries.BossBests(connection);
        var members = new MemberQueries(connection).Read(now, windows, messages);
        var officers = OfficerPlayers.Of(members, notes ?? PeopleNotes.None, new RoleAuthority(clanRules.Roles));
        var facts = new ClanFacts
        {
            Clan = clan,
            Metrics = new MetricCatalog(MetricRegistry.Read(connection)),
            Members = members,
            Days = ClanQueries.Days(connection, now, messages),
            FirstSnapshotDay = ClanQueries.FirstSnapshotDay(connection),
            MessageQuarters = messages.Quarters(),
            BossBests = bests,
            Week = WeekQueries.Read(connection, now, bests),
            Reads = connection.Rows(
                "SELECT source, read_at, covers_from, covers_to FROM source_reads WHERE read_at <= @now",
                row => new SourceRead(row.GetString(0), new UtcInstant(row.GetInt64(1)), new UtcInstant(row.GetInt64(2)), new UtcInstant(row.GetInt64(3))),
                ("now", now.Milliseconds)),
            Identity = IdentityQueries.Read(connection),
            Retention = RetentionQueries.Read(connection, now),
            Daily = DailyQueries.Read(connection, now),
            Changes = ChangesQueries.Read(connection, now),
            Ladder = LadderQueries.Read(connection, now),
            Officers = OfficerQueries.Read(connection, now, clanRules.Officers, officers),
            Decisions = DecisionQueries.Read(connection, clanRules.Decisions.RegretAfterDays),
            FirstListed = connection.Rows(
                "SELECT member_id, first_day FROM first_listed WHERE list = 'purge'", row => (Member: row.GetInt64(0), Day: new UtcInstant(row.GetInt64(1)).Date))
                .ToDictionary(row => row.Member, row => row.Day),
        };
        var bosses = new BossGains(facts, now);
        return bosses.OfTheMonth is { } boss
            ? facts with { BossDays = ClanQueries.BossDays(connection, now, boss, bosses.Killers(boss)) }
            : facts;
    });
}
