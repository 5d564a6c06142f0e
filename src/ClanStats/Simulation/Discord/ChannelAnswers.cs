using System.Globalization;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Simulation.Chat;
using ClanStats.Simulation.Servers;
using ClanStats.Simulation.World;
using Microsoft.AspNetCore.Http;

namespace ClanStats.Simulation.Discord;

/// <summary>Answers about single channels: themselves, their messages, their archived threads.</summary>
internal sealed class ChannelAnswers(SimulatedClan clan, BotRights rights, DiscordScript script)
{
    private const int MessagesByDefault = 50;
    private const int MostMessages = 100;

    private readonly DiscordWorld _world = clan.Discord;
    private readonly ChannelJson _json = new(clan.Discord, rights, script);
    private readonly MessageJson _messages = new(clan, rights, script);

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

        await using var answer = new JsonAnswer(context.Response);
        var mayRead = rights.Has(channel, BotRights.ReadHistory);
        if (script.Find(id) is { } own)
        {
            var written = !mayRead ? [] : after is { } follow ? own.After(follow, limit) : own.Before(before ?? new Snowflake(long.MaxValue), limit);
            await answer.ListAsync(written, _messages.Scripted);
            return;
        }

        var pager = _world.PagerOf(channel, script.IsDeleted);
        var page = !mayRead ? []
            : after is { } from ? pager.After(from, limit)
            : around is { } middle ? pager.Around(middle, limit)
            : pager.Before(before ?? new Snowflake(long.MaxValue), limit);
        await answer.ListAsync(page, _messages.Message);
    }

    /// <summary>GET /channels/:id/threads/archived/public: by the time of archiving, newest first.</summary>
    public Task ArchivedThreadsAsync(HttpContext context, Snowflake id) =>
        ThreadsAsync(context, id, isPrivate: false, BotRights.ReadHistory);

    /// <summary>GET /channels/:id/threads/archived/private: only for who manages threads.</summary>
    public Task PrivateThreadsAsync(HttpContext context, Snowflake id) =>
        ThreadsAsync(context, id, isPrivate: true, BotRights.ReadHistory | BotRights.ManageThreads);

    /// <summary>GET /channels/:id/users/@me/threads/archived/private: those the bot is a member of, by id, newest first.</summary>
    public async Task JoinedThreadsAsync(HttpContext context, Snowflake id)
    {
        Permitted(id, BotRights.ReadHistory);
        var before = DiscordQuery.Cursor(context, "before");
        var joined = script.Channels
            .Where(thread => thread is { Shape.Type: ChannelType.PrivateThread, IsJoined: true, ArchivedAt: not null } && thread.Shape.ParentId == id)
            .Select(thread => thread.Shape)
            .Where(thread => before is null || thread.Id < before)
            .OrderByDescending(thread => thread.Id)
            .ToList();
        await ListThreadsAsync(context, joined);
    }

    private async Task ThreadsAsync(HttpContext context, Snowflake id, bool isPrivate, long rightsNeeded)
    {
        Permitted(id, rightsNeeded);
        var before = ArchivedBefore(context);
        var archived = _world.Threads.Select(thread => (Thread: thread, At: _world.ArchivedAt(thread)))
            .Concat(script.Channels.Select(thread => (Thread: thread.Shape, At: thread.ArchivedAt)))
            .Where(entry => (entry.Thread.Type == ChannelType.PrivateThread) == isPrivate && entry.Thread.ParentId == id && rights.Find(entry.Thread.Id) is not null)
            .Where(entry => entry.At is { } at && (before is null || at < before))
            .OrderByDescending(entry => entry.At)
            .Select(entry => entry.Thread)
            .ToList();
        await ListThreadsAsync(context, archived);
    }

    private async Task ListThreadsAsync(HttpContext context, List<SimulatedChannel> threads)
    {
        var limit = DiscordQuery.Limit(context, MessagesByDefault, MostMessages);
        await using var answer = new JsonAnswer(context.Response);
        answer.Writer.WriteStartObject();
        answer.Writer.WritePropertyName("threads");
        await answer.ListAsync(threads.Take(limit), _json.Channel);
        answer.Writer.WriteStartArray("members");
        answer.Writer.WriteEndArray();
        answer.Writer.WriteBoolean("has_more", threads.Count > limit);
        answer.Writer.WriteEndObject();
    }

    private void Permitted(Snowflake id, long rightsNeeded)
    {
        if (!rights.Has(Visible(id), rightsNeeded))
        {
            throw DiscordErrorException.NoAccess();
        }
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
