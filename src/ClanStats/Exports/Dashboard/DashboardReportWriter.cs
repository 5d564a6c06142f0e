using ClanStats.Domain.Report;
using ClanStats.Domain.Runs;

namespace ClanStats.Exports.Dashboard;

/// <summary>Writes the officers' page and the members' page, each one file that needs nothing beside it.</summary>
internal sealed class DashboardReportWriter : IReportWriter
{
    private const string OfficersFile = "docs/index.html";
    private const string PublicFile = "public/index.html";

    private static readonly Lazy<PageTemplate> OfficersTemplate = new(() => PageTemplate.Load("officers"));
    private static readonly Lazy<PageTemplate> PublicTemplate = new(() => PageTemplate.Load("public"));

    /// <inheritdoc/>
    public string Step => StepNames.Dashboard;

    /// <inheritdoc/>
    public IReadOnlyList<string> Files { get; } = [OfficersFile, PublicFile];

    /// <inheritdoc/>
    public IEnumerable<ReportFile> Render(ClanReport report, CancellationToken cancellationToken)
    {
        yield return ReportFile.Of(OfficersFile, Officers(report));
        yield return ReportFile.Of(PublicFile, Public(report));
    }

    /// <summary>The officers' page. A comment before the doctype leaves browsers in standards mode, and is the first thing anybody reads.</summary>
    private static string Officers(ClanReport report) =>
        $"<!-- {OfficersPage.Warning} -->\n"
        + OfficersTemplate.Value.Fill($"{report.Clan.Name}: officers", OfficersPage.Body(report), OfficersDocument.Write(report));

    private static string Public(ClanReport report)
    {
        var clan = PublicClan.From(report);
        return PublicTemplate.Value.Fill(PublicPreview.Title(clan), PublicPage.Body(clan), PublicPage.Document(clan), PublicPreview.Head(clan));
    }
}
