using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;

namespace ClanStats.Domain.Tests.Rules;

/// <summary>People for the rules: everything measured and 0 unless said otherwise.</summary>
internal static class Roster
{
    public static readonly UtcInstant Now = UtcInstant.From(new DateTimeOffset(2026, 1, 20, 3, 0, 0, TimeSpan.Zero));

    public static MemberReport Member(
        long id,
        string role = "member",
        long? xp7 = 0,
        long? xp30 = 0,
        long? boss7 = 0,
        long? boss30 = 0,
        long? msgs7 = 0,
        long? msgs30 = 0,
        double joinedDaysAgo = 400) => new()
        {
            Id = id,
            PersonId = id,
            WomPlayerId = 1_000 + id,
            Username = $"player {id}",
            DisplayName = $"Player {id}",
            Role = role,
            RoleTitle = RoleAuthority.TitleOf(role),
            Status = "active",
            JoinedAt = Now.PlusDays(-joinedDaysAgo),
            MeasuredAt = Now,
            IsMeasured = true,
            IsLinked = true,
            Xp = Windows(xp7, xp30),
            Boss = Windows(boss7, boss30),
            Ehp = WindowSet<double>.Same(new Figure<double>(0)),
            Ehb = WindowSet<double>.Same(new Figure<double>(0)),
            Messages = Windows(msgs7, msgs30),
            Purge = new PurgeFigures(Known(xp30), Known(boss30), Known(msgs30)),
        };

    public static Figure<long> Known(long? value) => new(value, value is null ? DataMark.Stale : DataMark.None);

    public static Figure<long> Partial(long value) => new(value, DataMark.Partial, Now.PlusDays(-5));

    /// <summary>An alt: counted with its main, whose messages it has no part in.</summary>
    public static MemberReport AltOf(this MemberReport alt, MemberReport main) => alt with
    {
        PersonId = main.Id,
        Messages = WindowSet<long>.Same(new Figure<long>(null, DataMark.CountedWithMain)),
        Purge = alt.Purge with { Messages = new Figure<long>(null, DataMark.CountedWithMain) },
    };

    public static MemberReport WithPurge(this MemberReport member, long? xp = 0, long? boss = 0, long? msgs = 0) =>
        member with { Purge = new PurgeFigures(Known(xp), Known(boss), Known(msgs)) };

    public static IEnumerable<long> Ids(this IEnumerable<Verdict> verdicts) => verdicts.Select(verdict => verdict.MemberId);

    private static WindowSet<long> Windows(long? week, long? month) => new(Known(week), Known(month), Known(month), Known(month));
}
