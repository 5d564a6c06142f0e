using ClanStats.Domain.Activity;
using ClanStats.Storage;

namespace ClanStats.Announcements;

/// <summary>What may be done about a post.</summary>
internal enum PostTurn
{
    /// <summary>It may be sent; it is entered as being sent.</summary>
    Send,

    /// <summary>It was told already, or it was said that nobody knows.</summary>
    Settled,

    /// <summary>A run was cut off while it sent it.</summary>
    CutOff,

    /// <summary>Discord knows this webhook no more.</summary>
    Gone,
}

/// <summary>Remembers what was told, so that nothing is told twice.</summary>
internal sealed class PostStore(Database database)
{
    /// <summary>Asks for a post's turn, and enters it as being sent if it has one. What comes of it is entered by <see cref="End"/>.</summary>
    /// <param name="post">Which post.</param>
    /// <param name="now">By the real clock.</param>
    /// <param name="runId">The run.</param>
    public PostTurn Begin(PostKey post, UtcInstant now, long runId) => database.Write("discord posts: begin", unit =>
    {
        var states = unit.Query<string>("SELECT state FROM discord_posts WHERE kind = @Kind AND period = @Period", post).ToList();
        if (states.Contains("sending"))
        {
            Save(unit, post, "unknown", null, now, runId);
            return PostTurn.CutOff;
        }

        if (states.Contains("posted") || states.Contains("unknown"))
        {
            return PostTurn.Settled;
        }

        if (unit.Query<long>("SELECT count(*) FROM discord_posts WHERE state = 'gone' AND webhook = @Webhook", post).Single() > 0)
        {
            return PostTurn.Gone;
        }

        Save(unit, post, "sending", null, now, runId);
        return PostTurn.Send;
    });

    /// <summary>Enters what came of a post.</summary>
    public void End(PostKey post, PostResult result, UtcInstant now, long runId) =>
        database.Write("discord posts: end", unit => Save(unit, post, StateOf(result.Fate), result.MessageId, now, runId));

    private static string StateOf(PostFate fate) => fate switch
    {
        PostFate.Posted => "posted",
        PostFate.Refused => "refused",
        PostFate.Gone => "gone",
        _ => "unknown",
    };

    private static void Save(UnitOfWork unit, PostKey post, string state, long? messageId, UtcInstant now, long runId) => unit.Execute(
        """
        INSERT INTO discord_posts (kind, period, state, webhook, message_id, changed_at, run_id)
          VALUES (@Kind, @Period, @state, @Webhook, @messageId, @at, @run)
        ON CONFLICT (kind, period) DO UPDATE SET state = excluded.state, webhook = excluded.webhook, message_id = excluded.message_id,
          changed_at = excluded.changed_at, run_id = excluded.run_id
        """,
        new { post.Kind, post.Period, state, post.Webhook, messageId, at = now.Milliseconds, run = runId == 0 ? null : (long?)runId });
}

/// <summary>One post.</summary>
/// <param name="Kind">summary or members.</param>
/// <param name="Period">The day or week it is of: there is one of a kind.</param>
/// <param name="Webhook">A hash of the webhook's address, by which a new one is told from one that is gone.</param>
internal sealed record PostKey(string Kind, string Period, string Webhook);
