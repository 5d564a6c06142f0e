using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Domain.Report;

namespace ClanStats.Tests.Fixtures;

/// <summary>The roster of <see cref="SampleReport"/>: what kind of member stands at which place follows from the place alone.</summary>
internal static class SampleMembers
{
    private static readonly string[] First =
        ["Amber", "Birch", "Cobalt", "Dusk", "Ember", "Flint", "Gorse", "Hazel", "Iron", "Juniper", "Kelp", "Lark", "Moss", "Nettle", "Onyx", "Peat"];

    private static readonly string[] Last =
        ["Wren", "Cask", "Vole", "Reed", "Marl", "Finch", "Holt", "Rook", "Tarn", "Sable", "Quill", "Hare", "Loom"];

    private static readonly (string Role, string Title)[] Roles =
    [
        ("owner", "Owner"), ("deputy_owner", "Deputy Owner"), ("onyx", "Onyx"), ("administrator", "Administrator"), ("member", "Member"),
        ("member", "Member"), ("member", "Member"), ("prospector", "Prospector"), ("prospector", "Prospector"), ("guest", "Guest"),
        ("captain", "Captain"),
    ];

    private static readonly string[] Favourites = ["vorkath", "zulrah", "chambers_of_xeric", "the_corrupted_gauntlet", "tztok_jad"];

    /// <summary>Names that try to be something else than a name.</summary>
    public static readonly IReadOnlyList<string> HostileNames =
    [
        "<script>alert(1)</script>", "=HYPERLINK(\"x\")", "+1", "-1+2", "@SUM(A1)", "\tTab Start", "\rReturn Start",
        "\u202Eevil\u05E9\u05DC\u05D5\u05DD", "\U0001F409 Dragon \U0001F525", "\uFF37\uFF37\uFF37\uFF37\uFF37\uFF37\uFF37\uFF37\uFF37\uFF37\uFF37\uFF37",
        "a | b `tick` ```", "line\r\n# break\n- item", "[click](https://evil.example)", "@everyone", "'quoted, \"twice\"; ok", "bell\u0007\u0001\u001B[31m",
        "**bold** _it_ ~~x~~", "</td><b>&amp;", "WWWWWWWWWWWW", "https://evil.example/x",
    ];

    private enum Kind
    {
        Both,
        GameOnly,
        ChatOnly,
        Neither,
        Newcomer,
        Approximate,
        Partial,
        Unranked,
        Stale,
        NeverTracked,
        Alt,
        NotLinked,
        Pending,
    }

    /// <summary>The roster in roster order.</summary>
    public static IReadOnlyList<MemberReport> Create(int count, bool discordConnected) =>
    [
        .. Enumerable.Range(0, count)
            .Select(place => Member(place, discordConnected))
            .OrderByDescending(member => member.Messages.D30.Value ?? -1)
            .ThenByDescending(member => member.TotalXp ?? -1)
            .ThenBy(member => member.Id),
    ];

    /// <summary>A number from 0 to <paramref name="below"/> − 1 that only a place and a purpose decide.</summary>
    public static long Noise(int place, int purpose, long below)
    {
        unchecked
        {
            var mixed = ((ulong)place * 0x9E3779B97F4A7C15UL) ^ ((ulong)(purpose + 1) * 0xC2B2AE3D27D4EB4FUL);
            mixed = (mixed ^ (mixed >> 31)) * 0xD6E8FEB86659FD93UL;
            return (long)((mixed ^ (mixed >> 29)) % (ulong)below);
        }
    }

