using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;

namespace ClanStats.Tests.Fixtures;

/// <summary>What <see cref="SampleReport"/> tells about people beside its verdicts, with the names players really choose.</summary>
internal static class SamplePeople
{
    /// <summary>What a player did in game who stands in a quarter.</summary>
    public static GamePresence Game(MemberState state) => state switch
    {
        MemberState.Both or MemberState.GameOnly => GamePresence.Active,
        MemberState.ChatOnly or MemberState.Neither => GamePresence.Quiet,
        MemberState.NotYet => GamePresence.NotYet,
        _ => GamePresence.NotMeasured,
    };

    /// <summary>A week in which one hour has an officer.</summary>
    public static CoverageReport Coverage() => new(
        1, 720, [.. Enumerable.Range(0, 7).Select(day => (IReadOnlyList<double>)[.. Enumerable.Range(0, 24).Select(hour => day + hour == 0 ? 1.25 : 0.0)])],
        2, [new CoverageHole(4, 21, 12.5, 0.25), new CoverageHole(6, 9, 8, 0)]);

    /// <summary>A week in which one evening is the best.</summary>
    public static ClanHours Hours() => new(
        [.. Enumerable.Range(0, 7).Select(day => (IReadOnlyList<double>)[.. Enumerable.Range(0, 24).Select(hour => day == 4 && hour == 20 ? 12.5 : 0.25)])],
        40, [new EventSlot(4, 20, 18.25), new EventSlot(6, 9, 4.5)]);

    /// <summary>Answered at once, by a member alone, and by nobody.</summary>
    public static AnswersReport Answers(IReadOnlyList<MemberReport> roster)
    {
        var rows = roster.OrderBy(member => member.Id).Take(9).Select((member, index) => new AnswerRow(
            member.Id, member.DisplayName, SampleReport.Now.PlusDays(-index), index % 3 == 2 ? null : 0.25, index % 3 == 0 ? 14.5 : null,
            index % 3 == 0 ? new PersonRef(roster[^1].Id, roster[^1].DisplayName) : null)).ToList();
        var answered = rows.Count(row => row.Officer is not null);
        return new AnswersReport(
            90, rows, answered, rows.Count == 0 ? new Dictionary<long, int>() : new Dictionary<long, int> { [roster[^1].Id] = answered },
            rows.Count == 0 ? [] : [$"{roster[^1].DisplayName} gave 3 of 3 answers to newcomers: more than 50 %."]);
    }

    /// <summary>A sentence about everybody with a name that tries something.</summary>
    public static InsightsReport Insights(IReadOnlyList<MemberReport> roster) => new(
    [
        .. roster.Take(8).Select(member => new Insight(
            "most_xp", $"{member.DisplayName} gained the most XP this week: 5.", [new PersonRef(member.Id, member.DisplayName)], [new Evidence("XP 7d", 5, "5")])),
    ]);

    /// <summary>A ladder on which every status and every kind of check occurs.</summary>
    public static LadderReport Ladder(IReadOnlyList<MemberReport> roster)
    {
        LadderCheck[] checks =
        [
            new("Days in the clan", 90, 120, false, 140.5, true, ""), new("Active weeks of 8", 4, 3, false, null, false, "1 more"),
            new("Points of 4 weeks", 40, 12, true, 60, null, ""),
        ];
        return new LadderReport(
            "Ranks of rules.yaml",
            [new LadderRank("guest"), new LadderRank("member") { TenureDays = 90, ActiveWeeks = 4, Contribution = 40, Bosses = new Dictionary<string, long> { ["zulrah"] = 5 } }],
            [
                .. roster.OrderBy(member => member.Id).Select((member, index) => new LadderPerson(
                    member.Id, member.DisplayName, member.RoleTitle, "member", "Member", (LadderStatus)(index % 4), index % 4 == 1 ? 2 : 0,
                    index % 4 == 1 ? SampleReport.Now.PlusDays(7).Date : null, "needs 1 more (Active weeks of 8)", index % 4 == 2 ? checks[..2] : checks)),
            ],
            ["2 people at the top of the ladder."]);
    }

    /// <summary>A line of every kind, as far as there are people for them.</summary>
    public static ChangesReport Changes(IReadOnlyList<MemberReport> roster)
    {
        var lines = Enum.GetValues<ChangeKind>()
            .Zip(roster.OrderBy(member => member.Id), (kind, member) => new ChangeLine(kind, member.Id, member.DisplayName, $"was {roster[^1].DisplayName}"))
            .ToList();
        return new ChangesReport(SampleReport.Now.PlusDays(-1), [.. lines.Take(ChangesReport.MaxLines)], [.. lines.Select(line => (line.Kind, 1))]);
    }
}
