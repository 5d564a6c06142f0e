using System.Globalization;
using System.Text;
using ClanStats.Domain.Report;
using ClanStats.Domain.Runs;
using ClanStats.Exports.Csv;
using ClanStats.Tests.Fixtures;

namespace ClanStats.Tests.Exports.Csv;

public sealed class CsvReportWriterTests : IDisposable
{
    private const string OldColumns =
        "username,role,joined_at,total_xp,total_boss_kills,xp_7d,xp_30d,boss_7d,boss_30d,msgs_7d,msgs_30d,msgs_total";

    private readonly ExportFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_old_columns_come_first_and_the_file_begins_with_the_mark_of_UTF8()
    {
        var bytes = await WriteAsync(SampleReport.Create());

        bytes[..3].ShouldBe(new byte[] { 0xEF, 0xBB, 0xBF });
        Encoding.UTF8.GetString(bytes[3..]).ShouldStartWith(OldColumns + ",display_name,id,");
        new CsvReportWriter().Step.ShouldBe(StepNames.Csv);
    }

    [Fact]
    public async Task Every_member_is_a_row_with_the_numbers_of_the_report()
    {
        var report = SampleReport.Create();

        var rows = Parse(await WriteAsync(report));

        rows.Count.ShouldBe(report.Members.Count);
        foreach (var (row, member) in rows.Zip(report.Members))
        {
            row["id"].ShouldBe(member.Id.ToString(CultureInfo.InvariantCulture));
            row["role"].ShouldBe(member.Role);
            row["joined_at"].ShouldBe(member.JoinedAt?.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "");
            Number(row["total_xp"]).ShouldBe(member.TotalXp);
            Number(row["total_boss_kills"]).ShouldBe(member.TotalBoss);
            Number(row["xp_7d"]).ShouldBe(member.Xp.D7.Value);
            Number(row["xp_365d"]).ShouldBe(member.Xp.D365.Value);
            Number(row["boss_30d"]).ShouldBe(member.Boss.D30.Value);
            Number(row["msgs_30d"]).ShouldBe(member.Messages.D30.Value);
            Number(row["msgs_total"]).ShouldBe(member.MessagesTotal.Value);
            row["state"].ShouldBe(member.State.ToName());
        }
    }

    [Fact]
    public async Task Without_Discord_every_cell_of_messages_is_empty()
    {
        var rows = Parse(await WriteAsync(SampleReport.Create(discordConnected: false)));

        rows.ShouldAllBe(row => row.Where(cell => cell.Key.StartsWith("msgs_", StringComparison.Ordinal)).All(cell => cell.Value.Length == 0));
        rows.ShouldAllBe(row => row["marks"].Contains("msgs_7d=not_connected"));
    }

    [Fact]
    public async Task No_cell_is_anything_a_spreadsheet_would_run()
    {
        var rows = Parse(await WriteAsync(SampleReport.Create()));
        var cells = rows.SelectMany(row => row.Values).Where(cell => cell.Length > 0).ToArray();

        cells.ShouldAllBe(cell => !"=+@\t\r\n".Contains(cell[0]));
        cells.Where(cell => cell[0] == '-').ShouldAllBe(cell => Number(cell) != null);
        rows.Select(row => row["display_name"]).ShouldBeSubsetOf(
            SampleReport.Create().Members.SelectMany(member => new[] { member.DisplayName, "'" + member.DisplayName, "bell[31m", "evilשלום" }));
    }

    [Fact]
    public async Task An_empty_roster_leaves_the_header() =>
        Parse(await WriteAsync(SampleReport.Empty())).ShouldBeEmpty();

    [Fact]
    public async Task The_same_report_gives_the_same_bytes()
    {
        var first = await WriteAsync(SampleReport.Create());

        (await WriteAsync(SampleReport.Create())).ShouldBe(first);
    }

    private static decimal? Number(string cell) =>
        cell.Length == 0 ? null : decimal.Parse(cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    private async Task<byte[]> WriteAsync(ClanReport report)
    {
        await _folder.WriteAsync(new CsvReportWriter(), report);
        return await File.ReadAllBytesAsync(_folder.File(CsvReportWriter.FileName));
    }

    /// <summary>A reader of RFC 4180 of its own, so that the writer's library does not vouch for itself.</summary>
    private static List<Dictionary<string, string>> Parse(byte[] bytes)
    {
        List<List<string>> records = [[]];
        var cell = new StringBuilder();
        var quoted = false;
        var text = Encoding.UTF8.GetString(bytes)[1..];
        for (var i = 0; i < text.Length; i++)
        {
            if (quoted && text[i] == '"' && i + 1 < text.Length && text[i + 1] == '"')
            {
                cell.Append(text[i++]);
            }
            else if (text[i] == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && text[i] is ',' or '\n' && !quoted)
            {
                records[^1].Add(cell.ToString().TrimEnd(text[i] == '\n' ? '\r' : '\0'));
                cell.Clear();
                if (text[i] == '\n')
                {
                    records.Add([]);
                }
            }
            else
            {
                cell.Append(text[i]);
            }
        }

        records.Where(record => record.Count > 0).ShouldAllBe(record => record.Count == records[0].Count);
        return [.. records.Skip(1).Where(record => record.Count > 0).Select(record => records[0].Zip(record).ToDictionary(pair => pair.First, pair => pair.Second))];
    }
}
