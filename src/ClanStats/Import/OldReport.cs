using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;

namespace ClanStats.Import;

/// <summary>The members of the old program's clan_data.json.</summary>
/// <param name="File">The file.</param>
/// <param name="At">When it was written; the old program wrote no offset, so that it is taken as UTC.</param>
/// <param name="Members">Numbers by member's name and key.</param>
internal sealed record OldReport(string File, UtcInstant At, IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> Members)
{
    /// <summary>The file the old program left beside its database.</summary>
    public const string FileName = "clan_data.json";

    /// <summary>The numbers that are compared.</summary>
    public static readonly IReadOnlyList<string> Measures =
        ["total_xp", "xp_7d", "xp_30d", "total_boss", "boss_7d", "boss_30d", "msgs_total", "msgs_7d", "msgs_30d"];

    /// <summary>Reads it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="now">Business time.</param>
    /// <exception cref="UserFaultException">It is not such a file.</exception>
    public static OldReport Read(string file, UtcInstant now)
    {
        try
        {
            using var stream = System.IO.File.OpenRead(file);
            using var document = JsonDocument.Parse(stream);
            var root = document.RootElement;
            if (ForeignTime.Parse(root.GetProperty("generated_at").GetString(), now).Value is not { } at)
            {
                throw new UserFaultException($"{file} does not say when it was written; nothing was compared.");
            }

            var members = new Dictionary<string, IReadOnlyDictionary<string, long>>(StringComparer.Ordinal);
            foreach (var member in root.GetProperty("allMembers").EnumerateArray())
            {
                members[member.GetProperty("username").GetString() ?? ""] = Numbers(member);
            }

            return new OldReport(file, at, members);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new UserFaultException($"{file} is not the old program's clan_data.json ({ShortText.Of(exception.Message, 300)}); nothing was compared.", exception);
        }
    }

    private static Dictionary<string, long> Numbers(JsonElement member) => Measures
        .Where(key => member.TryGetProperty(key, out var number) && number.ValueKind == JsonValueKind.Number)
        .ToDictionary(key => key, key => (long)member.GetProperty(key).GetDouble(), StringComparer.Ordinal);
}
