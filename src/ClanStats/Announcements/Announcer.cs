using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Runs;

namespace ClanStats.Announcements;

/// <summary>Posts what is due: the officers' summary where something changed or on Mondays, the members' week once a week.</summary>
internal sealed class Announcer(AnnouncementOptions options, PostStore posts, WebhookClient webhooks, TimeProvider clock) : IAnnouncer
{
    /// <inheritdoc/>
    public async Task<Announced> TellAsync(RunContext run, CancellationToken cancellationToken)
    {
        var (told, failures) = (new List<string>(), new List<string>());
        foreach (var due in Due(run.Report))
        {
            await TellAsync(due, run, told, failures, cancellationToken);
        }

        return new Announced(told, failures);
    }

    private IEnumerable<DuePost> Due(ClanReport? report)
    {
        if (report is not null && options.SummaryWebhook is { } officers && OfficersPost.IsDue(report))
        {
            yield return new DuePost("summary", "the officers' summary", "DISCORD_SUMMARY_WEBHOOK", officers, OfficersPost.PeriodOf(report), OfficersPost.Write(report));
        }

        if (report is not null && options.MembersWebhook is { } members && MembersPost.IsDue(report))
        {
            yield return new DuePost("members", "the members' week", "DISCORD_MEMBERS_WEBHOOK", members, MembersPost.PeriodOf(report), MembersPost.Write(report));
        }
    }

    private async Task TellAsync(DuePost due, RunContext run, List<string> told, List<string> failures, CancellationToken cancellationToken)
    {
        var key = new PostKey(due.Kind, due.Period, WebhookClient.FingerprintOf(due.Address));
        switch (posts.Begin(key, Now, run.RunId))
        {
            case PostTurn.CutOff:
                failures.Add($"An earlier run was cut off while it posted {due.Title} of {due.Period}: it may have arrived, so it is not posted again.");
                return;
            case PostTurn.Gone:
                failures.Add(Gone(due));
                return;
            case PostTurn.Settled:
                return;
        }

        var result = await webhooks.PostAsync(due.Address, due.Kind, due.Post.ToJson(), cancellationToken);
        posts.End(key, result, Now, run.RunId);
        switch (result.Fate)
        {
            case PostFate.Posted:
                told.Add(due.Title);
                break;
            case PostFate.Gone:
                failures.Add(Gone(due));
                break;
            case PostFate.Refused:
                failures.Add($"{due.Title} was not posted: {result.Reason}. The next run tries again.");
                break;
            default:
                failures.Add($"{due.Title}: {result.Reason}. It may have arrived, so it is not posted again.");
                break;
        }
    }

    private static string Gone(DuePost due) =>
        $"{due.Title} was not posted: Discord does not know the webhook of {due.Setting} any more. Make a new one in the channel's settings, or remove the setting.";

    private UtcInstant Now => UtcInstant.From(clock.GetUtcNow());

    /// <param name="Kind">summary or members.</param>
    /// <param name="Title">As people read it.</param>
    /// <param name="Setting">The setting that names the webhook.</param>
    /// <param name="Address">The webhook.</param>
    /// <param name="Period">The day or week it is of.</param>
    /// <param name="Post">The message.</param>
    private sealed record DuePost(string Kind, string Title, string Setting, string Address, string Period, DiscordPost Post);
}
