using System.Diagnostics;

namespace ClanStats.Tests.Fixtures;

/// <summary>The program as a process of its own.</summary>
internal static class ChildProgram
{
    /// <summary>The program built beside the caller.</summary>
    public static string Built => Path.Combine(AppContext.BaseDirectory, "clanstats.dll");

    /// <summary>Starts a program whose output the caller reads to its end; a full pipe stops it.</summary>
    /// <param name="program">The program's library or its executable.</param>
    /// <param name="folder">Its working folder.</param>
    /// <param name="settings">Variables beside those it inherits.</param>
    /// <param name="arguments">The command.</param>
    public static Process Start(string program, string folder, IReadOnlyDictionary<string, string> settings, IEnumerable<string> arguments)
    {
        var isLibrary = program.EndsWith(".dll", StringComparison.Ordinal);
        var start = new ProcessStartInfo(isLibrary ? "dotnet" : program, isLibrary ? arguments.Prepend(program) : arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Starts a program and lets nothing it says be heard.</summary>
    /// <inheritdoc cref="Start"/>
    public static Process StartUnheard(string program, string folder, IReadOnlyDictionary<string, string> settings, IEnumerable<string> arguments)
    {
        var process = Start(program, folder, settings, arguments);
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
