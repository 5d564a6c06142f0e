using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ClanStats.Domain.Report;
using ClanStats.Domain.Runs;
using ClanStats.Exports;
using ClanStats.Exports.Dashboard;
using ClanStats.Tests.Fixtures;

namespace ClanStats.Tests.Exports.Dashboard;

public sealed partial class DashboardReportWriterTests : IDisposable
{
    private const string Officers = "docs/index.html";
    private const string Public = "public/index.html";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clanstats-dashboard-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task It_writes_the_two_pages_that_it_names()
    {
        var writer = new DashboardReportWriter();

        await writer.WriteAsync(SampleReport.Create(), _folder.FullName, CancellationToken.None);

        writer.Step.ShouldBe(StepNames.Dashboard);
        writer.Files.ShouldBe([Officers, Public]);
        _folder.EnumerateFiles("*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(_folder.FullName, file.FullName).Replace('\\', '/'))
            .Order().ShouldBe([Officers, Public]);
    }

    [Fact]
    public async Task The_officers_page_begins_with_the_warning_and_asks_not_to_be_indexed()
    {
        var page = await WriteAsync(SampleReport.Create(), Officers);

        page.ShouldStartWith("<!-- Officers only: do not publish -->\n<!doctype html>", Case.Insensitive);
        page.ShouldContain("<p class=\"secret\">Officers only: do not publish</p>");
        page.ShouldContain("<meta name=\"robots\" content=\"noindex\"");
    }

    [Theory]
    [InlineData(Officers)]
    [InlineData(Public)]
    public async Task The_policy_allows_exactly_the_style_and_script_of_the_page_and_no_network(string file)
    {
        var page = await WriteAsync(SampleReport.Create(), file);

        var policy = PolicyPattern().Match(page).Groups["is"].Value;
        var script = ScriptPattern().Matches(page).ShouldHaveSingleItem().Groups["is"].Value;
        var style = StylePattern().Matches(page).ShouldHaveSingleItem().Groups["is"].Value;
        policy.ShouldBe(
            $"default-src 'none'; script-src '{Hash(script)}'; style-src '{Hash(style)}'; img-src data:; base-uri 'none'; form-action 'none'");
        AddressPattern().Matches(page).ShouldBeEmpty();
        page.Replace(script, "").ShouldNotContain(" style=\"");
    }

    [Theory]
    [InlineData(Officers)]
    [InlineData(Public)]
    public async Task The_same_report_gives_the_same_bytes(string file) =>
        (await WriteAsync(SampleReport.Create(), file)).ShouldBe(await WriteAsync(SampleReport.Create(), file));

    [Theory]
    [InlineData(Officers)]
    [InlineData(Public)]
    public async Task A_hostile_name_stays_text_in_markup_and_in_data(string file)
    {
        var page = await WriteAsync(SampleReport.Create(), file);

        page.ShouldNotContain("<script>alert");
        page.ShouldNotContain("</td><b>");
        var names = Data(page).GetProperty(file == Officers ? "members" : "people").EnumerateArray().Select(person => person.GetProperty("name").GetString());
        SampleReport.HostileNames.ShouldBeSubsetOf(names);
    }

    [Fact]
    public async Task The_first_view_stands_in_the_page_without_script()
    {
        var report = SampleReport.Create();

        var page = await WriteAsync(report, Officers);

        page.ShouldContain(report.Today.Verdict);
        page.ShouldContain("<time datetime=\"2026-01-02T14:30:00.000Z\">2026-01-02 14:30 UTC</time>");
        page.ShouldContain("data-state=\"watch\"");
        page.ShouldContain("<span class=\"label\">Active this week</span>");
        page.ShouldContain("6 fewer than the week before");
        page[..page.IndexOf("id=\"data\"", StringComparison.Ordinal)].ShouldNotContain("4 h ago", Case.Sensitive, "an age is only true when it is read");
    }

    [Fact]
    public async Task What_is_not_known_is_null_and_carries_its_reason()
    {
        var data = Data(await WriteAsync(SampleReport.Create(discordConnected: false), Officers));

        var members = data.GetProperty("members").EnumerateArray().ToArray();
        members.ShouldAllBe(member => member.GetProperty("msgs30").ValueKind == JsonValueKind.Null);
        members.ShouldAllBe(member => member.GetProperty("marks").GetProperty("msgs30")[0].GetString() == "not_connected");
        data.GetProperty("history").EnumerateArray().ShouldAllBe(day => day.GetProperty("msgs").ValueKind == JsonValueKind.Null);
    }

    [Fact]
    public async Task A_list_that_could_not_be_made_says_why()
    {
        var report = SampleReport.WithoutVerdicts();

        var page = await WriteAsync(report, Officers);

        page.ShouldContain(Markup.Encode(report.Changes.Reason));
        Data(page).GetProperty("purge").GetProperty("reason").GetString().ShouldBe(report.Purge.Reason);
        Data(page).GetProperty("staying").GetProperty("reason").GetString().ShouldBe(SampleReport.NotBuilt);
    }

    [Fact]
    public async Task A_clan_of_nobody_still_has_its_pages()
    {
        var page = await WriteAsync(SampleReport.Empty(), Officers);

        page.ShouldContain("No data yet");
        page.ShouldContain("data-state=\"act\"");
        Data(page).GetProperty("members").GetArrayLength().ShouldBe(0);
        Data(await WriteAsync(SampleReport.Empty(), Public)).GetProperty("people").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData(Officers)]
    [InlineData(Public)]
    public async Task A_page_of_five_hundred_members_stays_below_three_megabytes(string file)
    {
        Encoding.UTF8.GetByteCount(await WriteAsync(SampleReport.Create(500), file)).ShouldBeLessThan(3_000_000);
        Encoding.UTF8.GetByteCount(await WriteAsync(SampleReport.Create(0), file)).ShouldBeLessThan(700_000);
    }

    private async Task<string> WriteAsync(ClanReport report, string file)
    {
        await new DashboardReportWriter().WriteAsync(report, _folder.FullName, CancellationToken.None);
        return await File.ReadAllTextAsync(Path.Combine(_folder.FullName, file));
    }

    private static JsonElement Data(string page) => JsonDocument.Parse(DataPattern().Match(page).Groups["is"].Value).RootElement;

    private static string Hash(string content) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    [GeneratedRegex("<meta http-equiv=\"Content-Security-Policy\" content=\"(?<is>[^\"]+)\"")]
    private static partial Regex PolicyPattern();

    [GeneratedRegex("<script>(?<is>.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex ScriptPattern();

    [GeneratedRegex("<style>(?<is>.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex StylePattern();

    [GeneratedRegex("<script type=\"application/json\" id=\"data\">(?<is>.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex DataPattern();

    [GeneratedRegex("(?:src|href)\\s*=\\s*[\"'](?:https?:)?//")]
    private static partial Regex AddressPattern();
}
