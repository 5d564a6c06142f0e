using ClanStats.Domain.Activity;
using ClanStats.Simulation.Chat;

namespace ClanStats.Simulation.World;

/// <summary>
/// A clan of invented people with a history, at WOM and on Discord: the same options give the same clan. What the two servers answer is computed
/// from here, and tests read the truth from here. The present can be moved forward; what happened stays as it was.
/// </summary>
internal sealed class SimulatedClan
{
    private readonly Dictionary<long, PlayerHistory> _histories;
    private readonly Lock _moving = new();
    private UtcInstant _now;
    private volatile AchievementList? _achievements;

    /// <summary>Founds a clan.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 20 members or 14 days.</exception>
    public SimulatedClan(SimulationOptions options)
    {
        Options = options;
        _now = options.Now;
        People = ClanFounder.Found(options);
        FirstDay = UtcInstant.StartOfDay(options.Now.DayNumber - options.Days);
        Founded = FirstDay.PlusDays(-ClanFounder.DaysOfPrehistory);
        _histories = People.ToDictionary(player => player.Id, player => new PlayerHistory(player, options));
        Discord = new DiscordWorld(this);

        // What lies ahead is invented with the rest, so the clan is founded before its present is put back.
        _now = options.Start ?? options.Now;
    }

    /// <summary>What the clan was made from.</summary>
    public SimulationOptions Options { get; }

    /// <summary>The simulated present: nothing later is ever answered.</summary>
    public UtcInstant Now
    {
        get
        {
            lock (_moving)
            {
                return _now;
            }
        }
    }

    /// <summary>The first simulated day.</summary>
    public UtcInstant FirstDay { get; }

    /// <summary>When the group was made at WOM, and the guild at Discord.</summary>
    public UtcInstant Founded { get; }

    /// <summary>Everybody who is, was or will be a member.</summary>
    public IReadOnlyList<SimulatedPlayer> People { get; }

    /// <summary>The roster at the present.</summary>
    public IReadOnlyList<SimulatedPlayer> Members => RosterAt(Now);

    /// <summary>The clan's Discord guild.</summary>
    public DiscordWorld Discord { get; }

    /// <summary>The group's name.</summary>
    public static string Name => "Thistledown Hall";

    /// <summary>Moves the present forward, as the next night does.</summary>
    public void MoveTo(UtcInstant now)
    {
        lock (_moving)
        {
            _now = now >= _now ? now : throw new ArgumentOutOfRangeException(nameof(now), "The simulated present only moves forward.");
        }
    }

    /// <summary>The roster at an instant.</summary>
    public IReadOnlyList<SimulatedPlayer> RosterAt(UtcInstant at) => [.. People.Where(player => player.StintAt(at) is not null)];

    /// <summary>Snapshots and numbers of a player.</summary>
    public PlayerHistory HistoryOf(SimulatedPlayer player) => _histories[player.Id];

    /// <summary>A player's snapshots up to the present, oldest first, computed while they are read.</summary>
    public IEnumerable<SimulatedSnapshot> SnapshotsOf(SimulatedPlayer player) =>
        HistoryOf(player).Times(player.Registered, Now).Select(HistoryOf(player).SnapshotAt);

    /// <summary>The newest snapshot WOM has linked to a player; null if there is none or the profile is archived.</summary>
    public SimulatedSnapshot? LatestOf(SimulatedPlayer player) => IsArchived(player) ? null : HistoryOf(player).LatestAt(Now);

    /// <summary>Whether WOM has archived a player's profile by now.</summary>
    public bool IsArchived(SimulatedPlayer player) => player.Renames.Any(rename => rename.IsArchival && rename.Resolved <= Now);

    /// <summary>WOM's word for a player's state.</summary>
    public string StatusOf(SimulatedPlayer player) => player.Trait switch
    {
        PlayerTrait.Archived when IsArchived(player) => "archived",
        PlayerTrait.Flagged => "flagged",
        _ => "active",
    };

    /// <summary>The player of an id, or null.</summary>
    public SimulatedPlayer? Find(long id) => Tracked.FirstOrDefault(player => player.Id == id);

    /// <summary>Everybody WOM knows by now.</summary>
    public IEnumerable<SimulatedPlayer> Tracked => People.Where(player => player.Registered <= Now);

    /// <summary>Approved changes of name of the current members, newest submission first, as WOM lists them.</summary>
    public IReadOnlyList<Rename> ApprovedRenames =>
    [
        .. Members
            .SelectMany(player => player.Renames)
            .Where(rename => !rename.IsArchival && rename.Resolved <= Now)
            .OrderByDescending(rename => rename.Submitted),
    ];

    /// <summary>The group's activity up to the present, newest first.</summary>
    public IReadOnlyList<RosterEvent> Activity => RosterLog.Until(People, Founded, Now);

    /// <summary>The current members' achievements, newest first; those of unknown date last.</summary>
    public IReadOnlyList<Achievement> Achievements
    {
        get
        {
            var now = Now;
            if (_achievements is { } known && known.At == now)
            {
                return known.List;
            }

            var list = Members
                .Where(player => !IsArchived(player))
                .SelectMany(player => AchievementBook.Of(player, HistoryOf(player), now))
                .OrderByDescending(entry => entry.At ?? default)
                .ThenBy(entry => entry.Player.Id)
                .ToList();
            _achievements = new AchievementList(now, list);
            return list;
        }
    }

    /// <summary>How many messages a player wrote in (<paramref name="from"/>, <paramref name="to"/>], as a harvester with every right could count.</summary>
    public MessageTally MessagesOf(SimulatedPlayer player, UtcInstant from, UtcInstant to, bool withThreads = true) =>
        Discord.Tally(from, to, withThreads).GetValueOrDefault(player.Id);

    private sealed record AchievementList(UtcInstant At, IReadOnlyList<Achievement> List);
}
