namespace ClanStats.Tests.Architecture;

/// <summary>The project's own files, found by walking up from the test's folder to the solution.</summary>
internal static class Repository
{
    private static readonly string[] Made = [".git", "bin", "obj", "node_modules", "dist", "TestResults", "coverage", ".vs", ".idea", "out", "demo-out"];
    private static readonly string[] TextKinds =
    [
        ".cs", ".csproj", ".props", ".targets", ".sln", ".json", ".yaml", ".yml", ".md", ".sql", ".ts", ".css", ".html", ".ps1", ".py", ".txt",
        ".example", ".runsettings", ".npmrc", ".editorconfig", ".gitignore", ".gitattributes", "",
    ];

    /// <summary>The folder of ClanStats.sln.</summary>
    public static string Root { get; } = Find();

    /// <summary>Every C# file of the program, with comments and strings told apart.</summary>
    public static IReadOnlyList<SourceFile> Sources { get; } = Read("src");

    /// <summary>Every C# file of the tests.</summary>
    public static IReadOnlyList<SourceFile> Tests { get; } = Read("tests");

    /// <summary>Paths relative to the root, with forward slashes, of everything people wrote that is text.</summary>
    public static IReadOnlyList<string> TextFiles { get; } =
    [
        .. Walk(Root)
            .Where(file => TextKinds.Contains(Path.GetExtension(file), StringComparer.Ordinal) && !InMachineState(file))
            .Select(Relative)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The text of a file.</summary>
    /// <param name="path">Relative to the root.</param>
    public static string TextOf(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Fails with one line a finding and what to do about them.</summary>
    public static void ShouldHold(IEnumerable<string> findings, string remedy)
    {
        var all = findings.Order(StringComparer.Ordinal).ToList();
        all.ShouldBeEmpty($"{remedy}\n{string.Join('\n', all)}");
    }

    private static List<SourceFile> Read(string folder) =>
    [
        .. Walk(Path.Combine(Root, folder))
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal))
            .Select(file => SourceFile.Parse(Relative(file), File.ReadAllText(file)))
            .OrderBy(file => file.Path, StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Walk(string folder) => Directory.EnumerateFiles(folder)
        .Concat(Directory.EnumerateDirectories(folder).Where(child => !Made.Contains(Path.GetFileName(child), StringComparer.Ordinal)).SelectMany(Walk));

    /// <summary>What a user of a clone keeps at its root and git ignores.</summary>
    private static bool InMachineState(string file) => Path.GetFileName(file) is ".env" or ".git";

    private static string Relative(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ClanStats.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No ClanStats.sln stands above {AppContext.BaseDirectory}: run the tests from a clone.");
    }
}
