using System.Collections;

namespace ClanStats.Hosting.Settings;

/// <summary>What the program knows of the process it runs in; tests give their own.</summary>
internal sealed record ProcessSurroundings
{
    /// <summary>The folder relative paths are taken from, absolute.</summary>
    public required string WorkingFolder { get; init; }

    /// <summary>The folder the program lies in, absolute.</summary>
    public required string ProgramFolder { get; init; }

    /// <summary>The folder for what may be thrown away, absolute.</summary>
    public required string TemporaryFolder { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The program itself, absolute, as a scheduler starts it.</summary>
    public string Program { get; init; } = "clanstats";

    /// <summary>A path made absolute against the working folder.</summary>
    public string Absolute(string path) => Path.GetFullPath(path, WorkingFolder);

    /// <summary>A path as people read it: relative where it lies below the working folder.</summary>
    public string Show(string path)
    {
        var relative = Path.GetRelativePath(WorkingFolder, path);
        return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? path : relative.Replace('\\', '/');
    }

    public static ProcessSurroundings OfThisProcess()
    {
#pragma warning disable RS0030 // Hosting is the one place that reads the process's environment.
        var variables = System.Environment.GetEnvironmentVariables();
        var workingFolder = Directory.GetCurrentDirectory();
#pragma warning restore RS0030
        var byName = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in variables)
        {
            byName[(string)variable.Key] = variable.Value as string ?? "";
        }

        return new ProcessSurroundings
        {
            WorkingFolder = workingFolder,
            ProgramFolder = AppContext.BaseDirectory,
            TemporaryFolder = Path.GetTempPath(),
            Environment = byName,
            Program = ThisProgram(),
        };
    }

    /// <summary>Started as 'dotnet clanstats.dll' the process is another program's; its own lies beside the assembly.</summary>
    private static string ThisProgram()
    {
        var own = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "clanstats.exe" : "clanstats");
        return File.Exists(own) ? own : System.Environment.ProcessPath ?? own;
    }
}
