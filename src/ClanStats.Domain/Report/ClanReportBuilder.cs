using ClanStats.Domain.Activity;
using ClanStats.Domain.Rules;

namespace ClanStats.Domain.Report;

/// <summary>Makes the report from the facts: pure, so that the same facts and the same request give the same report.</summary>
public static class ClanReportBuilder
{
    private const string NotYetBuilt = "not yet built";

    /// <summary>Builds the report.</summary>
    public static ClanReport Build(ClanFacts facts, ReportRequest request)
    {
        var noted = NotedPeople.Apply(facts, request.People, request.Settings.FoundingDay);
        facts = noted.Facts;
        request = request with { People = WithWorkbook(request.People, facts) };
        var clan = Beside(() => new OfTheClan(RetentionBuilder.Build(facts, request), LifetimeBuilder.Build(facts), new ClanGameBuilder(facts, request.Now).Build()));
        var rows = new MemberReportBuilder(facts, request);
        List<MemberReport> members =
        [
            .. facts.Members.Where(member => member.IsCurrent).Select(rows.Build)
                .OrderByDescending(member => member.Messages.D30.Value ?? long.MinValue)
                .ThenByDescending(member => member.TotalXp ?? long.MinValue)
                .ThenBy(member => member.Id),
        ];
        var activity = new ClanActivityBuilder(facts, request);
        var days = activity.Build(members);
        var hidden = noted.HiddenAndForgotten();
        var people = Beside(() => new OfThePeople(
            Officers(facts, request, members, days),
            PresenceRules.Judge(members, request.Rules),
            WeekBuilder.Build(facts, request, members, hidden),
            new DailyBuilder(facts, request, members).Build(clan.GetAwaiter().GetResult().Retention.Content?.Breaks.Content?.All ?? [])));
        var moderation = ModerationRules.Judge(members, request.Rules, request.People, request.Now);
        var purge = Purge(facts, request, members);
        var flags = LadderContext.FlagsOf(moderation, purge.Content);
        var ladder = LadderRules.Judge(members, request.Rules, request.People, Ladder(facts, request) with { Flags = flags });
        var promotions = PromotionRules.Judge(members, request.Rules, request.People, ladder);
        var sources = Sources(facts, request);
        var dataAsOf = members.Max(member => member.MeasuredAt);
        var links = IdentityBuilder.Build(facts.Identity, members, request.DiscordConnected);
        var banned = IdentityBuilder.Banned(facts.Members, request.People);
        var decisions = new DecisionBuilder(facts, request, members).Build(moderation, promotions, purge);
        var (retention, lifetimes, game) = clan.GetAwaiter().GetResult();
        var today = new TodayBuilder(facts, request, members).Build(sources, dataAsOf, banned, decisions, retention.Content);
        var (officers, presence, week, daily) = people.GetAwaiter().GetResult();
        var report = new ClanReport
        {
            TraceId = request.TraceId,
            Now = request.Now,
            Environment = request.Environment,
            Clan = facts.Clan,
            Ranks = new RoleAuthority(request.Rules.Roles).Order(facts.Clan.RoleOrder),
            Settings = request.Settings,
            DataAsOf = dataAsOf,
            Sources = sources,
            Today = today with
            {
                Freshness = $"{today.Freshness} · {links.Coverage.ToPeople()}",
                Verdict = IdentityBuilder.Warning(banned) + today.Verdict,
            },
            Members = members,
            Hidden = hidden,
            Week = week,
            Lifetimes = lifetimes,
            Reconciliation = Reconcile(facts, members, activity),
            Activity = days,
            Game = game,
            Moderation = Section<ModerationReport>.Of(moderation),
            Promotions = Section<PromotionReport>.Of(promotions),
            Officers = Section<OfficerReport>.Of(officers),
            Purge = purge,
            Presence = presence,
            Changes = Section<ChangesReport>.Unavailable(NotYetBuilt),
            Retention = retention,
            Insights = Section<InsightsReport>.Unavailable(NotYetBuilt),
            Links = Section<LinksReport>.Of(links),
            Banned = banned,
            Decisions = Section<DecisionsReport>.Of(decisions),
            Daily = daily,
        };
        report = report with { Changes = ChangesBuilder.Build(report, facts.Changes, facts.Members, facts.Metrics) };
        return report with { Insights = InsightsBuilder.Build(report) };
    }

