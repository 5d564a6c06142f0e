using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Harvest.Http;

namespace ClanStats.Harvest.Discord;

/// <summary>Messages that stand side by side in a channel.</summary>
/// <param name="Messages">Oldest first, none newer than the fixed end.</param>
/// <param name="Newest">The cursor after this page: the greatest id by number. Every message up to it is in this page or one before.</param>
/// <param name="SetAside">Messages that must not be stored.</param>
/// <param name="Told">What was wrong with one of them; null if none was set aside.</param>
/// <param name="IsShort">Whether it holds fewer messages than were asked for: there were no more.</param>
internal sealed record MessagePage(IReadOnlyList<DiscordMessage> Messages, Snowflake Newest, int SetAside, string? Told, bool IsShort);

/// <summary>Asks Discord's API, version 10. What the bot may not see or what is not recorded is null where an answer is optional.</summary>
internal sealed class DiscordClient(ServiceClient http, DiscordOptions options)
{
    private const int ArchivePage = 100;
    private const int MembersPage = 1000;

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

    /// <summary>One channel or thread.</summary>
    /// <exception cref="HarvestException">It cannot be seen or does not exist.</exception>
    public Task<DiscordChannel> GetChannelAsync(Snowflake channel, CancellationToken cancellationToken) =>
        GetAsync($"/channels/{channel}", "channel", DiscordJson.Default.DiscordChannel, cancellationToken);

    /// <summary>Active threads of the guild; null if Discord does not tell.</summary>
    public Task<DiscordThreads?> FindActiveThreadsAsync(Snowflake guild, CancellationToken cancellationToken) =>
        FindAsync($"/guilds/{guild}/threads/active", "threads", DiscordJson.Default.DiscordThreads, cancellationToken);

    /// <summary>Members of the guild with the names they show in it, by id; null if Discord does not tell.</summary>
    public async Task<IReadOnlyList<DiscordGuildMember>?> FindMembersAsync(Snowflake guild, CancellationToken cancellationToken)
    {
        var (members, after) = (new List<DiscordGuildMember>(), new Snowflake(0));
        while (true)
        {
            var path = $"/guilds/{guild}/members?limit={MembersPage}&after={after}";
            var page = await FindAsync(path, "nicknames", DiscordJson.Default.ListDiscordGuildMember, cancellationToken);
            if (page is null)
            {
                return null;
            }

            var screen = new AnswerScreen($"the members of guild {guild} after {after}");
            members.AddRange(page.Where(member => screen.Admits(member.User is { Id.Value: > 0 } ? null : "a member without an account")));
            screen.Judge();
            var last = page.Select(member => member.User?.Id).Max() ?? after;
            if (page.Count < MembersPage || last <= after)
            {
                return members;
            }

            after = last;
        }
    }

    /// <summary>Archived threads of a channel, by the time they were archived, newest first; nothing if Discord does not tell.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="kind"><c>public</c>, or <c>private</c> for who manages threads.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    public async IAsyncEnumerable<IReadOnlyList<DiscordChannel>> GetArchivedThreadsAsync(
        Snowflake channel, string kind, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var path = $"/channels/{channel}/threads/archived/{kind}?limit={ArchivePage}";
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

    /// <summary>Archived private threads of a channel that the bot is a member of, newest first by id.</summary>
    public async IAsyncEnumerable<DiscordChannel> GetJoinedThreadsAsync(
        Snowflake channel, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var path = $"/channels/{channel}/users/@me/threads/archived/private?limit={ArchivePage}";
        Snowflake? before = null;
        while (true)
        {
            var page = await FindAsync(before is null ? path : $"{path}&before={before}", "archived threads", DiscordJson.Default.DiscordThreads, cancellationToken);
            foreach (var thread in page?.Threads ?? [])
            {
                yield return thread;
            }

            if (page is not { HasMore: true, Threads: [.., var last] } || last.Id == before)
            {
                yield break;
            }

            before = last.Id;
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
    /// <param name="now">Business time, against which times are judged.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    /// <exception cref="HarvestException">No answer, an error, or an answer that is refused.</exception>
    public async IAsyncEnumerable<MessagePage> GetMessagesAsync(
        Snowflake channel, Snowflake after, Snowflake upTo, bool resumed, UtcInstant now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var mayEnd = resumed;
        while (after < upTo)
        {
            var path = $"/channels/{channel}/messages?limit={options.BatchSize}&after={after}";
            if (await BodyAsync(path, mayEnd, cancellationToken) is not { } body)
            {
                yield break;
            }

            var screen = new AnswerScreen($"the messages of channel {channel} after {after}");
            var messages = Read(body, path, after, screen, now);
            if (messages.Count == 0)
            {
                yield break;
            }

            var newest = messages[^1].Id;
            messages.RemoveAll(message => message.Id > upTo);
            after = newest < upTo ? newest : upTo;
            mayEnd = screen.Seen < options.BatchSize;
            yield return new MessagePage(messages, after, screen.SetAside, screen.Told, mayEnd);
        }
    }

    /// <summary>The newest messages of a channel; none without the right to read what was written before.</summary>
    /// <exception cref="HarvestException">No answer, an error, or an answer that is refused.</exception>
    public async Task<IReadOnlyList<DiscordMessage>> GetNewestMessagesAsync(Snowflake channel, int count, UtcInstant now, CancellationToken cancellationToken)
    {
        var path = $"/channels/{channel}/messages?limit={count}";
        return Read((await BodyAsync(path, mayEnd: false, cancellationToken))!, path, new Snowflake(0), new AnswerScreen($"the newest messages of channel {channel}"), now);
    }

    /// <summary>A recording may end with its last short page; a missing page before that is a fault.</summary>
    private async Task<byte[]?> BodyAsync(string path, bool mayEnd, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await http.GetAsync(path, "messages", cancellationToken);
            return answer.IsSuccess ? answer.Body : throw DiscordFault.Explain(path, answer);
        }
        catch (HarvestException exception) when (mayEnd && exception.IsNotRecorded)
        {
            return null;
        }
    }

    /// <summary>Reads a page of messages, oldest first.</summary>
    /// <exception cref="HarvestException">It is cut off, of another form than known, or too much of it cannot be used.</exception>
    internal static List<DiscordMessage> Read(byte[] body, string path, Snowflake after, AnswerScreen screen, UtcInstant now)
    {
        try
        {
            var messages = MessageParser.Parse(body, after, screen, now);
            screen.Judge();
            messages.Sort((left, right) => left.Id.CompareTo(right.Id));
            return messages;
        }
        catch (JsonException exception)
        {
            throw CutOff(path, exception);
        }
    }

    private static HarvestException CutOff(string path, JsonException exception) =>
        new($"Discord's answer to {path} is cut off or has another form than known ({exception.Message}).", inner: exception);

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

        return Read(answer.Body, path, type);
    }

    /// <summary>Reads any other answer.</summary>
    /// <exception cref="HarvestException">It is cut off or of another form than known.</exception>
    internal static T Read<T>(byte[] body, string path, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw new JsonException("the answer is null");
        }
        catch (JsonException exception)
        {
            throw CutOff(path, exception);
        }
    }
}
