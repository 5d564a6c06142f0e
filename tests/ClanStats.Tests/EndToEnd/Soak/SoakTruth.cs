using ClanStats.Domain.Activity;
using ClanStats.Simulation.Chat;
using ClanStats.Simulation.World;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ClanStats.Tests.EndToEnd.Soak;

/// <summary>
/// Compares a database with the simulated world itself: what must be there is there, what is there happened, and the numbers are the world's.
/// A steady night is shown only each member's newest snapshot, so snapshots are owed from nights whose read of Wise Old Man ended well;
/// everything else is owed in full, because it can be read later.
/// </summary>
internal sealed class SoakTruth(SimulatedClan clan)
{
    private readonly Dictionary<long, HashSet<long>> _owed = [];

    /// <summary>How many snapshots are owed.</summary>
    public int Owed => _owed.Values.Sum(times => times.Count);

    /// <summary>A night begins: of whoever it is the first to meet, all history until now is owed, by whichever night reads it.</summary>
    public void Meet()
    {
        foreach (var player in clan.Members.Where(player => !_owed.ContainsKey(player.Id)))
        {
            _owed[player.Id] = [.. clan.HistoryOf(player).Times(player.Registered, clan.Now).Select(at => at.Milliseconds)];
        }
    }

    /// <summary>A read of Wise Old Man ended well: everybody's newest snapshot is owed.</summary>
    public void Owe()
    {
        foreach (var latest in clan.Members.Select(clan.LatestOf).OfType<SimulatedSnapshot>())
        {
            _owed[latest.Player.Id].Add(latest.At.Milliseconds);
        }
    }

    /// <summary>What is lost, invented or changed, a line each; empty if the database holds the world.</summary>
    public IReadOnlyList<string> Differences(string databaseFile)
    {
        using var connection = new SqliteConnection($"Data Source={databaseFile};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return [.. Messages(connection), .. Snapshots(connection), .. Gains(connection), .. Roster(connection), .. GroupHistory(connection)];
    }

    private IEnumerable<string> Messages(SqliteConnection connection)
    {
        var world = clan.Discord;
        var happened = world.Channels.Concat(world.Threads)
            .Where(channel => !channel.IsHidden && channel.Use != ChannelUse.Container && channel.Created <= clan.Now)
            .SelectMany(channel => world.MessagesIn(channel, clan.FirstDay.PlusDays(-1), clan.Now))
            .Select(message => (message.ChannelId.Value, message.Id.Value, message.At.Milliseconds));
        return Compare("message", happened, connection.Query<(long, long, long)>("SELECT channel_id, id, created_at FROM discord_messages"));
    }

    private IEnumerable<string> Snapshots(SqliteConnection connection)
    {
        var stored = connection.Query<(long Player, long At, long? Total)>(
            "SELECT m.wom_player_id, s.timestamp, s.total_xp FROM wom_snapshots s JOIN clan_members m ON m.id = s.user_id").ToList();
        var held = stored.Select(row => (row.Player, row.At)).ToHashSet();
        foreach (var (player, times) in _owed)
        {
            foreach (var at in times.Where(at => !held.Contains((player, at))))
            {
                yield return $"snapshot of {player} at {new UtcInstant(at).ToIso()} is lost";
            }
        }

        foreach (var (player, at, total) in stored)
        {
            var history = clan.Find(player) is { } found ? clan.HistoryOf(found) : null;
            var when = new UtcInstant(at);
            if (history?.Times(when, when).Contains(when) is not true)
            {
                yield return $"snapshot of {player} at {when.ToIso()} never was";
            }
            else if (history.SnapshotAt(when).Sheet.Skills[0] is var overall && total != (overall < 0 ? null : overall))
            {
                yield return $"snapshot of {player} at {when.ToIso()} has {total} experience, not {overall}";
            }
        }
    }

    /// <summary>
    /// Experience only grows, so what was counted between the first and the last row is what they differ by, unless overall experience was
    /// unranked in between: then what was gained over the gap is not known and not counted.
    /// </summary>
    private static IEnumerable<string> Gains(SqliteConnection connection) => connection.Query<(string Name, long Gained, long Grown)>(
        """
        SELECT m.display_name, max(s.xp_gained) - min(s.xp_gained) AS gained, max(s.total_xp) - min(s.total_xp) AS grown
        FROM wom_snapshots s JOIN clan_members m ON m.id = s.user_id
        GROUP BY m.id HAVING count(*) = count(s.total_xp) AND gained <> grown
        """).Select(row => $"gains of {row.Name} are {row.Gained}, not {row.Grown}");

    private IEnumerable<string> Roster(SqliteConnection connection) =>
    [
        .. Compare("present member", clan.Members.Select(player => player.Id), connection.Query<long>("SELECT wom_player_id FROM clan_members WHERE left_at IS NULL")),
        .. Compare(
            "name of a present member",
            clan.Members.Select(player => (player.Id, player.NameAt(clan.Now))),
            connection.Query<(long, string)>("SELECT wom_player_id, display_name FROM clan_members WHERE left_at IS NULL")),
    ];

    private IEnumerable<string> GroupHistory(SqliteConnection connection)
    {
        var renames = connection.Query<(long, string, string)>("SELECT wom_player_id, old_name, new_name FROM name_changes").ToHashSet();
        var events = connection.Query<(long, string, long)>("SELECT wom_player_id, type, created_at FROM group_activity WHERE retracted_at IS NULL");
        var achievements = connection.Query<(long, string)>("SELECT wom_player_id, name FROM achievements").ToHashSet();
        return
        [
            .. clan.ApprovedRenames.Where(rename => !renames.Contains((rename.PlayerId, rename.From, rename.To)))
                .Select(rename => $"change of name from {rename.From} to {rename.To} is lost"),
            .. clan.Achievements.Where(IsOwed).Where(entry => !achievements.Contains((entry.Player.Id, entry.Name))).Select(entry => $"achievement {entry.Name} of {entry.Player.Id} is lost"),
            .. Compare("event", clan.Activity.Select(line => (line.Player.Id, line.Type, line.At.Milliseconds)), events),
        ];
    }

    /// <summary>The group's list is read down to what is known, so what somebody reached before joining is not always on the pages that are read.</summary>
    private bool IsOwed(Achievement entry) => entry.At is { } at && entry.Player.StintAt(at) is not null;

    private static IEnumerable<string> Compare<T>(string what, IEnumerable<T> happened, IEnumerable<T> stored)
    {
        var (of, held) = (happened.ToHashSet(), stored.ToHashSet());
        return [.. of.Except(held).Select(item => $"{what} {item} is lost"), .. held.Except(of).Select(item => $"{what} {item} never was")];
    }
}
