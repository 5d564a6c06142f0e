using System.Globalization;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Runs;
using CsvHelper;

namespace ClanStats.Exports.Csv;

/// <summary>
/// Writes clan_data.csv: one row per member of the roster, in roster order. What is not known is an empty cell.
/// Other people's sheets read it by column, so columns keep their order and new ones come at the end.
/// </summary>
internal sealed class CsvReportWriter : IReportWriter
{
    /// <summary>The file it writes.</summary>
    public const string FileName = "clan_data.csv";

    private static readonly IReadOnlyList<(string Header, Func<MemberReport, string> Cell)> Columns =
    [
        ("username", member => SafeCell.ForCsv(member.Username)),
        ("role", member => SafeCell.ForCsv(member.Role)),
        ("joined_at", member => Day(member.JoinedAt)),
        ("total_xp", member => Number(member.TotalXp)),
        ("total_boss_kills", member => Number(member.TotalBoss)),
        ("xp_7d", member => Number(member.Xp.D7.Value)),
        ("xp_30d", member => Number(member.Xp.D30.Value)),
        ("boss_7d", member => Number(member.Boss.D7.Value)),
        ("boss_30d", member => Number(member.Boss.D30.Value)),
        ("msgs_7d", member => Number(member.Messages.D7.Value)),
        ("msgs_30d", member => Number(member.Messages.D30.Value)),
        ("msgs_total", member => Number(member.MessagesTotal.Value)),
        ("display_name", member => SafeCell.ForCsv(member.DisplayName)),
        ("id", member => Number(member.Id)),
        ("wom_player_id", member => Number(member.WomPlayerId)),
        ("person_id", member => Number(member.PersonId)),
        ("days_in_clan", member => Number(member.DaysInClan)),
        ("xp_90d", member => Number(member.Xp.D90.Value)),
        ("xp_365d", member => Number(member.Xp.D365.Value)),
        ("boss_90d", member => Number(member.Boss.D90.Value)),
        ("boss_365d", member => Number(member.Boss.D365.Value)),
        ("msgs_90d", member => Number(member.Messages.D90.Value)),
        ("msgs_365d", member => Number(member.Messages.D365.Value)),
        ("ehp_7d", member => Number(member.Ehp.D7.Value)),
        ("ehp_30d", member => Number(member.Ehp.D30.Value)),
        ("ehp_90d", member => Number(member.Ehp.D90.Value)),
        ("ehp_365d", member => Number(member.Ehp.D365.Value)),
        ("ehb_7d", member => Number(member.Ehb.D7.Value)),
        ("ehb_30d", member => Number(member.Ehb.D30.Value)),
        ("ehb_90d", member => Number(member.Ehb.D90.Value)),
        ("ehb_365d", member => Number(member.Ehb.D365.Value)),
        ("official_xp_7d", member => Number(member.OfficialXp7)),
        ("official_xp_30d", member => Number(member.OfficialXp30)),
        ("state", member => member.State.ToName()),
        ("measured_at", member => member.MeasuredAt?.ToIso() ?? ""),
        ("marks", Marks),
        ("score", member => Number(member.Score)),
    ];

    /// <summary>The last column where the report is not production's, so that nobody takes a rehearsal for the clan.</summary>
    private const string EnvironmentHeader = "environment";

    /// <summary>The columns, in their order.</summary>
    public static IEnumerable<string> Headers => Columns.Select(column => column.Header);

    /// <summary>The columns of a report: outside production one more.</summary>
    public static IEnumerable<string> HeadersOf(ClanReport report) => report.Environment is null ? Headers : Headers.Append(EnvironmentHeader);

    /// <inheritdoc/>
    public string Step => StepNames.Csv;

    /// <inheritdoc/>
    public IReadOnlyList<string> Files => [FileName];

    /// <inheritdoc/>
    public IEnumerable<ReportFile> Render(ClanReport report, CancellationToken cancellationToken)
    {
        using var table = new MemoryStream();
        using (var csv = CsvWriter.Create(table, CsvWriterOptions.Default with { WriteByteOrderMark = true }, leaveOpen: true))
        {
            string[] last = report.Environment is { } environment ? [SafeCell.ForCsv(environment)] : [];
            csv.WriteRecord([.. HeadersOf(report)]);
            foreach (var member in report.Members)
            {
                csv.WriteRecord([.. Columns.Select(column => column.Cell(member)), .. last]);
            }
        }

        return [new ReportFile(FileName, table.ToArray())];
    }

    private static string Marks(MemberReport member) => string.Join(' ',
        Marks("xp", member.Xp).Concat(Marks("boss", member.Boss)).Concat(Marks("ehp", member.Ehp)).Concat(Marks("ehb", member.Ehb))
            .Concat(Marks("msgs", member.Messages)));

    private static IEnumerable<string> Marks<T>(string metric, WindowSet<T> set)
        where T : struct => set.All
            .Where(entry => entry.Figure.Mark != DataMark.None)
            .Select(entry => $"{metric}_{entry.Window.Key}={entry.Figure.Mark.ToName()}");

    private static string Day(UtcInstant? instant) => IsoDay.Of(instant?.Date) ?? "";

    private static string Number(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Number(double? value) => value?.ToString("0.#####", CultureInfo.InvariantCulture) ?? "";
}
