using ClanStats.Domain.Activity;
using ClanStats.Domain.Rules;

namespace ClanStats.Domain.Report;

/// <summary>Follows who joined lately through the first days.</summary>
internal sealed class NewcomerFunnel(ClanFacts facts, RetentionThresholds rules, UtcInstant now, ChatKnowledge chat)
{
    private const int ThirdDay = 3;

    private static readonly IReadOnlyList<(string Key, string Label)> StepNames =
    [
        ("joined", "Joined"),
        ("first_gain", "First gain"),
        ("first_message", "First message"),
        ("third_active_day", "Third active day"),
        ("second_channel", "Second channel"),
        ("still_here", "Still here"),
    ];

    private readonly ILookup<long, ChannelFirst> _channels = facts.Retention.Channels.ToLookup(first => first.MemberId);
    private readonly ILookup<long, MemberFacts> _players = facts.Members.ToLookup(member => member.PersonId);

    /// <summary>Builds the part.</summary>
    public Section<NewcomerReport> Build()
    {
        var since = now.PlusDays(-RetentionThresholds.NewcomerDays);
        var newcomers = MemberStays.Of(facts, rules.RepairHours)
            .Where(stay => stay.MemberId is not null && stay.Joined > since && stay.Joined <= now)
            .Select(Follow)
            .ToList();
        var complete = newcomers.Where(person => person.Stay.Joined.PlusDays(RetentionThresholds.FirstDays) <= now).ToList();
        return Section<NewcomerReport>.Of(new NewcomerReport(
            since.Date,
            RetentionThresholds.FirstDays,
            newcomers.Count,
            complete.Count,
            [.. StepNames.Select((step, index) => Step(index, step, complete))],
            [
                .. newcomers.Select(Waiting).OfType<WaitingNewcomer>()
                    .OrderByDescending(person => person.MissingDays).ThenBy(person => person.MemberId),
            ],
            Notes(newcomers.Count, complete.Count)));
    }

    private Newcomer Follow(MemberStay stay)
    {
        var players = _players[stay.MemberId!.Value].DefaultIfEmpty(facts.Members.First(member => member.Id == stay.MemberId)).ToList();
        var days = ActiveDays.Together(players.Select(player => facts.Retention.DaysOf(player.Id)));
        var end = stay.Joined.PlusDays(RetentionThresholds.FirstDays);
        var (first, before) = (stay.Joined.DayNumber, end.DayNumber);
        var until = stay.Left is { } left && left < end ? left : end < now ? end : now;
        var isPlaying = ActiveDays.Count(days.Seen, first, before) > 0;
        var isTalking = chat.IsKnown(stay.MemberId.Value, new TimeWindow(stay.Joined, until));
        double? Within(int? day) => day is { } number && number < before ? Math.Max(0, number - first) : null;
        var either = isTalking ? days.Either : days.Game;
        var third = either.Where(day => day >= first).Skip(ThirdDay - 1).Select(day => (int?)day).FirstOrDefault();
        return new Newcomer(stay, facts.Members.First(member => member.Id == stay.MemberId).DisplayName,
        [
            new Taken(IsMeasured: true, 0),
            new Taken(isPlaying, Within(ActiveDays.FirstFrom(days.Game, first))),
            new Taken(isTalking, Within(ActiveDays.FirstFrom(days.Chat, first))),
            new Taken(isPlaying || isTalking, Within(third)),
            new Taken(isTalking, SecondChannel(players, stay.Joined)),
            new Taken(IsMeasured: true, stay.Left is null || stay.Left >= end ? RetentionThresholds.FirstDays : null),
        ]);
    }

    private double? SecondChannel(IEnumerable<MemberFacts> players, UtcInstant joined)
    {
        var firsts = players.SelectMany(player => _channels[player.Id]).GroupBy(first => first.Channel).Select(channel => channel.Min(first => first.At)).Order().ToList();
        return firsts.Count < 2 ? null : Math.Max(0, firsts[1].DayNumber - joined.DayNumber);
    }

    private static FunnelStep Step(int index, (string Key, string Label) step, List<Newcomer> complete)
    {
        var measured = complete.Select(person => person.Steps[index]).Where(taken => taken.IsMeasured).ToList();
        var days = measured.Select(taken => taken.Days).OfType<double>().ToList();
        return new FunnelStep(
            step.Key,
            step.Label,
            measured.Count,
            days.Count,
            measured.Count == 0 ? null : Math.Round(1 - (days.Count / (double)measured.Count), 4, MidpointRounding.AwayFromZero),
            Medians.Of(days));
    }

    private WaitingNewcomer? Waiting(Newcomer person)
    {
        if (person.Stay.Left is not null || person.Stay.Joined.PlusDays(RetentionThresholds.FirstDays) <= now)
        {
            return null;
        }

        var taken = 0.0;
        for (var index = 1; index < StepNames.Count - 1; index++)
        {
            var step = person.Steps[index];
            if (step is { IsMeasured: true, Days: null })
            {
                var since = (int)(now.DayNumber - person.Stay.Joined.DayNumber - taken);
                return new WaitingNewcomer(
                    person.Stay.MemberId!.Value, person.Name, person.Stay.Joined.Date, StepNames[index].Key, StepNames[index].Label, Math.Max(0, since));
            }

            taken = Math.Max(taken, step.Days ?? 0);
        }

        return null;
    }

    private List<string> Notes(int people, int complete) =>
    [
        complete == 0
            ? $"None of the {people} newcomers of the last {RetentionThresholds.NewcomerDays} days has been here for {RetentionThresholds.FirstDays} days yet: shares and medians come with the first who has."
            : $"Shares and medians are of the {complete} of {people} newcomers who joined at least {RetentionThresholds.FirstDays} days ago; days are UTC days.",
        .. chat.IsConnected ? Array.Empty<string>() : ["Discord is not connected: steps of the chat are not measured."],
    ];

    /// <summary>Whether a step is known, and after how many days it was taken; null if it was not.</summary>
    private readonly record struct Taken(bool IsMeasured, double? Days);

    private sealed record Newcomer(MemberStay Stay, string Name, IReadOnlyList<Taken> Steps);
}
