using System.Runtime;

namespace ClanStats.Hosting;

/// <summary>
/// Has the runtime remember which code a run needed, and make it ready on a second core while the next run begins: a fifth of a report's
/// time. The memory is a file beside a published program, one for each command that lasts; without it, or where it cannot be written, all
/// goes as well, only slower.
/// </summary>
internal static class LearnedStart
{
    /// <summary>The compiled image that only a published program has; one that is built anew every few minutes would learn in vain.</summary>
    private const string PublishedImage = "clanstats.r2r.dll";

    private const string Default = "run";
    private static readonly string[] Lasting = [Default, "harvest", "report", "demo"];

    /// <summary>Begins, for a published program.</summary>
    public static void Begin(IReadOnlyList<string> arguments)
    {
        var folder = AppContext.BaseDirectory;
        if (FileOf(arguments) is { } file && File.Exists(Path.Combine(folder, PublishedImage)))
        {
            ProfileOptimization.SetProfileRoot(folder);
            ProfileOptimization.StartProfile(file);
        }
    }

    /// <summary>The name of the memory; null for a command that ends before it would help.</summary>
    internal static string? FileOf(IReadOnlyList<string> arguments)
    {
        var command = arguments.FirstOrDefault(argument => !argument.StartsWith('-')) is { } first && Lasting.Contains(first) ? first
            : arguments is [] or [['-', ..], ..] ? Default
            : null;
        return command is null ? null : $"clanstats.{command}.start";
    }
}
