using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Tests.Analytics;

/// <summary>Who stays, arrives and comes back, from the database to the document.</summary>
public sealed class RetentionTests : IDisposable
{
    private static readonly DateOnly Today = ReportedClan.Now.Date;
    private readonly ReportedClan _clan = new();
    private int _people;

    [Fact]
    public async Task Nothing_is_said_about_staying_before_joins_and_departures_are_known_for_long_enough()
    {
        _clan.Member("founder");
        (await SurvivalAsync()).Reason.ShouldNotBeNull().ShouldStartWith("no joins and departures have been read yet");

        Came(20, null);

        (await SurvivalAsync()).Reason.ShouldBe("not enough history until 2026-02-11: joins and departures are known from 2025-12-13 on");
    }

    [Fact]
    public async Task Too_few_people_give_no_curve()
    {
        for (var i = 0; i < 7; i++)
        {
            Came(90, null);
        }

        (await SurvivalAsync()).Reason.ShouldBe("too few people: 7 stays are known, 8 are needed");
    }

    [Fact]
    public async Task Months_of_joining_are_told_with_numbers_at_risk_a_band_and_what_is_not_known_yet()
    {
        for (var i = 0; i < 10; i++)
        {
            Came(120, i < 2 ? 100 : i < 3 ? 70 : null);
        }

        for (var i = 0; i < 9; i++)
        {
            Came(50, i < 3 ? 30 : null);
        }

        var survival = (await SurvivalAsync()).Content.ShouldNotBeNull();

        (survival.Stays, survival.Departures, survival.LogBegins).ShouldBe((19, 6, Today.AddDays(-120)));
        survival.Cohorts.Select(row => (row.Label, row.People, row.StillHere)).ShouldBe([("2025-09", 10, 7), ("2025-11", 9, 6)]);
        var older = survival.Cohorts[0].Cells;
        (older[0].Share, older[0].AtRisk, older[1].Share, older[1].AtRisk, older[2].Share).ShouldBe((0.8, 8, 0.7, 7, 0.7));
        (older[0].Low, older[0].High).ShouldBe((0.4087, 0.9459));
        older[3].Share.ShouldBe(0.7);
        (older[4].Share, older[4].KnownFrom).ShouldBe((null, Today.AddDays(30)));
        var newer = survival.Cohorts[1].Cells;
        newer[0].Share.ShouldBe(0.6667);
        (newer[1].Share, newer[1].KnownFrom).ShouldBe((null, Today.AddDays(10)));
        survival.Everybody.Cells[0].Share.ShouldBe(0.7368);
    }

    [Fact]
    public async Task Small_months_are_told_together()
    {
        foreach (var daysAgo in new[] { 300, 300, 300, 270, 270, 270, 240, 240, 240, 240, 120, 120, 120, 120, 120, 120, 120, 120, 80, 80 })
        {
            Came(daysAgo, null);
        }

        (await SurvivalAsync()).Content.ShouldNotBeNull().Cohorts.Select(row => (row.Label, row.People))
            .ShouldBe([("2025-03 to 2025-05", 10), ("2025-09 to 2025-10", 10)]);
    }

    [Fact]
    public async Task A_repaired_roster_is_no_departure_and_a_real_return_is_a_second_stay()
    {
        for (var i = 0; i < 8; i++)
        {
            Came(200, null);
        }

        var repaired = Came(150, null);
        _clan.Event(repaired, "left", 100).Event(repaired, "joined", 98.01);
        var returned = Came(150, null);
        _clan.Event(returned, "left", 100).Event(returned, "joined", 97.9);

        var survival = (await SurvivalAsync()).Content.ShouldNotBeNull();

        (survival.Stays, survival.Departures).ShouldBe((11, 1));
    }

    [Fact]
    public async Task Who_joined_before_the_log_begins_counts_from_then_on_and_is_in_no_month()
    {
        var founder = _clan.Member("founder", joinedDaysAgo: 700);
        var leaver = _clan.Member("leaver", joinedDaysAgo: 690, leftDaysAgo: 50);
        _clan.Event(leaver, "left", 50);
        for (var i = 0; i < 8; i++)
        {
            Came(100, null);
        }

        var survival = (await SurvivalAsync()).Content.ShouldNotBeNull();

        founder.ShouldBeGreaterThan(0);
        (survival.Stays, survival.Departures).ShouldBe((10, 1));
        survival.Cohorts.ShouldHaveSingleItem().People.ShouldBe(8);
        survival.Everybody.Cells[2].ShouldSatisfyAllConditions(cell => cell.Share.ShouldBe(1), cell => cell.AtRisk.ShouldBe(8));
        survival.Notes[0].ShouldContain("2 people joined before");
    }

