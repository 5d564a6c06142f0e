using ClanStats.Domain.Runs;
using ClanStats.Exports.Json;

namespace ClanStats.Tests.Analytics;

public sealed class SpoiltDatabaseTests : IDisposable
{
    private readonly ReportedClan _clan = new();

    [Theory]
    [InlineData("packed_member_days", "ff")]
    [InlineData("packed_message_days", "0721000000")]
    [InlineData("packed_member_days", "0701000302")]
    public async Task A_spoilt_pack_costs_the_report_nothing_and_is_made_anew(string table, string spoilt)
    {
        _clan.Populate(8);
        var sound = JsonReportWriter.Render(await _clan.ReportAsync());
        var packs = Packs(table);
        _clan.Temp.Execute($"UPDATE {table} SET counters = x'{spoilt}' WHERE stretch = (SELECT max(stretch) FROM {table})");
        Packs(table).ShouldNotBe(packs);

        JsonReportWriter.Render(await _clan.ReportAsync()).ShouldBe(sound);

        Packs(table).ShouldBe(packs);
    }

    [Theory]
    [InlineData("UPDATE wom_snapshots SET metric_values = x'ff'")]
    [InlineData("UPDATE gain_bases SET base = x'ff'")]
    public async Task What_nothing_else_tells_is_said_with_the_way_back(string damage)
    {
        _clan.Populate(3);
        _clan.Temp.Execute(damage);

        var fault = await Should.ThrowAsync<UserFaultException>(() => _clan.ReportAsync());

        fault.Message.ShouldContain("db backups");
    }

    public void Dispose() => _clan.Dispose();

    private List<string> Packs(string table) => _clan.Temp.Query<string>($"SELECT stretch || ' ' || hex(counters) FROM {table} ORDER BY stretch");
}
