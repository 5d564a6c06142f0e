using System.Buffers.Binary;
using System.Globalization;
using System.Text.RegularExpressions;
using ClanStats.Domain.Activity;

namespace ClanStats.Storage;

/// <summary>A backup as its name and its first page tell it.</summary>
/// <param name="Path">The file.</param>
/// <param name="TakenAt">When it was made, by its name.</param>
/// <param name="Label">The word it was given; null if none.</param>
/// <param name="Bytes">Its size.</param>
internal sealed partial record BackupFile(string Path, UtcInstant TakenAt, string? Label, long Bytes)
{
    private const int LongestLabel = 40;
    private const int HeaderBytes = 100;
    private const string TimeFormat = "yyyyMMdd'_'HHmmss";

    /// <summary>The name of a backup made at an instant.</summary>
    public static string NameOf(UtcInstant at, string? label) => $"clan_data_{Stamp(at)}{(label is null ? "" : "_" + label)}.db";

    /// <summary>An instant as file names carry it.</summary>
    public static string Stamp(UtcInstant at) => at.ToDateTimeOffset().ToString(TimeFormat, CultureInfo.InvariantCulture);

    /// <summary>A label as a file name may carry it on any system: letters, digits, dots, dashes; null if nothing of it is left.</summary>
    public static string? Clean(string? label)
    {
        var clean = NotInNames().Replace(label ?? "", "-").Trim('-', '.');
        clean = clean[..Math.Min(LongestLabel, clean.Length)].TrimEnd('-', '.');
        return clean.Length == 0 ? null : clean;
    }

    /// <summary>The backups of a folder, newest first. Other files are passed over.</summary>
    public static IReadOnlyList<BackupFile> In(string folder) => !Directory.Exists(folder)
        ? []
        : [.. new DirectoryInfo(folder).EnumerateFiles("clan_data_*.db").Select(TryRead).OfType<BackupFile>()
            .OrderByDescending(file => file.TakenAt).ThenBy(file => file.Path, StringComparer.Ordinal)];

    /// <summary>
    /// Whether the file begins as a SQLite database and is as long as its first page says; a cut or overwritten file is noticed without
    /// reading it all.
    /// </summary>
    public static bool LooksWhole(string path)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (stream.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes || !header.StartsWith("SQLite format 3\0"u8))
        {
            return false;
        }

        var stored = BinaryPrimitives.ReadUInt16BigEndian(header[16..]);
        var pageSize = stored == 1 ? 65_536L : stored;
        return stream.Length == pageSize * BinaryPrimitives.ReadUInt32BigEndian(header[28..]);
    }

    private static BackupFile? TryRead(FileInfo file)
    {
        var match = Name().Match(file.Name);
        return match.Success && DateTimeOffset.TryParseExact(
            match.Groups["time"].Value, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? new BackupFile(file.FullName, UtcInstant.From(at), match.Groups["label"] is { Success: true } label ? label.Value : null, file.Length)
            : null;
    }

    [GeneratedRegex(@"^clan_data_(?<time>\d{8}_\d{6})(_(?<label>[A-Za-z0-9.-]+))?\.db$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Name();

    [GeneratedRegex("[^A-Za-z0-9.-]+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex NotInNames();
}
