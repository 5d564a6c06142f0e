using ClanStats.Domain.Identity;
using ClanStats.Domain.Runs;

namespace ClanStats.Harvest.Discord;

/// <summary>
/// Tells how far the reading of messages is. Discord says nowhere how many there are, but ids carry their time: what is left of a channel is taken
/// to be as dense as what was read of it, and of channels not yet begun as dense as everything that was read. It is a guess and told as one.
/// </summary>
/// <param name="task">Is told.</param>
/// <param name="limit">Messages this run may read at most; 0 = no limit.</param>
internal sealed class ReadingProgress(IProgressTask task, int limit)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Snowflake, Stretch> _waiting = [];
    private readonly Dictionary<Snowflake, Stretch> _underWay = [];
    private double _hoursWaiting;
    private double _hoursRead;
    private long _read;

    /// <summary>Enters a channel that will be read.</summary>
    public void Await(Snowflake channel, Snowflake after, Snowflake upTo)
    {
        lock (_gate)
        {
            Drop(channel);
            _waiting[channel] = new Stretch(channel, after, upTo);
            _hoursWaiting += _waiting[channel].Hours;
        }
    }

    /// <summary>The reading of a channel begins, from where it really begins.</summary>
    public void Begin(Snowflake channel, Snowflake after, Snowflake upTo)
    {
        lock (_gate)
        {
            Drop(channel);
            _underWay[channel] = new Stretch(channel, after, upTo);
        }
    }

    /// <summary>A page was read.</summary>
    public void Note(Snowflake channel, MessagePage page)
    {
        lock (_gate)
        {
            _read += page.Messages.Count;
            if (_underWay.GetValueOrDefault(channel) is { } stretch)
            {
                _hoursRead += stretch.Cover(page);
            }

            var density = _hoursRead > 0 ? _read / _hoursRead : 0;
            var left = _underWay.Values.Sum(other => other.Left(density)) + (_hoursWaiting * density);
            var total = _read + (long)Math.Round(left);
            task.Expect(limit > 0 ? Math.Min(limit, total) : total);
            task.Advance(page.Messages.Count);
        }
    }

    /// <summary>Nothing more is read of a channel.</summary>
    public void End(Snowflake channel)
    {
        lock (_gate)
        {
            Drop(channel);
        }
    }

    private void Drop(Snowflake channel)
    {
        _underWay.Remove(channel);
        if (_waiting.Remove(channel, out var stretch))
        {
            _hoursWaiting -= stretch.Hours;
        }
    }

    /// <summary>The time between a cursor and the end fixed beforehand. A channel's own id tells when it was made: nothing is older.</summary>
    private sealed class Stretch(Snowflake channel, Snowflake after, Snowflake upTo)
    {
        private readonly Snowflake _from = after > channel ? after : channel;
        private double _covered;
        private long _messages;

        public double Hours { get; } = upTo > channel && upTo > after ? upTo.Time.HoursSince(after > channel ? after.Time : channel.Time) : 0;

        /// <summary>Notes a page and tells how many hours more are covered.</summary>
        public double Cover(MessagePage page)
        {
            var before = _covered;
            _messages += page.Messages.Count;
            _covered = page.Newest > _from ? Math.Clamp(page.Newest.Time.HoursSince(_from.Time), before, Math.Max(before, Hours)) : before;
            return _covered - before;
        }

        /// <summary>About how many messages are left.</summary>
        public double Left(double density) => (Hours - _covered) * (_covered > 0 ? _messages / _covered : density);
    }
}
