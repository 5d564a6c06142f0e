namespace ClanStats.Domain.Activity;

/// <summary>What a line on Discord is, as the database names it.</summary>
public static class MessageKinds
{
    /// <summary>A Discord user's message.</summary>
    public const string Chat = "chat";

    /// <summary>A player's line in the relayed game chat.</summary>
    public const string Relay = "relay";

    /// <summary>What the game said about a player in the relayed game chat.</summary>
    public const string Broadcast = "broadcast";

    /// <summary>Another bot's or webhook's post, and what the relay posts that is neither.</summary>
    public const string Bot = "bot";

    /// <summary>Discord's own, such as a join or a pin.</summary>
    public const string System = "system";

    /// <summary>What a line of the relay is.</summary>
    public static string OfRelay(RelayLineKind kind) => kind switch
    {
        RelayLineKind.Chat => Relay,
        RelayLineKind.Broadcast => Broadcast,
        _ => Bot,
    };
}
