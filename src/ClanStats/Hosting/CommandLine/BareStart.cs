using ClanStats.Domain.Runs;
using ClanStats.Hosting.Settings;
using ClanStats.Pipeline;

namespace ClanStats.Hosting.CommandLine;

/// <summary>
/// The program started without a word by somebody at a terminal, most likely by a double-click: where nothing is set up it offers what there is to do
/// instead of a list of what is missing, and the window stays until its lines were read.
/// </summary>
/// <param name="host">The process.</param>
/// <param name="run">Carries out a command.</param>
internal sealed class BareStart(ProgramHost host, Func<string[], Task<ExitCode>> run)
{
    private const string Demo = "demo";
    private const string SetUp = "init";

    /// <summary>A window that a scheduler opened must not hold the night up for good.</summary>
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(120);

    private readonly Terminal _terminal = host.Terminal;

    /// <summary>Whether the program was started so. Scripts, pipes and schedulers have a command or no terminal, and never meet a question.</summary>
    public static bool IsMeant(IReadOnlyList<string> arguments, Terminal terminal) =>
        arguments.Count == 0 && terminal.Input is not null && terminal.AnswersAreWatched;

    /// <summary>Offers, or runs.</summary>
    public async Task<ExitCode> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!IsNothingSetUp())
            {
                return await RunNightAsync(cancellationToken);
            }

            return await ChooseAsync(cancellationToken) switch
            {
                Demo => await ShowAsync(Demo, OfferPageAsync, cancellationToken),
                SetUp => await ShowAsync(SetUp, _ => Task.CompletedTask, cancellationToken),
                // A run was asked for, and without settings there is none.
                _ => ExitCode.UsageWrong,
            };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _terminal.Tell("Cancelled");
            return ExitCode.Cancelled;
        }
    }

    private async Task<ExitCode> RunNightAsync(CancellationToken cancellationToken)
    {
        var code = await run(["run"]);
        if (code != ExitCode.Cancelled && _terminal.WindowEnd() == WindowEnd.Closes)
        {
            await WaitForKeyAsync("Press a key to close this window; in two minutes it closes by itself.", LongestLook, cancellationToken);
        }

        return code;
    }

    private async Task<ExitCode> ShowAsync(string command, Func<ExitCode, Task> afterwards, CancellationToken cancellationToken)
    {
        var code = await run([command]);
        if (code == ExitCode.Cancelled && cancellationToken.IsCancellationRequested)
        {
            return code;
        }

        await afterwards(code).WaitAsync(cancellationToken);
        if (_terminal.WindowEnd() != WindowEnd.Stays)
        {
            await WaitForKeyAsync("Press a key to leave.", null, cancellationToken);
        }

        return code;
    }

    /// <summary>Neither a group nor a bot, and no file of somebody's who began to set it up. What is wrong in a file is the run's to tell.</summary>
    private bool IsNothingSetUp()
    {
        if (File.Exists(Path.Combine(host.Surroundings.WorkingFolder, ".env")))
        {
            return false;
        }

        try
        {
            return SettingsLoader.Load(new SettingsRequest { Surroundings = host.Surroundings }, new SettingFindings()).Effective
                .All(setting => setting.Source == SettingValues.DefaultSource || (setting.Name != SettingTable.WomGroupId.Name && setting.Name != SettingTable.DiscordToken.Name));
        }
        catch (UserFaultException)
        {
            return false;
        }
    }

    private async Task<string?> ChooseAsync(CancellationToken cancellationToken)
    {
        _terminal.Tell($"ClanStats is not set up yet in {host.Surroundings.WorkingFolder}");
        _terminal.Tell("  1  demo: an invented clan and what ClanStats makes of it; needs no network");
        _terminal.Tell("  2  set up your own clan: six questions");
        _terminal.Tell("  3  leave");
        while (await AskAsync("Which? Write 1, 2 or 3:", cancellationToken) is { } typed)
        {
            switch (typed)
            {
                case "1":
                    return Demo;
                case "2":
                    return SetUp;
                case "3":
                    return null;
            }
        }

        return null;
    }

    /// <summary>Where its dashboard lies is the last thing a demo says.</summary>
    private async Task OfferPageAsync(ExitCode code)
    {
        var page = Path.Combine(host.Surroundings.Absolute(RunPlanner.DemoFolder), "docs", "index.html");
        if (code is (ExitCode.Done or ExitCode.Partial) && File.Exists(page) && host.Open is { } open
            && await AskAsync("Open it in your browser? Enter: yes, n: no", CancellationToken.None) is "" or "y" or "yes" && !open(page))
        {
            _terminal.Tell("Nothing on this system opens it by itself; open that file in a browser.");
        }
    }

    /// <summary>Reading a line cannot be stopped, waiting for it can.</summary>
    private Task<string?> AskAsync(string question, CancellationToken cancellationToken) =>
        Task.Run(() => _terminal.Ask(question), cancellationToken).WaitAsync(cancellationToken);

    private async Task WaitForKeyAsync(string line, TimeSpan? atMost, CancellationToken cancellationToken)
    {
        if (_terminal.KeyPressed is not { } pressed)
        {
            return;
        }

        _terminal.Tell(line);
        var began = host.Time.GetTimestamp();
        while (!pressed() && (atMost is null || host.Time.GetElapsedTime(began) < atMost))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), host.Time, cancellationToken);
        }
    }
}
