using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;

namespace ClanStats.Storage.Forgetting;

/// <summary>
/// The tombstones once more in a file beside the database, because a restored backup of before knows nothing of them. Only its owner may read
/// it.
/// </summary>
internal static class TombstoneFile
{
    private static readonly JsonSerializerOptions Form = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The file of a database.</summary>
    public static string PathOf(string databaseFile) => databaseFile + ".forgotten.json";

    /// <summary>Reads the tombstones; none if there is no file.</summary>
    /// <exception cref="UserFaultException">The file cannot be read: who is forgotten is not known.</exception>
    public static ForgottenPeople Load(string databaseFile)
    {
        var path = PathOf(databaseFile);
        try
        {
            var content = File.Exists(path) ? JsonSerializer.Deserialize<Content>(File.ReadAllBytes(path), Form) : null;
            return new ForgottenPeople((content?.Forgotten ?? []).Select(Read));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or FormatException)
        {
            throw new UserFaultException(
                $"{path}, which says who asked to be forgotten, cannot be read ({exception.Message}). Nothing was changed. Put the file back from a "
                + "copy; or remove it, if the database in use knows the same people, and the next run writes it again.",
                exception);
        }
    }

    /// <summary>Replaces the file in one step.</summary>
    public static void Save(string databaseFile, IReadOnlyList<Tombstone> tombstones)
    {
        var path = PathOf(databaseFile);
        var content = new Content(
            "Salted hashes of people who asked to be forgotten (clanstats forget). Keep this file beside the database.",
            [.. tombstones.Select(stone => new Entry(stone.Kind, stone.Salt, stone.Mark, stone.ForgottenAt.Milliseconds))]);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        File.Delete(path + ".part");
        using (var stream = new FileStream(path + ".part", options))
        {
            JsonSerializer.Serialize(stream, content, Form);
            stream.Flush(flushToDisk: true);
        }

        File.Move(path + ".part", path, overwrite: true);
    }

    private static Tombstone Read(Entry entry) => entry is { Kind: { } kind, Salt: { } salt, Mark: { } mark } && Convert.FromHexString(salt).Length > 0
        ? new Tombstone(kind, salt, mark, new UtcInstant(entry.ForgottenAt))
        : throw new FormatException("an entry is not whole");

    private sealed record Content(string? About, IReadOnlyList<Entry>? Forgotten);

    private sealed record Entry(string? Kind, string? Salt, string? Mark, long ForgottenAt);
}
