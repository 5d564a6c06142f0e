using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Simulation.World;

namespace ClanStats.Simulation.Chat;

/// <summary>
/// The messages of one channel, one day at a time: how many a day has and what they are follows from seed, channel and day alone, so a page in
/// the middle of years of talk costs a few days' worth.
/// </summary>
internal sealed class ChatStream(SimulatedClan clan, SimulatedChannel channel, Crowd crowd, ILookup<long, RosterEvent> rosterEvents)
{
    private const int DaysKept = 4;

    /// <summary>How often people write, by hour of the UTC day.</summary>
    private static readonly int[] HourWeights = [6, 4, 3, 2, 1, 1, 2, 3, 4, 5, 6, 7, 8, 8, 9, 10, 12, 15, 18, 20, 20, 18, 14, 9];

    private static readonly int HourWeightSum = HourWeights.Sum();

    private readonly Dictionary<long, SimulatedMessage[]> _kept = [];
    private readonly Queue<long> _order = new();
    private readonly Lock _keeping = new();

    /// <summary>The first day with messages.</summary>
    public long FirstDay { get; } = channel.Created.DayNumber;

    /// <summary>The last day with messages at or before an instant.</summary>
    public long LastDay(UtcInstant at) =>
        channel.LivesDays is { } days ? Math.Min(at.DayNumber, FirstDay + days - 1) : at.DayNumber;

    /// <summary>The messages of a day, oldest first, none later than the present.</summary>
    public ReadOnlySpan<SimulatedMessage> Day(long day)
    {
        var messages = WholeDay(day);
        var now = clan.Now;
        var count = messages.Length;
        while (count > 0 && messages[count - 1].At > now)
        {
            count--;
        }

        return messages.AsSpan(0, count);
    }

    private SimulatedMessage[] WholeDay(long day)
    {
        if (channel.Use == ChannelUse.Container || day < FirstDay || day > LastDay(UtcInstant.StartOfDay(day)))
        {
            return [];
        }

        lock (_keeping)
        {
            if (_kept.TryGetValue(day, out var kept))
            {
                return kept;
            }
        }

        var made = Make(day);
        lock (_keeping)
        {
            if (_kept.TryAdd(day, made))
            {
                _order.Enqueue(day);
                if (_order.Count > DaysKept)
                {
                    _kept.Remove(_order.Dequeue());
                }
            }
        }

        return made;
    }

    private SimulatedMessage[] Make(long day)
    {
        var present = crowd.On(day);
        var times = Times(day);
        var messages = new List<SimulatedMessage>(times.Count + 2);
        for (var i = 0; i < times.Count; i++)
        {
            var dice = Dice.Of(clan.Options.Seed, Topic.Message, channel.Id.Value, day, i);
            var isOpening = i == 0 && channel.IsThread && day == FirstDay;
            var speaker = present.Draw(ref dice);
            var answered = messages.Count > 0 ? messages[^1].Id : default;
            var kind = channel.Use == ChannelUse.Relay ? RelayKind(ref dice) : TalkKind(isOpening, answered, ref dice);
            var previous = messages.Count > 0 ? messages[^1] : default;
            messages.Add(new SimulatedMessage(
                isOpening && channel.IsPost ? channel.Id : IdAfter(previous, times[i]),
                channel.Id,
                times[i],
                kind,
                speaker,
                (long)dice.Next(),
                kind switch
                {
                    MessageKind.Reply or MessageKind.Forward => answered,
                    MessageKind.ThreadStarter => channel.Id,
                    _ => default,
                }));
        }

        return channel.Use == ChannelUse.Relay ? WithRosterLines(messages, day) : [.. messages];
    }

    /// <summary>When the messages of a day were written; a thread's first one is as old as the thread.</summary>
    private List<UtcInstant> Times(long day)
    {
        var volume = Dice.Of(clan.Options.Seed, Topic.Volume, channel.Id.Value, day);
        var expected = channel.Share * clan.Options.Members * clan.Options.MessagesPerMemberDay * (day % 7 is 2 or 3 ? 1.35 : 0.9);
        var count = (int)((expected * (0.5 + volume.Unit())) + volume.Unit());
        var times = new List<UtcInstant>(count + 1);
        for (var i = 0; i < count; i++)
        {
            times.Add(TimeOn(day, ref volume));
        }

        times.Sort();
        if (channel.IsThread && day == FirstDay)
        {
            var opening = channel.IsPost ? channel.Created : channel.Created.Plus(TimeSpan.FromSeconds(1));
            times.RemoveAll(time => time <= opening);
            times.Insert(0, opening);
        }

        for (var i = 1; i < times.Count; i++)
        {
            // Two messages now and then share their millisecond.
            times[i] = volume.Chance(1 / 400.0) ? times[i - 1] : times[i];
        }

        return times;
    }

    private static UtcInstant TimeOn(long day, ref Dice dice)
    {
        var draw = dice.Below(HourWeightSum);
        var hour = 0;
        while (draw >= HourWeights[hour])
        {
            draw -= HourWeights[hour++];
        }

        var inHour = dice.Between(0, UtcInstant.Hour - 1);
        return new UtcInstant(UtcInstant.StartOfDay(day).PlusHours(hour).Milliseconds + (dice.Chance(0.03) ? inHour / 1000 * 1000 : inHour));
    }

    private SimulatedMessage[] WithRosterLines(List<SimulatedMessage> messages, long day)
    {
        foreach (var line in rosterEvents[day])
        {
            var kind = line.Type == "left" ? MessageKind.RelayLeft : MessageKind.RelayJoined;
            messages.Add(new SimulatedMessage(
                default, channel.Id, line.At, kind, new Speaker(null, line.Player), line.Player.Id, default));
        }

        var ordered = messages.OrderBy(message => message.At).ToArray();
        for (var i = 0; i < ordered.Length; i++)
        {
            ordered[i] = ordered[i] with { Id = IdAfter(i == 0 ? default : ordered[i - 1], ordered[i].At) };
        }

        return ordered;
    }

    private static Snowflake IdAfter(SimulatedMessage previous, UtcInstant at) =>
        previous.Id.Value > 0 && previous.At == at ? new Snowflake(previous.Id.Value + 1) : Snowflake.At(at);

    private MessageKind TalkKind(bool isOpening, Snowflake answered, ref Dice dice)
    {
        var luck = dice.Unit();
        return isOpening && !channel.IsPost ? MessageKind.ThreadStarter
            : isOpening ? MessageKind.Talk
            : luck < 0.008 ? MessageKind.JoinNotice
            : luck < 0.0085 ? MessageKind.Unknown
            : luck < 0.01 && answered.Value > 0 ? MessageKind.Forward
            : luck < 0.13 && answered.Value > 0 ? MessageKind.Reply
            : MessageKind.Talk;
    }

    private static MessageKind RelayKind(ref Dice dice) => dice.Unit() switch
    {
        < 0.8 => MessageKind.RelayTalk,
        < 0.98 => MessageKind.RelayBroadcast,
        _ => MessageKind.RelayUnreadable,
    };
}
