using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using FsCheck;
using FsCheck.Fluent;

namespace ClanStats.Tests.Analytics;

/// <summary>What holds for the report of every clan, however odd its history: each clan stands in a database of its own.</summary>
public sealed class ReportProperties
{
    /// <summary>Steps of a history: who, hours since the step before, what happens, and a number.</summary>
    private static readonly Gen<(int Who, int Hours, int What, int Value)[]> Histories = (
        from who in Gen.Choose(0, 4)
        from hours in Gen.OneOf(Gen.Choose(1, 30), Gen.Choose(1, 30), Gen.Choose(20, 300))
        from what in Gen.Choose(0, 9)
        from value in Gen.Choose(-1, 5_000)
        select (who, hours, what, value)).ArrayOf(40);

    [Fact]
    public void Every_clan_gives_a_sound_report()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(12), Prop.ForAll(Histories.ToArbitrary(), steps =>
        {
            using var clan = new ReportedClan();
            var people = Enumerable.Range(0, 5).Select(i => clan.Member($"player {i}", leftDaysAgo: i == 4 ? 3 : null)).ToList();
            clan.Account(501, people[0]).Account(504, people[4]);
            var at = ReportedClan.Now.PlusHours(-steps.Sum(step => step.Hours));
            foreach (var step in steps)
            {
                at = at.PlusHours(step.Hours);
                _ = step.What switch
                {
                    < 6 => clan.Snapshot(
                        people[step.Who], at, ReportedClan.Skill(MetricCatalog.Overall, step.Value), new("ehp", MetricCategory.Computed, step.Value / 9.0, 1), ReportedClan.Boss("zulrah", step.Value / 10)),
                    6 => clan.Chat(501, at, 3),
                    7 => clan.Chat(504, at, 2),
                    8 => clan.Line($"player {step.Who}", at),
                    _ => clan.Line("a stranger", at, 2),
                };
            }

            return IsSound(clan.ReportAsync().GetAwaiter().GetResult(), people);
        }));
    }

    private static bool IsSound(ClanReport report, List<long> people)
    {
        ReportInvariants.Violations(report).ShouldBeEmpty();
        report.Members.Select(member => member.Id).Order().ShouldBe(people.Take(4), "everybody on the roster, and nobody who left");
        report.Reconciliation.Left.Select(person => person.Id).ShouldBe(people.Skip(4));
        foreach (var member in report.Members)
        {
            foreach (var known in new[] { member.Xp, member.Boss, member.Messages }.Select(set => set.All.Select(entry => entry.Figure.Value).OfType<long>().ToList()))
            {
                known.ShouldBe(known.Order());
            }
        }

        return true;
    }
}
