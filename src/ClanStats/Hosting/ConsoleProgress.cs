using ClanStats.Domain.Runs;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ClanStats.Hosting;

/// <summary>Progress for somebody who watches: bars with count, rate and time left. The bars live while at least one piece of work is under way.</summary>
internal sealed class ConsoleProgress(Terminal terminal) : IRunProgress
{
    private const string Guess = "guess";

    private readonly Lock _gate = new();
    private ProgressContext? _context;
    private TaskCompletionSource? _end;
    private Task _display = Task.CompletedTask;
    private int _underWay;

    /// <summary>Bars on a terminal that can move its cursor, plain lines elsewhere.</summary>
    public static IRunProgress For(Terminal terminal, TimeProvider time) =>
        terminal.DiagnosticsAreWatched && terminal.DiagnosticConsole.Profile.Capabilities.Ansi
            ? new ConsoleProgress(terminal)
            : new PlainProgress(terminal, time);

    public IProgressTask Start(string title, long? total = null)
    {
        lock (_gate)
        {
            if (_underWay++ == 0)
            {
                Open();
            }

            var task = _context!.AddTask(Markup.Escape(title), maxValue: Math.Max(1, total ?? long.MaxValue));
            task.IsIndeterminate = total is null;
            return new Work(this, task);
        }
    }

    private void Open()
    {
        var ready = new TaskCompletionSource<ProgressContext>(TaskCreationOptions.RunContinuationsAsynchronously);
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _display = terminal.DiagnosticConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new CountColumn(), new RateColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                ready.SetResult(context);
                await end.Task;
            });
        _context = ready.Task.GetAwaiter().GetResult();
        _end = end;
    }

    private void End(ProgressTask task)
    {
        lock (_gate)
        {
            // What was expected was a guess; the bar ends where the work did.
            task.MaxValue = task.State.Get<bool>(Guess) ? Math.Max(1, task.Value) : task.MaxValue;
            task.State.Update<bool>(Guess, _ => false);
            task.StopTask();
            if (--_underWay == 0)
            {
                // The last frame is drawn before anything else is written below it.
                _end!.SetResult();
                _display.GetAwaiter().GetResult();
            }
        }
    }

    private sealed class Work(ConsoleProgress owner, ProgressTask task) : IProgressTask
    {
        private int _ended;

        public void Advance(long units = 1)
        {
            if (task.State.Get<bool>(Guess))
            {
                Expect((long)Math.Max(task.MaxValue, task.Value + units + 1));
            }

            task.Increment(units);
        }

        public void Expect(long total)
        {
            // A full bar counts nothing more, and a guess may be too low.
            task.MaxValue = Math.Max(total, task.Value + 1);
            task.State.Update<bool>(Guess, _ => true);
            task.IsIndeterminate = false;
        }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0)
            {
                owner.End(task);
            }
        }
    }

    private sealed class CountColumn : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(task.IsIndeterminate
                ? PlainProgress.Count((long)task.Value)
                : $"{PlainProgress.Count((long)task.Value)}/{(task.State.Get<bool>(Guess) ? "about " : "")}{PlainProgress.Count((long)task.MaxValue)}");
    }

    private sealed class RateColumn : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(task.Speed is { } speed ? PlainProgress.Rate(speed) : "");
    }
}
