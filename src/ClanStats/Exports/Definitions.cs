using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Exports;

/// <summary>What one number, state, mark or rule means.</summary>
/// <param name="Name">The column, state, mark or rule.</param>
/// <param name="Kind">Which of these it is.</param>
/// <param name="Meaning">What it means.</param>
/// <param name="Window">Over which time.</param>
/// <param name="Source">Where it comes from.</param>
internal sealed record Definition(string Name, string Kind, string Meaning, string Window, string Source);

/// <summary>The words of docs/definitions.md that readers of workbook and page need, once each.</summary>
internal static class Definitions
{
    private const string Wom = "Wise Old Man";
    private const string Chat = "Discord and relay";
    private const string Rolling = "7, 30, 90, 365 days";
    private const string Now = "newest snapshot";

    /// <summary>All entries, in the order of the workbook's columns.</summary>
    public static IReadOnlyList<Definition> All(ReportSettings settings) => [.. Columns(), .. States(), .. Marks(), .. Rules(settings), .. People(), .. Clan(settings)];

    private static IEnumerable<Definition> Columns() =>
    [
        new(
            "#", "column",
            "Place on the roster: by messages of 30 days, then total XP; unknown last, then the lower id.",
            "30 days", "ClanStats"),
        new("Name", "column", "The name as Wise Old Man shows it. One row is one player; an alt has a row of its own.", "now", Wom),
        new(
            "Joined", "column",
            "The day the member joined, in UTC: as an officer wrote it down, else the first that Wise Old Man knows. "
                + "Never before the clan's founding day.",
            "–", $"people.yaml, {Wom}"),
        new("Rank", "column", "The role in the group.", "now", Wom),
        new(
            "Msgs 7d, 30d, 90d", "column",
            "Messages a person wrote in Discord or in the relayed game chat, over all their accounts and names. "
                + "Broadcasts, bots and system lines never count. An alt's are counted on the main's row.",
            "7, 30, 90 days", Chat),
        new("Msgs Total", "column", "All messages ever read.", "since records began", Chat),
        new(
            "XP 7d, 30d, 90d, 365d", "column",
            "Overall experience gained: the steps between snapshots that end in the window, each counted above the "
                + "highest value seen before. A fall counts nothing, and climbing back is no gain.",
            Rolling, Wom),
        new("XP Total", "column", "Overall experience of the newest snapshot; unknown if unranked or never tracked.", Now, Wom),
        new(
            "Boss 7d, 30d, 90d, 365d", "column",
            "Kills gained, added up over all bosses. A boss that is unranked, or was seen only once, adds nothing: its "
                + "first value is no gain.",
            Rolling, Wom),
        new(
            "Boss Total", "column",
            "Ranked kills of the newest snapshot, added up over all bosses; 0 if none is ranked, unknown without a "
                + "snapshot.",
            Now, Wom),
        new(
            "Days played", "column",
            "Days on which a counted gain ends. Where two measurements lie more than a day apart, their gain is one day.",
            Rolling, Wom),
        new("Days talked", "column", "Days with a message.", Rolling, Chat),
        new("EHP and EHB", "column", "Efficient hours played and bossed, gained: how long the same takes somebody who does it well.", Rolling, Wom),
        new("State", "column", "What the member did in 30 days, or why that is not known.", "30 days", $"{Wom}, {Chat}"),
        new(
            "Marks", "column",
            "What must be known beside the row's numbers, by metric and window, with the true start of the interval in "
                + "brackets.",
            "–", "ClanStats"),
        new(
            "Measured at (UTC)", "column",
            "Time of the newest snapshot. Fresh for a window of N days = not older than the longer of 48 hours and N/4 "
                + "days, at most 14 days.",
            Now, Wom),
        new("Per member (raids)", "column", "Completions, hard modes included, over current members with a snapshot.", Now, Wom),
        new(
            "Record", "column",
            "The highest ranked value ever seen for a boss, by whoever held it; a holder who has left is marked former.",
            "since records began", Wom),
    ];

    private static IEnumerable<Definition> States() => Enum.GetValues<MemberState>()
        .Select(state => new Definition(StateText.Of(state), "state", Sentence(StateText.Meaning(state)), "30 days", $"{Wom}, {Chat}"));

    private static IEnumerable<Definition> Marks() => Enum.GetValues<DataMark>()
        .Where(mark => mark != DataMark.None)
        .Select(mark => new Definition(StateText.Of(mark), "mark", Sentence(StateText.Meaning(mark)), "each window", "ClanStats"));

