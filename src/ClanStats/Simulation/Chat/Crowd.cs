using ClanStats.Domain.Activity;
using ClanStats.Simulation.World;

namespace ClanStats.Simulation.Chat;

/// <summary>Somebody who writes: an account, a player in the game's chat, or both by one person.</summary>
/// <param name="User">The account; null in the game's chat.</param>
/// <param name="Player">The player; null for guests.</param>
/// <param name="GuestName">The name in game of a guest whom no roster knows.</param>
internal sealed record Speaker(SimulatedUser? User, SimulatedPlayer? Player, string? GuestName = null);

/// <summary>Who writes how much on which day: a weighted draw among those present.</summary>
internal sealed class Crowd
{
    private readonly SimulatedClan _clan;
    private readonly Speaker[] _speakers;
    private readonly double[] _talkative;

    private Crowd(SimulatedClan clan, IEnumerable<Speaker> speakers)
    {
        _clan = clan;
        _speakers = [.. speakers];
        _talkative = [.. _speakers.Select((_, index) => Talkative(clan.Options.Seed, index))];
    }

    /// <summary>Those who write with an account; the first one is the harvest's own, which only reads.</summary>
    public static Crowd OnDiscord(SimulatedClan clan, IReadOnlyList<SimulatedUser> users) => new(clan, users
        .Skip(1)
        .Select(user => new Speaker(user, clan.People.FirstOrDefault(player => player.Id == user.PlayerId))));

    /// <summary>Those who write in the game's clan chat, guests from elsewhere included.</summary>
    public static Crowd InGame(SimulatedClan clan) => new(clan, clan.People
        .Select(player => new Speaker(null, player))
        .Concat(new[] { "Drift Goslin", "7 pebbles", "Mallow-Fox" }.Select(name => new Speaker(null, null, name))));

    /// <summary>Opens a day for draws.</summary>
    public DayCrowd On(long day)
    {
        var sums = new double[_speakers.Length];
        var sum = 0.0;
        for (var i = 0; i < sums.Length; i++)
        {
            sum += _talkative[i] * Presence(_speakers[i], day);
            sums[i] = sum;
        }

        return new DayCrowd(_speakers, sums);
    }

    private double Presence(Speaker speaker, long day)
    {
        var point = (day - _clan.FirstDay.DayNumber) / (double)_clan.Options.Days;
        if (speaker.Player is not { } player)
        {
            return speaker.User is { IsDeleted: true } ? (point < 0.33 ? 1.5 : 0) : 0.6;
        }

        return Membership(player, day) * player.Style switch
        {
            PlayStyle.Social => 5,
            PlayStyle.Pvmer => 2,
            PlayStyle.Fading => Math.Max(0, 2.5 - (2.7 * point)),
            PlayStyle.Returning => point is > 0.3 and < 0.85 ? 0 : 2,
            PlayStyle.Quiet => 0.35,
            PlayStyle.Silent => point < 0.35 ? 1.5 : 0,
            _ => 1,
        };
    }

    /// <summary>1 inside the clan, nothing before joining, and now and then a word after leaving.</summary>
    private static double Membership(SimulatedPlayer player, long day)
    {
        var noon = UtcInstant.StartOfDay(day).PlusHours(12);
        for (var i = 0; i < player.Stints.Count; i++)
        {
            if (player.Stints[i].Covers(noon))
            {
                return 1;
            }
        }

        return player.Stints[0].Joined > noon ? 0 : 0.1;
    }

    private static double Talkative(int seed, int index) => 0.2 + Math.Pow(Dice.Of(seed, Topic.Habit, index).Unit() * 1.6, 3);
}

/// <summary>The crowd of one day.</summary>
internal sealed class DayCrowd(Speaker[] speakers, double[] sums)
{
    /// <summary>Draws somebody.</summary>
    public Speaker Draw(ref Dice dice)
    {
        var at = Array.BinarySearch(sums, dice.Unit() * sums[^1]);
        return speakers[Math.Min(speakers.Length - 1, at >= 0 ? at + 1 : ~at)];
    }
}
