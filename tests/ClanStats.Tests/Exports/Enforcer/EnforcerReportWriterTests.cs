using ClanStats.Domain.Report;
using ClanStats.Exports.Enforcer;
using ClanStats.Tests.Fixtures;

namespace ClanStats.Tests.Exports.Enforcer;

public sealed class EnforcerReportWriterTests : IDisposable
{
    private readonly ExportFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_text_begins_with_its_title_and_the_freshness_of_the_data()
    {
        var texts = await WriteAsync(SampleReport.Create());

        texts.Keys.Order().ShouldBe(["enforcer/moderation.md", "enforcer/officer_audit.md", "enforcer/promotions.md", "enforcer/purge_list.md"]);
        texts.Values.ShouldAllBe(text => text.StartsWith("# ", StringComparison.Ordinal) && text.Split('\n')[2].StartsWith("> ▲ Watch: Data as of 2026-01-02 14:30 UTC, 4 h ago", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_verdict_stands_with_its_sentence_and_its_evidence()
    {
        var report = SampleReport.Create();
        var texts = await WriteAsync(report);
        var moderation = report.Moderation.Content!;
        var promotions = report.Promotions.Content!;

        foreach (var verdict in moderation.LeadershipSlump.Concat(moderation.ChurnRisk).Concat(moderation.SilentRecruits).Concat(moderation.Outliers))
        {
            var lines = Following(texts["enforcer/moderation.md"], MarkdownText.Name(verdict.Name), verdict.Rule);
            lines.First.ShouldContain(verdict.Reason);
            verdict.Evidence.ShouldAllBe(evidence => lines.Second.Contains($"{evidence.Label}: {evidence.Text}"));
        }

        texts["enforcer/promotions.md"].ShouldContain($"## High Velocity ({promotions.HighVelocity.Count})");
        texts["enforcer/promotions.md"].ShouldContain("### One requirement short (");
        report.Officers.Content!.Officers.ShouldAllBe(officer => texts["enforcer/officer_audit.md"].Contains($"| {officer.Fact} | {officer.Label} |"));
        report.Purge.Content!.Candidates.ShouldAllBe(candidate => texts["enforcer/purge_list.md"].Contains(MarkdownText.Name(candidate.Name)));
        report.Purge.Content.Notes.ShouldAllBe(note => texts["enforcer/purge_list.md"].Contains($"- Note: {note}"));
    }

    [Fact]
    public async Task An_empty_list_says_that_nobody_is_on_it()
    {
        var texts = await WriteAsync(SampleReport.Empty());

        texts.Values.ShouldAllBe(text => text.Contains("(0)\n\n") && text.Contains("Nobody."));
        texts["enforcer/moderation.md"].Split("Nobody.").Length.ShouldBe(5);
    }

    [Fact]
    public async Task A_part_that_is_not_available_says_why()
    {
        var report = SampleReport.WithoutVerdicts();
        var texts = await WriteAsync(report);

        texts["enforcer/purge_list.md"].ShouldContain($"**Not available:** {report.Purge.Reason}");
        texts["enforcer/officer_audit.md"].ShouldContain($"**Not available:** {report.Officers.Reason}");
        texts.Values.ShouldAllBe(text => !text.Contains("Nobody."));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>", "\\<script\\>alert(1)\\</script\\>")]
    [InlineData("[click](https://evil.example)", "\\[click\\](https\\://evil.example)")]
    [InlineData("www.evil.example", "www\\.evil.example")]
    [InlineData("a | b `tick`", "a \\| b \\`tick\\`")]
    [InlineData("**bold** _it_ ~~x~~", "\\*\\*bold\\*\\* \\_it\\_ \\~\\~x\\~\\~")]
    [InlineData("@everyone", "@\u200Beveryone")]
    [InlineData("<@123>", "\\<@\u200B123\\>")]
    [InlineData("line\r\n# break\n- item", "line # break - item")]
    [InlineData("\u202Eturned\u0007", "turned")]
    [InlineData("&lt;b&gt;", "\\&lt;b\\&gt;")]
    [InlineData("back\\slash", "back\\\\slash")]
    public void A_name_is_literal_in_Markdown(string name, string expected) => MarkdownText.Literal(name).ShouldBe(expected);

    [Fact]
    public void A_name_never_stands_at_the_start_of_a_list_item()
    {
        MarkdownText.Name("1. first").ShouldBe("**1. first**");
        MarkdownText.Name(" \t").ShouldBe("**(no name)**");
    }

    [Fact]
    public async Task Hostile_names_neither_break_tables_nor_mention_anybody()
    {
        var texts = await WriteAsync(SampleReport.Create());
        var table = texts["enforcer/officer_audit.md"].Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).ToArray();

        table.Length.ShouldBe(SampleReport.Create().Officers.Content!.Officers.Count + 2);
        table.ShouldAllBe(line => line.Replace("\\|", "").Split('|').Length == 10);
        texts.Values.ShouldAllBe(text => !text.Contains("@everyone") && !text.Replace("\\<", "").Contains('<') && !text.Contains("https://evil"));
    }

    [Fact]
    public async Task The_same_report_gives_the_same_texts()
    {
        var first = await WriteAsync(SampleReport.Create());

        (await WriteAsync(SampleReport.Create())).ShouldBe(first);
    }

    private static (string First, string Second) Following(string text, string name, string rule)
    {
        var lines = text.Split('\n');
        var index = Array.FindIndex(lines, line => line.StartsWith($"- {name} ", StringComparison.Ordinal) && line.Contains($", {rule},"));
        index.ShouldBeGreaterThan(0, $"no line for {name}, {rule}");
        return (lines[index], lines[index + 1]);
    }

    private async Task<Dictionary<string, string>> WriteAsync(ClanReport report)
    {
        var writer = new EnforcerReportWriter();
        await _folder.WriteAsync(writer, report);
        return writer.Files.ToDictionary(file => file, file => File.ReadAllText(_folder.File(file)));
    }
}
