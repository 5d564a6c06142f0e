using System.Text;
using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using ClanStats.Hosting.Logging;

namespace ClanStats.Hosting.Notices;

/// <summary>Failure notices as a chat channel reads them.</summary>
internal static class NoticeText
{
    /// <summary>Discord takes 2,000 characters.</summary>
    private const int Longest = 1_900;
    private const int LongestLine = 350;

    /// <summary>The post.</summary>
    /// <param name="notices">What to tell.</param>
    /// <param name="run">The command and how it ended.</param>
    /// <param name="environment">What is shown beside the clan's name; null in production.</param>
    public static string Of(IReadOnlyList<FailureNotice> notices, LastExit run, string? environment)
    {
        var words = ExitWords.Of(run.ExitCode);
        var isWell = run.ExitCode == 0;
        var text = new StringBuilder($"ClanStats{(environment is null ? "" : $" ({Plain(environment)})")}, {run.Command} of {run.EndedAt.ToPeople()}: {words.Meaning}");
        text.Append(isWell ? "." : $" (exit code {run.ExitCode}).");
        var left = notices.Count;
        foreach (var notice in notices)
        {
            var line = Line(notice);
            if (text.Length + line.Length > Longest)
            {
                text.Append($"\n… and {left} more; run_summary.json has all.");
                break;
            }

            text.Append('\n').Append(line);
            left--;
        }

        if (!isWell && words.Remedy is { } remedy && text.Length + remedy.Length < Longest)
        {
            text.Append('\n').Append(remedy);
        }

        return text.ToString();
    }

    /// <summary>The post as Discord takes it: nobody is pinged, whatever a name in it looks like, and no link in it is opened for a preview.</summary>
    public static byte[] ToJson(string text) =>
        JsonSerializer.SerializeToUtf8Bytes(new { content = text, flags = 4, allowed_mentions = new { parse = Array.Empty<string>() } });

    private static string Line(FailureNotice notice)
    {
        var cause = $"{notice.Cause.Step}: {Plain(notice.Cause.Message)}";
        var told = notice.Kind switch
        {
            NoticeKind.New => $"▲ {cause}",
            NoticeKind.Still => $"▲ Still, since {IsoDay.Of(notice.Cause.Since.Date)}: {cause}",
            _ => $"✓ Over, since {IsoDay.Of(notice.Cause.Since.Date)}: {cause}",
        };
        return ShortText.Within(told, LongestLine);
    }

    /// <summary>One line in which nothing is formatted, linked or mentioned: messages may hold names that players chose.</summary>
    private static string Plain(string message)
    {
        var plain = new StringBuilder();
        foreach (var sign in LineEscape.Escape(message.Replace("\n", " ", StringComparison.Ordinal)))
        {
            if (sign is '*' or '_' or '~' or '`' or '|' or '>' or '<' or '[' or ']' or '\\' or '#')
            {
                plain.Append('\\');
            }

            plain.Append(sign);
            if (sign is '@' or ':')
            {
                // A joiner breaks mentions and addresses that a name imitates.
                plain.Append('\u2060');
            }
        }

        return plain.ToString();
    }
}