    /// <summary>Builds a part on a second core; what it throws is thrown where the part is asked for.</summary>
    private static Task<T> Beside<T>(Func<T> part)
        where T : class => Task.Factory.StartNew(part, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static PeopleNotes WithWorkbook(PeopleNotes notes, ClanFacts facts) => facts.Decisions.Entries.Count == 0 ? notes : notes with
    {
        Workbook = OfficersWord.From(facts.Decisions.Entries, facts.Members.ToDictionary(member => member.Id, member => member.PersonId)),
    };

    private static OfficerReport Officers(ClanFacts facts, ReportRequest request, List<MemberReport> members, ClanActivity days) => OfficerDuty.Extend(
        OfficerAudit.Judge(members, request.Rules, request.People, request.Now),
        members,
        request.Rules,
        new DutyContext
        {
            Now = request.Now,
            Zone = request.Settings.TimeZone,
            DiscordConnected = request.DiscordConnected,
            HourOfWeek = days.HourOfWeek,
            Facts = facts.Officers,
            Days = facts.Retention.Days,
        });

    private static LadderContext Ladder(ClanFacts facts, ReportRequest request) => new()
    {
        Now = request.Now,
        Settings = request.Settings,
        RoleOrder = facts.Clan.RoleOrder,
        Metrics = facts.Metrics,
        Members = facts.Members,
        Facts = facts.Ladder,
        DiscordConnected = request.DiscordConnected,
    };

    private static Section<PurgeReport> Purge(ClanFacts facts, ReportRequest request, List<MemberReport> members)
    {
        var days = request.Settings.PurgeThresholdDays;
        var connected = request.DiscordConnected ? new[] { ("Wise Old Man", "wom"), ("Discord", "discord") } : [("Wise Old Man", "wom")];
        var sources = connected.Select(source =>
        {
            var coverage = new SourceCoverage(facts.Reads, source.Item2);
            return new PurgeSource(source.Item1, coverage.LastRead, coverage.MissingDays(days, request.Now));
        });
        var context = new PurgeContext
        {
            ClosedBecause = PurgeSources.WhyClosed(sources, days, request.Rules.Purge, request.Now),
            DiscordConnected = request.DiscordConnected,
            AccountsRead = request.DiscordAccountsRead,
            FirstListed = facts.FirstListed,
            FirstQuiet = facts.FirstQuiet,
        };
        return PurgeRules.Judge(members, request.Settings, request.Rules, request.People, request.Now, context);
    }

    private static List<SourceStatus> Sources(ClanFacts facts, ReportRequest request)
    {
        SourceStatus Status(string key, string title, bool connected)
        {
            var coverage = new SourceCoverage(facts.Reads, key);
            return new SourceStatus(
                key,
                title,
                connected,
                connected ? coverage.LastRead : null,
                connected && coverage.LastRead is { } last ? request.Now.HoursSince(last) : null,
                connected ? coverage.From() : null,
                connected ? [.. coverage.MissingDays(RollingWindow.Month.Days, request.Now).Select(IsoDay.Of)] : [],
                request.SourceFailures.GetValueOrDefault(key) ?? []);
        }

        return [Status("wom", "Wise Old Man", connected: true), Status("discord", "Discord", request.DiscordConnected)];
    }

    private static Reconciliation Reconcile(ClanFacts facts, List<MemberReport> members, ClanActivityBuilder activity)
    {
        static PersonRef Refer(MemberReport member) => new(member.Id, member.DisplayName);
        static bool IsSeen(MemberReport member) => member.MessagesTotal.Value > 0 || member.TotalBoss > 0;
        List<PersonRef> Of(Func<MemberReport, bool> condition) => [.. members.Where(condition).OrderBy(member => member.Id).Select(Refer)];
        List<PersonRef> Gone(bool archived) =>
        [
            .. facts.Members.Where(member => !member.IsCurrent && member.IsArchived == archived)
                .OrderBy(member => member.Id).Select(member => new PersonRef(member.Id, member.DisplayName)),
        ];
        return new Reconciliation
        {
            EverKnown = facts.Members.Count,
            Current = Of(_ => true),
            Left = Gone(archived: false),
            Archived = Gone(archived: true),
            Measured = Of(member => member.IsMeasured),
            NotMeasured = Of(member => !member.IsMeasured),
            InAllMembers = Of(IsSeen),
            LeftOut = Of(member => !IsSeen(member)),
            Linked = Of(member => member.IsLinked),
            Unlinked = Of(member => !member.IsLinked),
            Messages = activity.MessageSplit(),
            Xp = activity.XpSplit(),
        };
    }

    /// <summary>What is told of the facts alone.</summary>
    private sealed record OfTheClan(Section<RetentionReport> Retention, IReadOnlyDictionary<long, Lifetime> Lifetimes, ClanGame Game);

    /// <summary>What is told of the roster's rows, beside the verdicts.</summary>
    private sealed record OfThePeople(OfficerReport Officers, PresenceReport Presence, WeekReport Week, DailyReport Daily);
}
