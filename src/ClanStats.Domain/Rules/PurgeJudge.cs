using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Domain.Rules;

/// <summary>The conditions of the purge list for one person at a time.</summary>
internal sealed class PurgeJudge(ReportSettings settings, ClanRules rules, PurgeContext context, PeopleOnRoster notes, UtcInstant now)
{
    /// <summary>What must be known and is not, and from which day it will be where that can be said; null when the person can be judged.</summary>
    public (string What, DateOnly? Until)? Missing(JudgedPerson person)
    {
        var days = settings.PurgeThresholdDays;
        if (person.JoinedAt is null)
        {
            return ("nobody knows when they joined", null);
        }

        if (!person.PurgeXp.IsMeasured || !person.PurgeBoss.IsMeasured)
        {
            return ($"the snapshots do not cover the last {days} days", null);
        }

        // Who came in the window is not asked about it, and has no older records.
        if (person.RecordsBegin is { } begin && IsLongEnoughHere(person))
        {
            return ($"the records begin in the last {days} days", begin.PlusDays(days).Date);
        }

        return context.DiscordConnected && !person.PurgeMessages.IsMeasured ? ($"the messages of the last {days} days are not measured", null) : null;
    }

    /// <summary>Whether a person has been here long enough and did no more than the settings allow.</summary>
    public bool IsQuiet(JudgedPerson person) =>
        IsLongEnoughHere(person)
        && person.PurgeXp.Value <= settings.PurgeMinXp
        && person.PurgeBoss.Value <= settings.PurgeMinBoss
        && (!context.DiscordConnected || person.PurgeMessages.Value <= settings.PurgeMinMessages);

    /// <summary>Why a newcomer is spared; null for anybody else.</summary>
    public string? Grace(JudgedPerson person) =>
        DaysInClan(person) < rules.GraceDays ? $"joined less than {rules.GraceDays} days ago" : null;

    /// <summary>The strongest first: least done in the window, then in 90 and 365 days (not known last), then longest in the clan, then by id.</summary>
    public IReadOnlyList<JudgedPerson> Rank(IEnumerable<JudgedPerson> people) =>
        [.. people
            .OrderBy(person => person.PurgeXp.Value)
            .ThenBy(person => person.PurgeBoss.Value)
            .ThenBy(person => Messages(person) ?? 0)
            .ThenBy(person => Known(person.Xp90))
            .ThenBy(person => Known(person.Xp365))
            .ThenByDescending(DaysInClan)
            .ThenBy(person => person.Id)];

    /// <summary>A person's line on the list.</summary>
    public PurgeCandidate CandidateOf(JudgedPerson person) => LineOf(person, context.FirstListed);

    /// <summary>A person's line in the second block.</summary>
    public PurgeCandidate QuietOf(JudgedPerson person) => LineOf(person, context.FirstQuiet);

    private PurgeCandidate LineOf(JudgedPerson person, IReadOnlyDictionary<long, DateOnly> listed)
    {
        var firstListed = listed.GetValueOrDefault(person.Id, now.Date);
        var said = notes.SaidSince(person.PersonId, DecisionLists.Purge, firstListed);
        return new PurgeCandidate(
            person.Id,
            person.Head.DisplayName,
            person.Head.RoleTitle,
            DaysInClan(person),
            person.PurgeXp.Value!.Value,
            person.PurgeBoss.Value!.Value,
            Messages(person),
            firstListed,
            StatusOf(firstListed, said),
            ReasonFor(person))
        {
            Decision = said?.Verdict is null ? null : said,
        };
    }

    /// <summary>Which conditions the list applies, in one line.</summary>
    public string Criteria()
    {
        var days = settings.PurgeThresholdDays;
        var game = $"{RuleText.Xp(settings.PurgeMinXp)}, {RuleText.Kills(settings.PurgeMinBoss)}";
        return context.DiscordConnected
            ? $"Candidates have been in the clan for at least {days} days and made in the last {days} days at most {game} and {RuleText.Messages(settings.PurgeMinMessages)}."
            : $"Candidates have been in the clan for at least {days} days and made in the last {days} days at most {game}. Discord is not connected: messages are no criterion.";
    }

    private string ReasonFor(JudgedPerson person)
    {
        var game = $"{RuleText.Xp(person.PurgeXp.Value!.Value)}, {RuleText.Kills(person.PurgeBoss.Value!.Value)}";
        var chat = Messages(person) is { } messages ? $" and {RuleText.Messages(messages)}" : ", messages not known,";
        return $"{game}{chat} in {settings.PurgeThresholdDays} days; in the clan for {RuleText.Number(DaysInClan(person))} days.";
    }

    private string StatusOf(DateOnly firstListed, OfficerStatement? said)
    {
        switch (said?.Verdict)
        {
            case OfficerVerdicts.Warned:
                return now.WholeDaysSince(said.Since) >= rules.Purge.DueAfterDays ? PurgeRules.StatusDue : PurgeRules.StatusWarned;
            case OfficerVerdicts.Kept or OfficerVerdicts.Removed:
                return said.Verdict;
        }

        if (firstListed >= now.Date)
        {
            return PurgeRules.StatusNew;
        }

        return now.WholeDaysSince(UtcInstant.StartOfDay(firstListed)) >= rules.Purge.NotWarnedAfterDays
            ? PurgeRules.StatusNotWarned
            : PurgeRules.StatusListed;
    }

    private bool IsLongEnoughHere(JudgedPerson person) => DaysInClan(person) >= settings.PurgeThresholdDays;

    private long? Messages(JudgedPerson person) => context.DiscordConnected ? person.PurgeMessages.Value : null;

    private int DaysInClan(JudgedPerson person) => person.JoinedAt is { } joined ? now.WholeDaysSince(joined) : 0;

    private static long Known(Figure<long> figure) => figure.IsMeasured ? figure.Value!.Value : long.MaxValue;
}
