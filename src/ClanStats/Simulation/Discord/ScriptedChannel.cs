using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Simulation.Chat;

namespace ClanStats.Simulation.Discord;

/// <summary>A channel or thread whose messages are written out as JSON: for everything the invented clan never does by itself.</summary>
internal sealed class ScriptedChannel(SimulatedChannel shape)
{
    private readonly ConcurrentDictionary<Snowflake, JsonObject> _messages = new();

    /// <summary>Id, type, name and place.</summary>
    public SimulatedChannel Shape => shape;

    /// <summary>When the thread was archived; null while it is active.</summary>
    public UtcInstant? ArchivedAt { get; set; }

    /// <summary>Whether the bot is a member of the private thread.</summary>
    public bool IsJoined { get; set; }

    /// <summary>The newest message's id as the channel tells it; null: that of the newest message there is.</summary>
    public Snowflake? ToldLastMessage { get; set; }

    /// <summary>What the channel tells of its newest message.</summary>
    public Snowflake? LastMessageId => ToldLastMessage ?? (_messages.IsEmpty ? null : _messages.Keys.Max());

    /// <summary>Writes a message, or another in the place of one with its id.</summary>
    public void Post(JsonObject message) => _messages[new Snowflake(long.Parse((string)message["id"]!, System.Globalization.CultureInfo.InvariantCulture))] = message;

    /// <summary>Removes a message without a trace, as Discord does.</summary>
    public void Delete(Snowflake id) => _messages.TryRemove(id, out _);

    /// <summary>The messages that follow a cursor, newest first.</summary>
    public IReadOnlyList<JsonObject> After(Snowflake cursor, int limit) =>
        [.. _messages.Where(message => message.Key > cursor).OrderBy(message => message.Key).Take(limit).Reverse().Select(message => message.Value)];

    /// <summary>The newest messages below a cursor.</summary>
    public IReadOnlyList<JsonObject> Before(Snowflake cursor, int limit) =>
        [.. _messages.Where(message => message.Key < cursor).OrderByDescending(message => message.Key).Take(limit).Select(message => message.Value)];
}

/// <summary>What tests changed about the simulated messages, and the channels they wrote by hand.</summary>
internal sealed class DiscordScript
{
    private readonly ConcurrentDictionary<Snowflake, ScriptedChannel> _channels = new();
    private readonly ConcurrentDictionary<(Snowflake Channel, Snowflake Id), string?> _changed = new();

    /// <summary>The channels written by hand, oldest first.</summary>
    public IEnumerable<ScriptedChannel> Channels => _channels.Values.OrderBy(channel => channel.Shape.Id);

    /// <summary>Adds a channel.</summary>
    public ScriptedChannel Add(SimulatedChannel shape) => _channels[shape.Id] = new ScriptedChannel(shape);

    /// <summary>The channel of an id; null if it was not written by hand.</summary>
    public ScriptedChannel? Find(Snowflake id) => _channels.GetValueOrDefault(id);

    /// <summary>Deletes a simulated message.</summary>
    public void Delete(SimulatedMessage message) => _changed[(message.ChannelId, message.Id)] = null;

    /// <summary>Gives a simulated message another text.</summary>
    public void Edit(SimulatedMessage message, string text) => _changed[(message.ChannelId, message.Id)] = text;

    /// <summary>Whether a simulated message was deleted.</summary>
    public bool IsDeleted(SimulatedMessage message) => _changed.TryGetValue((message.ChannelId, message.Id), out var text) && text is null;

    /// <summary>The new text of an edited message; null if it was not edited.</summary>
    public string? TextOf(SimulatedMessage message) => _changed.GetValueOrDefault((message.ChannelId, message.Id));
}
