namespace ClanStats.Simulation.Discord;

/// <summary>An error as Discord words it.</summary>
internal sealed class DiscordErrorException(int status, int code, string message) : Exception(message)
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>Discord's own code.</summary>
    public int Code { get; } = code;

    /// <summary>For a malformed request: the field, what kind of fault, and the words about it.</summary>
    public (string Field, string Code, string Message)? Field { get; init; }

    public static DiscordErrorException Unauthorised() => new(401, 0, "401: Unauthorized");

    public static DiscordErrorException NoRoute() => new(404, 0, "404: Not Found");

    public static DiscordErrorException NoGuild() => new(404, 10004, "Unknown Guild");

    public static DiscordErrorException NoChannel() => new(404, 10003, "Unknown Channel");

    public static DiscordErrorException NoMember() => new(404, 10007, "Unknown Member");

    public static DiscordErrorException NoAccess() => new(403, 50001, "Missing Access");

    public static DiscordErrorException WrongChannelType() => new(400, 50024, "Cannot execute action on this channel type");

    public static DiscordErrorException Malformed(string field, string code, string message) =>
        new(400, 50035, "Invalid Form Body") { Field = (field, code, message) };
}
