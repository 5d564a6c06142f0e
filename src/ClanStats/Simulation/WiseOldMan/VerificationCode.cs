using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ClanStats.Simulation.WiseOldMan;

/// <summary>Reads the group's code as leniently as WOM does: blanks, dashes and the JSON type do not matter.</summary>
internal static class VerificationCode
{
    /// <summary>The code in a request's body; null if there is none, as in a body of another kind.</summary>
    public static async Task<string?> ReadAsync(HttpRequest request)
    {
        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync();
            return form.TryGetValue("verificationCode", out var values) && values.ToString().Length > 0 ? values.ToString() : null;
        }

        if (!request.HasJsonContentType() || request.ContentLength is 0)
        {
            return null;
        }

        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body);
            var code = body.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.TryGetProperty("verificationCode", out var value)
                ? value.ToString()
                : "";
            return code.Length > 0 ? code : null;
        }
        catch (JsonException)
        {
            throw WiseOldManErrorException.BadJson();
        }
    }

    /// <summary>Whether two spellings are one code.</summary>
    public static bool AreSame(string given, string known) => Digits(given) == Digits(known);

    private static string Digits(string code) => string.Concat(code.Where(char.IsAsciiDigit));
}
