using System.Text.Json;
using System.Text.RegularExpressions;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Exports;
using ClanStats.Exports.Dashboard;
using ClanStats.Tests.Fixtures;

namespace ClanStats.Tests.Exports.Dashboard;

public sealed partial class PublicPageTests
{
    private static readonly string[] PrivateWords =
    [
        "purge", "moderation", "promotion", "churn", "slump", "AWOL", "slacking", "silent recruit", "fading star", "silent grinder", "town crier",
        "boss hunter", "high velocity", "social pillar", "carry potential", "not warned", "not measured", "not_measured", "not_yet", "game_only",
        "chat_only", "Game only", "Chat only", "Not linked", "unlinked", "Officers only", "exempt", "on leave", "severity", "verdict",
    ];

    [Theory]
    [InlineData(40)]
    [InlineData(500)]
    public async Task Nothing_in_the_file_speaks_of_judgement_or_of_who_was_quiet(int members)
    {
        var folder = Directory.CreateTempSubdirectory("clanstats-public-");
        await new DashboardReportWriter().WriteAsync(SampleReport.Create(members), folder.FullName, CancellationToken.None);
        var page = await File.ReadAllTextAsync(Path.Combine(folder.FullName, "public", "index.html"));
        folder.Delete(recursive: true);

        foreach (var word in PrivateWords)
        {
            page.Contains(word, StringComparison.OrdinalIgnoreCase).ShouldBeFalse($"the public page says “{word}”");
        }
    }

    [Fact]
    public void A_top_list_of_what_nobody_read_says_so_and_not_that_nothing_was_counted()
    {
        var unread = new Figure<long>(null, DataMark.NotConnected);
        var report = SampleReport.Create();
        report = report with { Members = [.. report.Members.Select(member => member with { Messages = new WindowSet<long>(unread, unread, unread, unread) })] };

        var clan = PublicClan.From(report);

        clan.Top.Where(top => top.Signal == "chat").ShouldAllBe(top => top.Rows.Count == 0 && top.Empty == PublicTop.NotRead);
        clan.Top.Where(top => top.Signal == "game").ShouldAllBe(top => top.Empty == PublicTop.NothingCounted);
        PublicPage.Body(clan).ShouldContain(PublicTop.NotRead);
    }

    [Fact]
    public void Who_asked_to_be_hidden_stands_nowhere()
    {
        var report = SampleReport.Create();
        var named = PublicClan.From(report);
        var wanted = named.Top.SelectMany(top => top.Rows).Select(row => row.Name)
            .Concat(report.Game.Records.Select(record => record.Holder))
            .Concat(report.Game.Bosses.Select(boss => boss.Leader?.Name).OfType<string>())
            .ToHashSet();
        var hidden = report.Members.Where(member => wanted.Contains(member.DisplayName)).Select(member => member.Id)
            .Concat(report.Game.Records.Select(record => record.HolderId))
            .Concat(report.Week.Lists.Take(3).SelectMany(list => list.Lines).Select(line => line.MemberId)).ToHashSet();

        var clan = PublicClan.From(report with { Hidden = hidden });
        var document = PublicPage.Document(clan);
        var body = PublicPage.Body(clan) + PublicPreview.Head(clan);

        hidden.Count.ShouldBeGreaterThan(5);
        clan.People.Count.ShouldBe(report.Members.Count(member => !hidden.Contains(member.Id)));
        foreach (var member in report.Members.Where(member => hidden.Contains(member.Id)))
        {
            document.ShouldNotContain(JsonSerializer.Serialize(member.DisplayName));
            body.ShouldNotContain($">{Markup.Encode(member.DisplayName)}<");
        }
    }

    [Theory]
    [InlineData(40)]
    [InlineData(500)]
    public void A_gain_is_told_only_of_those_in_that_top_list(int members)
    {
        var report = SampleReport.Create(members);
        var clan = PublicClan.From(report);
        var told = clan.Top.SelectMany(top => top.Rows).ToHashSet();
        var written = NumberPattern().Matches(PublicPage.Document(clan) + PublicPage.Body(clan)).Select(match => match.Value.Replace(",", "")).ToHashSet();

        clan.Top.ShouldAllBe(top => top.Rows.Count <= report.Settings.LeaderboardSize);
        foreach (var member in report.Members)
        {
            long?[] gains = [member.Xp.D7.Value, member.Xp.D30.Value, member.Xp.D90.Value, member.Xp.D365.Value, member.OfficialXp7];
            foreach (var gain in gains.OfType<long>().Where(gain => gain > 10_000 && !told.Contains(new PublicRow(member.DisplayName, gain))))
            {
                written.ShouldNotContain($"{gain}", $"a gain of {member.DisplayName}");
            }
        }
    }

    [Fact]
    public void A_week_is_not_compared_with_one_whose_chat_was_not_read()
    {
        Messages(missing: []).ShouldBe((70L, 0L));
        Messages(missing: [10]).ShouldBe((70L, 0L), "messages of that day are held: somebody read it");
        Messages(missing: [10], silent: [10]).ShouldBe((70L, null));
        Messages(missing: [2], silent: [2]).ShouldBe((null, null));
        Messages(missing: [], silent: [2, 10]).ShouldBe((60L, 0L), "a silent day that was read is none");

        static (long?, long?) Messages(int[] missing, int[]? silent = null) => Week("messages", "discord", missing, silent ?? []);
    }

