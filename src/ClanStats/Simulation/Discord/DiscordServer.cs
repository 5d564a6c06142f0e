using ClanStats.Domain.Identity;
using ClanStats.Simulation.Servers;
using ClanStats.Simulation.World;
using Microsoft.AspNetCore.Http;

namespace ClanStats.Simulation.Discord;

/// <summary>How the simulated Discord behaves.</summary>
internal sealed record DiscordServerOptions
{
    /// <summary>Whether rate limits hold, the global one included.</summary>
    public bool HasLimits { get; init; } = true;

    /// <summary>Requests for one channel's messages in five seconds.</summary>
    public int MessagesLimit { get; init; } = BucketLimiter.MessagesLimit;

    /// <summary>How answers tell of the limits.</summary>
    public LimitHeaders LimitHeaders { get; init; } = LimitHeaders.Honest;

    /// <summary>Stripped where a path begins with it.</summary>
    public string BasePath { get; init; } = "/api/v10";

    /// <summary>The bot's token.</summary>
    public string Token { get; init; } = "simulated-token";

    /// <summary>The clock of the limits.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}

/// <summary>Answers like Discord's REST API about a simulated clan's guild.</summary>
internal sealed class DiscordServer : LoopbackServer
{
    private readonly DiscordServerOptions _options;
    private readonly BucketLimiter _limiter;
    private readonly GuildAnswers _guild;
    private readonly ChannelAnswers _channels;
    private int _invalidRequests;

    private DiscordServer(SimulatedClan clan, DiscordServerOptions options)
        : base(options.BasePath, options.Time)
    {
        _options = options;
        _limiter = new BucketLimiter(options.Time, options.MessagesLimit);
        Script = new DiscordScript();
        Rights = new BotRights(clan.Discord, Script);
        Webhooks = new WebhookAnswers(options.Time);
        _guild = new GuildAnswers(clan, Rights, Script);
        _channels = new ChannelAnswers(clan, Rights, Script);
    }

    /// <summary>What the bot may see and read; tests change it.</summary>
    public BotRights Rights { get; }

    /// <summary>Channels and changes of messages that tests make up.</summary>
    public DiscordScript Script { get; }

    /// <summary>Webhooks and what was posted to them.</summary>
    public WebhookAnswers Webhooks { get; }

    /// <summary>Answers of 401, 403 and 429 so far; ten thousand in ten minutes would get a real address banned.</summary>
    public int InvalidRequests => Volatile.Read(ref _invalidRequests);

    /// <summary>Starts a server on a free port.</summary>
    public static async Task<DiscordServer> StartAsync(SimulatedClan clan, DiscordServerOptions? options = null)
    {
        var server = new DiscordServer(clan, options ?? new DiscordServerOptions());
        await server.StartAsync();
        return server;
    }

    /// <inheritdoc/>
    protected override async Task AnswerAsync(HttpContext context, string path)
    {
        if (!context.Request.Headers.UserAgent.ToString().StartsWith("DiscordBot (", StringComparison.Ordinal))
        {
            // The real service hands such callers to its shield, which answers with a page and no JSON.
            CountInvalid();
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync("<html><body>error code: 1010</body></html>");
            return;
        }

        try
        {
            var webhook = HttpMethods.IsPost(context.Request.Method) && PathParts.Of(path) is ["webhooks", _, _] ? PathParts.Of(path) : null;
            if (webhook is null && context.Request.Headers.Authorization.ToString() != "Bot " + _options.Token)
            {
                throw DiscordErrorException.Unauthorised();
            }

            if (!_options.HasLimits || await AdmitAsync(context, path))
            {
                await (webhook is null ? RouteAsync(context, path) : Webhooks.PostAsync(context, webhook[1], webhook[2]));
            }
        }
        catch (DiscordErrorException error)
        {
            if (error.Status is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden)
            {
                CountInvalid();
            }

            await ErrorAsync(context, error);
        }
    }

    private Task RouteAsync(HttpContext context, string path)
    {
        if (!HttpMethods.IsGet(context.Request.Method))
        {
            throw DiscordErrorException.NoRoute();
        }

        return PathParts.Of(path) switch
        {
            ["users", "@me"] => _guild.MeAsync(context),
            ["applications", "@me"] => _guild.ApplicationAsync(context),
            ["guilds", var id] => _guild.GuildAsync(context, Id(id)),
            ["guilds", var id, "channels"] => _guild.ChannelsAsync(context, Id(id)),
            ["guilds", var id, "members"] => _guild.MembersAsync(context, Id(id)),
            ["guilds", var id, "members", var user] => _guild.MemberAsync(context, Id(id), Id(user)),
            ["guilds", var id, "threads", "active"] => _guild.ActiveThreadsAsync(context, Id(id)),
            ["channels", var id] => _channels.ChannelAsync(context, Id(id)),
            ["channels", var id, "messages"] => _channels.MessagesAsync(context, Id(id)),
            ["channels", var id, "threads", "archived", "public"] => _channels.ArchivedThreadsAsync(context, Id(id)),
            ["channels", var id, "threads", "archived", "private"] => _channels.PrivateThreadsAsync(context, Id(id)),
            ["channels", var id, "users", "@me", "threads", "archived", "private"] => _channels.JoinedThreadsAsync(context, Id(id)),
            _ => throw DiscordErrorException.NoRoute(),
        };
    }

    private async Task<bool> AdmitAsync(HttpContext context, string path)
    {
        var verdict = _limiter.Take(context.Request.Method, PathParts.Of(path));
        verdict.WriteHeaders(context.Response.Headers, _options.LimitHeaders);
        if (verdict.IsAdmitted)
        {
            return true;
        }

        CountViolation(verdict.WasTold);
        CountInvalid();
        await using var answer = new JsonAnswer(context.Response, StatusCodes.Status429TooManyRequests);
        answer.Writer.WriteStartObject();
        answer.Writer.WriteString("message", "You are being rate limited.");
        answer.Writer.WriteNumber("retry_after", Math.Round(verdict.ResetAfter.TotalSeconds, 3));
        answer.Writer.WriteBoolean("global", verdict.IsGlobal);
        answer.Writer.WriteEndObject();
        return false;
    }

    private static Snowflake Id(string text) => PathParts.Id(text)
        ?? throw DiscordErrorException.Malformed("id", "NUMBER_TYPE_COERCE", $"Value \"{text}\" is not snowflake.");

    private static async Task ErrorAsync(HttpContext context, DiscordErrorException error)
    {
        await using var answer = new JsonAnswer(context.Response, error.Status);
        answer.Writer.WriteStartObject();
        answer.Writer.WriteString("message", error.Message);
        answer.Writer.WriteNumber("code", error.Code);
        if (error.Field is { } field)
        {
            answer.Writer.WriteStartObject("errors");
            answer.Writer.WriteStartObject(field.Field);
            answer.Writer.WriteStartArray("_errors");
            answer.Writer.WriteStartObject();
            answer.Writer.WriteString("code", field.Code);
            answer.Writer.WriteString("message", field.Message);
            answer.Writer.WriteEndObject();
            answer.Writer.WriteEndArray();
            answer.Writer.WriteEndObject();
            answer.Writer.WriteEndObject();
        }

        answer.Writer.WriteEndObject();
    }

    private void CountInvalid() => Interlocked.Increment(ref _invalidRequests);
}
