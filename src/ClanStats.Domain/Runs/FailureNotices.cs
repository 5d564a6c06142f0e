using System.Text;
using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Runs;

/// <summary>Why a run was not what it should be.</summary>
/// <param name="Step">One of <see cref="StepNames"/>, or <see cref="FailureCause.WholeRun"/>.</param>
/// <param name="Message">What is missing or wrong, as people read it.</param>
public sealed record FailureCause(string Step, string Message)
{
    /// <summary>The step of a cause that lies before or outside all steps, such as wrong settings.</summary>
    public const string WholeRun = "run";

    /// <summary>What makes two causes the same one: numbers in it, such as counts and times, change from night to night.</summary>
    public string Key
    {
        get
        {
            var key = new StringBuilder(Step).Append(": ");
            foreach (var sign in Message)
            {
                var isNumber = char.IsAsciiDigit(sign);
                if (!isNumber || key[^1] != '#')
                {
                    key.Append(isNumber ? '#' : sign);
                }
            }

            return key.ToString();
        }
    }
}

/// <summary>A cause that lasts.</summary>
/// <param name="Key">As <see cref="FailureCause.Key"/>.</param>
/// <param name="Step">Where it was met.</param>
/// <param name="Message">As it was told last.</param>
/// <param name="Since">When it was met first.</param>
/// <param name="ToldAt">When somebody was told last; null: nobody yet.</param>
public sealed record LastingCause(string Key, string Step, string Message, UtcInstant Since, UtcInstant? ToldAt);

/// <summary>What a notice says of a cause.</summary>
public enum NoticeKind
{
    /// <summary>It is new.</summary>
    New,

    /// <summary>It still lasts, a week after it was told.</summary>
    Still,

    /// <summary>It is over.</summary>
    Over,
}

/// <summary>Something to tell.</summary>
/// <param name="Kind">What of it.</param>
/// <param name="Cause">The cause.</param>
public sealed record FailureNotice(NoticeKind Kind, LastingCause Cause);

/// <summary>
/// Decides what a run has to tell about failures: each cause once, then weekly, and once when it is over; nothing while all is well. Pure: what
/// lasts comes in and goes out.
/// </summary>
/// <param name="Notices">What to tell; empty: nothing.</param>
/// <param name="Told">What lasts if it was told.</param>
/// <param name="Untold">What lasts if nobody could be told: the next run tries again.</param>
public sealed record FailureNotices(IReadOnlyList<FailureNotice> Notices, IReadOnlyList<LastingCause> Told, IReadOnlyList<LastingCause> Untold)
{
    /// <summary>A week, less half a day: nights do not begin at the same second.</summary>
    private const double DaysBetween = 6.5;

    /// <summary>Decides.</summary>
    /// <param name="lasting">What lasted until now.</param>
    /// <param name="causes">What this run met.</param>
    /// <param name="settled">Steps that did their work: a cause of theirs that was not met again is over.</param>
    /// <param name="now">By the real clock.</param>
    public static FailureNotices Decide(
        IReadOnlyList<LastingCause> lasting, IReadOnlyList<FailureCause> causes, IReadOnlySet<string> settled, UtcInstant now)
    {
        var (notices, told, untold) = (new List<FailureNotice>(), new List<LastingCause>(), new List<LastingCause>());
        var met = causes.DistinctBy(cause => cause.Key).ToDictionary(cause => cause.Key);
        foreach (var cause in lasting)
        {
            if (met.Remove(cause.Key, out var again))
            {
                var present = cause with { Message = again.Message };
                Keep(present, present.ToldAt is null ? NoticeKind.New : now >= present.ToldAt.Value.PlusDays(DaysBetween) ? NoticeKind.Still : null);
            }
            else if (!settled.Contains(cause.Step))
            {
                Keep(cause, null);
            }
            else if (cause.ToldAt is not null)
            {
                notices.Add(new FailureNotice(NoticeKind.Over, cause));
                untold.Add(cause);
            }
        }

        foreach (var cause in met.Values)
        {
            Keep(new LastingCause(cause.Key, cause.Step, cause.Message, now, null), NoticeKind.New);
        }

        return new FailureNotices(notices, told, untold);

        void Keep(LastingCause cause, NoticeKind? kind)
        {
            if (kind is { } tell)
            {
                notices.Add(new FailureNotice(tell, cause));
            }

            told.Add(kind is null ? cause : cause with { ToldAt = now });
            untold.Add(cause);
        }
    }
}
