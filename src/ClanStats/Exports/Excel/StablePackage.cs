using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using ClanStats.Domain.Activity;

namespace ClanStats.Exports.Excel;

/// <summary>
/// Rewrites a workbook's package so that the same report gives the same bytes: the library stamps parts with the clock and draws
/// the name of the properties' part, the ids of the package's relationships and those of data bars by chance.
/// </summary>
internal static partial class StablePackage
{
    private const string Properties = "package/services/metadata/core-properties/core.psmdcp";

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
            var isProperties = entry.FullName.EndsWith(".psmdcp", StringComparison.Ordinal);
            var copy = to.CreateEntry(isProperties ? Properties : entry.FullName, CompressionLevel.Optimal);
            copy.LastWriteTime = time.ToDateTimeOffset();
            using var read = entry.Open();
            using var write = copy.Open();
            Copy(entry.FullName, read, write);
        }
    }

    private static void Copy(string name, Stream read, Stream write)
    {
        var isRelationships = name == "_rels/.rels";
        if (!isRelationships && !name.StartsWith("xl/worksheets/sheet", StringComparison.Ordinal))
        {
            read.CopyTo(write);
            return;
        }

        using var reader = new StreamReader(read, Encoding.UTF8);
        var xml = reader.ReadToEnd();
        write.Write(Encoding.UTF8.GetBytes(isRelationships ? StableRelationships(xml) : StableBars(xml)));
    }

    private static string StableRelationships(string xml)
    {
        var number = 0;
        return ChanceRelationshipId().Replace(ChancePartName().Replace(xml, "/" + Properties), _ => $"Id=\"package{++number}\"");
    }

    private static string StableBars(string xml)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        return ChanceBarId().Replace(xml, match =>
        {
            if (!known.TryGetValue(match.Value, out var id))
            {
                known[match.Value] = id = $"{{00000000-0000-4000-8000-{known.Count + 1:000000000000}}}";
            }

            return id;
        });
    }

    [GeneratedRegex("/package/services/metadata/core-properties/[0-9a-f]+\\.psmdcp", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ChancePartName();

    [GeneratedRegex("\\bId=\"R[0-9a-f]{16}\"", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ChanceRelationshipId();

    /// <summary>Where a data bar names itself, in its element and in the extension's; a cell's text stands in neither place.</summary>
    [GeneratedRegex("(?<=<x14:id>|<x14:cfRule [^<>]*\\bid=\"|<x14:cfRule id=\")\\{[0-9A-Fa-f-]{36}\\}", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex ChanceBarId();
}
