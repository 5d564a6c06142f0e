using ClanStats.Domain.Report;
using ClanStats.Domain.Runs;

namespace ClanStats.Exports.Enforcer;

/// <summary>Writes the officers' reports as text, for reading where no spreadsheet or browser is at hand.</summary>
internal sealed class EnforcerReportWriter : IReportWriter
{
    private static readonly (string File, Func<ClanReport, string> Text)[] Texts =
    [
        ("enforcer/moderation.md", EnforcerTexts.Moderation),
        ("enforcer/promotions.md", EnforcerTexts.Promotions),
        ("enforcer/officer_audit.md", EnforcerTexts.Officers),
        ("enforcer/purge_list.md", EnforcerTexts.Purge),
    ];

    /// <inheritdoc/>
    public string Step => StepNames.Enforcer;

    /// <inheritdoc/>
    public IReadOnlyList<string> Files => [.. Texts.Select(text => text.File)];

    /// <inheritdoc/>
    public IEnumerable<ReportFile> Render(ClanReport report, CancellationToken cancellationToken) =>
        Texts.Select(text => ReportFile.Of(text.File, text.Text(report)));
}
