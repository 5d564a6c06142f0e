using ClanStats.Domain.Report;
using ClanStats.Exports.Csv;
using ClanStats.Pipeline;
using ClanStats.Tests.EndToEnd;

namespace ClanStats.Tests.Analytics.Faults;

/// <summary>What the old program got wrong in its files.</summary>
public sealed class OutputFaultTests : IDisposable
{
    private readonly ReportedClan _clan = new();

    [Fact]
    public async Task F14_the_numbers_of_the_roster_run_down_the_sheet_in_its_order()
    {
        foreach (var messages in new[] { 4, 9, 0, 7, 2 })
        {
            var account = 500 + messages;
            _clan.Account(account, _clan.Member($"m{messages}")).Chat(account, ReportedClan.Now.PlusDays(-20), messages);
        }

        using var written = await WrittenReport.OfAsync(await _clan.ReportAsync());

        written.Roster("#").ShouldBe([1.0, 2.0, 3.0, 4.0, 5.0]);
        written.Roster("Name").ShouldBe(["m9", "m7", "m4", "m2", "m0"]);
        written.Roster("Msgs 30d").ShouldBe([9.0, 7.0, 4.0, 2.0, 0.0]);
    }

    [Fact]
    public async Task F16_a_report_writes_its_CSV_and_ends_well_only_with_it()
    {
        await using var night = await ClanNight.StartAsync(members: 20, days: 14);
        (await night.NightAsync()).ShouldBe(ExitCode.Done, night.Diagnostics);
        var file = Path.Combine(night.Output, CsvReportWriter.FileName);
        File.ReadAllLines(file).Length.ShouldBe(1 + night.Clan.Members.Count);

        File.Delete(file);
        Directory.CreateDirectory(Path.Combine(file, "in the way"));
        (await night.RunAsync("report", "--now", night.Clan.Now.ToIso())).ShouldNotBe(ExitCode.Done);

        night.Diagnostics.ShouldContain(CsvReportWriter.FileName);
    }

    [Theory]
    [InlineData("America/New_York")]
    [InlineData("UTC")]
    public async Task F23_the_time_of_the_document_is_UTC_and_says_so_whatever_zone_people_read(string zone)
    {
        _clan.Settings = new ReportSettings { TimeZone = TimeZoneInfo.FindSystemTimeZoneById(zone) };
        _clan.Snapshot(_clan.Member("wren"), 1, 1);

        var json = ReportedClan.Json(await _clan.ReportAsync());

        json.GetProperty("generated_at").GetString().ShouldBe("2026-01-02T18:30:00.000Z");
        json.GetProperty("data_as_of").GetString().ShouldBe("2026-01-01T18:30:00.000Z");
    }

    [Theory]
    [InlineData("tztok_jad", "TzTok-Jad")]
    [InlineData("chambers_of_xeric", "Chambers Of Xeric")]
    [InlineData("a_boss_of_tomorrow", "A Boss Of Tomorrow")]
    public async Task F32_every_boss_has_the_picture_of_its_own_name(string boss, string like)
    {
        var member = _clan.Member("wren");
        _clan.Snapshot(member, 31, 1, (boss, 10)).Snapshot(member, 0.5, 1, (boss, 12));

        var entry = ReportedClan.Entry(await _clan.ReportAsync(), member, "allMembers");

        entry.GetProperty("favorite_boss_img").GetString().ShouldBe($"boss_{boss}.png");
        entry.GetProperty("favorite_boss_all_time_img").GetString().ShouldBe($"boss_{boss}.png");
        entry.GetProperty("favorite_boss").GetString().ShouldBe(like.Replace("TzTok-Jad", "Tztok Jad", StringComparison.Ordinal));
    }

    public void Dispose() => _clan.Dispose();
}
