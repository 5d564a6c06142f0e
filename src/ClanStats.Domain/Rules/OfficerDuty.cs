using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Domain.Rules;

/// <summary>What the officers' hours and answers are judged by, beside the rows of the roster.</summary>
public sealed record DutyContext
{
    /// <summary>Business time.</summary>
    public required UtcInstant Now { get; init; }

    /// <summary>The zone the map of the week is drawn in.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>Whether Discord is connected; without it neither hours nor answers are known.</summary>
    public required bool DiscordConnected { get; init; }

    /// <summary>Messages of the clan in 30 days, seven weekdays (Monday first) by 24 hours.</summary>
    public required IReadOnlyList<IReadOnlyList<long?>> HourOfWeek { get; init; }

    /// <summary>When officers wrote and who answered newcomers.</summary>
    public required OfficerFacts Facts { get; init; }

    /// <summary>The days of every player, by row of clan_members.</summary>
    public IReadOnlyDictionary<long, ActiveDays> Days { get; init; } = new Dictionary<long, ActiveDays>();
}

/// <summary>Adds to the officer audit who may kick and promote, which hours officers cover, and who answers newcomers.</summary>
public static class OfficerDuty
{
    /// <summary>The audit with everything added that is known.</summary>
    /// <param name="audit">The audit.</param>
    /// <param name="members">The whole roster.</param>
    /// <param name="rules">The clan's rules.</param>
    /// <param name="context">What it needs beside them.</param>
    public static OfficerReport Extend(OfficerReport audit, IReadOnlyList<MemberReport> members, ClanRules rules, DutyContext context)
    {
        var everybody = JudgedPerson.On(members, new RoleAuthority(rules.Roles));
        var report = audit with
        {
            MayKick = Named(everybody, person => person.Role.CanKick),
            MayPromote = Named(everybody, person => person.Role.CanPromote),
        };
        if (!context.DiscordConnected)
        {
            return report with { Notes = [.. report.Notes, "Hours covered and answers to newcomers are not known: Discord is not connected."] };
        }

        var answers = NewcomerAnswers.Judge(everybody, rules.Officers, context);
        var hours = OfficerHours.PerOfficer(everybody, context.Facts);
        var persons = everybody.ToDictionary(person => person.Id);
        List<OfficerRow> officers =
        [
            .. report.Officers.Select(officer => officer with
            {
                ActiveHours = hours.GetValueOrDefault(officer.MemberId),
                WeekendsInARow = OfficerWeekends.InARow(persons[officer.MemberId], context),
                Answers = answers.By.GetValueOrDefault(officer.MemberId),
                AnswerShare = answers.Answered == 0 ? null : answers.By.GetValueOrDefault(officer.MemberId) / (double)answers.Answered,
            }),
        ];
        return report with
        {
            Coverage = OfficerHours.Judge(everybody, context),
            Hours = new ClanHoursMap(context, rules.Officers).Judge(everybody),
            Answers = answers,
            Officers = officers,
            Weekends = [.. OfficerWeekends.Flags(officers, rules.Officers)],
        };
    }

    private static List<PersonRef> Named(IReadOnlyList<JudgedPerson> people, Func<JudgedPerson, bool> may) =>
        [.. people.Where(may).Select(person => new PersonRef(person.Id, person.Head.DisplayName))];
}
