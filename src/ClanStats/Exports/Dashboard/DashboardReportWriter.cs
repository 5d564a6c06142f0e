using ClanStats.Domain.Report;
using ClanStats.Domain.Runs;

namespace ClanStats.Exports.Dashboard;

/// <summary>Writes the officers' page and the members' page, each one file that needs nothing beside it.</summary>
internal sealed class DashboardReportWriter : IReportWriter
{
    private const string OfficersFile = "docs/index.html";
    private const string PublicFile = "public/index.html";

    private readonly Lazy<PageTemplate> _officers = new(() => PageTemplate.Load("officers"));
    private readonly Lazy<PageTemplate> _public = new(() => PageTemplate.Load("public"));

    /// <inheritdoc/>
    public string Step => StepNames.Dashboard;

    /// <inheritdoc/>
    public IReadOnlyList<string> Files { get; } = [OfficersFile, PublicFile];

    /// <inheritdoc/>
    public async Task WriteAsync(ClanReport report, string directory, CancellationToken cancellationToken)
    {
        await SaveAsync(directory, OfficersFile, Officers(report), cancellationToken);
        await SaveAsync(directory, PublicFile, Public(report), cancellationToken);
    }

    /// <summary>The officers' page. A comment before the doctype leaves browsers in standards mode, and is the first thing anybody reads.</summary>
    private string Officers(ClanReport report) =>
        $"<!-- {OfficersPage.Warning} -->\n"
        + _officers.Value.Fill($"{report.Clan.Name}: officers", OfficersPage.Body(report), OfficersDocument.Write(report));

    private string Public(ClanReport report)
    {
        var clan = PublicClan.From(report);
        return _public.Value.Fill(clan.Clan.Name, PublicPage.Body(clan), PublicPage.Document(clan));
    }

    private static async Task SaveAsync(string directory, string file, string page, CancellationToken cancellationToken)
    {
        var path = Path.Combine(directory, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, page, cancellationToken);
    }
}
