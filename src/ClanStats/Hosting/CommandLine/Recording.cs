using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Domain.Runs;
using ClanStats.Hosting.Settings;

namespace ClanStats.Hosting.CommandLine;

/// <summary>What meta.json says of a folder of recorded exchanges.</summary>
/// <param name="RecordedAt">Business time of the recording.</param>
/// <param name="GroupId">The group it was recorded of.</param>
/// <param name="GuildId">The Discord server; null if none was read.</param>
/// <param name="RelayChannelId">The relay channel; null if none was read.</param>
/// <param name="BackfillPlayers">Whether each player's history was recorded.</param>
internal sealed record Recording(UtcInstant RecordedAt, long GroupId, Snowflake? GuildId, Snowflake? RelayChannelId, bool BackfillPlayers)
{
    public const string MetaFile = "meta.json";

    /// <summary>Whether a folder holds recorded exchanges or their description.</summary>
    public static bool IsIn(string folder) => Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.json").Any();

    /// <exception cref="UserFaultException">The folder or its meta.json is missing or cannot be used.</exception>
    public static Recording Load(string folder, UtcInstant clock)
    {
        var path = Path.Combine(folder, MetaFile);
        if (!File.Exists(path))
        {
            throw Fault($"there is no recording in {folder}: {MetaFile} is missing");
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return Read(document.RootElement, path, clock);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or IOException)
        {
            throw Fault($"{path} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>The settings its ids stand in for.</summary>
    public IEnumerable<KeyValuePair<string, string>> StandIns()
    {
        yield return new(SettingTable.WomGroupId.Name, $"{GroupId}");
        if (GuildId is { } guild)
        {
            yield return new(SettingTable.DiscordGuildId.Name, $"{guild}");
        }

        if (RelayChannelId is { } relay)
        {
            yield return new(SettingTable.RelayChannelId.Name, $"{relay}");
        }
    }

    /// <summary>Writes meta.json into a folder of recorded exchanges.</summary>
    public void Save(string folder)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("recordedAt", RecordedAt.ToIso());
            json.WriteNumber("groupId", GroupId);
            if (GuildId is { } guild)
            {
                json.WriteString("guildId", guild.ToString());
            }

            if (RelayChannelId is { } relay)
            {
                json.WriteString("relayChannelId", relay.ToString());
            }

            json.WriteString("backfill", BackfillPlayers ? "players" : "none");
            json.WriteEndObject();
        }

        File.WriteAllBytes(Path.Combine(folder, MetaFile), [.. buffer.ToArray(), (byte)'\n']);
    }

    private static Recording Read(JsonElement meta, string path, UtcInstant clock)
    {
        var time = ForeignTime.Parse(Text(meta, "recordedAt"), clock);
        if (time.Value is not { } recordedAt)
        {
            throw Fault($"{path}: recordedAt {time.Refusal ?? "is missing"}");
        }

        if (!meta.TryGetProperty("groupId", out var group) || !group.TryGetInt64(out var groupId) || groupId < 1)
        {
            throw Fault($"{path}: groupId is not a group's number");
        }

        var backfill = Text(meta, "backfill") ?? "none";
        return backfill is "players" or "none"
            ? new Recording(recordedAt, groupId, Id(meta, "guildId", path), Id(meta, "relayChannelId", path), backfill == "players")
            : throw Fault($"{path}: backfill '{Logging.LineEscape.Escape(backfill)}' is neither players nor none");
    }

    private static Snowflake? Id(JsonElement meta, string name, string path)
    {
        if (Text(meta, name) is not { } text)
        {
            return null;
        }

        return Snowflake.TryParse(text, out var id) ? id : throw Fault($"{path}: {name} '{Logging.LineEscape.Escape(text)}' is not a Discord id");
    }

    private static string? Text(JsonElement meta, string name) =>
        meta.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetString() : null;

    private static UserFaultException Fault(string message, Exception? inner = null) => new(message, inner) { IsConfiguration = true };
}
