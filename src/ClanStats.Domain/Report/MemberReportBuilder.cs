using ClanStats.Domain.Activity;
using ClanStats.Domain.Rules;

namespace ClanStats.Domain.Report;

/// <summary>Makes the row of one member.</summary>
internal sealed class MemberReportBuilder(ClanFacts facts, ReportRequest request)
{
    private const int ActiveBossKills = 10, VeteranBossKills = 500, SocialMessages = 50, SkillingXp = 100_000, FewBossKills = 5;
    private const int MilestoneXp = 500_000, MilestoneBossKills = 50;
    private readonly SourceCoverage _relay = new(facts.Reads, "relay");
    private readonly Dictionary<int, bool> _covered = [];
    private readonly List<Metric> _raids =
        [.. ClanGameBuilder.RaidModes.SelectMany(raid => new[] { raid.Normal, raid.Hard }).Select(facts.Metrics.Find).OfType<Metric>()];

    private readonly ILookup<long, MemberFacts> _players = facts.Members.Where(member => member.IsCurrent).ToLookup(member => member.PersonId);

    /// <summary>The row of a member on the roster.</summary>
    public MemberReport Build(MemberFacts member)
    {
        var xp = WindowSet<long>.From(window => WindowGains.Xp(member.Newest, Points(member, window), request.Now));
        var boss = WindowSet<long>.From(window => Boss(member, window));
        var messages = WindowSet<long>.From(window => Messages(member, window));
        var game = RollingWindow.All.ToDictionary(window => window.Days, window => GamePresences.Of(
            member, Points(member, window), xp.Of(window), boss.Of(window), facts.Metrics, request.Now));
        var totalXp = member.Newest?.Xp;
        var totalBoss = TotalBoss(member.Newest);
        return new MemberReport
        {
            Id = member.Id,
            WomPlayerId = member.WomPlayerId,
            PersonId = member.PersonId,
            Username = member.Username,
            DisplayName = member.DisplayName,
            FormerNames = member.FormerNames,
            Role = member.Role,
            RoleTitle = RoleAuthority.TitleOf(member.Role),
            Status = member.Status,
            IdentityPending = member.IsArchived,
            JoinedAt = member.JoinedAt,
            DaysInClan = member.JoinedAt is { } joined ? request.Now.WholeDaysSince(joined) : null,
            TotalXp = totalXp,
            TotalBoss = totalBoss,
            Xp = xp,
            Boss = boss,
            Ehp = WindowSet<double>.From(window => WindowGains.Ehp(member.Newest, Points(member, window), request.Now)),
            Ehb = WindowSet<double>.From(window => WindowGains.Ehb(member.Newest, Points(member, window), request.Now)),
            Messages = messages,
            GameDays = WindowSet<long>.From(window => Days(boss.Of(window), window, facts.Retention.DaysOf(member.Id).Game)),
            ChatDays = WindowSet<long>.From(window => Days(messages.Of(window), window, ChatDays(member))),
            MessagesTotal = MessagesEver(member),
            OfficialXp7 = Official(member, RollingWindow.Week),
            OfficialXp30 = Official(member, RollingWindow.Month),
            State = GamePresences.Quarter(game[RollingWindow.Month.Days], messages.D30),
            Game = game,
            IsMeasured = IsMeasured(member, messages.D30),
            IsLinked = member.IsLinked,
            HasNoAccount = member.HasNoAccount,
            MeasuredAt = member.Newest?.At,
            AgeHours = member.Newest is { } newest ? request.Now.HoursSince(newest.At) : null,
            FavoriteBoss = FavoriteBoss(member, boss.D30),
            FavoriteBossAllTime = Greatest(boss => member.Newest?.Values.Ranked(boss.Id) ?? 0),
            Score = request.Settings.Points(xp.D7.Value ?? 0, boss.D7.Value ?? 0, messages.D7.Value ?? 0),
            Context = Context(xp.D7.Value ?? 0, boss.D7.Value ?? 0, messages.D7.Value ?? 0, totalBoss ?? 0),
            Raids = Raids(member.Newest),
            Purge = PurgeFigures(member),
        };
    }

    /// <summary>Messages in a window as outputs tell them; null with the reason where nobody can know.</summary>
    private Figure<long> Messages(MemberFacts member, RollingWindow window)
    {
        if (Uncounted(member) is { } mark)
        {
            return new Figure<long>(null, mark);
        }

        var measured = IsTold(member) || Covered(window);
        return measured ? new Figure<long>(Sum(member, window.Days)) : new Figure<long>(null, DataMark.NotLinked);
    }

