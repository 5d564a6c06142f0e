using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ClanStats.Domain.Identity;
using ClanStats.Harvest.Http;

namespace ClanStats.Harvest.Discord;

/// <summary>Messages that stand side by side in a channel.</summary>
/// <param name="Messages">Oldest first, none newer than the fixed end.</param>
/// <param name="Unreadable">Messages of an unknown form, set aside.</param>
/// <param name="Newest">The cursor after this page: the greatest id by number.</param>
internal sealed record MessagePage(IReadOnlyList<DiscordMessage> Messages, int Unreadable, Snowflake Newest);

/// <summary>Asks Discord's API, version 10. What the bot may not see or what is not recorded is null where an answer is optional.</summary>
internal sealed class DiscordClient(ServiceClient http, DiscordOptions options)
{
    private const int ArchivePage = 100;

    /// <summary>The bot itself; null in a recording without it.</summary>
    public Task<DiscordUser?> FindSelfAsync(CancellationToken cancellationToken) =>
        FindAsync("/users/@me", "token", DiscordJson.Default.DiscordUser, cancellationToken);

    /// <summary>The bot's application, which says whether message content is granted.</summary>
    public Task<DiscordApplication?> FindApplicationAsync(CancellationToken cancellationToken) =>
        FindAsync("/applications/@me", "intents", DiscordJson.Default.DiscordApplication, cancellationToken);

    /// <summary>The guild with its roles; null if the bot is not in it.</summary>
    public Task<DiscordGuild?> FindGuildAsync(Snowflake guild, CancellationToken cancellationToken) =>
        FindAsync($"/guilds/{guild}", "guild", DiscordJson.Default.DiscordGuild, cancellationToken);

    /// <summary>A member of the guild; null if there is none.</summary>
    public Task<DiscordGuildMember?> FindMemberAsync(Snowflake guild, Snowflake user, CancellationToken cancellationToken) =>
        FindAsync($"/guilds/{guild}/members/{user}", "permissions", DiscordJson.Default.DiscordGuildMember, cancellationToken);

    /// <summary>All channels of the guild, also those the bot cannot read; no threads.</summary>
    public Task<List<DiscordChannel>> GetChannelsAsync(Snowflake guild, CancellationToken cancellationToken) =>
        GetAsync($"/guilds/{guild}/channels", "channels", DiscordJson.Default.ListDiscordChannel, cancellationToken);

    /// <summary>Active threads of the guild; null if Discord does not tell.</summary>
    public Task<DiscordThreads?> FindActiveThreadsAsync(Snowflake guild, CancellationToken cancellationToken) =>
        FindAsync($"/guilds/{guild}/threads/active", "threads", DiscordJson.Default.DiscordThreads, cancellationToken);

    /// <summary>Archived public threads of a channel, by the time they were archived, newest first; nothing if Discord does not tell.</summary>
    public async IAsyncEnumerable<IReadOnlyList<DiscordChannel>> GetArchivedThreadsAsync(
        Snowflake channel, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var path = $"/channels/{channel}/threads/archived/public?limit={ArchivePage}";
        string? before = null;
        while (true)
        {
            var url = before is null ? path : $"{path}&before={Uri.EscapeDataString(before)}";
            var page = await FindAsync(url, "archived threads", DiscordJson.Default.DiscordThreads, cancellationToken);
            if (page?.Threads is not { Count: > 0 } threads)
            {
                yield break;
            }

            yield return threads;
            var last = threads[^1].ThreadMetadata?.ArchiveTimestamp;
            if (!page.HasMore || last is null || last == before)
            {
                yield break;
            }

            before = last;
        }
    }

    /// <summary>
    /// Messages after a cursor, oldest pages first, up to an end fixed beforehand so that a busy channel ends too. Discord lists each page
    /// newest first and the newest is not always on top, so the cursor is the greatest id.
    /// </summary>
    /// <param name="channel">The channel or thread.</param>
    /// <param name="after">Exclusive; 0 is the beginning of time.</param>
    /// <param name="upTo">Inclusive; nothing newer is given.</param>
    /// <param name="resumed">Whether <paramref name="after"/> stands where an earlier read ended.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    public async IAsyncEnumerable<MessagePage> GetMessagesAsync(
        Snowflake channel, Snowflake after, Snowflake upTo, bool resumed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var mayEnd = resumed;
        while (after < upTo)
        {
            var path = $"/channels/{channel}/messages?limit={options.BatchSize}&after={after}";
            if (await PageAsync(path, mayEnd, cancellationToken) is not { Count: > 0 } raw)
            {
                yield break;
            }

            var page = Read(raw, after, upTo, path);
            yield return page;
            after = page.Newest;
            mayEnd = raw.Count < options.BatchSize;
        }
    }

    /// <summary>A recording may end with its last short page; a missing page before that is a fault.</summary>
    private async Task<List<JsonElement>?> PageAsync(string path, bool mayEnd, CancellationToken cancellationToken)
    {
        try
        {
            return await GetAsync(path, "messages", DiscordJson.Default.ListJsonElement, cancellationToken);
        }
        catch (HarvestException exception) when (mayEnd && exception.IsNotRecorded)
        {
            return null;
        }
    }

    private static MessagePage Read(List<JsonElement> raw, Snowflake after, Snowflake upTo, string path)
    {
        var messages = new List<DiscordMessage>(raw.Count);
        var (newest, unreadable) = (after, 0);
        foreach (var element in raw)
        {
            if (Message(element) is not { } message)
            {
                unreadable++;
                continue;
            }

            newest = message.Id > newest ? message.Id : newest;
            if (message.Id > after && message.Id <= upTo)
            {
                messages.Add(message);
            }
        }

        if (newest <= after)
        {
            throw new HarvestException($"Discord answers {path} with messages that do not lie after the cursor.");
        }

        messages.Sort((left, right) => left.Id.CompareTo(right.Id));
        return new MessagePage(messages, unreadable, newest > upTo ? upTo : newest);
    }

    private static DiscordMessage? Message(JsonElement element)
    {
        try
        {
            return element.Deserialize(DiscordJson.Default.DiscordMessage) is { Id.Value: > 0 } message ? message : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<T?> FindAsync<T>(string path, string purpose, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await GetAsync(path, purpose, type, cancellationToken);
        }
        catch (HarvestException exception) when (!exception.StopsTheSource
            && (exception.IsNotRecorded || exception.Status is HttpStatusCode.NotFound or HttpStatusCode.Forbidden))
        {
            return null;
        }
    }

    private async Task<T> GetAsync<T>(string path, string purpose, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var answer = await http.GetAsync(path, purpose, cancellationToken);
        if (!answer.IsSuccess)
        {
            throw DiscordFault.Explain(path, answer);
        }

        try
        {
            return JsonSerializer.Deserialize(answer.Body, type) ?? throw new JsonException("the answer is null");
        }
        catch (JsonException exception)
        {
            throw new HarvestException(
                $"Discord's answer to {path} is cut off or has another form than known ({exception.Message}).", inner: exception);
        }
    }
}
