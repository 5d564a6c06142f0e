using System.Globalization;
using ClanStats.Domain.Report;

namespace ClanStats.Exports.Dashboard;

/// <summary>
/// Today as plain HTML: verdict, four numbers, who needs an officer, what changed, and how the clan grew. Script adds nothing that is needed to read it,
/// so that a phone's preview of the file, or a browser without script, shows it whole.
/// </summary>
internal static class TodayPage
{
    /// <summary>Writes what stands below the masthead.</summary>
    public static void Write(Markup html, ClanReport report)
    {
        html.Raw("<p class=\"verdict\">").Text(report.Today.Verdict).Raw("</p>");
        Masthead.Tiles(html, report.Today.Numbers);
        var roster = report.Members.Select(member => member.Id).ToHashSet();
        html.Raw("<div class=\"pair\">");
        Needs(html, report.Today, roster);
        Changed(html, report.Changes, roster);
        html.Raw("</div>");
        MonthChart.Write(html, report.Today.Months);
    }

    /// <summary>The address of a member's page inside the file.</summary>
    private static string PageOf(long member) => $"#/member/{member.ToString(CultureInfo.InvariantCulture)}";

    private static void Needs(Markup html, TodaySummary today, HashSet<long> roster)
    {
        html.Raw("<article class=\"card needs-you\"><h3>Needs you today</h3>");
        if (today.Actions.Count == 0)
        {
            html.Raw("<p class=\"empty\">Nobody.</p></article>");
            return;
        }

        html.Raw("<ul class=\"lines\">");
        foreach (var action in today.Actions)
        {
            html.Raw("<li><span class=\"sign ").Text(action.State).Raw("\">").Text(StateText.OfFreshness(action.State)).Raw("</span> ");
            Person(html, action.MemberId, action.Name, roster);
            html.Raw(" ").Text(action.What);
            if (action.Since is { } since)
            {
                html.Raw(" <span class=\"since\">since ").Text(DateText.Of(since)).Raw("</span>");
            }

            if (action.Why.Length > 0)
            {
                html.Raw("<span class=\"why-listed\">").Text(action.Why).Raw("</span>");
            }

            html.Raw("</li>");
        }

        html.Raw("</ul>");
        if (today.MoreActions > 0)
        {
            html.Raw("<p class=\"more\">").Text($"{Exports.NumberText.Count(today.MoreActions, "more person waits", "more people wait")} behind these.").Raw("</p>");
        }

        html.Raw("</article>");
    }

    private static void Changed(Markup html, Section<ChangesReport> section, HashSet<long> roster)
    {
        html.Raw("<article class=\"card changed\"><h3>What changed last night</h3>");
        if (section.Content is not { } changes)
        {
            html.Raw("<p class=\"empty\">").Text(section.Reason).Raw("</p></article>");
            return;
        }

        html.Raw("<p class=\"answer\">Since <time datetime=\"").Text(changes.Since.ToIso()).Raw("\">").Text(changes.Since.ToPeople()).Raw("</time></p>");
        if (changes.Lines.Count == 0)
        {
            html.Raw("<p class=\"empty\">Nothing.</p></article>");
            return;
        }

        html.Raw("<ul class=\"lines\">");
        foreach (var line in changes.Lines.Take(ChangesReport.MaxLines))
        {
            html.Raw("<li><span class=\"sign\">").Text(StateText.Of(line.Kind)).Raw("</span> ");
            Person(html, line.MemberId, line.Name, roster);
            html.Raw(" ").Text(line.Text).Raw("</li>");
        }

        html.Raw("</ul>");
        var more = changes.Counts.Sum(entry => entry.Count) - changes.Lines.Count;
        if (more > 0)
        {
            html.Raw("<p class=\"more\">").Text($"{Exports.NumberText.Count(more, "lesser change", "lesser changes")} beside these.").Raw("</p>");
        }

        html.Raw("</article>");
    }

    /// <summary>A name; a link where there is a page behind it.</summary>
    private static void Person(Markup html, long? member, string name, HashSet<long> roster)
    {
        if (member is { } id && roster.Contains(id))
        {
            html.Raw("<a class=\"who\" href=\"").Text(PageOf(id)).Raw("\">").Name(name).Raw("</a>");
        }
        else
        {
            html.Raw("<span class=\"who\">").Name(name).Raw("</span>");
        }
    }
}

/// <summary>Days and months as the page writes them.</summary>
internal static class DateText
{
    /// <summary>20 Nov 2026.</summary>
    public static string Of(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>Nov 2026.</summary>
    public static string Month(DateOnly month) => month.ToString("MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>Nov 26, where there is little room.</summary>
    public static string ShortMonth(DateOnly month) => month.ToString("MMM yy", CultureInfo.InvariantCulture);
}