    private static MemberReport Member(int place, bool discordConnected)
    {
        var kind = KindAt(place);
        var id = place + 101;
        var (role, title) = Roles[place % Roles.Length];
        var days = kind == Kind.Newcomer ? 6 : 40 + (int)Noise(place, 1, 900);
        var measuredAt = MeasuredAt(place, kind);
        var messages = Messages(place, kind, discordConnected);
        var xp = Xp(place, kind);
        var boss = Boss(place, kind);
        var plays = xp.D30.Value > 0 || boss.D30.Value > 0;
        var state = StateOf(kind, plays, messages.D30.Value > 0, discordConnected);
        var tracked = kind != Kind.NeverTracked;
        return new MemberReport
        {
            Id = id,
            WomPlayerId = kind == Kind.Pending ? null : 500_000 + place,
            PersonId = kind == Kind.Alt ? 101 : id,
            Username = kind == Kind.Pending ? $"archive{4700 + place}" : PlayerName.Standardise(NameAt(place)),
            DisplayName = kind == Kind.Pending ? $"archive{4700 + place}" : NameAt(place),
            FormerNames = place % 7 == 3 ? ["Old Name", HostileNames[place % HostileNames.Count]] : [],
            Role = role,
            RoleTitle = title,
            Status = kind == Kind.Pending ? "archived" : kind == Kind.Unranked ? "unranked" : "active",
            IdentityPending = kind == Kind.Pending,
            JoinedAt = kind == Kind.Pending ? null : SampleReport.Now.PlusDays(-days - 0.25),
            DaysInClan = kind == Kind.Pending ? null : days,
            TotalXp = tracked && kind != Kind.Unranked ? 900_000 + Noise(place, 2, 900_000_000) : null,
            TotalBoss = tracked ? (kind == Kind.Neither ? 0 : Noise(place, 3, 18_000)) : null,
            Xp = xp,
            Boss = boss,
            Ehp = Hours(xp, 450_000),
            Ehb = Hours(boss, 31),
            Messages = messages,
            MessagesTotal = messages.D365 with { Value = messages.D365.Value + Noise(place, 4, 900), Since = null },
            OfficialXp7 = xp.D7.Value is { } week ? week - (week / 9) : null,
            OfficialXp30 = xp.D30.Value is { } month ? month - (month / 15) : null,
            State = state,
            Game = RollingWindow.All.ToDictionary(window => window.Days, _ => SamplePeople.Game(state)),
            IsMeasured = state is not (MemberState.NotMeasured or MemberState.NotYet),
            IsLinked = discordConnected && kind is not (Kind.NotLinked or Kind.Pending or Kind.NeverTracked),
            MeasuredAt = measuredAt,
            AgeHours = measuredAt is { } at ? SampleReport.Now.HoursSince(at) : null,
            FavoriteBoss = boss.D30.Value > 0 ? Favourites[place % Favourites.Length] : null,
            FavoriteBossAllTime = tracked && kind != Kind.Neither ? Favourites[(place + 2) % Favourites.Length] : null,
            Score = (6 * (messages.D7.Value ?? 0)) + (3 * (boss.D7.Value ?? 0)) + ((xp.D7.Value ?? 0) / 100_000),
            Raids = tracked && place % 3 != 0 ? Noise(place, 5, 900) : null,
            Purge = new PurgeFigures(xp.D90, boss.D90, messages.D90),
        };
    }

    private static Kind KindAt(int place) => place switch
    {
        >= 20 and <= 31 => (Kind)(place - 19),
        _ when place >= SampleReport.EveryKind => (place % 20) switch
        {
            3 or 9 or 15 => Kind.GameOnly,
            5 => Kind.ChatOnly,
            7 => Kind.Neither,
            11 => Kind.NotLinked,
            13 when place % 3 == 0 => Kind.Stale,
            17 => Kind.Newcomer,
            _ => Kind.Both,
        },
        4 or 9 or 14 => Kind.GameOnly,
        2 or 11 => Kind.ChatOnly,
        6 or 12 or 17 => Kind.Neither,
        _ => Kind.Both,
    };

    private static string NameAt(int place)
    {
        if (place < HostileNames.Count)
        {
            return HostileNames[place];
        }

        var turn = place - HostileNames.Count;
        var round = turn / (First.Length * Last.Length);
        var name = $"{First[turn % First.Length]} {Last[turn % Last.Length]}";
        return round == 0 ? name : $"{name} {round}";
    }

    private static UtcInstant? MeasuredAt(int place, Kind kind) => kind switch
    {
        Kind.NeverTracked => null,
        Kind.Stale => SampleReport.Now.PlusDays(-44),
        Kind.Pending => SampleReport.Now.PlusDays(-19),
        _ => SampleReport.Now.PlusHours(-4 - (Noise(place, 6, 90) / 10.0)),
    };

