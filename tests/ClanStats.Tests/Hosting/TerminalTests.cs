using ClanStats.Domain.Runs;
using ClanStats.Hosting;
using Spectre.Console;

namespace ClanStats.Tests.Hosting;

public sealed class TerminalTests : IDisposable
{
    private readonly StringWriter _answers = new();
    private readonly StringWriter _diagnostics = new();

    public void Dispose()
    {
        _answers.Dispose();
        _diagnostics.Dispose();
    }

    [Fact]
    public void In_a_pipe_progress_is_a_line_at_start_and_end_and_one_every_five_seconds()
    {
        var clock = new ManualClock(TestProgram.Clock);
        var progress = ConsoleProgress.For(new Terminal(_answers, _diagnostics), clock);
        using (var work = progress.Start("Reading snapshots", 1500))
        {
            for (var i = 0; i < 12; i++)
            {
                clock.Pass(TimeSpan.FromSeconds(1));
                work.Advance(100);
            }
        }

        Lines(_diagnostics).ShouldBe(
        [
            "Reading snapshots: 1,500 to do",
            "Reading snapshots: 500 of 1,500, 100/s, 10.0 s left",
            "Reading snapshots: 1,000 of 1,500, 100/s, 5.0 s left",
            "Reading snapshots: 1,200 of 1,500 in 12.0 s",
        ]);
        _answers.ToString().ShouldBeEmpty();
    }

    [Fact]
    public void Work_of_unknown_size_is_counted()
    {
        using (var work = new PlainProgress(new Terminal(_answers, _diagnostics), new ManualClock(TestProgram.Clock)).Start("Reading messages"))
        {
            work.Advance(7);
        }

        Lines(_diagnostics).ShouldBe(["Reading messages: started", "Reading messages: 7 done in 0.0 s"]);
    }

    [Fact]
    public void Work_of_which_only_a_guess_is_known_says_about()
    {
        var clock = new ManualClock(TestProgram.Clock);
        using (var work = new PlainProgress(new Terminal(_answers, _diagnostics), clock).Start("Reading messages"))
        {
            work.Expect(5_000);
            clock.Pass(TimeSpan.FromSeconds(10));
            work.Advance(1_000);
            work.Expect(4_000);
            clock.Pass(TimeSpan.FromSeconds(10));
            work.Advance(1_000);
            work.Advance(500);
        }

        Lines(_diagnostics).ShouldBe(
        [
            "Reading messages: started",
            "Reading messages: 1,000 of about 5,000, 100/s, about 40.0 s left",
            "Reading messages: 2,000 of about 4,000, 100/s, about 20.0 s left",
            "Reading messages: 2,500 done in 20.0 s",
        ]);
    }

    [Fact]
    public void Slow_work_is_told_by_the_minute()
    {
        var clock = new ManualClock(TestProgram.Clock);
        using (var work = new PlainProgress(new Terminal(_answers, _diagnostics), clock).Start("Reading history", 20))
        {
            clock.Pass(TimeSpan.FromMinutes(2));
            work.Advance(5);
        }

        Lines(_diagnostics)[1].ShouldBe("Reading history: 5 of 20, 2.5/min, 6 min 00 s left");
    }

    [Fact]
    public void A_bar_of_which_only_a_guess_is_known_says_about_and_ends_full()
    {
        var terminal = new Terminal(_answers, _diagnostics, diagnosticsAreWatched: true, ansi: AnsiSupport.Yes);
        using (var work = ConsoleProgress.For(terminal, TimeProvider.System).Start("Reading messages"))
        {
            work.Expect(4_000);
            work.Advance(1_000);
            work.Expect(500);
            work.Advance(234);
        }

        _diagnostics.ToString().ShouldContain("1,234/1,234");
    }

    [Fact]
    public void Bars_begin_and_end_with_the_work_even_side_by_side_and_again()
    {
        var terminal = new Terminal(_answers, _diagnostics, diagnosticsAreWatched: true, ansi: AnsiSupport.Yes);
        var progress = ConsoleProgress.For(terminal, TimeProvider.System);
        for (var round = 0; round < 2; round++)
        {
            using var wom = progress.Start("Reading [snapshots]", 10);
            using var discord = progress.Start("Reading messages");
            wom.Advance(10);
            discord.Advance();
            wom.Dispose();
            wom.Dispose();
        }

        _diagnostics.ToString().ShouldContain("Reading [snapshots]");
        _diagnostics.ToString().ShouldContain("10/10");
        _answers.ToString().ShouldBeEmpty();
    }

    [Fact]
    public void The_summary_lists_steps_what_is_missing_and_ends_with_where_to_look()
    {
        var summary = new ConsoleSummary(new Terminal(_answers, _diagnostics));
        var wom = new StepNotice("wom", TimeSpan.FromSeconds(12.34), StepResult.Done("40 members", rows: 1234));
        var discord = new StepNotice("discord", TimeSpan.FromSeconds(75), StepResult.Partial("3 channels", ["#general: not\nreadable any more"]));
        summary.StepEnded(wom);
        summary.StepEnded(discord);
        summary.RunEnded(new RunNotice("run", "4f0c1d2e9a7b4c55", StepOutcome.Partial, TimeSpan.FromSeconds(3700), [wom, discord], "Look at out/docs/index.html"));

        Lines(_diagnostics).ShouldBe(["✓ wom              12.3 s  40 members", "! discord      1 min 15 s  3 channels"]);
        Lines(_answers).ShouldBe(
        [
            "wom           done           12.3 s       1,234  40 members",
            "discord       partial    1 min 15 s           0  3 channels",
            @"! discord: #general: not\nreadable any more",
            "run partial in 1 h 01 min (run 4f0c1d2e9a7b4c55)",
            "Look at out/docs/index.html",
        ]);
    }

    [Fact]
    public void The_summary_is_a_table_for_somebody_who_watches()
    {
        var terminal = new Terminal(_answers, _diagnostics, answersAreWatched: true);
        terminal.Mask.Register(["hush-hush"]);
        var step = new StepNotice("wom", TimeSpan.FromSeconds(1), StepResult.Done("[red]hush-hush"));
        new ConsoleSummary(terminal).RunEnded(new RunNotice("demo", "4f0c1d2e9a7b4c55", StepOutcome.Done, TimeSpan.FromSeconds(1), [step], "end"));
        _answers.ToString().ShouldContain("[red]***");
        Lines(_answers)[^1].ShouldBe("end");
    }

    [Fact]
    public void Without_colour_no_colour_is_written()
    {
        var terminal = new Terminal(_answers, _diagnostics, diagnosticsAreWatched: true, isColoured: true).WithoutColour();
        terminal.IsColoured.ShouldBeFalse();
        terminal.Diagnose("ERR", "[broken]");
        _diagnostics.ToString().TrimEnd().ShouldBe("error: [broken]");
    }

    private static string[] Lines(StringWriter writer) => writer.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
}
