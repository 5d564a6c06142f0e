using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;

namespace ClanStats.Harvest.Discord;

/// <summary>
/// Judges what came of the channels. One that was never readable is listed; one that was and is not any more is missing for three nights and
/// is then listed as closed: nobody is told the same thing for ever.
/// </summary>
internal sealed class ChannelReview
{
    private const int NightsPartial = 3;
    private const int ChannelsNamed = 5;

    private readonly List<string> _failures = [];
    private readonly List<string> _notes = [];
    private readonly List<ChannelFinding> _findings = [];
    private readonly Snowflake? _relay;
    private readonly UtcInstant _now;

    public ChannelReview(
        IReadOnlyCollection<ChannelOutcome> outcomes,
        ChannelList list,
        IReadOnlyDictionary<Snowflake, KnownChannel> known,
        Snowflake? relay,
        UtcInstant now)
    {
        (_relay, _now) = (relay, now);
        var unreadable = new List<string>();
        foreach (var outcome in outcomes.OrderBy(outcome => outcome.Channel.Id))
        {
            Judge(outcome, known.GetValueOrDefault(outcome.Channel.Id), unreadable);
        }

        HeldBack(outcomes);
        if (unreadable.Count > 0)
        {
            _notes.Add($"not readable: {string.Join(", ", unreadable)}");
        }

        if (list.UnknownTypes > 0)
        {
            _notes.Add($"{list.UnknownTypes} channels of unknown type passed over");
        }

        Vanished = list.WholeGuild ? Gone(list, known) : [];
    }

    /// <summary>What is missing, one line each.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>What is worth telling but not missing.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>States to keep.</summary>
    public IReadOnlyList<ChannelFinding> Findings => _findings;

    /// <summary>Channels the guild no longer has.</summary>
    public IReadOnlyList<Snowflake> Vanished { get; }

    private void Judge(ChannelOutcome outcome, KnownChannel? known, List<string> unreadable)
    {
        var name = $"#{outcome.Channel.Name}";
        switch (outcome.Result)
        {
            case ChannelResult.Read or ChannelResult.LimitReached:
                _findings.Add(new(outcome.Channel, ChannelStates.Readable, outcome.Pages > 0 || outcome.Channel.Access == ChannelAccess.Granted));
                if (outcome.Result == ChannelResult.LimitReached)
                {
                    _failures.Add($"{name} is not read to its end (DISCORD_MAX_MESSAGES)");
                }

                break;
            case ChannelResult.Quiet when known is null || outcome.Channel.Access == ChannelAccess.Granted:
                _findings.Add(new(outcome.Channel, ChannelStates.Readable, outcome.Channel.Access == ChannelAccess.Granted));
                break;
            case ChannelResult.Forbidden:
                Lost(outcome.Channel, name, known, ChannelStates.Unreadable, unreadable);
                break;
            case ChannelResult.NoHistory:
                Lost(outcome.Channel, $"{name} (probably no right to read the message history)", known, ChannelStates.Unreadable, unreadable);
                break;
            case ChannelResult.Deleted when outcome.Channel.Id != _relay:
                _findings.Add(new(outcome.Channel, ChannelStates.Deleted, ProvedReadable: false));
                _notes.Add($"{name} was deleted");
                break;
            case ChannelResult.Deleted:
                Lost(outcome.Channel, $"{name}, the relay channel, which Discord does not know", known, ChannelStates.Deleted, unreadable);
                break;
            case ChannelResult.WithoutMessages:
                _notes.Add($"{name} has no messages to read");
                break;
            case ChannelResult.Failed:
                _failures.Add($"{name}: {outcome.Fault?.Message}");
                break;
        }
    }

    /// <summary>One line, for it has one cause: nothing of these channels is stored until their texts are given, and then all of it is read.</summary>
    private void HeldBack(IReadOnlyCollection<ChannelOutcome> outcomes)
    {
        var held = outcomes.Where(outcome => outcome.Result == ChannelResult.HeldBack).OrderBy(outcome => outcome.Channel.Id).ToList();
        if (held.Count == 0)
        {
            return;
        }

        var names = ShortText.Names([.. held.Select(outcome => $"#{outcome.Channel.Name}")], ChannelsNamed);
        _failures.Add(
            $"Discord holds back the texts of {names}; they are read once it gives them. Switch on MESSAGE CONTENT INTENT for the bot in "
            + "the Developer Portal; if it is on, switch it off, save, on, save.");
    }

    private void Lost(ChannelToRead channel, string told, KnownChannel? known, string state, List<string> unreadable)
    {
        _findings.Add(new(channel, state, ProvedReadable: false));
        if (known is not { WasReadable: true })
        {
            unreadable.Add(told);
            return;
        }

        var since = known.State == state ? known.Since : _now;
        if (_now.DayNumber - since.DayNumber < NightsPartial)
        {
            _failures.Add($"{told} can no longer be read since {since.ToPeople()}: give the bot back its rights, or leave it closed");
        }
        else
        {
            _notes.Add($"{told} closed since {since.ToPeople()}");
        }
    }

    /// <summary>Threads that are neither active nor lately archived are only quiet; channels the guild does not list are gone.</summary>
    private List<Snowflake> Gone(ChannelList list, IReadOnlyDictionary<Snowflake, KnownChannel> known)
    {
        var listed = list.Channels.Select(channel => channel.Id).ToHashSet();
        var gone = known.Values
            .Where(channel => channel.State != ChannelStates.Deleted && !ChannelTypes.IsThread(channel.Type) && !listed.Contains(channel.Id))
            .OrderBy(channel => channel.Id)
            .ToList();
        if (gone.Count > 0)
        {
            _notes.Add($"deleted: {string.Join(", ", gone.Select(channel => $"#{channel.Name}"))}");
        }

        return [.. gone.Select(channel => channel.Id)];
    }
}
