namespace ClanStats.Harvest.Discord;

/// <summary>What a night at Discord came to, in one line.</summary>
internal sealed class DiscordSummary
{
    public DiscordSummary(IReadOnlyCollection<ChannelOutcome> outcomes, IReadOnlyList<string> notes)
    {
        int Count(ChannelResult result) => outcomes.Count(outcome => outcome.Result == result);
        var kinds = outcomes.SelectMany(outcome => outcome.Stored).GroupBy(kind => kind.Key, StringComparer.Ordinal)
            .OrderBy(kind => kind.Key, StringComparer.Ordinal)
            .ToDictionary(kind => kind.Key, kind => kind.Sum(count => (long)count.Value));
        Rows = kinds.Values.Sum();
        List<string> parts = [$"{Count(ChannelResult.Read)} channels read, {Count(ChannelResult.Quiet)} quiet", $"{Rows} new messages"];
        if (Rows > 0)
        {
            parts[1] += $" ({string.Join(", ", kinds.Select(kind => $"{kind.Value} {kind.Key}"))})";
        }

        void Tell(int count, string what)
        {
            if (count > 0)
            {
                parts.Add($"{count} {what}");
            }
        }

        var sample = outcomes.OrderBy(outcome => outcome.Channel.Id).Select(outcome => outcome.Sample).FirstOrDefault(told => told is not null);
        Tell(outcomes.Sum(outcome => outcome.SetAside), $"messages set aside ({sample})");
        Tell(outcomes.Sum(outcome => outcome.Unread), "lines of the game chat could not be read");
        Tell(outcomes.Sum(outcome => outcome.Changed), "messages edited");
        Tell(outcomes.Sum(outcome => outcome.Removed), "messages deleted on Discord removed");
        foreach (var outcome in outcomes.Where(outcome => outcome.Doubted > 0).OrderBy(outcome => outcome.Channel.Id))
        {
            parts.Add($"{outcome.Doubted} messages of #{outcome.Channel.Name} are gone on Discord, more than half of the last days': they are kept");
        }

        Detail = string.Join("; ", [.. parts, .. notes]);
    }

    /// <summary>The line.</summary>
    public string Detail { get; }

    /// <summary>New messages.</summary>
    public long Rows { get; }
}
