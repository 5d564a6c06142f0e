using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using ClanStats.Harvest.Http;

namespace ClanStats.Harvest.Discord;

/// <summary>Turns an answer that is an error into one line with its remedy. Bodies may be HTML or plain text.</summary>
internal static class DiscordFault
{
    private const int Unauthorized = 40001;
    private const int Unverified = 40002;
    private const int BadToken = 50014;
    private const string UnknownChannel = "10003";
    private const string MissingAccess = "50001";
    private const string MissingPermissions = "50013";
    private const string NoText = "50008";
    private const string WrongType = "50024";

    /// <summary>The fault an error answer amounts to.</summary>
    public static HarvestException Explain(string path, HttpAnswer answer)
    {
        var error = ReadError(answer.Body);
        var code = error?.Code?.ToString();
        var said = error?.Message ?? "no reason given";
        HarvestException Fatal(string message) => new(message, answer.Status, code) { StopsTheSource = true };
        return answer.Status switch
        {
            _ when answer.Status == HttpStatusCode.Unauthorized || error?.Code is Unauthorized or Unverified or BadToken => Fatal(
                "Discord rejects DISCORD_TOKEN. Reset the bot's token in the Developer Portal and enter the new one."),
            HttpStatusCode.TooManyRequests when answer.RetryAfter is null => Fatal(
                $"Discord blocks this computer ({said}). Wait an hour, lower DISCORD_TARGET_RPS, and look for other programs that use the token."),
            HttpStatusCode.TooManyRequests => Fatal($"Discord's request limit is used up ({path}); the rest is read the next night."),
            HttpStatusCode.Forbidden => new HarvestException($"Discord forbids {path} ({said}).", answer.Status, code),
            HttpStatusCode.NotFound => new HarvestException($"Discord does not know {path} ({said}).", answer.Status, code),
            _ => new HarvestException($"Discord answers {(int)answer.Status} to {path} ({said}{Fields(error)}).", answer.Status, code),
        };
    }

    /// <summary>A malformed request is this program's own fault: the fields that were complained about lead to it.</summary>
    private static string Fields(DiscordError? error) =>
        error?.Errors is { ValueKind: JsonValueKind.Object } fields ? $"; {Encoding.UTF8.GetString(Beginning(JsonMarshal.GetRawUtf8Value(fields)))}" : "";

    private static ReadOnlySpan<byte> Beginning(ReadOnlySpan<byte> text) => text[..Math.Min(200, text.Length)];

    /// <summary>What an error means for one channel. Discord's own code says more than the status and comes first.</summary>
    public static ChannelResult ResultOf(HarvestException exception) => exception switch
    {
        { Code: UnknownChannel } => ChannelResult.Deleted,
        { Code: MissingAccess or MissingPermissions } => ChannelResult.Forbidden,
        { Code: NoText or WrongType } => ChannelResult.WithoutMessages,
        { Status: HttpStatusCode.Forbidden } => ChannelResult.Forbidden,
        { Status: HttpStatusCode.NotFound } => ChannelResult.Deleted,
        _ => ChannelResult.Failed,
    };

    private static DiscordError? ReadError(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, DiscordJson.Default.DiscordError);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
