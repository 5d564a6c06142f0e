namespace ClanStats.Tests.Fuzz;

/// <summary>The inputs that are kept: sound ones to be spoilt, and every one that once was a finding.</summary>
internal static class FuzzCorpus
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Fuzz", "corpus");

    /// <summary>The inputs of a parser, by the names of their files.</summary>
    public static IReadOnlyList<(string Name, byte[] Input)> Of(FuzzTarget target) =>
        [.. Directory.EnumerateFiles(Path.Combine(Folder, target.Name)).Order(StringComparer.Ordinal).Select(file => (Path.GetFileName(file), File.ReadAllBytes(file)))];

    /// <summary>The folders there are, one of each parser.</summary>
    public static IReadOnlyList<string> Folders => [.. Directory.EnumerateDirectories(Folder).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];
}