    [Fact]
    public async Task Who_spoke_in_the_first_week_stands_apart_from_who_did_not()
    {
        for (var i = 0; i < 8; i++)
        {
            var member = Came(100, i < 6 ? null : 60);
            _clan.Account(600 + i, member);
            if (i < 5)
            {
                _clan.Chat(600 + i, ReportedClan.Now.PlusDays(-97));
            }
        }

        Came(100, 98);

        var split = (await SurvivalAsync()).Content.ShouldNotBeNull().Split;

        split.Select(row => (row.Label, row.People, row.StillHere)).ShouldBe([("Spoke in week one", 5, 5), ("Did not speak in week one", 4, 1)]);
        (split[0].Cells[1].Share, split[1].Cells[1].Share).ShouldBe((1, 0.3333));
    }

    [Fact]
    public async Task Newcomers_are_followed_through_their_first_days_and_who_lacks_a_step_is_named()
    {
        var complete = Came(60, null);
        _clan.Account(601, complete).Chat(601, At(58)).Chat(601, At(50), channel: 93);
        Days(complete, 60, 55, gaining: day => day <= 59);
        var gone = Came(80, 70);
        Days(gone, 80, 78, gaining: _ => false);
        var waiting = Came(9, null);
        _clan.Account(603, waiting);
        Days(waiting, 9, 0, gaining: day => day == 6);

        var newcomers = (await _clan.ReportAsync()).Retention.Content!.Newcomers.Content.ShouldNotBeNull();

        (newcomers.People, newcomers.Complete).ShouldBe((3, 2));
        newcomers.Steps.Select(step => (step.Key, step.Measured, step.Reached, step.LostShare, step.MedianDays)).ShouldBe(
        [
            ("joined", 2, 2, 0, 0),
            ("first_gain", 2, 1, 0.5, 1),
            ("first_message", 2, 1, 0.5, 2),
            ("third_active_day", 2, 1, 0.5, 3),
            ("second_channel", 2, 1, 0.5, 10),
            ("still_here", 2, 1, 0.5, 30),
        ]);
        newcomers.Waiting.ShouldBe([new WaitingNewcomer(waiting, "person 3", Today.AddDays(-9), "first_message", "First message", 6)]);
    }

    [Fact]
    public async Task Without_Discord_the_steps_of_the_chat_are_not_measured()
    {
        _clan.DiscordConnected = false;
        Days(Came(60, null), 60, 40, gaining: _ => true);

        var newcomers = (await _clan.ReportAsync()).Retention.Content!.Newcomers.Content.ShouldNotBeNull();

        newcomers.Steps.Single(step => step.Key == "first_message").ShouldBe(new FunnelStep("first_message", "First message", 0, 0, null, null));
        newcomers.Notes.ShouldContain("Discord is not connected: steps of the chat are not measured.");
    }

    [Fact]
    public async Task Active_days_are_counted_by_window_and_unknown_where_their_signal_is()
    {
        var (player, unlinked) = (Came(300, null), Came(300, null));
        _clan.Temp.Execute("DELETE FROM source_reads WHERE source = 'relay'");
        _clan.Account(601, player).Chat(601, At(0.1), 5).Chat(601, At(6), 2).Chat(601, At(6.9)).Chat(601, At(40));
        Days(player, 400, 0, gaining: day => day % 10 == 3);
        Days(unlinked, 3, 0, gaining: _ => true);

        var report = await _clan.ReportAsync();

        var entry = ReportedClan.Entry(report, player);
        new[] { "7d", "30d", "90d", "365d" }.Select(window => (entry.GetProperty($"game_days_{window}").GetInt64(), entry.GetProperty($"chat_days_{window}").GetInt64()))
            .ShouldBe([(1, 2), (3, 3), (9, 4), (37, 4)]);
        entry = ReportedClan.Entry(report, unlinked);
        (entry.GetProperty("game_days_30d").GetInt64(), entry.GetProperty("chat_days_30d").ValueKind).ShouldBe((3, System.Text.Json.JsonValueKind.Null));
    }

