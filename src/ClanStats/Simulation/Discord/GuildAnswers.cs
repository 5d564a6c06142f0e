using System.Text.Json;
using ClanStats.Domain.Identity;
using ClanStats.Simulation.Chat;
using ClanStats.Simulation.Servers;
using ClanStats.Simulation.World;
using Microsoft.AspNetCore.Http;

namespace ClanStats.Simulation.Discord;

/// <summary>Answers about the bot, the guild and its members.</summary>
internal sealed class GuildAnswers(SimulatedClan clan, BotRights rights, DiscordScript script)
{
    private const int MostMembers = 1000;
    private const int ContentFlag = 1 << 19;
    private const int MembersFlag = 1 << 15;

    private readonly DiscordWorld _world = clan.Discord;
    private readonly ChannelJson _json = new(clan.Discord, rights, script);

    /// <summary>GET /users/@me</summary>
    public Task MeAsync(HttpContext context) => WriteAsync(context, json => DiscordJson.User(json, _world.Bot));

    /// <summary>GET /applications/@me</summary>
    public Task ApplicationAsync(HttpContext context) => WriteAsync(context, json =>
    {
        var flags = (rights.HasContentIntent ? ContentFlag : 0) | (rights.HasMembersIntent ? MembersFlag : 0);
        json.WriteStartObject();
        DiscordJson.Id(json, "id", _world.Bot.Id);
        json.WriteString("name", _world.Bot.Username);
        json.WriteBoolean("bot_public", false);
        json.WriteNumber("flags", flags);
        if (rights.HasNewFlags)
        {
            DiscordJson.Bits(json, "flags_new", flags);
        }

        json.WritePropertyName("bot");
        DiscordJson.User(json, _world.Bot);
        json.WriteEndObject();
    });

    /// <summary>GET /guilds/:id</summary>
    public Task GuildAsync(HttpContext context, Snowflake id)
    {
        Known(id);
        return WriteAsync(context, json =>
        {
            json.WriteStartObject();
            DiscordJson.Id(json, "id", id);
            json.WriteString("name", SimulatedClan.Name);
            json.WriteNull("icon");
            DiscordJson.Id(json, "owner_id", _world.AccountOf(clan.People[0])!.Id);
            json.WriteStartArray("roles");
            Role(json, id, "@everyone", BotRights.Everybody | rights.Extra, 0);
            Role(json, _world.OfficerRoleId, "Officers", BotRights.Everybody, 1);
            json.WriteEndArray();
            json.WriteStartArray("features");
            json.WriteEndArray();
            json.WriteNull("system_channel_id");
            if (context.Query("with_counts") is "true" or "True" or "1")
            {
                json.WriteNumber("approximate_member_count", _world.InGuild.Count());
                json.WriteNumber("approximate_presence_count", _world.InGuild.Count() / 4);
            }

            json.WriteEndObject();
        });
    }

    /// <summary>GET /guilds/:id/channels: those the bot cannot read are listed too, threads are not.</summary>
    public async Task ChannelsAsync(HttpContext context, Snowflake id)
    {
        Known(id);
        await using var answer = new JsonAnswer(context.Response);
        var own = script.Channels.Select(channel => channel.Shape).Where(channel => !channel.IsThread);
        await answer.ListAsync(_world.Channels.Concat(own).Where(channel => rights.Find(channel.Id) is not null), _json.Channel);
    }

    /// <summary>GET /guilds/:id/members, ascending by id</summary>
    public async Task MembersAsync(HttpContext context, Snowflake id)
    {
        Known(id);
        if (!rights.HasMembersIntent)
        {
            throw DiscordErrorException.NoAccess();
        }

        var limit = DiscordQuery.Limit(context, byDefault: 1, MostMembers);
        var after = DiscordQuery.Cursor(context, "after") ?? default;
        await using var answer = new JsonAnswer(context.Response);
        await answer.ListAsync(_world.InGuild.Where(user => user.Id > after).Take(limit), Member);
    }

    /// <summary>GET /guilds/:id/members/:user</summary>
    public Task MemberAsync(HttpContext context, Snowflake id, Snowflake userId)
    {
        Known(id);
        var user = _world.InGuild.FirstOrDefault(user => user.Id == userId) ?? throw DiscordErrorException.NoMember();
        return WriteAsync(context, json => Member(json, user));
    }

    /// <summary>GET /guilds/:id/threads/active, newest first</summary>
    public async Task ActiveThreadsAsync(HttpContext context, Snowflake id)
    {
        Known(id);
        var active = _world.Threads.Where(thread => _world.ArchivedAt(thread) is null)
            .Concat(script.Channels.Where(thread => thread is { Shape.IsThread: true, ArchivedAt: null }).Select(thread => thread.Shape))
            .Where(thread => rights.Find(thread.Id) is not null && rights.CanRead(thread))
            .OrderByDescending(thread => thread.Id);
        await using var answer = new JsonAnswer(context.Response);
        answer.Writer.WriteStartObject();
        answer.Writer.WritePropertyName("threads");
        await answer.ListAsync(active, _json.Channel);
        answer.Writer.WriteStartArray("members");
        answer.Writer.WriteEndArray();
        answer.Writer.WriteEndObject();
    }

    private void Known(Snowflake id)
    {
        if (id != _world.GuildId || !rights.IsInGuild)
        {
            throw DiscordErrorException.NoGuild();
        }
    }

    private void Member(Utf8JsonWriter json, SimulatedUser user)
    {
        json.WriteStartObject();
        json.WritePropertyName("user");
        DiscordJson.User(json, user);
        json.WriteString("nick", user.Nick);
        json.WriteStartArray("roles");
        if (user.IsOfficer)
        {
            json.WriteStringValue(_world.OfficerRoleId.ToString());
        }

        json.WriteEndArray();
        DiscordJson.Time(json, "joined_at", user.InGuildSince);
        json.WriteBoolean("pending", false);
        json.WriteNumber("flags", 0);
        json.WriteNull("communication_disabled_until");
        json.WriteEndObject();
    }

    private static void Role(Utf8JsonWriter json, Snowflake id, string name, long permissions, int position)
    {
        json.WriteStartObject();
        DiscordJson.Id(json, "id", id);
        json.WriteString("name", name);
        DiscordJson.Bits(json, "permissions", permissions);
        json.WriteNumber("position", position);
        json.WriteNumber("color", 0);
        json.WriteBoolean("managed", false);
        json.WriteEndObject();
    }

    private static async Task WriteAsync(HttpContext context, Action<Utf8JsonWriter> write)
    {
        await using var answer = new JsonAnswer(context.Response);
        write(answer.Writer);
    }
}