    private Figure<long> MessagesEver(MemberFacts member)
    {
        if (Uncounted(member) is { } mark)
        {
            return new Figure<long>(null, mark);
        }

        return IsTold(member) || _relay.LastRead is not null
            ? new Figure<long>(Sum(member, 0))
            : new Figure<long>(null, DataMark.NotLinked);
    }

    /// <summary>Whether the relay was read without a hole over a window: the same answer for everybody, and hundreds of nights to look through.</summary>
    private bool Covered(RollingWindow window)
    {
        if (!_covered.TryGetValue(window.Days, out var covered))
        {
            covered = _relay.Covers(window.At(request.Now), request.Settings.FoundingDay);
            _covered.Add(window.Days, covered);
        }

        return covered;
    }

    /// <summary>How many of the days lie in a window's UTC days; not known, or marked, as the number they go with.</summary>
    private Figure<long> Days(Figure<long> measure, RollingWindow window, int[] days) =>
        measure with { Value = measure.Value is null ? null : ActiveDays.Count(days, request.Now.DayNumber - window.Days + 1, request.Now.DayNumber + 1) };

    private int[] ChatDays(MemberFacts member) =>
        ActiveDays.Together(_players[member.PersonId].Select(player => facts.Retention.DaysOf(player.Id))).Chat;

    private DataMark? Uncounted(MemberFacts member) =>
        !request.DiscordConnected ? DataMark.NotConnected
        : member.PersonId != member.Id ? DataMark.CountedWithMain
        : _players[member.PersonId].Any(player => player.IsForgotten) ? DataMark.NotLinked
        : null;

    /// <summary>Whether all messages of a person are known: through an account, or because there is none.</summary>
    private bool IsTold(MemberFacts member) => _players[member.PersonId].Any(player => player.IsLinked || player.HasNoAccount);

    private long Sum(MemberFacts member, int days) => _players[member.PersonId].Sum(player => player.Messages.GetValueOrDefault(days));

    private Figure<long> Boss(MemberFacts member, RollingWindow window) =>
        WindowGains.Boss(member.Newest, Points(member, window), request.Now, facts.Metrics.Bosses);

    private PurgeFigures PurgeFigures(MemberFacts member)
    {
        var window = RollingWindow.OfDays(request.Settings.PurgeThresholdDays);
        return new PurgeFigures(
            WindowGains.Xp(member.Newest, Points(member, window), request.Now), Boss(member, window), Messages(member, window));
    }

    private bool IsMeasured(MemberFacts member, Figure<long> messages) =>
        !member.IsArchived
        && member.Newest is { } newest
        && request.Now.HoursSince(newest.At) <= RollingWindow.Month.FreshHours
        && (!request.DiscordConnected || messages.Value is not null || messages.Mark == DataMark.CountedWithMain);

    private string? FavoriteBoss(MemberFacts member, Figure<long> gained)
    {
        if (gained.Value is null)
        {
            return null;
        }

        var from = WindowGains.CountsFrom(Points(member, RollingWindow.Month), request.Now);
        return Greatest(boss => BossGains.Gain(member.Newest, from, boss));
    }

    private string? Greatest(Func<Metric, long> value)
    {
        (string? Name, long Value) greatest = (null, 0);
        foreach (var boss in facts.Metrics.Bosses)
        {
            var count = value(boss);
            if (count > greatest.Value || (count == greatest.Value && count > 0 && string.CompareOrdinal(boss.Name, greatest.Name) < 0))
            {
                greatest = (boss.Name, count);
            }
        }

        return greatest.Name;
    }

    private long? TotalBoss(SnapshotPoint? newest) =>
        newest is null ? null : newest.Values.SumRanked(facts.Metrics.Bosses);

    private long? Raids(SnapshotPoint? newest)
    {
        long? sum = null;
        foreach (var raid in _raids)
        {
            sum = newest?.Values.Ranked(raid.Id) is { } kills ? (sum ?? 0) + kills : sum;
        }

        return sum;
    }

    private static long? Official(MemberFacts member, RollingWindow window) =>
        member.Official.TryGetValue(window.Days, out var points) ? OfficialGain.Xp(points.First, points.Last, points.Snapshots) : null;

    private static string Context(long xp, long boss, long messages, long totalBoss) => true switch
    {
        _ when boss > ActiveBossKills && totalBoss > VeteranBossKills => "pvm",
        _ when messages > SocialMessages => "social",
        _ when xp > SkillingXp && boss < FewBossKills => "skills",
        _ when xp > MilestoneXp || boss > MilestoneBossKills => "milestone",
        _ => "general",
    };

    private static WindowPoints Points(MemberFacts member, RollingWindow window) =>
        member.Windows.GetValueOrDefault(window.Days) ?? new WindowPoints(window, null, null, 0, 0, 0, 0);
}
