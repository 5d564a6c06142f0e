using ClanStats.Domain.Activity;

namespace ClanStats.Simulation.World;

/// <summary>Invents the people of a clan: members, those who left, and who joins and leaves after the present.</summary>
internal sealed class ClanFounder
{
    /// <summary>Days between the founding of the group at WOM and the first simulated day.</summary>
    public const int DaysOfPrehistory = 400;

    private static readonly string[] Countries = ["GB", "US", "DE", "PT", "SE", "NL", "AU", "CA"];

    private static readonly PlayStyle[] Styles =
    [
        PlayStyle.Grinder, PlayStyle.Grinder, PlayStyle.Pvmer, PlayStyle.Pvmer, PlayStyle.Pvmer, PlayStyle.Social, PlayStyle.Social,
        PlayStyle.Fading, PlayStyle.Returning, PlayStyle.Quiet, PlayStyle.Silent, PlayStyle.Grinder,
    ];

    private readonly SimulationOptions _options;
    private readonly NameForge _names;
    private readonly CastList _cast;
    private readonly List<SimulatedPlayer> _players = [];

    private ClanFounder(SimulationOptions options)
    {
        if (options.Members < SimulationOptions.FewestMembers || options.Days < SimulationOptions.FewestDays)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), $"A simulated clan needs at least {SimulationOptions.FewestMembers} members and {SimulationOptions.FewestDays} days.");
        }

        _options = options;
        _names = new NameForge(options.Seed, options.Known.Select(known => known.Name));
        _cast = new CastList(options.Members);
    }

    /// <summary>All people who are, were or will be members, in an order that never changes.</summary>
    public static IReadOnlyList<SimulatedPlayer> Found(SimulationOptions options)
    {
        var founder = new ClanFounder(options);
        var leavers = Math.Max(3, options.Members / 12);
        for (var index = 0; index < options.Members; index++)
        {
            founder.AddMember(index);
        }

        for (var index = options.Members; index < options.Members + leavers; index++)
        {
            founder.AddLeaver(index);
        }

        founder.AddTomorrowsJoiner(options.Members + leavers);
        return RenameBook.Apply(founder._players, founder._cast, options, founder._names);
    }

    private UtcInstant FirstDay => UtcInstant.StartOfDay(_options.Now.DayNumber - _options.Days);

    /// <summary>The first roster synchronisation after the present.</summary>
    private UtcInstant NextSync => Sync(_options.Now.DayNumber) is var today && today > _options.Now ? today : Sync(_options.Now.DayNumber + 1);

    /// <summary>The moment of a day at which the roster is synchronised; all of a day's changes carry it.</summary>
    private static UtcInstant Sync(long day) => UtcInstant.StartOfDay(day).Plus(new TimeSpan(0, 6, 13, 41, 207));

    private void AddMember(int index)
    {
        var dice = Dice.Of(_options.Seed, Topic.Person, index);
        var part = _cast.PartOf(index);
        var role = RoleLadder.RoleOf(index, ref dice);
        var joined = part switch
        {
            CastPart.NeverTracked => Sync(_options.Now.DayNumber - 2),
            CastPart.Returner => Founded.PlusDays(dice.Below(200)),
            _ => DrawJoin(index, ref dice),
        };

        // The archived profile was archived some weeks ago: until then it was tracked like everybody.
        var archivedAt = _options.Now.PlusDays(-_options.Days / 5.0);
        var main = part == CastPart.Alt ? _players[3] : null;
        var known = _options.Known.ElementAtOrDefault(index);
        Add(new SimulatedPlayer
        {
            Id = known?.Id ?? DrawId(index, ref dice),
            Index = index,
            FirstName = known?.Name ?? InventName(index, main),
            Stints = StintsOf(part, joined, role, ref dice),
            Style = CastList.StyleOf(part) ?? Styles[index % Styles.Length],
            Trait = CastList.TraitOf(part),
            Registered = RegisteredFor(joined, ref dice),
            TrackedUntil = part == CastPart.Archived ? archivedAt : null,
            AltOf = main?.Id,
            Type = part == CastPart.NeverTracked ? "unknown" : dice.Chance(0.25) ? "ironman" : "regular",
            Country = dice.Chance(0.5) ? dice.Pick(Countries) : null,
            ClientSyncJoined = dice.Chance(0.6) ? joined : null,
        });
    }

    private void AddLeaver(int index)
    {
        var dice = Dice.Of(_options.Seed, Topic.Person, index);
        var joined = Founded.PlusDays(dice.Below(DaysOfPrehistory));
        var left = Sync(FirstDay.DayNumber + 3 + dice.Below(_options.Days - 5));
        Add(new SimulatedPlayer
        {
            Id = DrawId(index, ref dice),
            Index = index,
            FirstName = _names.Make(),
            Stints = [new Stint(joined, left, [new RoleChange(joined, RoleLadder.Entry)])],
            Style = Styles[dice.Below(Styles.Length)],
            Registered = RegisteredFor(joined, ref dice),
            TrackedUntil = left.PlusDays(2),
        });
    }

    private void AddTomorrowsJoiner(int index)
    {
        var dice = Dice.Of(_options.Seed, Topic.Person, index);
        Add(new SimulatedPlayer
        {
            Id = DrawId(index, ref dice),
            Index = index,
            FirstName = _names.Make(),
            Stints = [new Stint(NextSync, null, [new RoleChange(NextSync, RoleLadder.Entry)])],
            Style = PlayStyle.Pvmer,
            Registered = NextSync,
        });
    }

    private UtcInstant Founded => FirstDay.PlusDays(-DaysOfPrehistory);

    private UtcInstant DrawJoin(int index, ref Dice dice) => index > RoleLadder.TopDown.Count && dice.Chance(0.15)
        ? Sync(FirstDay.DayNumber + 2 + dice.Below(_options.Days - 4))
        : index < 3 ? Founded : Founded.PlusDays(dice.Below(DaysOfPrehistory));

    private UtcInstant RegisteredFor(UtcInstant joined, ref Dice dice) =>
        joined > FirstDay ? joined : new UtcInstant(FirstDay.Milliseconds + dice.Between(0, UtcInstant.Day - 1));

    private IReadOnlyList<Stint> StintsOf(CastPart part, UtcInstant joined, string role, ref Dice dice)
    {
        switch (part)
        {
            case CastPart.Returner:
                var left = Sync(FirstDay.DayNumber + (_options.Days / 4));
                var back = Sync(FirstDay.DayNumber + (_options.Days * 3 / 4));
                return
                [
                    new Stint(joined, left, [new RoleChange(joined, role)]),
                    new Stint(back, null, [new RoleChange(back, RoleLadder.Entry)]),
                ];
            case CastPart.TomorrowsLeaver:
                return [new Stint(joined, NextSync, [new RoleChange(joined, role)])];
        }

        var promoted = Sync(FirstDay.DayNumber + 1 + dice.Below(_options.Days - 1));
        return role != RoleLadder.Top && dice.Chance(0.3) && promoted > joined && promoted < _options.Now
            ? [new Stint(joined, null, [new RoleChange(joined, RoleLadder.Below(role)), new RoleChange(promoted, role)])]
            : [new Stint(joined, null, [new RoleChange(joined, role)])];
    }

    private string InventName(int index, SimulatedPlayer? main) =>
        main is not null ? _names.MakeAltOf(main.FirstName) : _cast.FixedNameOf(index) ?? _names.Make();

    private static long DrawId(int index, ref Dice dice) => 20_000 + (index * 37L) + dice.Below(37);

    private void Add(SimulatedPlayer player) => _players.Add(player);
}
