using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Storage;
using Dapper;

namespace ClanStats.Harvest.Discord;

/// <summary>A channel as an earlier run left it.</summary>
/// <param name="Id">Discord's id.</param>
/// <param name="Name">As people read it.</param>
/// <param name="Type">Discord's number of its type.</param>
/// <param name="State">One of <see cref="ChannelStates"/>.</param>
/// <param name="Since">Since when it is in that state.</param>
/// <param name="WasReadable">Whether it could ever be read.</param>
internal sealed record KnownChannel(Snowflake Id, string Name, int Type, string State, UtcInstant Since, bool WasReadable);

/// <summary>The states of discord_channels.state.</summary>
internal static class ChannelStates
{
    public const string Readable = "readable";
    public const string Unreadable = "unreadable";
    public const string Deleted = "deleted";
}

/// <summary>What a run found a channel to be.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="State">One of <see cref="ChannelStates"/>.</param>
/// <param name="ProvedReadable">Whether it was read, or its permissions say that it can be.</param>
internal sealed record ChannelFinding(ChannelToRead Channel, string State, bool ProvedReadable);

/// <summary>Keeps the channels with their states, and when everything was read to its end.</summary>
internal sealed class ChannelStore(Database database)
{
    /// <summary>Source of complete reads of every readable channel.</summary>
    public const string WholeSource = "discord";

    /// <summary>Source of complete reads of the relay channel.</summary>
    public const string RelaySource = "relay";

    /// <summary>All channels of earlier runs.</summary>
    public Dictionary<Snowflake, KnownChannel> Known() => database.Read("discord: channels", connection => connection
        .Query<(long Id, string Name, int Type, string State, long? Since, long? FirstRead)>(
            "SELECT channel_id, name, type, state, state_since, first_read_at FROM discord_channels")
        .ToDictionary(
            row => new Snowflake(row.Id),
            row => new KnownChannel(new Snowflake(row.Id), row.Name, row.Type, row.State, new UtcInstant(row.Since ?? 0), row.FirstRead is not null)));

    /// <summary>End of the last complete read of a source; null if there was none.</summary>
    public UtcInstant? LastComplete(string source) => database.Read("discord: last complete read", connection =>
        connection.ExecuteScalar<long?>("SELECT max(covers_to) FROM source_reads WHERE source = @source", new { source }) is { } end
            ? new UtcInstant(end)
            : (UtcInstant?)null);

    /// <summary>Enters what the run found, and the complete reads with the spans they close.</summary>
    /// <param name="findings">Channels that were tried.</param>
    /// <param name="vanished">Channels the guild no longer has.</param>
    /// <param name="complete">Sources read to their end, each with the start of what that closes.</param>
    /// <param name="now">Business time.</param>
    /// <param name="runId">The run.</param>
    public void Save(
        IReadOnlyList<ChannelFinding> findings,
        IReadOnlyList<Snowflake> vanished,
        IReadOnlyList<(string Source, UtcInstant From)> complete,
        UtcInstant now,
        long runId) => database.Write("discord: channels found", unit =>
    {
        foreach (var finding in findings)
        {
            Save(unit, finding, now);
        }

        var delete = unit.Prepare("UPDATE discord_channels SET state = ?2, state_since = ?3 WHERE channel_id = ?1 AND state <> ?2");
        foreach (var channel in vanished)
        {
            delete.Execute(channel.Value, ChannelStates.Deleted, now.Milliseconds);
        }

        foreach (var (source, from) in complete.Where(read => read.From < now))
        {
            HarvestCursorStore.Covered(unit, source, now, from, now, runId);
        }
    });

    private static void Save(UnitOfWork unit, ChannelFinding finding, UtcInstant now)
    {
        var (channel, read) = (finding.Channel, finding.ProvedReadable ? now.Milliseconds : (long?)null);
        unit.Prepare(
            """
            INSERT INTO discord_channels (channel_id, parent_id, name, type, state, state_since, first_read_at, last_read_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)
            ON CONFLICT (channel_id) DO UPDATE SET
              parent_id = excluded.parent_id, name = excluded.name, type = excluded.type,
              state_since = CASE WHEN state = excluded.state THEN state_since ELSE excluded.state_since END, state = excluded.state,
              first_read_at = coalesce(first_read_at, excluded.first_read_at), last_read_at = coalesce(excluded.last_read_at, last_read_at)
            """).Execute(channel.Id.Value, channel.ParentId?.Value, channel.Name, channel.Type, finding.State, now.Milliseconds, read);
    }
}
