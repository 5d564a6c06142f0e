using System.Text;
using ClanStats.Domain.Activity;
using ClanStats.Simulation.World;

namespace ClanStats.Simulation.Chat;

/// <summary>Writes lines as the relay's webhook posts them: prefixes of emoji, names in bold, texts escaped as for a regular expression.</summary>
internal static class RelayLines
{
    /// <summary>The webhook's name.</summary>
    public const string WebhookName = "Osrs clanchat";

    private const string Escaped = @".\+*?[^]$(){}=!<>|:-#/@~`";

    private static readonly string[] Badges =
    [
        "<:Ironman_chat_badge:1147000000000000001>", "<:Hardcore_ironman_chat_badge:1147000000000000002>",
        "<:Group_ironman_chat_badge:1147000000000000003>",
    ];

    private static readonly string[] Ranks = ["<:Captain:1144000000000000011>", "<:Corporal:1144000000000000012>"];
    private static readonly string[] Items = ["Ember sigil", "Moss blade (g)", "Gale-worn boots", "Quartz crown", "Otter's tooth", "Umber robe top"];
    private static readonly string[] Pets = ["Pebble", "Little gale", "Moth"];
    private static readonly string[] Tiers = ["Easy", "Medium", "Hard", "Elite"];

    /// <summary>The content of a relayed message.</summary>
    public static string Compose(SimulatedMessage message, ref Dice dice)
    {
        var name = message.Speaker.Player?.NameInGame(message.At) ?? message.Speaker.GuestName ?? "";
        return message.Kind switch
        {
            MessageKind.RelayTalk => Prefix(ref dice) + $"**{name}**: {Escape(PhraseBook.Line(ref dice))}",
            MessageKind.RelayJoined => Escape($"{name} has been invited into the clan by Mallow-Fox."),
            MessageKind.RelayLeft => Escape($"{name} has left the clan."),
            MessageKind.RelayBroadcast => Broadcast(name, ref dice),
            _ => Unreadable(ref dice),
        };
    }

    private static string Prefix(ref Dice dice) => dice.Unit() switch
    {
        < 0.6 => "",
        < 0.75 => dice.Pick(Badges) + " ",
        < 0.9 => dice.Pick(Ranks) + dice.Pick(Badges) + " ",
        _ => dice.Pick(Ranks),
    };

    private static string Broadcast(string name, ref Dice dice)
    {
        var boss = MetricCatalog.ToTitle(dice.Pick(MetricNames.Bosses));
        var skill = MetricCatalog.ToTitle(MetricNames.Skills[1 + dice.Below(MetricNames.Skills.Length - 1)]);
        var coins = dice.Between(100_000, 90_000_000);
        var item = dice.Pick(Items);
        var (icon, line) = dice.Below(16) switch
        {
            0 or 1 or 2 => ("Guideprices", $"{name} received a drop: {item} ({coins:N0} coins) from {boss}."),
            3 => ("Guideprices", $"{name} received a drop: {dice.Between(2, 900)} x {item} ({coins:N0} coins)."),
            4 => ("Guideprices", $"{name} received special loot from a raid: {item} ({coins:N0} coins)."),
            5 or 6 => ("Collectionlog", $"{name} received a new collection log item: {item} ({dice.Between(3, 1600)}/1717)."),
            7 => ("Petshopicon", $"{name} has a funny feeling like they're being followed: {dice.Pick(Pets)} at {dice.Between(1, 4000):N0} killcount."),
            8 or 9 => ("Statsicon", $"{name} has reached {skill} level {dice.Between(50, 99)}."),
            10 => ("Statsicon", $"{name} has reached {dice.Between(14, 190)},000,000 XP in {skill}."),
            11 => ("Quest", $"{name} has completed a quest:{(dice.Chance(0.5) ? " The Moss King" : "")}"),
            12 => ("TaskMastericon", $"{name} has completed the {dice.Pick(Tiers)} Fenlands diary."),
            13 => ("CombatAchievementsicon", $"{name} has unlocked the {dice.Pick(Tiers)} tier of rewards from Combat Achievements!"),
            14 => ("Speedrunningshopicon", $"{name} has achieved a new {boss} personal best: {dice.Between(1, 59)}:{dice.Between(10, 59)}"),
            _ => ("AccountManagementCommunityicon", dice.Chance(0.5) ? $"{name} has joined." : $"{name} has left."),
        };

        // Most icons touch the text that follows them.
        var prefix = dice.Unit() switch
        {
            < 0.4 => "",
            < 0.8 => $"<:{icon}:1147000000000000{dice.Between(100, 199)}>",
            _ => $"{dice.Pick(Badges)} <:{icon}:1147000000000000{dice.Between(100, 199)}>",
        };
        return prefix + Escape(line);
    }

    private static string Unreadable(ref Dice dice) => dice.Below(6) switch
    {
        0 => "To talk in your clan's channel, start each line of chat with // or /c.",
        1 => "**: no name at all",
        2 => "",
        3 => "**A name that is far too long for the game**: hello",
        4 => "\uFFFD\uFFFD **half a line",
        _ => "<:Broken:",
    };

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var character in text)
        {
            if (Escaped.Contains(character, StringComparison.Ordinal))
            {
                escaped.Append('\\');
            }

            escaped.Append(character);
        }

        return escaped.ToString();
    }
}
