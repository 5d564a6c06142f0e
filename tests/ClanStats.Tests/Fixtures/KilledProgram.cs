using ClanStats.Storage;

namespace ClanStats.Tests.Fixtures;

/// <summary>The built program in a process of its own, killed if it should be. CLANSTATS_KILLS says how often a test kills; 10 unless it is set.</summary>
internal static class KilledProgram
{
    public static int Kills => int.TryParse(Environment.GetEnvironmentVariable("CLANSTATS_KILLS"), out var kills) ? kills : 10;

    /// <summary>Runs a command on a database.</summary>
    /// <param name="options">The database.</param>
    /// <param name="folder">Working folder, for logs as well.</param>
    /// <param name="killAfter">Milliseconds after which it is killed; null: never.</param>
    /// <param name="arguments">The command; --db is added.</param>
    /// <returns>The exit code.</returns>
    public static int Run(StorageOptions options, string folder, int? killAfter, params string[] arguments)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["BACKUP_DIR"] = options.BackupDirectory, ["LOG_DIR"] = Path.Combine(folder, "logs") };
        using var process = ChildProgram.StartUnheard(ChildProgram.Built, folder, settings, [.. arguments, "--db", options.DatabaseFile]);
        if (killAfter is { } milliseconds && !process.WaitForExit(milliseconds))
        {
            process.Kill(entireProcessTree: true);
        }

        process.WaitForExit();
        return process.ExitCode;
    }
}
