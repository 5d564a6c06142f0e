using System.Diagnostics;
using ClanStats.Tests.Fixtures;

namespace ClanStats.Tests.EndToEnd;

/// <summary>The built program at a terminal of its own, which on Linux the tool script makes.</summary>
public sealed class DoubleClickTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("clanstats click ").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task At_a_terminal_with_nothing_set_up_the_demo_runs_and_waits_for_a_key()
    {
        if (!OperatingSystem.IsLinux())
        {
            // Elsewhere there is no such tool; BareStartTests holds what is asked and answered.
            return;
        }

        var (shown, code) = await AtTerminalAsync("Which? Write 1, 2 or 3:", "1", "Press a key to leave.", "x");

        code.ShouldBe(0, shown);
        shown.ShouldContain($"ClanStats is not set up yet in {_folder}");
        shown.ShouldContain($"Open {_folder}/demo-out/docs/index.html\n");
        shown.ShouldNotContain("Open it in your browser?");
        shown.ShouldNotMatch("\u001b\\[[0-9;]+m", "NO_COLOR is set");
        File.Exists(Path.Combine(_folder, "demo-out", "public", "index.html")).ShouldBeTrue();
    }

    [Fact]
    public async Task Without_a_terminal_it_says_what_is_missing_as_ever()
    {
        using var process = Start(["dotnet", .. Program], standInForTerminal: false);
        process.StandardInput.Close();
        var trouble = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        process.ExitCode.ShouldBe(2);
        trouble.ShouldStartWith("Configuration invalid:");
        trouble.ShouldNotContain("Which?");
        Directory.GetFileSystemEntries(_folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_version_is_told_before_anything_is_set_up()
    {
        using var process = Start(["dotnet", .. Program, "db", "--version"], standInForTerminal: false);
        process.StandardInput.Close();
        var shown = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        process.ExitCode.ShouldBe(0);
        shown.TrimEnd().ShouldMatch(@"^clanstats \d+\.\d+\.\d+$");
        Directory.GetFileSystemEntries(_folder).ShouldBeEmpty();
    }

    private static string[] Program => ["exec", ChildProgram.Built];

    /// <summary>Types each second word when the one before it is shown.</summary>
    private async Task<(string Shown, int Code)> AtTerminalAsync(params string[] dialog)
    {
        using var process = Start(["script", "-qec", $"stty cols 400; dotnet {Program[0]} '{Program[1]}'", "/dev/null"], standInForTerminal: true);
        var shown = new System.Text.StringBuilder();
        var buffer = new char[4_096];
        var said = 0;
        while (await process.StandardOutput.ReadAsync(buffer) is > 0 and var count)
        {
            shown.Append(buffer, 0, count);
            if (said < dialog.Length && shown.ToString().Contains(dialog[said], StringComparison.Ordinal))
            {
                await process.StandardInput.WriteAsync(dialog[said + 1] + "\r");
                await process.StandardInput.FlushAsync();
                said += 2;
            }
        }

        await process.WaitForExitAsync();
        return (shown.ToString().ReplaceLineEndings("\n"), process.ExitCode);
    }

    private Process Start(string[] command, bool standInForTerminal)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = _folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = !standInForTerminal,
            UseShellExecute = false,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("WOM_", StringComparison.Ordinal) || name.StartsWith("DISCORD_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment.Remove("DISPLAY");
        start.Environment.Remove("WAYLAND_DISPLAY");
        start.Environment["NO_COLOR"] = "1";
        start.Environment["TERM"] = "xterm";
        return Process.Start(start)!;
    }
}
