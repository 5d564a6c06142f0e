namespace ClanStats.Tests.Analytics;

/// <summary>people.yaml says when somebody joined, where Wise Old Man has it wrong.</summary>
public sealed class NotedJoinsTests : IDisposable
{
    private readonly ReportedClan _clan = new();

    public void Dispose() => _clan.Dispose();

    [Theory]
    [InlineData(300, 60)]
    [InlineData(60, 300)]
    public async Task When_somebody_joined_is_as_an_officer_noted_it_whatever_the_log_says(double inTheLog, int noted)
    {
        var member = _clan.Member("person 1", joinedDaysAgo: inTheLog);
        _clan.Event(member, "joined", inTheLog).Account(601, member).Chat(601, ReportedClan.Now.PlusDays(-59.5)).Chat(601, ReportedClan.Now.PlusDays(-50), channel: 93);
        for (var day = 300; day >= 20; day--)
        {
            _clan.Snapshot(member, day, 1_000_000 + (Math.Clamp(60 - day, 0, 5) * 100));
        }

        _clan.People = _clan.People with { Joined = new Dictionary<string, DateOnly> { ["person 1"] = ReportedClan.Now.PlusDays(-noted).Date } };

        var report = await _clan.ReportAsync();

        var newcomers = report.Retention.Content!.Newcomers;
        var answers = report.Officers.Content!.Answers!.Rows.Count;
        if (noted > 90)
        {
            newcomers.Content?.People.ShouldBe(0);
            answers.ShouldBe(0);
            return;
        }

        newcomers.Content!.People.ShouldBe(1);
        newcomers.Content.Steps.Select(step => (step.Key, step.Reached, step.MedianDays)).ShouldBe(
            [("joined", 1, 0), ("first_gain", 1, 1), ("first_message", 1, 1), ("third_active_day", 1, 3), ("second_channel", 1, 10), ("still_here", 1, 30)]);
        answers.ShouldBe(2);
    }
}
