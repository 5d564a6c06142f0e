using System.Net;
using System.Text.Json;
using ClanStats.Harvest.Http;

namespace ClanStats.Harvest.WiseOldMan;

/// <summary>How Wise Old Man took a request for an update.</summary>
internal enum UpdateVerdict
{
    /// <summary>A player was updated, or the group's members were queued.</summary>
    Accepted,

    /// <summary>Nobody in the group needs one.</summary>
    NobodyOutdated,

    /// <summary>The verification code is not the group's.</summary>
    WrongCode,

    /// <summary>The player was updated less than a minute ago.</summary>
    CoolingDown,

    /// <summary>It is not done for this group or player: opted out, blocked, archived, flagged, not on the hiscores, unknown.</summary>
    Refused,

    /// <summary>Nobody can be updated now: no answer, hiscores out of order, request limit used up.</summary>
    Unavailable,
}

/// <summary>An answer to a request for an update.</summary>
/// <param name="Verdict">How it was taken.</param>
/// <param name="Status">HTTP status; null if there was no answer.</param>
/// <param name="Body">The answer's body; empty if there was none.</param>
internal sealed record UpdateAnswer(UpdateVerdict Verdict, HttpStatusCode? Status, byte[] Body);

/// <summary>
/// Asks Wise Old Man to fetch fresh data. The group's verification code travels in the body of one request and is told nowhere else; what the
/// service says about such a request is not passed on either, for it might repeat the code.
/// </summary>
internal sealed class UpdateClient(ServiceClient http, WiseOldManOptions options)
{
    private const string Purpose = "update request";

    private static readonly byte[] NoContent = "{}"u8.ToArray();

    /// <summary>Queues an update of all members whose data is about a day old or older.</summary>
    /// <exception cref="HarvestException">The key is rejected or this computer blocked: nothing else need be asked.</exception>
    public Task<UpdateAnswer> AskForGroupAsync(string verificationCode, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new WomVerification(verificationCode), WiseOldManJson.Default.WomVerification);
        return AskAsync($"/groups/{options.GroupId}/update-all", body, cancellationToken);
    }

    /// <summary>Updates one player; the answer comes when it is done.</summary>
    /// <param name="username">Exactly as WOM gave it: runs of blanks matter.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="HarvestException">The key is rejected or this computer blocked: nothing else need be asked.</exception>
    public Task<UpdateAnswer> AskForPlayerAsync(string username, CancellationToken cancellationToken) =>
        AskAsync($"/players/{Uri.EscapeDataString(username)}", NoContent, cancellationToken);

    private async Task<UpdateAnswer> AskAsync(string path, byte[] body, CancellationToken cancellationToken)
    {
        HttpAnswer answer;
        try
        {
            answer = await http.PostAsync(path, body, Purpose, cancellationToken);
        }
        catch (HarvestException)
        {
            return new UpdateAnswer(UpdateVerdict.Unavailable, null, []);
        }

        return answer.IsSuccess
            ? new UpdateAnswer(UpdateVerdict.Accepted, answer.Status, answer.Body)
            : new UpdateAnswer(Judge(path, answer), answer.Status, answer.Body);
    }

    private static UpdateVerdict Judge(string path, HttpAnswer answer) => (answer.Status, WiseOldManClient.ReadError(answer.Body)?.Code) switch
    {
        (HttpStatusCode.Forbidden, null) => throw WiseOldManClient.Explain(path, answer with { Body = [] }),
        (HttpStatusCode.TooManyRequests, null) when answer.RetryAfter is null => throw WiseOldManClient.Explain(path, answer with { Body = [] }),
        (HttpStatusCode.TooManyRequests, null) => UpdateVerdict.Unavailable,
        (HttpStatusCode.TooManyRequests, _) => UpdateVerdict.CoolingDown,
        (HttpStatusCode.BadRequest, "NO_OUTDATED_MEMBERS") => UpdateVerdict.NobodyOutdated,
        (HttpStatusCode.Forbidden, "INCORRECT_VERIFICATION_CODE") => UpdateVerdict.WrongCode,
        ( >= HttpStatusCode.InternalServerError or HttpStatusCode.RequestTimeout, _) => UpdateVerdict.Unavailable,
        _ => UpdateVerdict.Refused,
    };
}