    private static WindowSet<long> Xp(int place, Kind kind)
    {
        var casual = place % 5 == 3 ? 40 : 1;
        var week = kind is Kind.Neither or Kind.ChatOnly ? 0 : 20_000 + (Noise(place, 7, 4_000_000) / casual);
        var later = kind is Kind.Neither or Kind.ChatOnly ? 0 : week + (Noise(place, 8, 9_000_000) / casual);
        return Windows(kind, week, later, later + Noise(place, 9, 20_000_000), later + 20_000_000 + Noise(place, 10, 90_000_000));
    }

    private static WindowSet<long> Boss(int place, Kind kind)
    {
        var week = kind is Kind.Neither or Kind.ChatOnly ? 0 : Noise(place, 11, 160);
        var later = kind is Kind.Neither or Kind.ChatOnly ? 0 : week + Noise(place, 12, 400);
        var shown = kind == Kind.Unranked ? Kind.Both : kind;
        return Windows(shown, week, later, later + Noise(place, 13, 600), later + 600 + Noise(place, 14, 3_000));
    }

    private static WindowSet<long> Windows(Kind kind, long week, long month, long quarter, long year)
    {
        var started = SampleReport.Now.PlusDays(-5.5);
        var lead = SampleReport.Now.PlusDays(-9.75);
        return kind switch
        {
            Kind.NeverTracked => WindowSet<long>.Same(new Figure<long>(null, DataMark.NotYet)),
            Kind.Stale or Kind.Pending => WindowSet<long>.Same(new Figure<long>(null, DataMark.Stale)),
            Kind.Unranked => WindowSet<long>.Same(new Figure<long>(null, DataMark.Unranked)),
            Kind.Newcomer => WindowSet<long>.Same(new Figure<long>(week, DataMark.SinceFirstSeen, started)),
            Kind.Approximate => new(new(week, DataMark.Approximate, lead), new(month), new(quarter), new(year)),
            Kind.Partial => new(
                new(null, DataMark.Partial, started), new(month, DataMark.Partial, started), new(quarter), new(year, DataMark.SinceFirstSeen, SampleReport.Now.PlusDays(-200))),
            Kind.Neither => WindowSet<long>.Same(new Figure<long>(0)),
            _ => new(new(week), new(month), new(quarter), new(year)),
        };
    }

    private static WindowSet<double> Hours(WindowSet<long> counts, double perHour) => WindowSet<double>.From(window =>
    {
        var figure = counts.All.Single(entry => entry.Window == window).Figure;
        return new Figure<double>(figure.Value is { } value ? Math.Round(value / perHour, 5) : null, figure.Mark, figure.Since);
    });

    private static WindowSet<long> Messages(int place, Kind kind, bool discordConnected)
    {
        if (!discordConnected)
        {
            return WindowSet<long>.Same(new Figure<long>(null, DataMark.NotConnected));
        }

        if (kind is Kind.Alt or Kind.NotLinked or Kind.Pending)
        {
            return WindowSet<long>.Same(new Figure<long>(null, kind == Kind.Alt ? DataMark.CountedWithMain : DataMark.NotLinked));
        }

        if (kind is Kind.Neither or Kind.GameOnly)
        {
            return WindowSet<long>.Same(new Figure<long>(0));
        }

        var week = 1 + Noise(place, 15, 220);
        var month = week + Noise(place, 16, 600);
        var quarter = month + Noise(place, 17, 900);
        return new(new(week), new(month), new(quarter), new(quarter + Noise(place, 18, 2_500)));
    }

    private static MemberState StateOf(Kind kind, bool plays, bool talks, bool discordConnected) => kind switch
    {
        Kind.NeverTracked => MemberState.NotYet,
        Kind.Stale or Kind.Pending or Kind.Partial or Kind.Unranked => MemberState.NotMeasured,
        Kind.NotLinked when discordConnected => MemberState.NotMeasured,
        _ when plays && talks => MemberState.Both,
        _ when plays => MemberState.GameOnly,
        _ when talks => MemberState.ChatOnly,
        _ => MemberState.Neither,
    };
}
