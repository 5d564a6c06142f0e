using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ClanStats.Harvest.Http;

namespace ClanStats.Harvest.WiseOldMan;

/// <summary>
/// Asks Wise Old Man's API, version 2. Decides by HTTP status first and by code second, never by message: several endpoints answer an
/// ordinary 404 with the code UNEXPECTED_ERROR.
/// </summary>
internal sealed class WiseOldManClient(ServiceClient http, WiseOldManOptions options)
{
    /// <summary>Rows a page of a group's lists can hold.</summary>
    public const int GroupPage = 50;

    /// <summary>Snapshots a page can hold.</summary>
    public const int SnapshotPage = 200;

    private string Group => $"/groups/{options.GroupId}";

    /// <summary>The group with its whole roster.</summary>
    public Task<WomGroup> GetGroupAsync(CancellationToken cancellationToken) =>
        GetNewestGroupAsync("roster", cancellationToken);

    /// <summary>The group with its whole roster, to see how far a requested update has come.</summary>
    public Task<WomGroup> PollGroupAsync(CancellationToken cancellationToken) =>
        GetNewestGroupAsync("update poll", cancellationToken);

    /// <summary>The newest snapshot of every member that has one.</summary>
    public async IAsyncEnumerable<WomBulkEntry> GetBulkHiscoresAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var path = $"{Group}/bulk-hiscores";
        using var body = new MemoryStream(await GetBodyAsync(path, "snapshots", cancellationToken));
        var entries = JsonSerializer.DeserializeAsyncEnumerable(body, WiseOldManJson.Default.WomBulkEntry, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (entries)
        {
            while (await Readable(path, entries.MoveNextAsync))
            {
                if (entries.Current is { } entry)
                {
                    yield return entry;
                }
            }
        }
    }

    /// <summary>Approved name changes of current members, by submission, newest first.</summary>
    public IAsyncEnumerable<IReadOnlyList<WomNameChange>> GetNameChangesAsync(CancellationToken cancellationToken) =>
        PagesAsync("name-changes", WiseOldManJson.Default.ListWomNameChange, cancellationToken);

    /// <summary>Joins, departures and role changes, newest first.</summary>
    public IAsyncEnumerable<IReadOnlyList<WomActivity>> GetActivityAsync(CancellationToken cancellationToken) =>
        PagesAsync("activity", WiseOldManJson.Default.ListWomActivity, cancellationToken);

    /// <summary>Achievements, newest first; those of unknown date stand at the end.</summary>
    public IAsyncEnumerable<IReadOnlyList<WomAchievement>> GetAchievementsAsync(CancellationToken cancellationToken) =>
        PagesAsync("achievements", WiseOldManJson.Default.ListWomAchievement, cancellationToken);

    /// <summary>A player by id, also one who left the group; null if the id no longer exists.</summary>
    public async Task<WomPlayerDetails?> FindPlayerAsync(long playerId, CancellationToken cancellationToken)
    {
        try
        {
            return await GetAsync($"/players/id/{playerId}", "vanished player", WiseOldManJson.Default.WomPlayerDetails, cancellationToken);
        }
        catch (HarvestException exception) when (exception.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>A player's snapshots, newest first, page by page until one is short.</summary>
    /// <param name="username">Exactly as WOM gave it: runs of blanks matter.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async IAsyncEnumerable<IReadOnlyList<JsonElement>> GetSnapshotsAsync(
        string username, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var offset = 0; ; offset += SnapshotPage)
        {
            var path = $"/players/{Uri.EscapeDataString(username)}/snapshots?limit={SnapshotPage}&offset={offset}";
            var page = await GetAsync(path, "history", WiseOldManJson.Default.ListJsonElement, cancellationToken);
            yield return page;
            if (page.Count < SnapshotPage)
            {
                yield break;
            }
        }
    }

    /// <summary>What an answer without success means.</summary>
    public static HarvestException Explain(string path, HttpAnswer answer)
    {
        var error = ReadError(answer.Body);
        var said = error?.Message ?? "no reason given";
        HarvestException Fatal(string message) => new(message, answer.Status, error?.Code) { StopsTheSource = true };
        return answer.Status switch
        {
            HttpStatusCode.Forbidden when error?.Code is null =>
                Fatal("Wise Old Man rejects WOM_API_KEY. Correct it or leave it empty."),
            HttpStatusCode.TooManyRequests when answer.RetryAfter is null =>
                Fatal($"Wise Old Man blocks this computer ({said}). Wait a day, lower WOM_TARGET_RPM, and ask on their Discord if it stays."),
            HttpStatusCode.TooManyRequests =>
                Fatal($"Wise Old Man's request limit is used up ({path}); the rest is read the next night."),
            HttpStatusCode.NotFound =>
                new HarvestException($"Wise Old Man does not know {path} ({said}).", answer.Status, error?.Code),
            _ => new HarvestException($"Wise Old Man answers {(int)answer.Status} to {path} ({said}).", answer.Status, error?.Code),
        };
    }

    /// <summary>The error in an answer's body; null if it holds none.</summary>
    public static WomError? ReadError(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, WiseOldManJson.Default.WomError);
        }
        catch (JsonException)
        {
            // Proxies answer with HTML: the status says enough.
            return null;
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<T>> PagesAsync<T>(
        string list, JsonTypeInfo<List<T>> type, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var offset = 0; ; offset += GroupPage)
        {
            var purpose = offset == 0 ? list : $"{list}, further page";
            var page = await GetAsync($"{Group}/{list}?limit={GroupPage}&offset={offset}", purpose, type, cancellationToken);
            yield return page;
            if (page.Count < GroupPage)
            {
                yield break;
            }
        }
    }

    private async Task<WomGroup> GetNewestGroupAsync(string purpose, CancellationToken cancellationToken)
    {
        var answer = await http.GetNewestAsync(Group, purpose, cancellationToken);
        return Parse(Group, BodyOf(Group, answer), WiseOldManJson.Default.WomGroup);
    }

    private async Task<T> GetAsync<T>(string path, string purpose, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        Parse(path, await GetBodyAsync(path, purpose, cancellationToken), type);

    private async Task<byte[]> GetBodyAsync(string path, string purpose, CancellationToken cancellationToken) =>
        BodyOf(path, await http.GetAsync(path, purpose, cancellationToken));

    private static byte[] BodyOf(string path, HttpAnswer answer) => answer.IsSuccess ? answer.Body : throw Explain(path, answer);

    private static T Parse<T>(string path, byte[] body, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw new JsonException("the answer is null");
        }
        catch (JsonException exception)
        {
            throw Unreadable(path, exception);
        }
    }

    private static async ValueTask<bool> Readable(string path, Func<ValueTask<bool>> next)
    {
        try
        {
            return await next();
        }
        catch (JsonException exception)
        {
            throw Unreadable(path, exception);
        }
    }

    private static HarvestException Unreadable(string path, JsonException exception) =>
        new($"Wise Old Man's answer to {path} is cut off or has another form than known ({exception.Message}).", inner: exception);
}
