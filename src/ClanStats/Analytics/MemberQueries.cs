using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Storage;
using ClanStats.Storage.Forgetting;
using Microsoft.Data.Sqlite;

namespace ClanStats.Analytics;

/// <summary>Reads people with the snapshots and counts that decide about their windows.</summary>
internal sealed class MemberQueries(SqliteConnection connection)
{
    private List<RosterRow> Roster() => connection.Rows(
        """
        SELECT m.id, m.wom_player_id, coalesce(m.person_id, m.id), m.username, m.display_name, m.role, m.status, m.joined_at, m.left_at,
          EXISTS (SELECT 1 FROM discord_accounts a WHERE a.member_id = m.id),
          EXISTS (SELECT 1 FROM link_decisions d WHERE d.member_id = m.id AND d.kind = 'none' AND d.undone_at IS NULL)
        FROM clan_members m ORDER BY m.id
        """,
        row => new RosterRow(
            row.Int64(0), row.Number(1), row.Int64(2), row.String(3), row.String(4), row.String(5), row.String(6), Time(row.Number(7)), Time(row.Number(8)),
            row.Bool(9), row.Bool(10)));

    /// <summary>Everybody ever known, by id; who left has neither snapshots nor counts.</summary>
    public IReadOnlyList<MemberFacts> Read(UtcInstant now, IReadOnlyList<RollingWindow> windows)
    {
        var days = DayCounterQueries.Read(connection, now.DayNumber - windows.Max(window => window.Days), now);
        var messages = new MessageQueries(connection, now, days).ByMember(windows);
        return [.. ReadPlayers(now, windows).Select(member => messages.TryGetValue(member.Id, out var counts) ? member with { Messages = counts } : member)];
    }

    /// <summary>The same without counts of messages.</summary>
    public IReadOnlyList<MemberFacts> ReadPlayers(UtcInstant now, IReadOnlyList<RollingWindow> windows)
    {
        var names = FormerNames();
        var points = new WindowQueries(connection, now, windows).Read();
        var forgotten = TombstoneStore.Members(connection, TombstoneStore.Load(connection));
        return
        [
            .. Roster().Select(row => new MemberFacts
            {
                Id = row.Id,
                WomPlayerId = row.PlayerId,
                PersonId = row.PersonId,
                Username = row.Username,
                DisplayName = row.DisplayName,
                FormerNames = names.TryGetValue(row.Id, out var borne) ? [.. borne.Where(name => name != row.DisplayName).Distinct(StringComparer.Ordinal)] : [],
                Role = row.Role,
                Status = row.Status,
                JoinedAt = row.JoinedAt,
                LeftAt = row.LeftAt,
                IsLinked = row.IsLinked,
                HasNoAccount = row.HasNoAccount,
                IsForgotten = forgotten.Contains(row.Id),
                Newest = points.Newest(row.Id),
                Windows = points.Of(row.Id),
                Official = points.OfficialOf(row.Id),
            }),
        ];
    }

    private Dictionary<long, List<string>> FormerNames()
    {
        var names = new Dictionary<long, List<string>>();
        connection.Each(
            "SELECT member_id, name FROM player_names WHERE valid_to IS NOT NULL ORDER BY valid_to DESC, id DESC",
            row =>
            {
                if (!names.TryGetValue(row.Int64(0), out var own))
                {
                    names.Add(row.Int64(0), own = []);
                }

                own.Add(row.String(1));
            });
        return names;
    }

    private static UtcInstant? Time(long? milliseconds) => milliseconds is { } value ? new UtcInstant(value) : null;
}

/// <summary>A row of clan_members with what officers and accounts say about it.</summary>
internal sealed record RosterRow(
    long Id,
    long? PlayerId,
    long PersonId,
    string Username,
    string DisplayName,
    string Role,
    string Status,
    UtcInstant? JoinedAt,
    UtcInstant? LeftAt,
    bool IsLinked,
    bool HasNoAccount);
