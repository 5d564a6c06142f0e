using System.IO.Compression;
using ClanStats.Domain.Activity;

namespace ClanStats.Exports.Excel.Parts;

/// <summary>Packs a workbook's package anew, so that the same parts give the same bytes: the library stamps every part with the clock.</summary>
internal static class StablePackage
{
    /// <summary>Copies a package, with the entries in a fixed order and at a fixed time.</summary>
    /// <param name="source">The package as the library wrote it.</param>
    /// <param name="target">Receives the stable package.</param>
    /// <param name="time">The time all entries carry.</param>
    public static void Rewrite(Stream source, Stream target, UtcInstant time)
    {
        using var from = new ZipArchive(source, ZipArchiveMode.Read, leaveOpen: true);
        using var to = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
        var entries = from.Entries
            .OrderByDescending(entry => entry.FullName == "[Content_Types].xml")
            .ThenBy(entry => entry.FullName, StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var copy = to.CreateEntry(entry.FullName, CompressionLevel.Optimal);
            copy.LastWriteTime = time.ToDateTimeOffset();
            using var read = entry.Open();
            using var write = copy.Open();
            read.CopyTo(write);
        }
    }
}