    [Fact]
    public void A_day_on_which_nobody_looked_is_a_gap_in_the_drawing_and_a_quiet_one_a_zero()
    {
        var report = SampleReport.Create();
        DateOnly unread = new(2025, 12, 24), quiet = new(2025, 12, 23);
        report = report with
        {
            Activity = report.Activity with { History = [.. report.Activity.History.Select(day => day.Date == unread || day.Date == quiet ? day with { Messages = 0 } : day)] },
        };

        var drawn = PublicClan.From(report).Clan.History.ToDictionary(day => day.Date, day => day.Messages);

        (drawn[unread], drawn[quiet]).ShouldBe((null, 0L));
        drawn[unread.AddDays(1)].ShouldNotBeNull("messages of that day are held, though no complete read covers it");
    }

    [Fact]
    public void What_was_gained_is_compared_where_the_ends_of_both_weeks_were_looked_at()
    {
        Xp(missing: [3, 12], silent: [3, 12]).ShouldBe((600L, 0L), "what was gained on a day in between is seen on the next");
        Xp(missing: [8], silent: [8]).Change.ShouldBeNull();
        Xp(missing: [15], silent: [15]).Change.ShouldBeNull();
        Xp(missing: [1], silent: [1]).ShouldBe((600L, null));

        static (long? Value, long? Change) Xp(int[] missing, int[] silent) => Week("xp", "wom", missing, silent);
    }

    [Fact]
    public void Who_was_quiet_is_named_only_with_totals_of_a_lifetime()
    {
        var report = SampleReport.Create();
        var quiet = report.Members.Where(member => member.State is MemberState.Neither or MemberState.NotMeasured or MemberState.NotYet).ToArray();

        var data = JsonDocument.Parse(PublicPage.Document(PublicClan.From(report))).RootElement;

        var topped = data.GetProperty("top").EnumerateArray().SelectMany(top => top.GetProperty("rows").EnumerateArray())
            .Where(row => row.GetProperty("value").GetInt64() <= 0);
        topped.ShouldBeEmpty();
        quiet.Where(member => member.State == MemberState.Neither).ShouldNotBeEmpty();
        foreach (var member in quiet)
        {
            var person = data.GetProperty("people").EnumerateArray().Single(one => one.GetProperty("name").GetString() == member.DisplayName);
            person.EnumerateObject().Select(property => property.Name).ShouldBe(["name", "xp", "kills", "msgs", "level", "mastered", "bosses", "next"]);
            person.GetProperty("xp").ToString().ShouldBe(member.TotalXp?.ToString() ?? "");
        }
    }

    [Fact]
    public void The_order_of_people_follows_their_lifetime_and_not_their_month()
    {
        var people = PublicClan.From(SampleReport.Create(500)).People;

        people.Count.ShouldBe(500);
        people.Select(person => person.TotalXp ?? -1).ShouldBe(people.Select(person => person.TotalXp ?? -1).OrderDescending());
    }

    [Fact]
    public void A_week_with_an_unknown_day_has_no_number()
    {
        var report = SampleReport.Create(discordConnected: false);

        var numbers = PublicClan.From(report).Numbers.ToDictionary(number => number.Key);

        numbers["messages"].Value.ShouldBeNull();
        numbers["messages"].Change.ShouldBeNull();
        numbers["xp"].Value.ShouldBe(report.Activity.History.Where(day => !day.Partial).TakeLast(7).Sum(day => day.Xp));
    }

    [GeneratedRegex("[0-9]{1,3}(,[0-9]{3})+|[0-9]+", RegexOptions.ExplicitCapture)]
    private static partial Regex NumberPattern();

    /// <summary>A weekly number of a clan with ten messages and a hundred experience a day; days are counted back from the run's own.</summary>
    private static (long? Value, long? Change) Week(string key, string source, int[] missing, int[] silent)
    {
        var report = SampleReport.Create();
        var today = report.Now.Date;
        var clan = PublicClan.From(report with
        {
            Sources =
            [
                .. report.Sources.Select(status => status with
                {
                    MissingDays = status.Key == source ? [.. missing.Select(back => today.AddDays(-back).ToString("yyyy-MM-dd"))] : [],
                }),
            ],
            Activity = report.Activity with
            {
                History = [.. Enumerable.Range(0, 30).Select(back => new ClanDay(today.AddDays(-back), silent.Contains(back) ? 0 : 100, silent.Contains(back) ? 0 : 10, back == 0)).Reverse()],
            },
        });
        var number = clan.Numbers.Single(one => one.Key == key);
        (number.Change is null && number.Value is not null ? "" : "compared").ShouldBe(
            HeadlineText.Beside(number) is "no data of the week before" or "the last days are not read yet" ? "" : "compared");
        return (number.Value, number.Change);
    }
}
