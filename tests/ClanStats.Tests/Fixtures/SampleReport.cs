using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;

namespace ClanStats.Tests.Fixtures;

/// <summary>
/// A complete report about an invented clan, for tests of everything that renders one. Deterministic: the same arguments give the same report.
/// From <see cref="EveryKind"/> members on, every state and every mark occurs (NotConnected only where Discord is not connected),
/// and the names in <see cref="HostileNames"/> stand on the roster and in every list of verdicts.
/// </summary>
internal static class SampleReport
{
    /// <summary>From how many members on every kind of member and every hostile name occurs.</summary>
    public const int EveryKind = 40;

    /// <summary>Why the parts that are not built say so.</summary>
    public const string NotBuilt = "not yet built";

    /// <summary>The report's business time.</summary>
    public static readonly UtcInstant Now = UtcInstant.From(new DateTimeOffset(2026, 1, 2, 18, 30, 0, TimeSpan.Zero));

    /// <summary>Names that try to be something else than a name: formula, markup, table, mention, control.</summary>
    public static IReadOnlyList<string> HostileNames => SampleMembers.HostileNames;

    /// <summary>The clan with everything measured that can be.</summary>
    /// <param name="members">How many members.</param>
    /// <param name="discordConnected">False: every number of messages is null, as where no Discord is configured.</param>
    public static ClanReport Create(int members = EveryKind, bool discordConnected = true)
    {
        var roster = SampleMembers.Create(members, discordConnected);
        var reconciliation = Reconcile(roster, discordConnected);
        return new ClanReport
        {
            TraceId = "4f0c1d2e9a7b4c55",
            Now = Now,
            Clan = new ClanIdentity(4242, "Lantern Court", ["owner", "deputy_owner", "administrator", "onyx", "member", "prospector", "guest"]),
            Ranks = new RoleAuthority(ClanRules.Default.Roles).Order(["owner", "deputy_owner", "administrator", "onyx", "member", "prospector", "guest"]),
            Settings = new ReportSettings(),
            DataAsOf = Now.PlusHours(-4),
            Sources = Sources(discordConnected),
            Today = SampleToday.Create(roster, discordConnected),
            Week = SampleToday.Week(roster),
            Lifetimes = SampleToday.Lifetimes(roster),
            Members = roster,
            Reconciliation = reconciliation,
            Activity = SampleClan.Activity(roster, reconciliation),
            Game = SampleClan.Game(roster),
            Moderation = Section<ModerationReport>.Of(SampleVerdicts.Moderation(roster, discordConnected)),
            Promotions = Section<PromotionReport>.Of(SampleVerdicts.Promotions(roster, discordConnected)),
            Officers = Section<OfficerReport>.Of(SampleVerdicts.Officers(roster, discordConnected)),
            Purge = Section<PurgeReport>.Of(SampleVerdicts.Purge(roster, discordConnected)),
            Presence = PresenceRules.Judge(roster, ClanRules.Default),
            Daily = SampleDaily.Create(roster, discordConnected, Now),
            Changes = Section<ChangesReport>.Of(SamplePeople.Changes(roster)),
            Retention = roster.Count == 0 ? Section<RetentionReport>.Unavailable(NotBuilt) : Section<RetentionReport>.Of(SampleRetention.Create(roster)),
            Insights = Section<InsightsReport>.Of(SamplePeople.Insights(roster)),
            Links = Section<LinksReport>.Of(SampleLinks.Create(roster, discordConnected)),
            Decisions = Section<DecisionsReport>.Of(SampleDecisions.Create(roster)),
        };
    }

    /// <summary>The same clan on a night when nothing could be judged.</summary>
    public static ClanReport WithoutVerdicts(int members = EveryKind)
    {
        const string Reason = "Wise Old Man's last complete read is 61 h old; the list returns on 2026-01-04";
        return Create(members) with
        {
            Moderation = Section<ModerationReport>.Unavailable("not enough history until 2026-01-09"),
            Promotions = Section<PromotionReport>.Unavailable("not enough history until 2026-01-09"),
            Officers = Section<OfficerReport>.Unavailable("not enough history until 2026-02-01"),
            Purge = Section<PurgeReport>.Unavailable(Reason),
            Changes = Section<ChangesReport>.Unavailable("not enough history until 2026-01-03"),
            Retention = Section<RetentionReport>.Unavailable(NotBuilt),
        };
    }

    /// <summary>A clan of nobody, before anything was read.</summary>
    public static ClanReport Empty() => Create(0, discordConnected: false) with
    {
        DataAsOf = null,
        Sources =
        [
            new SourceStatus("wom", "Wise Old Man", Connected: true, null, null, null, [], []),
            new SourceStatus("discord", "Discord", Connected: false, null, null, null, [], []),
        ],
    };

    private static IReadOnlyList<SourceStatus> Sources(bool discordConnected) =>
    [
        new SourceStatus("wom", "Wise Old Man", Connected: true, Now.PlusHours(-4), 4, Now.PlusDays(-400), [], []),
        discordConnected
            ? new SourceStatus(
                "discord", "Discord", Connected: true, Now.PlusHours(-4.25), 4.25, Now.PlusDays(-370), ["2025-12-24", "2025-12-25"],
                ["#staff <hidden>: not readable since 2025-12-30"])
            : new SourceStatus("discord", "Discord", Connected: false, null, null, null, [], []),
    ];

    private static Reconciliation Reconcile(IReadOnlyList<MemberReport> roster, bool discordConnected)
    {
        PersonRef[] left = [new(9001, "Gone Fishing"), new(9002, "=1+1")];
        PersonRef[] archived = [new(9003, "archive555")];
        var xp = roster.Sum(member => member.Xp.D30.Value ?? 0);
        var messages = roster.Sum(member => member.Messages.D30.Value ?? 0);
        return new Reconciliation
        {
            EverKnown = roster.Count + left.Length + archived.Length,
            Current = Names(roster, _ => true),
            Left = left,
            Archived = archived,
            Measured = Names(roster, member => member.IsMeasured),
            NotMeasured = Names(roster, member => !member.IsMeasured),
            InAllMembers = Names(roster, HasDoneSomething),
            LeftOut = Names(roster, member => !HasDoneSomething(member)),
            Linked = Names(roster, member => member.IsLinked),
            Unlinked = Names(roster, member => !member.IsLinked),
            Messages = discordConnected ? new Split(messages, 310, 42, messages + 352) : null,
            Xp = new Split(xp, 1_250_000, 0, xp + 1_250_000),
        };
    }

    private static bool HasDoneSomething(MemberReport member) => (member.MessagesTotal.Value ?? 0) > 0 || (member.TotalBoss ?? 0) > 0;

    private static IReadOnlyList<PersonRef> Names(IReadOnlyList<MemberReport> roster, Func<MemberReport, bool> belongs) =>
        [.. roster.Where(belongs).OrderBy(member => member.Id).Select(member => new PersonRef(member.Id, member.DisplayName))];
}
