using System.Text;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;

namespace ClanStats.Exports.Enforcer;

/// <summary>Builds one of the officers' texts: freshness on top, then lists, each of which says so when it is empty.</summary>
internal sealed class MarkdownReport
{
    private readonly StringBuilder _text = new();

    /// <summary>Begins a text with its title, the run's time and the freshness of the data.</summary>
    public MarkdownReport(ClanReport report, string title)
    {
        var clan = report.Environment is { } environment ? $"{report.Clan.Name} [{environment}]" : report.Clan.Name;
        Line($"# {title}: {MarkdownText.Literal(clan)}");
        Line();
        Line($"> {StateText.OfFreshness(report.Today.FreshnessState)}: {MarkdownText.Literal(report.Today.Freshness)}");
        Line();
        Line($"Written {report.Now.ToPeople()}. For officers only. ClanStats reports; officers decide.");
        Line();
    }

    /// <summary>A line of Markdown; what came from outside must be literal already.</summary>
    public void Line(string markdown = "") => _text.Append(markdown).Append('\n');

    /// <summary>Says that a part is not available, and why.</summary>
    public void Unavailable(string? reason)
    {
        Line($"**Not available:** {MarkdownText.Literal(reason ?? "no reason was given")}");
    }

    /// <summary>What to know before reading; nothing where there is nothing.</summary>
    public void Notes(IReadOnlyList<string> notes)
    {
        foreach (var note in notes)
        {
            Line($"- Note: {MarkdownText.Literal(note)}");
        }

        if (notes.Count > 0)
        {
            Line();
        }
    }

    /// <summary>A heading with the list's length.</summary>
    public void Heading(string title, int count)
    {
        Line($"## {title} ({NumberText.Whole(count)})");
        Line();
    }

    /// <summary>A list of verdicts, each with its sentence and the values it rests on.</summary>
    public void Verdicts(string title, string meaning, IReadOnlyList<Verdict> verdicts)
    {
        Heading(title, verdicts.Count);
        Line(meaning);
        Line();
        foreach (var verdict in verdicts)
        {
            Line($"- {MarkdownText.Name(verdict.Name)} ({MarkdownText.Literal(verdict.RoleTitle)}), "
                + $"{MarkdownText.Literal(verdict.Rule)}, {MarkdownText.Literal(StateText.OfSeverity(verdict.Severity))}: "
                + MarkdownText.Literal(verdict.Reason));
            if (verdict.Evidence.Count > 0)
            {
                var values = verdict.Evidence.Select(evidence => $"{MarkdownText.Literal(evidence.Label)}: {MarkdownText.Literal(evidence.Text)}");
                Line($"  - {string.Join(" · ", values)}");
            }
        }

        NobodyIfEmpty(verdicts.Count);
    }

    /// <summary>Ends a list; an empty one says that nobody is on it.</summary>
    public void NobodyIfEmpty(int count)
    {
        if (count == 0)
        {
            Line("Nobody.");
        }

        Line();
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString().TrimEnd('\n') + "\n";
}
