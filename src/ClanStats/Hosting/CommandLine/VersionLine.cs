namespace ClanStats.Hosting.CommandLine;

/// <summary>
/// What <c>--version</c> answers. Scripts and setups ask it often and wait for it, so it is told before anything of the program is set up, and without
/// code that would have further libraries loaded.
/// </summary>
internal static class VersionLine
{
    /// <summary>The line.</summary>
    public static string Text => $"clanstats {typeof(VersionLine).Assembly.GetName().Version?.ToString(3)}";

    /// <summary>Whether it is asked for, anywhere before what is only words.</summary>
    public static bool IsAskedFor(IReadOnlyList<string> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument is "--version" or "--")
            {
                return argument == "--version";
            }
        }

        return false;
    }
}
