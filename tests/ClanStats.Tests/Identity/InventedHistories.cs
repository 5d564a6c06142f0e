using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Identity;

namespace ClanStats.Tests.Identity;

/// <summary>A line of the game chat.</summary>
/// <param name="Name">As the game wrote it.</param>
/// <param name="At">When.</param>
/// <param name="Person">Who it was; 0 for a stranger.</param>
internal readonly record struct InventedLine(string Name, UtcInstant At, int Person);

/// <summary>
/// Histories of names with known truth: renames, chains, swaps up to the last day, names taken over by other members, and by strangers the
/// hour they are let go; changes submitted days late, approved weeks late or not yet; profiles between a change and its approval, profiles
/// archived because somebody else's change to their name was approved, and restored ones; alts, second accounts, and names that look like
/// others'. What is known is what a harvest would have: the spans of approved changes, when players were last measured, and whom Wise Old
/// Man flags because their name is somebody else's, whose values are lower.
/// </summary>
internal sealed partial class InventedHistories
{
    private const int Days = 400;
    private const int DaysHeld = 10;
    private const int LatestSubmission = 3;
    private const int LatestApproval = 40;

    private readonly Random _chance;
    private readonly List<Player> _players = [];
    private readonly Dictionary<string, int> _bearer = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Player>> _takers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, UtcInstant> _free = new(StringComparer.Ordinal);
    private int _names;

    /// <param name="people">How many people.</param>
    /// <param name="events">What happens to their names, in order of time: each number chooses what and to whom.</param>
    public InventedHistories(int people, IReadOnlyList<int> events)
    {
        _chance = new Random(events.Count + (31 * people));
        for (var person = 1; person <= people; person++)
        {
            Add(person);
            if (person % 7 == 0)
            {
                Add(person);
            }
        }

        for (var i = 0; i < events.Count; i++)
        {
            Happen(events[i], Start.PlusHours(24.0 * Days * (i + 1) / (events.Count + 1)));
        }

        MakeAccounts(people);
    }

    public static UtcInstant Start { get; } = UtcInstant.StartOfDay(new DateOnly(2025, 10, 1));

    public static UtcInstant Now { get; } = Start.PlusDays(Days);

    /// <summary>What a harvest knows of names.</summary>
    public List<BorneName> Names { get; } = [];

    public List<DiscordAccount> Accounts { get; } = [];

    /// <summary>Whose an account is; 0 for a stranger's.</summary>
    public Dictionary<long, int> Owners { get; } = [];

    public List<InventedLine> Lines { get; } = [];

    /// <summary>The person by row of clan_members; a profile between a change of name and its approval is the player's own.</summary>
    public Dictionary<long, int> Persons { get; } = [];

    public LinkFacts ToFacts() => new(
        Accounts,
        [.. Names.GroupBy(name => name.MemberId).Select(names => new LinkableMember(
            names.Key,
            names.Key,
            PlayerName.Standardise(names.Last().Name),
            IsCurrent: true)
        {
            DisplayName = names.Last().Name,
            Names = [.. names.Select(name => name.Name)],
            IsFlagged = names.Last().To is not null,
            PresentSince = names.Last().From is { } from ? new UtcInstant(from) : null,
        })],
        new DecisionsInForce([]));

    /// <summary>Lines of everybody under the names they bear then, as many as asked for.</summary>
    public void Talk(int lines)
    {
        var speakers = _players.SelectMany(player => player.Stays()).ToList();
        for (var i = 0; i < lines; i++)
        {
            var (player, name, from, to) = speakers[_chance.Next(speakers.Count)];
            var at = new UtcInstant(from.Milliseconds + (long)((to.Milliseconds - from.Milliseconds) * _chance.NextDouble()));
            Lines.Add(new InventedLine(Spelled(name), at, player.Person));
        }
    }

    private Player Add(int person)
    {
        var player = new Player(_players.Count + 1, person);
        player.Take(Fresh(person), Start);
        _players.Add(player);
        Enter(player);
        return player;
    }

    private string Fresh(int likeness)
    {
        // Every ninth name is another one without its blank, or with a nought for an o.
        if (likeness % 9 == 4 && _players.Count > 1)
        {
            var other = _players[_chance.Next(_players.Count)].Name;
            foreach (var alike in new[] { other.Replace(" ", "", StringComparison.Ordinal), other.Replace('o', '0') })
            {
                if (!_bearer.ContainsKey(alike) && !_free.ContainsKey(alike))
                {
                    return alike;
                }
            }
        }

        return $"F {++_names} Owl";
    }

