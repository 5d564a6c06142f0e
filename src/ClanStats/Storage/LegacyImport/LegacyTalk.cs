namespace ClanStats.Storage.LegacyImport;

/// <summary>Lines of one author under one name in one channel.</summary>
/// <param name="AuthorId">Discord's id; null if the old program did not note it.</param>
/// <param name="Name">The name shown; null if none was noted.</param>
/// <param name="ChannelId">The channel.</param>
internal sealed record LegacyAuthor(long? AuthorId, string? Name, long ChannelId)
{
    /// <summary>How many lines.</summary>
    public long Messages { get; set; }

    /// <summary>How many of them have the form of a relayed line.</summary>
    public long Bold { get; set; }

    /// <summary>The oldest line's id.</summary>
    public long First { get; set; } = long.MaxValue;

    /// <summary>The newest line's id.</summary>
    public long Last { get; set; }
}

/// <summary>Who talked where under which name in the old database.</summary>
internal sealed class LegacyTalk
{
    private readonly Dictionary<(long? Author, string? Name, long Channel), LegacyAuthor> _authors = [];

    /// <summary>Everybody by name and channel.</summary>
    public IReadOnlyCollection<LegacyAuthor> Authors => _authors.Values;

    /// <summary>How many messages have a text.</summary>
    public long Texts { get; private set; }

    /// <summary>How many messages the old program had given to a member.</summary>
    public long Linked { get; private set; }

    /// <summary>Adds a message.</summary>
    public void Add(long id, long? author, string? name, long channel, bool isBold, bool hasText, bool isLinked)
    {
        if (!_authors.TryGetValue((author, name, channel), out var lines))
        {
            _authors.Add((author, name, channel), lines = new LegacyAuthor(author, name, channel));
        }

        lines.Messages++;
        lines.Bold += isBold ? 1 : 0;
        lines.First = Math.Min(lines.First, id);
        lines.Last = Math.Max(lines.Last, id);
        Texts += hasText ? 1 : 0;
        Linked += isLinked ? 1 : 0;
    }
}
