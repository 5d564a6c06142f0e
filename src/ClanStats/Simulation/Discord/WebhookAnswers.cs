using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Simulation.Servers;
using Microsoft.AspNetCore.Http;

namespace ClanStats.Simulation.Discord;

/// <summary>A message that a webhook took.</summary>
/// <param name="Webhook">The webhook's id.</param>
/// <param name="Id">The message's id.</param>
/// <param name="Body">What was sent.</param>
internal sealed record TakenPost(Snowflake Webhook, Snowflake Id, JsonElement Body)
{
    /// <summary>The one embed.</summary>
    public JsonElement Embed => Body.GetProperty("embeds")[0];

    /// <summary>The text of one of its fields.</summary>
    public string Field(string name) => Embed.GetProperty("fields").EnumerateArray().Single(field => field.GetProperty("name").GetString() == name).GetProperty("value").GetString()!;
}

/// <summary>Takes what is posted to webhooks as Discord does: within its limits, under its own token, and as long as the webhook exists.</summary>
internal sealed class WebhookAnswers(TimeProvider time)
{
    private const long FirstId = 1_500_000_000_000_000_000;
    private readonly ConcurrentDictionary<Snowflake, string> _tokens = new();
    private readonly ConcurrentQueue<TakenPost> _posts = new();
    private long _lastId = FirstId;

    /// <summary>What was taken, in order.</summary>
    public IReadOnlyList<TakenPost> Posts => [.. _posts];

    /// <summary>Makes a webhook.</summary>
    /// <returns>Its path, which is its secret: <c>/webhooks/ID/TOKEN</c>.</returns>
    public string Create()
    {
        var id = NextId();
        var token = $"simulated-webhook-token-{id.Value % 1000:000}";
        _tokens[id] = token;
        return $"/webhooks/{id}/{token}";
    }

    /// <summary>Deletes a webhook, as somebody with the right to does in the channel's settings.</summary>
    /// <param name="path">As <see cref="Create"/> gave it.</param>
    public void Delete(string path) => _tokens.TryRemove(PathParts.Id(PathParts.Of(path)[1])!.Value, out _);

    /// <summary>Takes a post, or says what is wrong with it.</summary>
    public async Task PostAsync(HttpContext context, string idText, string token)
    {
        if (PathParts.Id(idText) is not { } id || !_tokens.TryGetValue(id, out var known))
        {
            throw new DiscordErrorException(StatusCodes.Status404NotFound, 10015, "Unknown Webhook");
        }

        if (known != token)
        {
            throw new DiscordErrorException(StatusCodes.Status401Unauthorized, 50027, "Invalid Webhook Token");
        }

        var body = await ReadAsync(context);
        WebhookLimits.Check(body);
        var post = new TakenPost(id, NextId(), body);
        _posts.Enqueue(post);
        if (context.Request.Query["wait"] != "true")
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        await using var answer = new JsonAnswer(context.Response);
        answer.Writer.WriteStartObject();
        answer.Writer.WriteString("id", post.Id.ToString());
        answer.Writer.WriteString("webhook_id", id.ToString());
        answer.Writer.WriteString("timestamp", UtcInstant.From(time.GetUtcNow()).ToIso());
        answer.Writer.WriteEndObject();
    }

    private static async Task<JsonElement> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentType?.StartsWith("application/json", StringComparison.Ordinal) != true)
        {
            throw DiscordErrorException.Malformed("content", "CONTENT_TYPE_INVALID", "Expected \"Content-Type\" header to be one of {'application/json'}.");
        }

        try
        {
            using var document = await JsonDocument.ParseAsync(context.Request.Body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new DiscordErrorException(StatusCodes.Status400BadRequest, 50109, "The request body contains invalid JSON.");
        }
    }

    private Snowflake NextId() => Snowflake.TryParse(Interlocked.Increment(ref _lastId).ToString(CultureInfo.InvariantCulture), out var id) ? id : default;
}

/// <summary>Discord's limits of a message and its embeds; texts count without the blanks around them.</summary>
internal static class WebhookLimits
{
    private const int Content = 2_000, Embeds = 10, Title = 256, Description = 4_096, Fields = 25, FieldName = 256, FieldValue = 1_024, Footer = 2_048, Author = 256, Whole = 6_000;

    /// <summary>Refuses what Discord refuses.</summary>
    public static void Check(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            throw DiscordErrorException.Malformed("_errors", "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType");
        }

        var content = Text(body, "content", Content);
        var embeds = body.TryGetProperty("embeds", out var list) ? list.EnumerateArray().ToList() : [];
        if (content == 0 && embeds.Count == 0)
        {
            throw new DiscordErrorException(StatusCodes.Status400BadRequest, 50006, "Cannot send an empty message");
        }

        if (embeds.Count > Embeds)
        {
            throw TooLong("embeds", Embeds);
        }

        if (embeds.Sum(CheckEmbed) > Whole)
        {
            throw DiscordErrorException.Malformed("embeds", "MAX_EMBED_SIZE_EXCEEDED", $"Embed size exceeds maximum size of {Whole}");
        }
    }

    private static int CheckEmbed(JsonElement embed)
    {
        var size = Text(embed, "title", Title) + Text(embed, "description", Description);
        size += embed.TryGetProperty("footer", out var footer) ? Text(footer, "text", Footer) : 0;
        size += embed.TryGetProperty("author", out var author) ? Text(author, "name", Author) : 0;
        var fields = embed.TryGetProperty("fields", out var list) ? list.EnumerateArray().ToList() : [];
        if (fields.Count > Fields)
        {
            throw TooLong("fields", Fields);
        }

        foreach (var field in fields)
        {
            var (name, value) = (Text(field, "name", FieldName), Text(field, "value", FieldValue));
            if (name == 0 || value == 0)
            {
                throw DiscordErrorException.Malformed(name == 0 ? "name" : "value", "BASE_TYPE_REQUIRED", "This field is required");
            }

            size += name + value;
        }

        return size;
    }

    private static int Text(JsonElement parent, string name, int most)
    {
        var length = parent.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()!.Trim().Length : 0;
        return length <= most ? length : throw TooLong(name, most);
    }

    private static DiscordErrorException TooLong(string field, int most) =>
        DiscordErrorException.Malformed(field, "BASE_TYPE_MAX_LENGTH", $"Must be {most} or fewer in length.");
}