    private void Happen(int what, UtcInstant at)
    {
        var player = _players[(what & 0xFFFF) % _players.Count];
        switch ((what >> 16) % 8)
        {
            case 0 when _players.Count > 1:
                Swap(player, _players[((what & 0xFFFF) + 1) % _players.Count], at);
                break;
            case 1 when Released(at) is { } released:
                Rename(player, released, at);
                break;
            case 2 when Released(at) is { } released:
                TakenByStranger(released, at);
                break;
            case 3:
                Rename(player, Fresh(what & 0xFF), at);
                Rename(player, Fresh(1), at.PlusHours(1));
                break;
            case 4 when player.Person > 0:
                var former = player.Name;
                Rename(player, Fresh(what & 0xFF), at);
                if (player.Name != former)
                {
                    TakenByStranger(former, at.PlusHours(_chance.NextDouble()));
                }

                break;
            default:
                Rename(player, Fresh(what & 0xFF), at);
                break;
        }
    }

    private void TakenByStranger(string name, UtcInstant at)
    {
        var stranger = new Player(_players.Count + 1, 0);
        _players.Add(stranger);
        stranger.Take(name, at);
        Enter(stranger);
        _free.Remove(name);
    }

    private void Enter(Player player)
    {
        _bearer[player.Name] = player.Id;
        if (!_takers.TryGetValue(player.Name, out var takers))
        {
            _takers.Add(player.Name, takers = []);
        }

        takers.Add(player);
    }

    private string? Released(UtcInstant at) => _free.Where(name => name.Value <= at).Select(name => name.Key).Order(StringComparer.Ordinal).FirstOrDefault();

    private void Rename(Player player, string name, UtcInstant at)
    {
        if (at < player.Names[^1].From.PlusHours(1))
        {
            return;
        }

        _free[player.Name] = at.PlusDays(DaysHeld);
        _bearer.Remove(player.Name);
        Give(player, name, at);
    }

    private void Give(Player player, string name, UtcInstant at, double? approvalDays = null)
    {
        var late = at.PlusDays(LatestSubmission * _chance.NextDouble());
        var floor = player.Names.Count > 1 ? player.Names[^2].Submitted : at;
        var submitted = late > floor ? late : floor.PlusHours(1);
        player.Leave(submitted, submitted.PlusDays(approvalDays ?? ApprovalDays()));
        player.Take(name, at);
        Enter(player);
        _free.Remove(name);
    }

    /// <summary>Most changes are approved within days; some wait for a person to look at them.</summary>
    private double ApprovalDays() => _chance.Next(4) == 0 ? LatestApproval * _chance.NextDouble() : LatestSubmission * _chance.NextDouble();

    private void Swap(Player one, Player other, UtcInstant at)
    {
        if (at < one.Names[^1].From.PlusHours(1) || at < other.Names[^1].From.PlusHours(1) || one.Person == 0 || other.Person == 0
            || one.Pending >= 0 || other.Pending >= 0)
        {
            return;
        }

        var (first, second) = (one.Name, other.Name);
        var approval = LatestSubmission + ApprovalDays();
        Give(one, $"F {++_names} Owl", at, approval);
        Give(other, first, at.PlusHours(0.2), approval);
        _free[one.Name] = at.PlusDays(DaysHeld);
        Give(one, second, at.PlusHours(0.4), approval);
    }

    private void MakeAccounts(int people)
    {
        for (var person = 1; person <= people; person++)
        {
            var own = _players.Where(player => player.Person == person).ToList();
            for (var account = 0; account < (person % 11 == 0 ? 2 : 1); account++)
            {
                var player = own[_chance.Next(own.Count)];
                var known = player.Told();
                var stay = _chance.Next(3) == 0 ? known[_chance.Next(known.Count)] : known[^1];
                Enter(person, _chance.Next(5) switch
                {
                    0 => $"Somebody {person} of the realm",
                    1 => $"[TH] {stay.Name} ★",
                    _ => stay.Name,
                },
                stay.From);
            }
        }

        foreach (var stranger in _players.Where(player => player.Person == 0))
        {
            Enter(0, stranger.Name, stranger.Names[0].From);
        }
    }

    private void Enter(int person, string shows, UtcInstant since)
    {
        var id = 1000 + Accounts.Count;
        Accounts.Add(new DiscordAccount(id, shows, null, null) { ShowsSince = since });
        Owners[id] = person;
    }

    private string Spelled(string name) => _chance.Next(4) switch
    {
        0 => name.Replace(' ', '_'),
        1 => name.Replace(' ', '\u00A0'),
        2 => name.ToUpperInvariant(),
        _ => name,
    };
}
