using ClanStats.Domain.Runs;
using ClanStats.Hosting.Logging;
using Spectre.Console;

namespace ClanStats.Hosting;

/// <summary>Tells of a run: a line for each step as it ends (diagnostics), and at the end a table, what is missing and where to look (answers).</summary>
internal sealed class ConsoleSummary(Terminal terminal) : IRunConsole
{
    private const int NameWidth = 12;

    public void StepEnded(StepNotice notice)
    {
        var mark = Mark(notice.Result.Outcome);
        terminal.Tell($"{mark} {notice.Name.PadRight(NameWidth)} {Durations.Show(notice.Duration),10}  {LineEscape.Escape(notice.Result.Detail)}");
    }

    public void RunEnded(RunNotice notice)
    {
        if (terminal.AnswersAreWatched)
        {
            WriteTable(notice);
        }
        else
        {
            WriteLines(notice);
        }

        foreach (var step in notice.Steps)
        {
            foreach (var failure in step.Result.Failures)
            {
                terminal.Answer($"{Mark(step.Result.Outcome)} {step.Name}: {LineEscape.Escape(failure)}");
            }
        }

        var where = notice.Environment is { } environment ? $" in {environment}" : "";
        terminal.Answer($"{notice.Command} {Word(notice.Outcome)} in {Durations.Show(notice.Duration)} (run {notice.TraceId}{where})");
        terminal.Answer(LineEscape.Escape(notice.WhereToLook));
    }

    private void WriteTable(RunNotice run)
    {
        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumn("Step").AddColumn("Outcome");
        table.AddColumn(new TableColumn("Time").RightAligned()).AddColumn(new TableColumn("Rows").RightAligned()).AddColumn("What was done");
        foreach (var step in run.Steps)
        {
            var outcome = step.Result.Outcome;
            table.AddRow(
                new Text(step.Name),
                new Text($"{Mark(outcome)} {Word(outcome)}", new Style(ColourOf(outcome))),
                new Text(Durations.Show(step.Duration)),
                new Text(PlainProgress.Count(step.Result.Rows)),
                new Text(terminal.Mask.Mask(LineEscape.Escape(step.Result.Detail))));
        }

        terminal.AnswerConsole.Write(table);
    }

    private void WriteLines(RunNotice run)
    {
        foreach (var step in run.Steps)
        {
            var outcome = Word(step.Result.Outcome).PadRight(9);
            var rows = PlainProgress.Count(step.Result.Rows);
            terminal.Answer(
                $"{step.Name.PadRight(NameWidth)}  {outcome}  {Durations.Show(step.Duration),10}  {rows,10}  {LineEscape.Escape(step.Result.Detail)}");
        }
    }

    private static string Mark(StepOutcome outcome) => outcome switch
    {
        StepOutcome.Done => "✓",
        StepOutcome.Partial => "!",
        StepOutcome.Failed => "✗",
        StepOutcome.Cancelled => "■",
        _ => "–",
    };

    private static string Word(StepOutcome outcome) => outcome switch
    {
        StepOutcome.Done => "done",
        StepOutcome.Partial => "partial",
        StepOutcome.Failed => "failed",
        StepOutcome.Cancelled => "cancelled",
        _ => "skipped",
    };

    private static Color ColourOf(StepOutcome outcome) => outcome switch
    {
        StepOutcome.Done => Color.Green,
        StepOutcome.Partial => Color.Yellow,
        StepOutcome.Skipped => Color.Grey,
        _ => Color.Red,
    };
}
