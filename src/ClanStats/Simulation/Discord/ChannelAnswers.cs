using System.Globalization;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Simulation.Chat;
using ClanStats.Simulation.Servers;
using ClanStats.Simulation.World;
using Microsoft.AspNetCore.Http;

namespace ClanStats.Simulation.Discord;

/// <summary>Answers about single channels: themselves, their messages, their archived threads.</summary>
internal sealed class ChannelAnswers(SimulatedClan clan, BotRights rights)
{
    private const int MessagesByDefault = 50;
    private const int MostMessages = 100;

    private readonly DiscordWorld _world = clan.Discord;
    private readonly ChannelJson _json = new(clan.Discord, rights);
    private readonly MessageJson _messages = new(clan, rights);

    /// <summary>GET /channels/:id</summary>
    public async Task ChannelAsync(HttpContext context, Snowflake id)
    {
        var channel = Visible(id);
        await using var answer = new JsonAnswer(context.Response);
        _json.Channel(answer.Writer, channel);
    }

    /// <summary>GET /channels/:id/messages: always from the newest to the oldest, cursors exclusive.</summary>
    public async Task MessagesAsync(HttpContext context, Snowflake id)
    {
        var channel = Visible(id);
        if (channel.Type is ChannelType.Category or ChannelType.Forum)
        {
            throw DiscordErrorException.WrongChannelType();
        }

        var limit = DiscordQuery.Limit(context, MessagesByDefault, MostMessages);
        var before = DiscordQuery.Cursor(context, "before");
        var after = DiscordQuery.Cursor(context, "after");
        var around = DiscordQuery.Cursor(context, "around");
        if ((before is null ? 0 : 1) + (after is null ? 0 : 1) + (around is null ? 0 : 1) > 1)
        {
            throw DiscordErrorException.Malformed("after", "BASE_TYPE_CONFLICT", "before, after and around are mutually exclusive.");
        }

        var pager = _world.PagerOf(channel);
        var page = !rights.Has(channel, BotRights.ReadHistory) ? []
            : after is { } from ? pager.After(from, limit)
            : around is { } middle ? pager.Around(middle, limit)
            : pager.Before(before ?? new Snowflake(long.MaxValue), limit);
        await using var answer = new JsonAnswer(context.Response);
        await answer.ListAsync(page, _messages.Message);
    }

    /// <summary>GET /channels/:id/threads/archived/public: by the time of archiving, newest first.</summary>
    public async Task ArchivedThreadsAsync(HttpContext context, Snowflake id)
    {
        var channel = Visible(id);
        if (!rights.Has(channel, BotRights.ReadHistory))
        {
            throw DiscordErrorException.NoAccess();
        }

        var limit = DiscordQuery.Limit(context, MessagesByDefault, MostMessages);
        var before = ArchivedBefore(context);
        var archived = _world.Threads
            .Where(thread => thread.ParentId == id && rights.Find(thread.Id) is not null)
            .Select(thread => (Thread: thread, At: _world.ArchivedAt(thread)))
            .Where(entry => entry.At is { } at && (before is null || at < before))
            .OrderByDescending(entry => entry.At)
            .Select(entry => entry.Thread)
            .ToList();
        await using var answer = new JsonAnswer(context.Response);
        answer.Writer.WriteStartObject();
        answer.Writer.WritePropertyName("threads");
        await answer.ListAsync(archived.Take(limit), _json.Channel);
        answer.Writer.WriteStartArray("members");
        answer.Writer.WriteEndArray();
        answer.Writer.WriteBoolean("has_more", archived.Count > limit);
        answer.Writer.WriteEndObject();
    }

    private SimulatedChannel Visible(Snowflake id)
    {
        var channel = rights.Find(id) ?? throw DiscordErrorException.NoChannel();
        return rights.CanRead(channel) ? channel : throw DiscordErrorException.NoAccess();
    }

    private static UtcInstant? ArchivedBefore(HttpContext context)
    {
        if (context.Query("before") is not { } text)
        {
            return null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? UtcInstant.From(time)
            : throw DiscordErrorException.Malformed("before", "DATETIME_TYPE_PARSE", $"Could not parse {text}. Should be ISO8601.");
    }
}
