using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Harvest;
using ClanStats.Harvest.Discord;

namespace ClanStats.Hosting.Check;

/// <summary>Reads the newest lines of the relay channel: the one way to see that they come with their texts.</summary>
internal sealed class RelayProbe(DiscordClient client, DiscordOptions options, UtcInstant now)
{
    private const int Lines = 20;

    /// <summary>Looks.</summary>
    /// <param name="channels">The guild's channels; null: there is no guild to ask.</param>
    /// <param name="self">The bot's own id.</param>
    /// <param name="contentGranted">Whether Discord says that it gives texts.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<CheckFinding>> LookAsync(
        IReadOnlyList<DiscordChannel>? channels, Snowflake? self, bool? contentGranted, CancellationToken cancellationToken)
    {
        if (options.RelayChannelId is not { } id)
        {
            return [CheckFinding.Note("relay", "RELAY_CHANNEL_ID is not set: lines of the game chat are not counted", "Set it to the channel the game chat is relayed to.")];
        }

        try
        {
            var channel = channels?.FirstOrDefault(channel => channel.Id == id) ?? await client.GetChannelAsync(id, cancellationToken);
            var isForeign = channels?.All(other => other.Id != id && other.Id != channel.ParentId) == true;
            return
            [
                .. isForeign ? new[] { CheckFinding.Note("relay", $"The relay channel {id} is in another guild than {options.GuildId}") } : [],
                await ReadAsync(channel, self, contentGranted, cancellationToken),
            ];
        }
        catch (HarvestException exception) when (!exception.StopsTheSource)
        {
            return [Explain(id, exception)];
        }
    }

    private async Task<CheckFinding> ReadAsync(DiscordChannel channel, Snowflake? self, bool? contentGranted, CancellationToken cancellationToken)
    {
        var lines = await client.GetNewestMessagesAsync(channel.Id, Lines, now, cancellationToken);
        var name = $"#{channel.Name ?? channel.Id.ToString()}";
        if (lines.Count == 0)
        {
            return channel.LastMessageId.ValueKind == JsonValueKind.String
                ? CheckFinding.Missing("relay", $"Nothing can be read of the relay channel {name} although something stands in it", $"Give the bot READ_MESSAGE_HISTORY in {name}.")
                : CheckFinding.Note("relay", $"Nothing was ever written in the relay channel {name}");
        }

        var page = new MessagePage(lines, lines[^1].Id, 0, null, IsShort: false);
        return contentGranted != false && MessageSorter.IsHeldBack(page, self, null)
            ? CheckFinding.Missing(
                "relay",
                $"The lines of the relay channel {name} come without their texts although the message content intent is on",
                "In the Developer Portal switch MESSAGE CONTENT INTENT off, save, on, save.")
            : CheckFinding.Ok("relay", $"The relay channel {name} was read: its newest message is of {lines[^1].At.ToPeople()}");
    }

    private static CheckFinding Explain(Snowflake id, HarvestException exception) => DiscordFault.ResultOf(exception) switch
    {
        ChannelResult.Forbidden => CheckFinding.Missing(
            "relay", $"The bot cannot see the relay channel {id}: VIEW_CHANNEL is missing", "Give the bot VIEW_CHANNEL and READ_MESSAGE_HISTORY in it."),
        ChannelResult.Deleted => CheckFinding.Missing("relay", $"Discord knows no channel {id}", "Correct RELAY_CHANNEL_ID: right-click the channel, Copy Channel ID."),
        ChannelResult.WithoutMessages => CheckFinding.Missing("relay", $"The relay channel {id} is of a kind that holds no messages", "Set RELAY_CHANNEL_ID to the text channel the game chat is relayed to."),
        _ => CheckFinding.Missing("relay", exception.Message, "Check again; if it stays, look at the channel's rights."),
    };
}
