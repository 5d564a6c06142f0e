using System.Globalization;
using ClanStats.Domain.Runs;

namespace ClanStats.Hosting;

/// <summary>Progress for a pipe or a file: a line at the start and end of each piece of work, and at most one every five seconds between.</summary>
internal sealed class PlainProgress(Terminal terminal, TimeProvider time) : IRunProgress
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    public IProgressTask Start(string title, long? total = null)
    {
        terminal.Tell(total is { } units ? $"{title}: {Count(units)} to do" : $"{title}: started");
        return new Work(title, total, terminal, time);
    }

    public static string Count(long units) => units.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A rate as people read it: slow work by the minute, for "0/s" says nothing.</summary>
    public static string Rate(double perSecond) => perSecond is > 0 and < 0.95
        ? string.Create(CultureInfo.InvariantCulture, $"{perSecond * 60:0.#}/min")
        : string.Create(CultureInfo.InvariantCulture, $"{perSecond:0.#}/s");

    private sealed class Work(string title, long? total, Terminal terminal, TimeProvider time) : IProgressTask
    {
        private readonly Lock _gate = new();
        private readonly long _start = time.GetTimestamp();
        private long _told = time.GetTimestamp();
        private long _done;
        private long? _expected;
        private bool _ended;

        public void Advance(long units = 1)
        {
            lock (_gate)
            {
                _done += units;
                if (_ended || time.GetElapsedTime(_told) < Pause)
                {
                    return;
                }

                _told = time.GetTimestamp();
                terminal.Tell($"{title}: {Share()}{Outlook()}");
            }
        }

        public void Expect(long total)
        {
            lock (_gate)
            {
                _expected = total;
            }
        }

        public void Dispose()
        {
            lock (_gate)
            {
                if (!_ended)
                {
                    // What was expected was a guess; what was done is known now.
                    (_ended, _expected) = (true, null);
                    terminal.Tell($"{title}: {Share()} in {Durations.Show(time.GetElapsedTime(_start))}");
                }
            }
        }

        private string Share() => total is { } units ? $"{Count(_done)} of {Count(units)}"
            : _expected is { } about ? $"{Count(_done)} of about {Count(about)}"
            : $"{Count(_done)} done";

        private string Outlook()
        {
            var rate = _done / time.GetElapsedTime(_start).TotalSeconds;
            return (total ?? _expected) is { } units && rate > 0 && units > _done
                ? $", {Rate(rate)}, {(total is null ? "about " : "")}{Durations.Show(TimeSpan.FromSeconds((units - _done) / rate))} left"
                : $", {Rate(rate)}";
        }
    }
}
