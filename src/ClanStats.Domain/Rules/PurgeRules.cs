using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Domain.Rules;

/// <summary>Who has been gone long enough to make room (docs/definitions.md, "Purge candidate"). What is not known never lists anybody.</summary>
public static class PurgeRules
{
    /// <summary>First night on the list.</summary>
    public const string StatusNew = "new";

    /// <summary>On the list for some nights.</summary>
    public const string StatusListed = "listed";

    /// <summary>On the list for so long that an officer should have warned.</summary>
    public const string StatusNotWarned = "not warned yet";

    /// <summary>An officer warned.</summary>
    public const string StatusWarned = "warned";

    /// <summary>An officer warned and nothing changed.</summary>
    public const string StatusDue = "due";

    /// <summary>Judges the people on the roster.</summary>
    /// <param name="members">The whole roster, with <see cref="MemberReport.Purge"/> over <see cref="ReportSettings.PurgeThresholdDays"/>.</param>
    /// <param name="settings">The settings PURGE_*.</param>
    /// <param name="rules">The clan's rules.</param>
    /// <param name="people">The officers' notes.</param>
    /// <param name="now">The run's business time.</param>
    /// <param name="context">What the list needs beside the members.</param>
    /// <returns>Unavailable where a source cannot carry a list.</returns>
    public static Section<PurgeReport> Judge(
        IReadOnlyList<MemberReport> members, ReportSettings settings, ClanRules rules, PeopleNotes people, UtcInstant now, PurgeContext context)
    {
        if (context.ClosedBecause is { } reason)
        {
            return Section<PurgeReport>.Unavailable(reason);
        }

        var notes = PeopleOnRoster.Match(members, people);
        var judge = new PurgeJudge(settings, rules, context, notes, now);
        var quiet = new List<JudgedPerson>();
        var spared = new List<string>();
        var notJudged = new NotJudged();
        foreach (var person in JudgedPerson.On(members, new RoleAuthority(rules.Roles)))
        {
            if (judge.Missing(person) is { } missing)
            {
                notJudged.Count(missing.What, missing.Until);
            }
            else if (judge.IsQuiet(person))
            {
                if ((Spared.Because(person, notes, now) ?? judge.Grace(person) ?? notes.IgnoredBecause(person.PersonId, DecisionLists.Purge)) is { } because)
                {
                    spared.Add($"{person.Head.DisplayName} is spared: {because}.");
                }
                else
                {
                    quiet.Add(person);
                }
            }
        }

        var unknown = quiet.Where(person => context.DiscordConnected && context.AccountsRead && !person.IsLinked && !person.HasNoAccount && !notes.HasNoAccount(person.PersonId)).ToList();
        var candidates = judge.Rank(quiet.Except(unknown));
        var listed = settings.PurgeSeats is { } seats ? candidates.Take(Math.Max(0, seats)).ToList() : candidates;
        return Section<PurgeReport>.Of(new PurgeReport(
            settings.PurgeThresholdDays,
            [.. listed.Select(judge.CandidateOf)],
            [.. judge.Rank(unknown).Select(judge.QuietOf)],
            [.. Counts(listed.Count, candidates.Count, unknown.Count, settings), judge.Criteria(), .. notJudged.Lines(), .. spared]));
    }

    private static IEnumerable<string> Counts(int listed, int candidates, int unknown, ReportSettings settings)
    {
        yield return $"{RuleText.Of(candidates, "candidate", "candidates")}; {RuleText.Number(unknown)} quiet, Discord unknown.";
        if (listed < candidates)
        {
            yield return $"{RuleText.Of(settings.PurgeSeats!.Value, "seat", "seats")} needed: of {RuleText.Of(candidates, "candidate", "candidates")} the {RuleText.Number(listed)} strongest on the list.";
        }
    }

    /// <summary>People left out because something is not known, by what that is, with the days on which it will be where that can be said.</summary>
    private sealed class NotJudged
    {
        private readonly SortedDictionary<string, List<DateOnly?>> _people = new(StringComparer.Ordinal);

        public void Count(string what, DateOnly? until)
        {
            if (!_people.TryGetValue(what, out var days))
            {
                _people.Add(what, days = []);
            }

            days.Add(until);
        }

        public IEnumerable<string> Lines() => _people.Select(entry => $"{RuleText.People(entry.Value.Count)} not judged: {entry.Key}{Until(entry.Value)}.");

        private static string Until(List<DateOnly?> days) => (days.Min(), days.Max()) switch
        {
            ({ } first, { } last) when first == last => $"; not enough history until {IsoDay.Of(last)}",
            ({ } first, { } last) => $"; not enough history until {IsoDay.Of(first)} for the first, {IsoDay.Of(last)} for the last",
            _ => "",
        };
    }
}
