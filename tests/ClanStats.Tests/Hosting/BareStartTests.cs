using ClanStats.Hosting;
using ClanStats.Hosting.CommandLine;
using ClanStats.Pipeline;

namespace ClanStats.Tests.Hosting;

public sealed class BareStartTests : IDisposable
{
    private const string Menu = "  2  set up your own clan: six questions";
    private readonly TestProgram _program = new();
    private readonly StringWriter _answers = new();
    private readonly StringWriter _diagnostics = new();
    private readonly List<string> _opened = [];
    private readonly List<string> _ran = [];
    private WindowEnd _window = WindowEnd.Closes;
    private int _keysWaitedFor;
    private bool _keyComes = true;

    public void Dispose()
    {
        _program.Dispose();
        _answers.Dispose();
        _diagnostics.Dispose();
    }

    [Fact]
    public async Task With_nothing_set_up_the_demo_is_shown_its_page_offered_and_the_window_stays()
    {
        (await StartAsync("1\n\n")).ShouldBe(ExitCode.Done);

        _ran.ShouldBe(["demo"]);
        var page = Path.Combine(_program.WorkingFolder, "demo-out", "docs", "index.html");
        _opened.ShouldBe([page]);
        Told[0].ShouldBe($"ClanStats is not set up yet in {_program.WorkingFolder}");
        Told.ShouldContain("Open it in your browser? Enter: yes, n: no");
        Told[^1].ShouldBe("Press a key to leave.");
        _keysWaitedFor.ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_does_not_want_the_page_opened_leaves_with_the_next_key()
    {
        (await StartAsync("1\nn\n")).ShouldBe(ExitCode.Done);

        _opened.ShouldBeEmpty();
    }

    [Fact]
    public async Task Set_up_begins_the_six_questions_and_a_wrong_word_asks_again()
    {
        (await StartAsync("yes\n\n2\n")).ShouldBe(ExitCode.Cancelled);

        _ran.ShouldBe(["init"]);
        Told.Count(line => line == "Which? Write 1, 2 or 3:").ShouldBe(3);
        _keysWaitedFor.ShouldBe(1);
    }

    [Theory]
    [InlineData("3\n")]
    [InlineData("")]
    public async Task Whoever_leaves_has_the_code_of_a_run_without_settings_and_nothing_was_written(string typed)
    {
        (await StartAsync(typed)).ShouldBe(ExitCode.UsageWrong);

        _ran.ShouldBeEmpty();
        _keysWaitedFor.ShouldBe(0);
        Directory.GetFileSystemEntries(_program.WorkingFolder).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(WindowEnd.Closes, 1)]
    [InlineData(WindowEnd.Unknown, 1)]
    [InlineData(WindowEnd.Stays, 0)]
    internal async Task A_key_is_waited_for_where_the_window_may_close(WindowEnd window, int keys)
    {
        _window = window;

        await StartAsync("1\nn\n");

        _keysWaitedFor.ShouldBe(keys);
    }

    [Theory]
    [InlineData("WOM_GROUP_ID", "42")]
    [InlineData("DISCORD_TOKEN", "a-token")]
    public async Task Where_something_is_set_up_the_night_runs_or_says_what_is_missing(string name, string value)
    {
        _program.Environment[name] = value;

        (await StartAsync("1\n")).ShouldBe(ExitCode.UsageWrong);

        Told.ShouldNotContain(Menu);
        Told.ShouldContain("Configuration invalid:");
        Told[^1].ShouldStartWith("Press a key to close this window");
    }

    [Fact]
    public async Task A_file_of_settings_that_cannot_be_read_is_told_and_offers_nothing()
    {
        _program.Write("config/clanstats.yaml", "wom: [\n");

        (await StartAsync("1\n")).ShouldBe(ExitCode.UsageWrong);

        Told.ShouldNotContain(Menu);
    }

    [Fact]
    public async Task Samples_beside_the_program_are_no_set_up()
    {
        foreach (var sample in Directory.EnumerateFiles(Path.Combine(Architecture.Repository.Root, "config")))
        {
            _program.Write(Path.Combine("config", Path.GetFileName(sample)), await File.ReadAllTextAsync(sample));
        }

        await StartAsync("3\n");

        Told.ShouldContain(Menu);
    }

    [Fact]
    public async Task A_window_that_a_scheduler_opened_for_a_night_closes_by_itself()
    {
        _program.WithClan();
        _keyComes = false;

        (await StartAsync("")).ShouldBe(ExitCode.Done);

        _ran.ShouldBe(["run"]);
        _program.Time.GetUtcNow().ShouldBeGreaterThanOrEqualTo(TestProgram.Clock.AddMinutes(2));
    }

    [Theory]
    [InlineData(false, true, new string[0])]
    [InlineData(true, false, new string[0])]
    [InlineData(true, true, new[] { "run" })]
    [InlineData(true, true, new[] { "--no-color" })]
    public async Task Without_a_terminal_or_with_a_word_nobody_is_asked(bool answersAreWatched, bool somebodyTypes, string[] arguments)
    {
        (await StartAsync(somebodyTypes ? "1\n" : null, answersAreWatched, arguments)).ShouldBe(ExitCode.UsageWrong);

        _diagnostics.ToString().ShouldStartWith("Configuration invalid:");
        _keysWaitedFor.ShouldBe(0);
    }

    [Fact]
    public async Task Ctrl_C_at_the_question_leaves()
    {
        using var stop = new CancellationTokenSource();
        using var reader = new NobodyTypes(stop);

        (await CommandLineProgram.RunAsync([], Host(reader, answersAreWatched: true), stop.Token)).ShouldBe(ExitCode.Cancelled);

        _ran.ShouldBeEmpty();
    }

    private string[] Told => _diagnostics.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    private Task<ExitCode> StartAsync(string? typed, bool answersAreWatched = true, params string[] arguments) =>
        CommandLineProgram.RunAsync(arguments, Host(typed is null ? null : new StringReader(typed), answersAreWatched), CancellationToken.None);

    private ProgramHost Host(TextReader? typed, bool answersAreWatched) => new()
    {
        Terminal = new Terminal(_answers, _diagnostics, answersAreWatched)
        {
            Input = typed,
            KeyPressed = KeyPressed,
            WindowEnd = () => _window,
        },
        Surroundings = _program.Surroundings,
        Time = _program.Time,
        Open = file =>
        {
            _opened.Add(file);
            return true;
        },
        Run = (plan, _, _) =>
        {
            _ran.Add(plan.Command);
            Directory.CreateDirectory(Path.Combine(plan.Settings.OutputDirectory, "docs"));
            File.WriteAllText(Path.Combine(plan.Settings.OutputDirectory, "docs", "index.html"), "");
            return Task.FromResult(ExitCode.Done);
        },
        Init = (_, _, _, _) =>
        {
            _ran.Add("init");
            return Task.FromResult(ExitCode.Cancelled);
        },
    };

    private bool KeyPressed()
    {
        _program.Time.Pass(TimeSpan.FromMinutes(1));
        _keysWaitedFor++;
        return _keyComes;
    }

    /// <summary>A keyboard nobody touches; Ctrl-C comes while it is waited for.</summary>
    private sealed class NobodyTypes(CancellationTokenSource stop) : TextReader
    {
        private readonly ManualResetEventSlim _never = new();

        public override string? ReadLine()
        {
            stop.Cancel();
            _never.Wait();
            return null;
        }

        protected override void Dispose(bool disposing)
        {
            _never.Set();
            base.Dispose(disposing);
        }
    }
}
