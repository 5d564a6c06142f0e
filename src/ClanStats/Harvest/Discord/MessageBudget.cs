namespace ClanStats.Harvest.Discord;

/// <summary>Counts down DISCORD_MAX_MESSAGES over all channels.</summary>
internal sealed class MessageBudget(int limit)
{
    private readonly Lock _gate = new();
    private readonly bool _limited = limit > 0;
    private int _left = limit;

    /// <summary>Whether no message may be read any more.</summary>
    public bool IsSpent
    {
        get
        {
            lock (_gate)
            {
                return _limited && _left == 0;
            }
        }
    }

    /// <summary>The oldest messages of a page that may still be read; null if none may.</summary>
    public MessagePage? Take(MessagePage page)
    {
        lock (_gate)
        {
            if (!_limited)
            {
                return page;
            }

            if (page.Messages.Count <= _left)
            {
                _left -= page.Messages.Count;
                return page;
            }

            if (_left == 0)
            {
                return null;
            }

            var taken = page.Messages.Take(_left).ToList();
            _left = 0;
            return page with { Messages = taken, Newest = taken[^1].Id, IsShort = false };
        }
    }
}
