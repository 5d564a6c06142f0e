using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ClanStats.Hosting;

/// <summary>What becomes of the terminal's window when the program ends.</summary>
internal enum WindowEnd
{
    /// <summary>It stays: a shell goes on in it.</summary>
    Stays,

    /// <summary>This system does not say.</summary>
    Unknown,

    /// <summary>It closes: it was opened for this program alone, as by a double-click.</summary>
    Closes,
}

/// <summary>What the program knows of the desktop it was started from.</summary>
internal static class Desktop
{
    /// <summary>What becomes of the window.</summary>
    public static WindowEnd WindowEnd =>
        !OperatingSystem.IsWindows() ? WindowEnd.Unknown
        : GetConsoleProcessList(new uint[2], 2) == 1 ? WindowEnd.Closes
        : WindowEnd.Stays;

    /// <summary>Whether there is a desktop to show a page on.</summary>
    public static bool IsThere(IReadOnlyDictionary<string, string> environment) =>
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()
        || new[] { "DISPLAY", "WAYLAND_DISPLAY" }.Any(name => !string.IsNullOrEmpty(environment.GetValueOrDefault(name)));

    /// <summary>Opens a file with what the desktop opens its kind with.</summary>
    /// <returns>Whether something was started.</returns>
    public static bool TryOpen(string file)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(file) { UseShellExecute = true });
            return true;
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException or IOException)
        {
            return false;
        }
    }

    /// <summary>How many processes share this console; the program is always one.</summary>
    [DllImport("kernel32.dll"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern uint GetConsoleProcessList([Out] uint[] processes, uint count);
}
