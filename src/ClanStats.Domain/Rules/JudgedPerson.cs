using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Domain.Rules;

/// <summary>
/// A person as verdicts see one: the game values of all their players on the roster added up, listed under the main
/// (docs/definitions.md, "People"). A sum is known only where every part is.
/// </summary>
internal sealed class JudgedPerson
{
    private readonly List<MemberReport> _players;

    private JudgedPerson(long personId, List<MemberReport> players, Func<string, ClanRole> role)
    {
        players.Sort((one, other) => one.Id.CompareTo(other.Id));
        PersonId = personId;
        _players = players;
        Head = players.Find(player => player.Id == personId) ?? players[0];
        Role = role(Head.Role);
    }

    public long PersonId { get; }

    /// <summary>The main; where the main is not on the roster, the player with the lowest id.</summary>
    public MemberReport Head { get; }

    public ClanRole Role { get; }

    public long Id => Head.Id;

    /// <summary>The main and the alts on the roster, by id.</summary>
    public IReadOnlyList<MemberReport> Players => _players;

    public Figure<long> Xp7 => Sum(player => player.Xp.D7);

    public Figure<long> Xp30 => Sum(player => player.Xp.D30);

    public Figure<long> Xp90 => Sum(player => player.Xp.D90);

    public Figure<long> Xp365 => Sum(player => player.Xp.D365);

    public Figure<long> Boss7 => Sum(player => player.Boss.D7);

    public Figure<long> Boss30 => Sum(player => player.Boss.D30);

    public Figure<long> Messages7 => Head.Messages.D7;

    public Figure<long> Messages30 => Head.Messages.D30;

    public Figure<long> PurgeXp => Sum(player => player.Purge.Xp);

    public Figure<long> PurgeBoss => Sum(player => player.Purge.Boss);

    public Figure<long> PurgeMessages => Head.Purge.Messages;

    /// <summary>When the records of the purge window begin, where that is inside it; of several players the last. Null where they fill it.</summary>
    public UtcInstant? RecordsBegin => _players
        .SelectMany(player => new[] { player.Purge.Xp, player.Purge.Boss })
        .Where(figure => figure.Mark == DataMark.SinceFirstSeen)
        .Max(figure => figure.Since?.Milliseconds) is { } begin ? new UtcInstant(begin) : null;

    /// <summary>Raid completions; a player without any adds nothing, null if none of them has any.</summary>
    public long? Raids => _players.Any(player => player.Raids is not null) ? _players.Sum(player => player.Raids ?? 0) : null;

    /// <summary>When the first of the players joined; null if nobody knows.</summary>
    public UtcInstant? JoinedAt => _players.Min(player => player.JoinedAt?.Milliseconds) is { } first ? new UtcInstant(first) : null;

    public bool IsMeasured => _players.All(player => player.IsMeasured);

    /// <summary>Whether a player's profile is archived: the numbers may be of somebody who bears the name now, and no verdict rests on them.</summary>
    public bool IdentityPending => _players.Any(player => player.IdentityPending);

    public bool IsLinked => _players.Any(player => player.IsLinked);

    /// <summary>What the person did in a window: any player's play, all their messages.</summary>
    public MemberState Quarter(RollingWindow window) => GamePresences.Quarter(
        GamePresences.OfPerson(_players.Select(player => player.Game.GetValueOrDefault(window.Days, GamePresence.NotMeasured))),
        Head.Messages.Of(window));

    public bool HasNoAccount => _players.Any(player => player.HasNoAccount);

    /// <summary>The people on the roster, in order of the id they are listed under.</summary>
    public static IReadOnlyList<JudgedPerson> On(IReadOnlyList<MemberReport> members, RoleAuthority roles)
    {
        var players = new Dictionary<long, List<MemberReport>>(members.Count);
        foreach (var member in members)
        {
            if (!players.TryGetValue(member.PersonId, out var own))
            {
                players.Add(member.PersonId, own = new List<MemberReport>(1));
            }

            own.Add(member);
        }

        // A clan has a handful of roles.
        var known = new Dictionary<string, ClanRole>(StringComparer.Ordinal);
        ClanRole Role(string name) => known.TryGetValue(name, out var role) ? role : known[name] = roles.FromApiName(name);
        var people = players.Select(person => new JudgedPerson(person.Key, person.Value, Role)).ToList();
        people.Sort((one, other) => one.Id.CompareTo(other.Id));
        return people;
    }

    private Figure<long> Sum(Func<MemberReport, Figure<long>> figure)
    {
        if (_players.Count == 1)
        {
            return figure(_players[0]);
        }

        var parts = _players.Select(figure).ToList();
        var unknown = parts.FindIndex(part => part.Value is null);
        if (unknown >= 0)
        {
            return new Figure<long>(null, parts[unknown].Mark);
        }

        var marked = parts.Where(part => part.Mark != DataMark.None).ToList();
        var worst = marked.Exists(part => part.Mark == DataMark.Partial) ? DataMark.Partial : marked.Select(part => part.Mark).FirstOrDefault();
        var since = marked.Min(part => part.Since?.Milliseconds);
        return new Figure<long>(parts.Sum(part => part.Value!.Value), worst, since is { } start ? new UtcInstant(start) : null);
    }
}
