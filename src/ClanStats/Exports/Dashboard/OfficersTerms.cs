using ClanStats.Domain.Report;

namespace ClanStats.Exports.Dashboard;

/// <summary>A word of the page with its one definition.</summary>
/// <param name="Key">By which the page's script asks for it.</param>
/// <param name="Name">As people read it.</param>
/// <param name="Meaning">What it means.</param>
/// <param name="Window">Over which time.</param>
/// <param name="Source">Where it comes from.</param>
internal sealed record Term(string Key, string Name, string Meaning, string Window, string Source);

/// <summary>The words the officers' page explains. Their texts stand in <see cref="Definitions"/>; the page has none of its own.</summary>
internal static class OfficersTerms
{
    /// <summary>Key, the name the page shows, and the definition it takes.</summary>
    private static readonly (string Key, string Name, string Definition)[] Words =
    [
        ("name", "Name", "Name"),
        ("role", "Rank", "Rank"),
        ("joined", "Joined", "Joined"),
        ("measured", "Measured", "Measured at (UTC)"),
        ("state", "State", "State"),
        ("xp", "XP", "XP 7d, 30d, 90d, 365d"),
        ("xpTotal", "XP in total", "XP Total"),
        ("boss", "Kills", "Boss 7d, 30d, 90d, 365d"),
        ("bossTotal", "Kills in total", "Boss Total"),
        ("msgs", "Messages", "Msgs 7d, 30d, 90d"),
        ("msgsTotal", "Messages in total", "Msgs Total"),
        ("gdays", "Days played", "Days played"),
        ("cdays", "Days talked", "Days talked"),
        ("score", "Score", "Score 7d"),
        ("ehp", "Hours played (EHP)", "EHP and EHB"),
        ("flags", "To know", "Page's marks"),
        ("marks", "≈ ≥ –", "Marks"),
        ("calendar", "Calendar", "Calendar"),
        ("both", "Game and chat", "● Game and chat"),
        ("game_only", "Game only", "◐ Game only"),
        ("chat_only", "Chat only", "◑ Chat only"),
        ("neither", "Neither", "■ Neither"),
        ("not_measured", "Not measured", "○ Not measured"),
        ("not_yet", "Not yet", "○ Not yet"),
        ("presence", "Presence", "Presence"),
        ("stay", "Newcomers who stayed", "Newcomers who stayed"),
        ("answers", "Answers", "Answers"),
        ("hours", "Active hours", "Active hours"),
        ("event", "Two hours for an event", "Two hours for an event"),
        ("weekends", "Weekends in a row", "Weekends in a row"),
        ("holes", "Hours without officers", "Hours without officers"),
        ("record", "Record", "Record"),
        ("raids", "Mean", "Per member (raids)"),
        ("month", "Boss of the month", "Boss of the month"),
        ("purge", "Purge candidate", "Purge candidate"),
        ("unknown", "Quiet, Discord unknown", "Quiet, Discord unknown"),
        ("ladder", "Ladder", "Ladder"),
        ("regret", "Looking back", "Looking back"),
        ("sums", "Members, former, unassigned", "Members, former, unassigned"),
        ("counted", "Measured members", "Measured"),
        ("slump", "Leadership slump", "Leadership slump"),
        ("churn", "Churn risk", "Churn risk"),
        ("silent", "Silent recruit", "Silent recruit"),
        ("fading", "Fading Star", "Fading Star"),
        ("grinder", "Silent Grinder", "Silent Grinder"),
        ("crier", "Town Crier", "Town Crier"),
        ("hunter", "Boss Hunter", "Boss Hunter"),
        ("velocity", "High Velocity", "High Velocity"),
        ("pillar", "Social Pillar", "Social Pillar"),
        ("carry", "Carry Potential", "Carry Potential"),
        ("awol", "AWOL", "AWOL"),
        ("slacking", "Slacking", "Slacking"),
    ];

    /// <summary>All of them; a word without a definition is a mistake of the program.</summary>
    public static IEnumerable<Term> Of(ReportSettings settings)
    {
        var definitions = Definitions.All(settings).ToDictionary(definition => definition.Name, StringComparer.Ordinal);
        return Words.Select(word =>
        {
            var definition = definitions[word.Definition];
            return new Term(word.Key, word.Name, definition.Meaning, definition.Window, definition.Source);
        });
    }
}
