using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ClanStats.Domain.Activity;
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
    /// <exception cref="HarvestException">There was no usable answer, or it was refused.</exception>
    public Task<WomGroup> GetGroupAsync(UtcInstant now, CancellationToken cancellationToken) =>
        GetNewestGroupAsync("roster", now, cancellationToken);

    /// <summary>The group with its whole roster, to see how far a requested update has come.</summary>
    /// <exception cref="HarvestException">There was no usable answer, or it was refused.</exception>
    public Task<WomGroup> PollGroupAsync(UtcInstant now, CancellationToken cancellationToken) =>
        GetNewestGroupAsync("update poll", now, cancellationToken);

    /// <summary>The newest snapshot of every member that has one.</summary>
    /// <exception cref="HarvestException">There was no usable answer, or it was refused.</exception>
    public async Task<BulkSnapshots> GetBulkSnapshotsAsync(UtcInstant now, CancellationToken cancellationToken)
    {
        var path = $"{Group}/bulk-hiscores";
        var body = await GetBodyAsync(path, "snapshots", cancellationToken);
        return Readable(path, () => SnapshotAnswer.ReadBulk(body, $"the newest snapshots of group {options.GroupId}", now));
    }

    /// <summary>What every current member had gained at the first and the last snapshot in a window of time, both ends included.</summary>
    /// <exception cref="HarvestException">There was no usable answer, or it was refused.</exception>
    public async Task<GainsAnswer> GetGainsAsync(UtcInstant from, UtcInstant to, UtcInstant now, CancellationToken cancellationToken)
    {
        var path = $"{Group}/bulk-gained?startDate={Uri.EscapeDataString(from.ToIso())}&endDate={Uri.EscapeDataString(to.ToIso())}";
        var body = await GetBodyAsync(path, "history by day", cancellationToken);
        return Readable(path, () => GainsAnswer.Read(body, $"the gains of group {options.GroupId} on {IsoDay.Of(from.Date)}", from, to, now));
    }

    /// <summary>Approved name changes of current members, by submission, newest first.</summary>
    public IAsyncEnumerable<GroupPage<GroupRename>> GetNameChangesAsync(UtcInstant now, CancellationToken cancellationToken) =>
        PagesAsync(offset => GetPageAsync(
            "name-changes", offset, WiseOldManJson.Default.WomNameChange, GroupRows.Rename, row => row.At, now, cancellationToken));

    /// <summary>Joins, departures and role changes, newest first; what happened at the same moment stands in no order.</summary>
    public IAsyncEnumerable<GroupPage<GroupEvent>> GetActivityAsync(UtcInstant now, CancellationToken cancellationToken) =>
        PagesAsync(offset => GetActivityPageAsync(offset, now, cancellationToken));

    /// <summary>The events from a place of that list on.</summary>
    public Task<GroupPage<GroupEvent>> GetActivityPageAsync(int offset, UtcInstant now, CancellationToken cancellationToken) =>
        GetPageAsync("activity", offset, WiseOldManJson.Default.WomActivity, GroupRows.Event, row => row.At, now, cancellationToken);

    /// <summary>Achievements, newest first; those of unknown date stand at the end.</summary>
    public IAsyncEnumerable<GroupPage<GroupAchievement>> GetAchievementsAsync(UtcInstant now, CancellationToken cancellationToken) =>
        PagesAsync(offset => GetPageAsync(
            "achievements", offset, WiseOldManJson.Default.WomAchievement, GroupRows.Achievement, row => row.At, now, cancellationToken));

    /// <summary>A player by id, also one who left the group; null if the id no longer exists.</summary>
    public async Task<WomPlayerDetails?> FindPlayerAsync(long playerId, CancellationToken cancellationToken)
    {
        var path = $"/players/id/{playerId}";
        try
        {
            var body = await GetBodyAsync(path, "vanished player", cancellationToken);
            return Readable(path, () => JsonSerializer.Deserialize(body, WiseOldManJson.Default.WomPlayerDetails));
        }
        catch (HarvestException exception) when (exception.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>A page of a player's snapshots, newest first.</summary>
    /// <param name="member">Whose; asked for by name, for WOM offers no history by id.</param>
    /// <param name="offset">How many newer ones are passed over.</param>
    /// <param name="now">Business time.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="HarvestException">There was no usable answer, or it was refused.</exception>
    public async Task<SnapshotPage> GetSnapshotsAsync(HarvestedMember member, int offset, UtcInstant now, CancellationToken cancellationToken)
    {
        var path = $"/players/{Segment(member.Username)}/snapshots?limit={SnapshotPage}&offset={offset}";
        var body = await GetBodyAsync(path, offset == 0 ? "history" : "history, further page", cancellationToken);
        return Readable(path, () => SnapshotAnswer.ReadPage(body, member.WomPlayerId, $"the history of {member.Username} (offset {offset})", now));
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

    /// <summary>
    /// A name as part of a path. <c>/players/id/…</c> is the look-up by id; WOM takes "_" for a blank and trims it, so that the player called
    /// "id" is reached with one before the name.
    /// </summary>
    private static string Segment(string username) => username == "id" ? "_id" : Uri.EscapeDataString(username);

    private static async IAsyncEnumerable<GroupPage<T>> PagesAsync<T>(Func<int, Task<GroupPage<T>>> read)
    {
        for (var offset = 0; ; offset += GroupPage)
        {
            var page = await read(offset);
            yield return page;
            if (page.IsLast)
            {
                yield break;
            }
        }
    }

    private async Task<GroupPage<TRow>> GetPageAsync<TWire, TRow>(
        string list, int offset, JsonTypeInfo<TWire> type, RowReading<TWire, TRow> read, Func<TRow, UtcInstant?> time, UtcInstant now, CancellationToken cancellationToken)
        where TRow : class
    {
        var path = $"{Group}/{list}?limit={GroupPage}&offset={offset}";
        var body = await GetBodyAsync(path, offset == 0 ? list : $"{list}, further page", cancellationToken);
        return Readable(path, () => GroupPages.Read(body, $"the {list} of group {options.GroupId} (offset {offset})", type, read, time, now));
    }

    private async Task<WomGroup> GetNewestGroupAsync(string purpose, UtcInstant now, CancellationToken cancellationToken)
    {
        var body = BodyOf(Group, await http.GetNewestAsync(Group, purpose, cancellationToken));
        return Readable(Group, () => RosterAnswer.Read(body, options.GroupId, now));
    }

    private async Task<byte[]> GetBodyAsync(string path, string purpose, CancellationToken cancellationToken) =>
        BodyOf(path, await http.GetAsync(path, purpose, cancellationToken));

    private static byte[] BodyOf(string path, HttpAnswer answer) => answer.IsSuccess ? answer.Body : throw Explain(path, answer);

    /// <summary>Reads an answer; whatever is wrong with it is told as a fault of the harvest.</summary>
    internal static T Readable<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new HarvestException(
                $"Wise Old Man's answer to {path} is cut off or has another form than known ({exception.Message}).", inner: exception);
        }
    }
}
