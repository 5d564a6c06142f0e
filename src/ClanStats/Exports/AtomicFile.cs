namespace ClanStats.Exports;

/// <summary>Writes a file whole or not at all: first beside its place, then moved over it.</summary>
internal static class AtomicFile
{
    /// <summary>Replaces a file's content.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = path + ".part";
        using (var stream = new FileStream(unfinished, FileMode.Create, FileAccess.Write))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path, overwrite: true);
    }
}
