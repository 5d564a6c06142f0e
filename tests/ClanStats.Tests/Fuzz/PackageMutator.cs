using System.IO.Compression;

namespace ClanStats.Tests.Fuzz;

/// <summary>Spoils a workbook: its bytes as they are, or one of the parts inside, packed anew.</summary>
internal static class PackageMutator
{
    public static byte[] Spoil(Random chance, byte[] package, byte[] other)
    {
        if (chance.Next(3) == 0)
        {
            return new Mutator(chance).Spoil(package, other);
        }

        try
        {
            return Repack(chance, package, other);
        }
        catch (InvalidDataException)
        {
            // A part of the corpus that is no package any more is spoilt as it is.
            return new Mutator(chance).Spoil(package, other);
        }
    }

    private static byte[] Repack(Random chance, byte[] package, byte[] other)
    {
        using var from = new ZipArchive(new MemoryStream(package));
        var target = new MemoryStream();
        var spoilt = chance.Next(Math.Max(1, from.Entries.Count));
        using (var to = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var i = 0; i < from.Entries.Count; i++)
            {
                using var content = new MemoryStream();
                using (var entry = from.Entries[i].Open())
                {
                    entry.CopyTo(content);
                }

                using var part = to.CreateEntry(from.Entries[i].FullName, CompressionLevel.Fastest).Open();
                part.Write(i == spoilt ? new Mutator(chance).Spoil(content.ToArray(), other) : content.ToArray());
            }
        }

        return target.ToArray();
    }
}
