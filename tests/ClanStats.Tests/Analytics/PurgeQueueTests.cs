using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;

namespace ClanStats.Tests.Analytics;

/// <summary>Who comes back leaves the purge list without anybody doing anything, night by night on one database.</summary>
public sealed class PurgeQueueTests : IDisposable
{
    private const long Account = 700;
    private const long Before = 5_000_000;
    private readonly ReportedClan _clan = new();
    private readonly Dictionary<long, long> _xp = [];

    public void Dispose() => _clan.Dispose();

    [Theory]
    [InlineData("a gain")]
    [InlineData("a message")]
    [InlineData("an alt's gain")]
    public async Task Who_returns_is_off_the_list_the_next_night_and_the_queue_forgets_them(string sign)
    {
        var (member, alt) = Quiet();
        await _clan.ReportAsync();
        Warn(member);
        Listed(await NightAsync(1)).ShouldBe([(member, PurgeRules.StatusWarned, ReportedClan.Now.Date)]);
        Queue().ShouldBe([member]);

        switch (sign)
        {
            case "a gain":
                Play(member, 1.5);
                break;
            case "an alt's gain":
                Play(alt, 1.5);
                break;
            default:
                _clan.Chat(Account, ReportedClan.Now.PlusDays(1.5));
                break;
        }

        var back = await NightAsync(2);

        Listed(back).ShouldBeEmpty();
        Queue().ShouldBeEmpty();
        back.Decisions.Content!.Ledger.ShouldNotContain(entry => entry.List == DecisionLists.Purge);
        _clan.Temp.Query<long>("SELECT count(*) FROM recommendations WHERE list = 'purge' AND is_open = 1").ShouldBe([0]);
        back.Decisions.Content!.Rows.Where(row => row.List == DecisionLists.Purge).ShouldAllBe(row => !row.IsWaiting);
    }

    [Fact]
    public async Task Who_goes_quiet_again_is_new_and_the_old_warning_does_not_count()
    {
        var (member, _) = Quiet();
        await _clan.ReportAsync();
        Warn(member);
        await NightAsync(1);
        Play(member, 1.5);
        Listed(await NightAsync(2)).ShouldBeEmpty();

        var again = await NightAsync(63);

        Listed(again).ShouldBe([(member, PurgeRules.StatusNew, ReportedClan.Now.PlusDays(63).Date)]);
        again.Purge.Content!.Candidates.Single().Decision.ShouldBeNull();
    }

    [Fact]
    public async Task A_night_on_which_the_list_is_closed_neither_removes_nor_restarts_anybody()
    {
        var (member, _) = Quiet();
        await _clan.ReportAsync();

        (await _clan.ReportAsync(ReportedClan.Now.PlusDays(4))).Purge.Content.ShouldBeNull("nobody read for four days");
        Queue().ShouldBe([member]);

        Listed(await NightAsync(5)).ShouldBe([(member, PurgeRules.StatusListed, ReportedClan.Now.Date)]);
    }

    [Fact]
    public async Task Who_is_quiet_with_Discord_unknown_keeps_the_first_night_and_is_new_once_on_the_list()
    {
        var member = _clan.Member("Quiet One");
        foreach (var day in new[] { -100, -61, -30, 0 })
        {
            Measure(day);
        }

        await _clan.ReportAsync();
        var quiet = (await NightAsync(1)).Purge.Content!;
        quiet.QuietDiscordUnknown.Select(line => (line.MemberId, line.Status, line.FirstListed)).ShouldBe([(member, PurgeRules.StatusListed, ReportedClan.Now.Date)]);
        _clan.Account(Account, member);

        var known = await NightAsync(2);

        Listed(known).ShouldBe([(member, PurgeRules.StatusNew, ReportedClan.Now.PlusDays(2).Date)]);
        known.Purge.Content!.QuietDiscordUnknown.ShouldBeEmpty();
        _clan.Temp.Query<string>("SELECT list FROM first_listed").ShouldBe(["purge"]);
    }

    /// <summary>Somebody with an alt and an account who did nothing for longer than the list asks for.</summary>
    private (long Member, long Alt) Quiet()
    {
        var member = _clan.Member("Quiet One");
        var alt = _clan.Member("Quiet Alt");
        _clan.Temp.Execute($"UPDATE clan_members SET person_id = {member} WHERE id = {alt}");
        _clan.People = _clan.People with { Alts = new Dictionary<string, string> { ["Quiet Alt"] = "Quiet One" } };
        _clan.Account(Account, member).Chat(Account, ReportedClan.Now.PlusDays(-100));
        foreach (var day in new[] { -100, -61, -30, 0 })
        {
            Measure(day);
        }

        return (member, alt);
    }

    private void Play(long player, double day) => _clan.Snapshot(player, -day, _xp[player] = _xp.GetValueOrDefault(player, Before) + 500);

    private void Measure(double day)
    {
        foreach (var player in _clan.Temp.Query<long>("SELECT id FROM clan_members"))
        {
            _clan.Snapshot(player, -day, _xp.GetValueOrDefault(player, Before));
        }
    }

    private Task<ClanReport> NightAsync(int day)
    {
        foreach (var source in new[] { "wom", "discord", "relay" })
        {
            _clan.Reads(source, ReportedClan.Now.PlusDays(-800), ReportedClan.Now.PlusDays(day));
        }

        Measure(day);
        return _clan.ReportAsync(ReportedClan.Now.PlusDays(day));
    }

    private void Warn(long member) => _clan.Temp.Execute(
        $"""
        INSERT INTO officer_entries (member_id, list, says_verdict, verdict, note, decided_by, says_leave, decided_at, file, saved_at)
          VALUES ({member}, 'purge', 1, 'warned', '', 'Elder', 0, {ReportedClan.Now.Milliseconds}, 'x.xlsx', 0)
        """);

    private List<long> Queue() => _clan.Temp.Query<long>("SELECT member_id FROM first_listed WHERE list = 'purge'");

    private static List<(long, string, DateOnly)> Listed(ClanReport report) =>
        [.. report.Purge.Content.ShouldNotBeNull(report.Purge.Reason).Candidates.Select(candidate => (candidate.MemberId, candidate.Status, candidate.FirstListed))];
}
