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

    private sealed class Work(string title, long? total, Terminal terminal, TimeProvider time) : IProgressTask
    {
        private readonly Lock _gate = new();
        private readonly long _start = time.GetTimestamp();
        private long _told = time.GetTimestamp();
        private long _done;
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

        public void Dispose()
        {
            lock (_gate)
            {
                if (!_ended)
                {
                    _ended = true;
                    terminal.Tell($"{title}: {Share()} in {Durations.Show(time.GetElapsedTime(_start))}");
                }
            }
        }

        private string Share() => total is { } units ? $"{Count(_done)} of {Count(units)}" : $"{Count(_done)} done";

        private string Outlook()
        {
            var rate = _done / time.GetElapsedTime(_start).TotalSeconds;
            var speed = string.Create(CultureInfo.InvariantCulture, $", {rate:0.#}/s");
            return total is { } units && rate > 0 && units > _done
                ? $"{speed}, {Durations.Show(TimeSpan.FromSeconds((units - _done) / rate))} left"
                : speed;
        }
    }
}
