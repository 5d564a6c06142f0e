namespace ClanStats.Simulation.WiseOldMan;

/// <summary>An error as WOM words it. Older endpoints know one code for everything.</summary>
internal sealed class WiseOldManErrorException(int status, string code, string message) : Exception(message)
{
    private const string Legacy = "UNEXPECTED_ERROR";

    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>The code in the body.</summary>
    public string Code { get; } = code;

    /// <summary>The code of the inner error, or null.</summary>
    public string? SubCode { get; init; }

    /// <summary>A page instead of JSON, or null.</summary>
    public string? Html { get; init; }

    public static WiseOldManErrorException UnknownEndpoint() => new(404, "ENDPOINT_NOT_FOUND", "Endpoint not found");

    public static WiseOldManErrorException Validation(string message) => new(400, "VALIDATION_ERROR", message);

    public static WiseOldManErrorException OldBadRequest(string message) => new(400, Legacy, message);

    public static WiseOldManErrorException NoGroup(bool isOldEndpoint) =>
        isOldEndpoint ? new(404, Legacy, "Group not found.") : new(404, "GROUP_NOT_FOUND", "Group not found");

    public static WiseOldManErrorException NoPlayer(bool isOldEndpoint) =>
        isOldEndpoint ? new(404, Legacy, "Player not found.") : new(404, "PLAYER_NOT_FOUND", "Player not found");

    public static WiseOldManErrorException Database() =>
        new(500, "UNEXPECTED_DATABASE_ERROR", "An unexpected database error occurred. Please try again later.");

    public static WiseOldManErrorException BadJson() => new(400, "", "")
    {
        Html = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Error</title>\n</head>\n<body>\n<pre>Bad Request</pre>\n</body>\n</html>\n",
    };
}
