using ClanStats.Domain.Activity;
using ClanStats.Hosting.Check;
using ClanStats.Hosting.Notices;

namespace ClanStats.Tests.Hosting.Check;

public sealed class NameCoverTests
{
    private readonly NameCover _cover = new([["Dusk Adder", "ChalkCrane", "  "], ["Al", "Älva"], ["A"], ["Dusk"]]);

    [Theory]
    [InlineData("Dusk Adder left", "person-1 left")]
    [InlineData("/players/dusk%20adder/snapshots", "/players/person-1/snapshots")]
    [InlineData("DUSK_ADDER, dusk-adder; duskadder", "person-1, person-1; person-1")]
    [InlineData("chalkcrane(chalkcrane)", "person-1(person-1)")]
    [InlineData("Dusk alone", "person-4 alone")]
    [InlineData("Al and Älva, not Also nor Final", "person-2 and person-2, not Also nor Final")]
    [InlineData("A is too short to be anybody", "A is too short to be anybody")]
    [InlineData("by 123456789012345678 at 1767378600000", "by discord-id at 1767378600000")]
    [InlineData("", "")]
    public void Names_are_covered_as_whole_words_in_every_form(string text, string covered) => _cover.Cover(text).ShouldBe(covered);

    [Theory]
    [InlineData("/srv/x/OneDrive/clan/data/clan.db", "OneDrive")]
    [InlineData("/srv/x/OneDrive - Work/clan.db", "OneDrive")]
    [InlineData("/srv/x/dropbox/clan.db", "Dropbox")]
    [InlineData("/Volumes/My Drive/clan.db", "My Drive")]
    [InlineData("/srv/x/Dropboxes/clan.db", null)]
    [InlineData("/srv/x/clan/clan.db", null)]
    public void A_folder_that_is_synced_is_known_by_its_name(string path, string? service) => PlacesProbe.SyncedBy(path).ShouldBe(service);

    [Theory]
    [InlineData(0, 10, CheckLevel.Ok)]
    [InlineData(0, 37, CheckLevel.Ok, CheckLevel.Finding)]
    [InlineData(4, 10, CheckLevel.Note)]
    [InlineData(1, 10, CheckLevel.Finding)]
    [InlineData(2, 50, CheckLevel.Finding, CheckLevel.Finding)]
    internal async Task The_last_run_is_told_in_words_and_a_missing_night_is_seen(int code, double hoursAgo, params CheckLevel[] levels)
    {
        var folder = Directory.CreateTempSubdirectory("clanstats-last-").FullName;
        try
        {
            var clock = new ManualClock(TestProgram.Clock);
            new NoticeFile(folder).SaveLast(new LastExit("run", code, UtcInstant.From(TestProgram.Clock).PlusHours(-hoursAgo), "0123456789abcdef"));

            var findings = await new LastRunProbe(folder, clock).ProbeAsync(default).ToListAsync();

            findings.Select(finding => finding.Level).ShouldBe(levels);
            findings[0].Message.ShouldContain($"with exit code {code}: {ClanStats.Hosting.ExitWords.Of(code).Meaning}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Nothing_remembered_is_a_note()
    {
        var finding = (await new LastRunProbe("/none/such", TimeProvider.System).ProbeAsync(default).ToListAsync()).ShouldHaveSingleItem();

        (finding.Level, finding.Subject).ShouldBe((CheckLevel.Note, "last-run"));
    }
}