    private static IEnumerable<Definition> Rules(ReportSettings settings) =>
    [
        new(
            "Purge candidate", "rule",
            $"On the roster for at least {settings.PurgeThresholdDays} days, and in that time at most "
                + $"{NumberText.Whole(settings.PurgeMinXp)} XP, {NumberText.Whole(settings.PurgeMinBoss)} kills and "
                + $"{NumberText.Whole(settings.PurgeMinMessages)} messages, all measured. Nobody under grace, on leave or "
                + "exempt. Without Discord, messages are no criterion.",
            $"{settings.PurgeThresholdDays} days", $"{Wom}, {Chat}"),
        new("warned", "verdict", "An officer wrote so in Decisions, about this listing; who and when stand beside it.", "this listing", "officers"),
        new("due", "verdict", "Warned at least a week ago and still listed.", "this listing", "officers"),
        new("not warned yet", "verdict", "Listed for at least a week, and no officer wrote that they were warned.", "this listing", "officers"),
        new("kept, removed", "verdict", "What an officer wrote about this listing.", "this listing", "officers"),
        new("ignore", "verdict", "Left off that one list until the word is taken back.", "until taken back", "officers"),
        new("Looking back", "rule", "Decisions on the purge list after which the person was active or joined again within the days named.", "since the first decision", "officers"),
        new(
            "Quiet, Discord unknown", "rule",
            "Quiet in game and in the relay, but their Discord account is not known: listed apart, never as a candidate.",
            $"{settings.PurgeThresholdDays} days", $"{Wom}, {Chat}"),
        new("Leadership slump", "rule", "A leader with no XP, no kill and no message.", "7 days", $"{Wom}, {Chat}"),
        new("Churn risk", "rule", "Wrote a lot in 30 days and hardly anything in the last 7.", "7 and 30 days", Chat),
        new("Silent recruit", "rule", "A recruit who plays and has written nothing.", "7 days", $"{Wom}, {Chat}"),
        new("Fading Star", "rule", "Trained a lot in 30 days and less than a tenth of it in the last 7.", "7 and 30 days", Wom),
        new("Silent Grinder", "rule", "Trains a lot and hardly writes.", "7 days", $"{Wom}, {Chat}"),
        new("Town Crier", "rule", "Writes a lot and hardly trains.", "7 days", $"{Wom}, {Chat}"),
        new("Boss Hunter", "rule", "Kills many bosses for little XP.", "7 days", Wom),
        new("High Velocity", "rule", "A recruit whose XP exceeds the mean of the leaders.", "7 days", Wom),
        new("Social Pillar", "rule", "Not a leader, and among the most talkative of the whole roster.", "30 days", Chat),
        new(
            "Carry Potential", "rule",
            "Not an officer, and among those with the most raids of the whole roster, hard modes included.",
            Now, Wom),
        new(
            "Ladder", "rule",
            "What the next rank asks for, requirement by requirement; suggested is who passes every weekly cut-off asked for. Peers are of the same "
                + "rank and time in the clan.",
            "weekly cut-offs", $"{Wom}, {Chat}"),
        new("AWOL", "rule", "An officer without a message. The plain fact stands before the label.", "30 days", Chat),
        new("Slacking", "rule", "An officer below the clan's mean of messages and with little XP.", "30 days", $"{Wom}, {Chat}"),
    ];

    private static IEnumerable<Definition> People() =>
    [
        new(
            "Presence", "clan",
            "Persons by what they did: any player's play and any account's message is the person's. Not measured is not quiet.",
            Rolling, $"{Wom}, {Chat}"),
        new("Active hours", "column", "Hours in which an officer wrote a message.", "30 days", Chat),
        new("Weekends in a row", "column", "Weekends, the last complete one backwards, on which an officer wrote a message.", "up to now", Chat),
        new(
            "Two hours for an event", "clan",
            "The two hours of the week in which most regulars are to be expected, and those best for whom they miss.",
            "30 days", Chat),
        new(
            "Answers", "column",
            "First messages of newcomers that this officer was the first of the officers to follow in the same channel, within a week.",
            "newcomers' days", Chat),
        new(
            "Hours without officers", "clan",
            "Hours of the week with at least the clan's mean of messages and fewer than one officer expected; the clan's map, never one person's.",
            "30 days", Chat),
        new(
            "Newcomers who stayed", "clan",
            "Of those who joined, the share still here so many days later, among those who could be watched that long. A departure and a return within two days "
                + "are one stay. The band says how sure that is: 95 of 100 such bands hold the true share.",
            "since the log of joins begins", Wom),
        new(
            "Calendar", "page",
            "One square a day, in five steps of XP and of messages. Hatched: no data, which is not nothing.",
            "two years", $"{Wom}, {Chat}"),
        new(
            "Page's marks", "page",
            "New: joined lately. Slipping: named by Churn risk, Fading Star or Leadership slump. Due for a rank, on the purge list: named there. "
                + "Unlinked: nobody knows a Discord account, and nobody said that there is none.",
            "tonight", "ClanStats"),
        new(
            "Changes", "clan",
            "Against the newest published report at least 12 hours older, by consequence, at most 12 lines.",
            "since that report", "ClanStats"),
    ];

    private static IEnumerable<Definition> Clan(ReportSettings settings) =>
    [
        new(
            "Measured", "clan",
            "The newest snapshot is fresh and the messages are known, or Discord is not connected and only the game "
                + "speaks. Each verdict rests on numbers that are known, and says which.",
            "30 days", $"{Wom}, {Chat}"),
        new(
            "Score 7d", "column",
            $"{settings.WeightMessages:0.##} points a message, {settings.WeightBoss:0.##} a kill, 1 for every 100,000 XP; what is not known counts nothing.",
            "7 days", $"{Wom}, {Chat}"),
        new("Boss of the month", "clan", "The boss the clan gained the most kills of.", "30 days", Wom),
        new(
            "Members, former, unassigned", "clan",
            "The clan's total split by whose it is; the three parts add up to it.",
            "30 days", $"{Wom}, {Chat}"),
    ];

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..] + ".";
}
