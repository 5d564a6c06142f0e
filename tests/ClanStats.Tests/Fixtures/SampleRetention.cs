using ClanStats.Domain.Report;

namespace ClanStats.Tests.Fixtures;

/// <summary>The part of the sample report about who stays, arrives and comes back; hostile names stand in its lists.</summary>
internal static class SampleRetention
{
    private static readonly int[] Ages = [30, 60, 90];

    public static RetentionReport Create(IReadOnlyList<MemberReport> roster) => new(
        Section<SurvivalReport>.Of(new SurvivalReport(
            new DateOnly(2025, 3, 4),
            46,
            11,
            Ages,
            new SurvivalRow("Everybody", 46, 35, [Cell(30, 0.91, 40), Cell(60, 0.84, 33), Cell(90, 0.8, 27)]),
            [
                new SurvivalRow("2025-09 to 2025-10", 14, 11, [Cell(30, 0.9286, 13), Cell(60, 0.7857, 11), new SurvivalCell(90, null, null, null, 4, new DateOnly(2026, 1, 29))]),
                new SurvivalRow("2025-11", 9, 9, [Cell(30, 1, 9), new SurvivalCell(60, null, null, null, 0, new DateOnly(2026, 1, 29)), new SurvivalCell(90, null, null, null, 0, new DateOnly(2026, 2, 28))]),
            ],
            [],
            ["Joins and departures are known from 2025-03-04 on; 20 people joined before and count from then on only."])),
        Section<NewcomerReport>.Of(new NewcomerReport(
            new DateOnly(2025, 9, 4),
            30,
            12,
            9,
            [new FunnelStep("joined", "Joined", 9, 9, 0, 0), new FunnelStep("first_message", "First message", 7, 5, 0.2857, 2), new FunnelStep("second_channel", "Second channel", 0, 0, null, null)],
            [.. roster.Take(12).Select((member, index) => new WaitingNewcomer(member.Id, member.DisplayName, new DateOnly(2025, 12, 20), "first_message", "First message", index))],
            ["Shares and medians are of the 9 of 12 newcomers who joined at least 30 days ago; days are UTC days."])),
        Section<BreakReport>.Of(new BreakReport(
            [
                .. roster.Skip(12).Take(4).Select((member, index) => new ReturnedPerson(
                    member.Id, member.DisplayName, new DateOnly(2025, 11, 1), new DateOnly(2025, 12, 29), 57, 1 + index, index == 0 ? null : index == 1, index == 3 ? 35 : null)),
            ],
            6,
            4,
            33.5,
            roster.Count,
            ["Still active: active again within a week after 14 days."])));

    private static SurvivalCell Cell(int age, double share, int atRisk) => new(age, share, Math.Max(0, share - 0.12), Math.Min(1, share + 0.08), atRisk, null);
}
