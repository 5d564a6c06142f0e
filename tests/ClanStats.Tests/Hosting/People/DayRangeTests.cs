using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Hosting.Composition;
using ClanStats.Pipeline;
using ClanStats.Storage;
using ClanStats.Tests.Analytics;

namespace ClanStats.Tests.Hosting.People;

/// <summary>Days of a person and of the clan, from the same steps: adjacent days add up to the window, people to the clan.</summary>
public sealed class DayRangeTests : IDisposable
{
    private const string First = "2025-12-04", Middle = "2025-12-17", End = "2026-01-03";
    private static readonly string[] Metrics = ["overall", "attack", "zulrah", "clue_scrolls_all", "ehp"];
    private readonly ReportedClan _clan = new() { DiscordConnected = true };
    private readonly TestProgram _program = new() { Member = MemberWork.RunAsync };
    private readonly List<string> _names = ["Ash", "Birch", "Cedar", "Doum", "Elm"];

    public DayRangeTests()
    {
        _program.Environment["RELAY_CHANNEL_ID"] = "92";
        _program.Environment["DISCORD_TOKEN"] = "bot-token-of-the-clan";
        _clan.Temp.Execute("INSERT INTO clan_group (group_id, name) VALUES (42, 'Wetland')");
        var dice = new Random(20260102);
        foreach (var (name, index) in _names.Select((name, index) => (name, index)))
        {
            var member = _clan.Member(name, joinedDaysAgo: 80, leftDaysAgo: index == 4 ? 3 : null);
            Measure(member, index, dice);
            for (var line = 0; line < 40; line++)
            {
                _clan.Line(name, ReportedClan.Now.PlusDays(-dice.NextDouble() * 40));
            }
        }

        _clan.Line("a stranger", ReportedClan.Now.PlusDays(-3), 4);
    }

    public void Dispose()
    {
        _program.Dispose();
        _clan.Dispose();
    }

    [Fact]
    public async Task The_days_of_everybody_and_of_the_clan_add_up_to_their_window_for_every_kind_of_metric()
    {
        await _clan.ReportAsync();
        foreach (var who in _names.Append("--clan"))
        {
            var whole = await RangeAsync(who, First, End);
            var (one, other) = (await RangeAsync(who, First, Middle), await RangeAsync(who, Middle, End));
            foreach (var metric in Metrics)
            {
                var name = metric == "overall" ? "xp" : metric;
                var window = Figure(whole, name);
                Days(whole, metric).Sum(day => day ?? 0).ShouldBe(window, 1e-6, $"{who} {metric}");
                (Figure(one, name) + Figure(other, name)).ShouldBe(window, 1e-6, $"{who} {metric}");
                Days(one, metric).Concat(Days(other, metric)).Sum(day => day ?? 0).ShouldBe(window, 1e-6, $"{who} {metric}");
            }

            whole.GetProperty("days").EnumerateArray().Sum(day => day.GetProperty("msgs").GetDouble()).ShouldBe(Figure(whole, "msgs"), who);
        }
    }

    [Fact]
    public async Task The_clans_days_are_those_of_its_people_and_of_its_history()
    {
        var report = await _clan.ReportAsync();
        var clan = await RangeAsync("--clan", First, End);
        var people = new List<JsonElement>();
        foreach (var name in _names)
        {
            people.Add(await RangeAsync(name, First, End));
        }

        foreach (var metric in Metrics)
        {
            var together = Enumerable.Range(0, 30).Select(day => people.Sum(person => Days(person, metric)[day] ?? 0)).ToList();
            Days(clan, metric).Select(day => Math.Round(day ?? 0, 5)).ShouldBe(together.Select(day => Math.Round(day, 5)), metric);
            together.Sum().ShouldBeGreaterThan(0, metric);
        }

        var history = ReportedClan.Json(report).GetProperty("history").EnumerateArray().ToList();
        var days = clan.GetProperty("days").EnumerateArray().ToList();
        days.Select(day => day.GetProperty("date").GetString()).ShouldBe(history.Select(day => day.GetProperty("date").GetString()));
        days.Select(day => day.GetProperty("xp").GetInt64()).ShouldBe(history.Select(day => day.GetProperty("xp").GetInt64()));
        days.Select(day => day.GetProperty("msgs").GetInt64()).ShouldBe(history.Select(day => day.GetProperty("msgs").GetInt64()));
    }

    [Fact]
    public async Task The_clan_is_told_on_the_terminal_too()
    {
        (await RunAsync("--clan", "--from", First, "--to", End, "--metric", "clue_scrolls_all")).ShouldBe(ExitCode.Done, _program.Diagnostics);

        _program.Answers.ShouldStartWith("The clan: everybody ever known, and lines of nobody known\nfrom 2025-12-04 up to 2026-01-03, UTC days\n");
        _program.Answers.ShouldMatch(@"(?m)^ +day +XP +boss kills +messages +clue_scrolls_all$");
    }

    /// <summary>A history with falls, gaps, unranked values and more than one snapshot a day.</summary>
    private void Measure(long member, int index, Random dice)
    {
        var (xp, attack, kills, clues, ehp) = (1_000_000L, 100_000L, 20L, 3L, 10.0);
        for (var at = ReportedClan.Now.PlusDays(-45 + index); at <= ReportedClan.Now; at = at.PlusHours(dice.Next(3, 60)))
        {
            (xp, attack) = (xp + dice.Next(0, 90_000), attack + dice.Next(-500, 9_000));
            (kills, clues, ehp) = (kills + dice.Next(0, 4), clues + dice.Next(0, 2), ehp + dice.NextDouble());
            var ranked = dice.Next(6) > 0;
            _clan.Snapshot(
                member,
                at,
                ReportedClan.Skill(MetricCatalog.Overall, xp),
                ReportedClan.Skill("attack", attack),
                ReportedClan.Boss("zulrah", ranked ? kills : -1),
                new IncomingMetric("clue_scrolls_all", MetricCategory.Activity, clues, 9),
                new IncomingMetric(MetricCatalog.Ehp, MetricCategory.Computed, Math.Round(ehp, 3), 9));
        }
    }

    private static double Figure(JsonElement range, string name) => range.GetProperty("figures").TryGetProperty(name, out var value) ? value.GetDouble() : 0;

    private static List<double?> Days(JsonElement range, string metric) => range.GetProperty("series").TryGetProperty(metric, out var days)
        ? [.. days.EnumerateArray().Select(day => day.ValueKind == JsonValueKind.Null ? default(double?) : day.GetDouble())]
        : [.. new double?[range.GetProperty("days").GetArrayLength()]];

    private async Task<JsonElement> RangeAsync(string who, string from, string to)
    {
        var before = _program.Answers.Length;
        (await RunAsync(who, "--from", from, "--to", to, "--json")).ShouldBe(ExitCode.Done, _program.Diagnostics);
        var root = JsonDocument.Parse(_program.Answers[before..]).RootElement;
        return who == "--clan" ? root.GetProperty("clan").GetProperty("range") : root.GetProperty("members")[0].GetProperty("range");
    }

    private Task<ExitCode> RunAsync(params string[] arguments) =>
        _program.RunAsync(["member", .. arguments, "--now", ReportedClan.Now.ToIso(), "--db", _clan.Temp.Options.DatabaseFile]);
}
