using ClanStats.Domain.Report;

namespace ClanStats.Exports.Enforcer;

/// <summary>Who plays and who talks, as a table of the text about moderation.</summary>
internal static class PresenceText
{
    /// <summary>Writes the part; nothing where it was not made.</summary>
    public static void Write(MarkdownReport text, PresenceReport presence)
    {
        if (presence.Windows.Count == 0)
        {
            return;
        }

        var states = Enum.GetValues<MemberState>();
        text.Line("## Presence");
        text.Line();
        text.Line(presence.Note ?? "People by what they did in each window; an alt counts with its person. Not measured is not quiet.");
        text.Line();
        text.Line($"| Days | {string.Join(" | ", states.Select(StateText.Of))} | Linked |");
        text.Line($"| ---: |{string.Concat(states.Select(_ => " ---: |"))} ---: |");
        foreach (var window in presence.Windows)
        {
            text.Line($"| {window.Window.Days} | {string.Join(" | ", states.Select(state => NumberText.Whole(window.Count(state))))} | {NumberText.Whole(window.Linked)} |");
        }

        text.Line();
    }
}
