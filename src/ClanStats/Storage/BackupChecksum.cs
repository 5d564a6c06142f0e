using System.Security.Cryptography;
using System.Text;

namespace ClanStats.Storage;

/// <summary>The SHA-256 beside a backup, in the form <c>sha256sum -c</c> reads.</summary>
internal static class BackupChecksum
{
    private const int HexDigits = 64;

    /// <summary>The file that holds a backup's checksum.</summary>
    public static string FileOf(string backup) => backup + ".sha256";

    /// <summary>The SHA-256 of a file's bytes as hex digits.</summary>
    public static string Of(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>Writes the checksum of a backup beside it.</summary>
    public static void Write(string backup, string checksum)
    {
        var unfinished = FileOf(backup) + ".part";
        File.WriteAllText(unfinished, $"{checksum}  {Path.GetFileName(backup)}\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        File.Move(unfinished, FileOf(backup), overwrite: true);
    }

    /// <summary>The checksum a backup should have; null if none stands beside it.</summary>
    public static string? Expected(string backup)
    {
        if (!File.Exists(FileOf(backup)))
        {
            return null;
        }

        var text = File.ReadAllText(FileOf(backup));
        return text[..Math.Min(HexDigits, text.Length)].ToLowerInvariant();
    }
}
