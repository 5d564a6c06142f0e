using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Tests.Fixtures;

public sealed class SampleReportTests
{
    [Fact]
    public void Every_state_and_every_mark_occurs()
    {
        var connected = SampleReport.Create();
        var marks = connected.Members.SelectMany(Marks).Concat(SampleReport.Create(discordConnected: false).Members.SelectMany(Marks)).Distinct();

        connected.Members.Select(member => member.State).Distinct().Order().ShouldBe(Enum.GetValues<MemberState>());
        marks.Order().ShouldBe(Enum.GetValues<DataMark>());
    }

    [Fact]
    public void Every_hostile_name_stands_on_the_roster_and_some_in_each_list()
    {
        var report = SampleReport.Create();
        var names = report.Members.Select(member => member.DisplayName).ToArray();

        names.Length.ShouldBe(SampleReport.EveryKind);
        names.ShouldBeUnique();
        SampleReport.HostileNames.ShouldBeSubsetOf(names);
        report.Moderation.Content!.LeadershipSlump.ShouldNotBeEmpty();
        report.Moderation.Content.ChurnRisk.ShouldNotBeEmpty();
        report.Moderation.Content.SilentRecruits.ShouldNotBeEmpty();
        report.Moderation.Content.Outliers.Select(verdict => verdict.Name).ShouldContain(name => SampleReport.HostileNames.Contains(name));
        report.Promotions.Content!.HighVelocity.ShouldNotBeEmpty();
        report.Promotions.Content.SocialPillars.ShouldNotBeEmpty();
        report.Promotions.Content.CarryPotential.ShouldNotBeEmpty();
        report.Officers.Content!.Officers.Select(officer => officer.Label).Distinct().Count().ShouldBe(3);
        report.Purge.Content!.Candidates.Select(candidate => candidate.Name).ShouldContain(name => SampleReport.HostileNames.Contains(name));
        report.Purge.Content.QuietDiscordUnknown.ShouldNotBeEmpty();
    }

    [Fact]
    public void Without_Discord_no_number_of_messages_is_known()
    {
        var report = SampleReport.Create(discordConnected: false);

        report.Members.ShouldAllBe(member => member.Messages.All.All(entry => entry.Figure.Value == null) && member.MessagesTotal.Value == null);
        report.Activity.History.ShouldAllBe(day => day.Messages == null);
        report.Activity.HourOfDay.ShouldBe(new long?[24]);
        report.Activity.HourOfWeek.ShouldAllBe(row => row.Count == 24 && row.All(cell => cell == null));
        report.Reconciliation.Messages.ShouldBeNull();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(500)]
    public void Windows_nest_and_parts_add_up_to_their_totals(int members)
    {
        var report = SampleReport.Create(members);
        foreach (var member in report.Members)
        {
            Nests(member.Xp);
            Nests(member.Boss);
            Nests(member.Messages);
        }

        var all = report.Reconciliation;
        (all.Current.Count + all.Left.Count + all.Archived.Count).ShouldBe(all.EverKnown);
        (all.Measured.Count + all.NotMeasured.Count).ShouldBe(members);
        (all.InAllMembers.Count + all.LeftOut.Count).ShouldBe(members);
        (all.Linked.Count + all.Unlinked.Count).ShouldBe(members);
        report.Activity.HourOfDay.Sum().ShouldBe(all.Messages!.Clan);
        report.Activity.HourOfWeek.Sum(row => row.Sum()).ShouldBe(all.Messages.Clan);
        report.Activity.History.Sum(day => day.Xp).ShouldBe(all.Xp.Clan);
        report.Game.Bosses.Sum(boss => boss.Gain30).ShouldBe(report.Members.Sum(member => member.Boss.D30.Value ?? 0));
    }

    private static void Nests(WindowSet<long> set)
    {
        var known = set.All.Select(entry => entry.Figure.Value).OfType<long>().ToArray();
        known.ShouldBe(known.Order());
    }

    private static IEnumerable<DataMark> Marks(MemberReport member) =>
        member.Xp.All.Concat(member.Boss.All).Concat(member.Messages.All).Select(entry => entry.Figure.Mark);
}
