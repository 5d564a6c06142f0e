using ClanStats.Pipeline;
using ClanStats.Simulation.Servers;
using ClanStats.Storage;

namespace ClanStats.Tests.EndToEnd;

public sealed class ResilienceLeftoversTests
{
    [Theory]
    [InlineData("done", (int)ExitCode.Done)]
    [InlineData("partial", (int)ExitCode.Partial)]
    [InlineData("failed", (int)ExitCode.Failed)]
    [InlineData("cancelled", (int)ExitCode.Cancelled)]
    public async Task After_every_outcome_no_socket_open_file_temporary_file_or_lock_is_left(string outcome, int expected)
    {
        await using var night = await ClanNight.StartAsync(days: 20);
        switch (outcome)
        {
            case "partial":
                night.Discord.Fail(Fault.Truncated(), path: "/channels/*", times: int.MaxValue);
                break;
            case "failed":
                night.WiseOldMan.Fail(Fault.Reset(), times: int.MaxValue);
                break;
            case "cancelled":
                night.WiseOldMan.Fail(Fault.Hang(), path: "/players/*", skip: 3);
                night.Discord.Fail(Fault.Hang(), path: "/channels/*", skip: 1);
                break;
        }

        ((int)await RunAsync(night, outcome == "cancelled")).ShouldBe(expected, night.Diagnostics);

        await ClosedAsync(night.WiseOldMan);
        await ClosedAsync(night.Discord);
        OpenFilesUnder(night.Root).ShouldBeEmpty();
        TemporaryFilesUnder(night.Root).ShouldBeEmpty();
        using var held = new RunLock(new StorageOptions { DatabaseFile = night.DatabaseFile }).TryAcquire();
        held.ShouldNotBeNull();
    }

    private static async Task<ExitCode> RunAsync(ClanNight night, bool isCancelled)
    {
        if (!isCancelled)
        {
            return await night.NightAsync();
        }

        using var cancellation = new CancellationTokenSource();
        var running = night.RunAsync(cancellation.Token, "run", "--now", night.Clan.Now.ToIso());
        while (night.WiseOldMan.Requests.Count(request => request.Path.StartsWith("/players/", StringComparison.Ordinal)) < 4)
        {
            await Task.Delay(10, CancellationToken.None);
        }

        await cancellation.CancelAsync();
        return await running;
    }

    /// <summary>A server hears of a closed connection a moment later.</summary>
    private static async Task ClosedAsync(LoopbackServer server)
    {
        for (var waited = 0; server.OpenConnections > 0 && waited < 500; waited++)
        {
            await Task.Delay(10);
        }

        server.OpenConnections.ShouldBe(0);
        server.Requests.ShouldNotBeEmpty();
    }

    /// <summary>Files this process holds open below a folder; Linux alone tells, so elsewhere each file is opened for itself alone.</summary>
    private static List<string> OpenFilesUnder(string folder) => OperatingSystem.IsLinux()
        ? [.. Directory.EnumerateFileSystemEntries("/proc/self/fd").Select(Target).OfType<string>().Where(file => file.StartsWith(folder, StringComparison.Ordinal))]
        : [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(IsHeld)];

    private static string? Target(string link)
    {
        try
        {
            return File.ResolveLinkTarget(link, returnFinalTarget: false)?.FullName;
        }
        catch (IOException)
        {
            // Closed between being listed and being looked at.
            return null;
        }
    }

    private static bool IsHeld(string file)
    {
        try
        {
            using var alone = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>Lock files stay where they are; what locks is that they are held open.</summary>
    private static List<string> TemporaryFilesUnder(string folder) =>
    [
        .. Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Where(path =>
            (Path.GetFileName(path).StartsWith('.') && !path.EndsWith(".lock", StringComparison.Ordinal))
            || path.EndsWith(".tmp", StringComparison.Ordinal)
            || path.EndsWith("-wal", StringComparison.Ordinal)
            || path.EndsWith("-shm", StringComparison.Ordinal)
            || path.EndsWith("-journal", StringComparison.Ordinal)
            || path.StartsWith(Path.Combine(folder, "temp") + Path.DirectorySeparatorChar, StringComparison.Ordinal)),
    ];
}