    [Fact]
    public async Task Who_comes_back_from_a_break_is_welcomed_with_what_is_usual_for_them()
    {
        var member = Came(300, null);
        _clan.Account(601, member);
        Days(member, 200, 0, gaining: day => day is >= 180 or (<= 145 and >= 100) or <= 10);
        var talker = Came(300, null);
        _clan.Account(602, talker).Chat(602, At(45)).Chat(602, At(28));
        Days(talker, 100, 0, gaining: day => day is >= 60 or <= 10);

        var breaks = (await _clan.ReportAsync()).Retention.Content!.Breaks.Content.ShouldNotBeNull();

        breaks.Returned.ShouldHaveSingleItem().ShouldBe(new ReturnedPerson(member, "person 1", Today.AddDays(-100), Today.AddDays(-10), 89, 11, null, 61.5));
        (breaks.Returns, breaks.StillActive, breaks.TypicalDays, breaks.People).ShouldBe((1, 1, 61.5, 2));
    }

    [Fact]
    public async Task A_stretch_without_snapshots_is_no_break()
    {
        var member = Came(300, null);
        _clan.Account(601, member);
        Days(member, 100, 60, gaining: _ => true);
        Days(member, 10, 0, gaining: _ => true);

        (await _clan.ReportAsync()).Retention.Content!.Breaks.Content.ShouldNotBeNull().Returned.ShouldBeEmpty();
    }

    [Fact]
    public async Task Breaks_wait_for_enough_history()
    {
        var member = Came(300, null);
        Days(member, 20, 0, gaining: _ => true);

        (await _clan.ReportAsync()).Retention.Content!.Breaks.Reason.ShouldBe("not enough history until 2026-01-31");
    }

    [Fact]
    public async Task The_document_and_the_sheet_tell_the_same()
    {
        for (var i = 0; i < 9; i++)
        {
            Came(100, i < 3 ? 60 : null);
        }

        Days(9, 100, 0, gaining: _ => true);
        var report = await _clan.ReportAsync();

        var json = ReportedClan.Json(report).GetProperty("retention");
        json.GetProperty("survival").GetProperty("cohorts")[0].GetProperty("cells")[1].GetProperty("share").GetDouble().ShouldBe(0.6667);
        json.GetProperty("back_from_break").GetProperty("available").GetBoolean().ShouldBeTrue();
        json.GetProperty("newcomers").GetProperty("steps").GetArrayLength().ShouldBe(6);
        using var written = await WrittenReport.OfAsync(report);
        var row = written.Sheet("Retention").RowsUsed().First(line => line.Cell(1).GetString() == "2025-09");
        (row.Cell(2).GetDouble(), row.Cell(3).GetDouble(), row.Cell(5).GetDouble()).ShouldBe((9, 6, 66.67));
    }

    public void Dispose() => _clan.Dispose();

    private static UtcInstant At(double daysAgo) => ReportedClan.Now.PlusDays(-daysAgo);

    /// <summary>Somebody who came, and perhaps went, so many days ago, as the activity log tells it.</summary>
    private long Came(double daysAgo, double? leftDaysAgo)
    {
        var member = _clan.Member($"person {++_people}", joinedDaysAgo: daysAgo, leftDaysAgo: leftDaysAgo);
        _clan.Event(member, "joined", daysAgo);
        if (leftDaysAgo is { } left)
        {
            _clan.Event(member, "left", left);
        }

        return member;
    }

    /// <summary>A snapshot a day, an hour before the time of day of now, from so many days ago to so many.</summary>
    private void Days(long member, int from, int to, Func<int, bool> gaining)
    {
        var xp = 1_000_000L - (from * 1_000);
        for (var day = from; day >= to; day--)
        {
            xp += day != from && gaining(day) ? 100 : 0;
            _clan.Snapshot(member, At(day).PlusHours(-1), ReportedClan.Skill(MetricCatalog.Overall, xp));
        }
    }

    private async Task<Section<SurvivalReport>> SurvivalAsync() => (await _clan.ReportAsync()).Retention.Content.ShouldNotBeNull().Survival;
}
