using ClanStats.Domain.Report;
using ClanStats.Exports.Excel.Parts;

namespace ClanStats.Exports.Excel;

/// <summary>The parts of the first sheet that say where the numbers come from and that everybody is accounted for.</summary>
internal static class ReadMeSources
{
    private const int NamesShown = 10;

    /// <summary>Writes a line per source and what its last read missed.</summary>
    public static void WriteSources(PageGrid page, ClanReport report)
    {
        page.Heading("Where the numbers come from");
        page.Titles(
            (1, 2, "Source", false), (3, 2, "Last complete read (UTC)", false), (5, 1, "Age", true), (6, 1, "Covered since", true),
            (7, 2, "Days missing, last 30", true));
        foreach (var source in report.Sources)
        {
            SheetFrame.WriteLine(page.Line(1, 2), source.Connected ? source.Title : $"○ {source.Title}: not connected");
            WriteTime(page.Line(3, 2), source.LastCompleteRead?.ToDateTimeOffset().UtcDateTime, Look.TimeFormat, Across.Left);
            WriteText(page.Line(5, 1), NumberText.Age(source.AgeHours));
            WriteTime(
                page.Line(6, 1), source.CoverageFrom?.Date.ToDateTime(TimeOnly.MinValue), Look.DateFormat, Across.Right);
            page.Number(7, 2, source.Connected ? source.MissingDays.Count : null);
            page.Next();
            foreach (var line in Missing(source))
            {
                page.Beside(2, 7, line, Look.Watch);
                page.Next();
            }
        }
    }

    /// <summary>Writes how the counts of people and the clan's totals add up, with the names behind the smaller counts.</summary>
    public static void WriteReconciliation(PageGrid page, Reconciliation all)
    {
        page.Heading("Everybody accounted for");
        WriteCount(page, "Ever known", all.EverKnown, "= on the roster + left + archived");
        WriteCount(page, "On the roster", all.Current.Count, "= measured + not measured = in the lists + left out = linked + not linked");
        WriteNames(page, "Left", all.Left);
        WriteNames(page, "Archived on Wise Old Man", all.Archived);
        WriteCount(page, "Measured", all.Measured.Count, "fresh snapshot, messages known");
        WriteNames(page, "Not measured", all.NotMeasured);
        WriteCount(page, "In the lists", all.InAllMembers.Count, "with a message or a boss kill");
        WriteNames(page, "Left out of the lists", all.LeftOut);
        WriteCount(page, "Linked to Discord", all.Linked.Count, "");
        WriteNames(page, "Not linked to Discord", all.Unlinked);
        page.Titles((1, 3, "Last 30 days", false), (4, 1, "Members", true), (5, 1, "Former", true), (6, 1, "Unassigned", true), (7, 2, "Clan", true));
        WriteSplit(page, "Messages", all.Messages);
        WriteSplit(page, "XP", all.Xp);
    }

    /// <summary>Writes how many messages belong to somebody known, and the names of most of the others.</summary>
    public static void WriteCoverage(PageGrid page, LinksReport? links)
    {
        if (links?.Coverage.Messages is { } messages)
        {
            WriteCount(page, "Messages ever read", (int)Math.Min(int.MaxValue, messages), "= assigned + of nobody known");
            WriteCount(page, "Messages assigned", (int)Math.Min(int.MaxValue, links.Coverage.MessagesAttributed ?? 0), "");
            WriteCount(
                page,
                "Messages of nobody known",
                (int)Math.Min(int.MaxValue, messages - (links.Coverage.MessagesAttributed ?? 0)),
                ReadMeDecisions.Names([.. links.Unassigned.Select(name => name.Name)], NamesShown));
        }
    }

    private static IEnumerable<string> Missing(SourceStatus source)
    {
        if (source.MissingDays.Count > 0)
        {
            yield return $"Days without a complete read: {ReadMeDecisions.Names([.. source.MissingDays], NamesShown)}";
        }

        foreach (var failure in source.Failures)
        {
            yield return $"▲ {failure}";
        }
    }

    private static void WriteNames(PageGrid page, string label, IReadOnlyList<PersonRef> people) =>
        WriteCount(page, label, people.Count, ReadMeDecisions.Names([.. people.Select(person => person.Name)], NamesShown));

    private static void WriteCount(PageGrid page, string label, int count, string beside)
    {
        page.Wrapped(1, 3, label);
        page.Number(4, 1, count);
        page.Beside(5, 4, beside);
        page.Next();
    }

    private static void WriteSplit(PageGrid page, string label, Split? split)
    {
        page.Wrapped(1, 3, label);
        page.Number(4, 1, split?.Members);
        page.Number(5, 1, split?.Former);
        page.Number(6, 1, split?.Unassigned);
        page.Number(7, 2, split?.Clan);
        page.Next();
    }

    private static void WriteText(SheetCell cell, string text)
    {
        SheetFrame.WriteLine(cell, text);
        cell.Style = cell.Style with { Across = Across.Right };
    }

    private static void WriteTime(SheetCell cell, DateTime? time, string format, Across across)
    {
        if (time is { } known)
        {
            cell.Value = known;
            cell.Style = cell.Style with { Format = format };
        }
        else
        {
            SheetFrame.WriteLine(cell, NumberText.NoData);
        }

        cell.Style = cell.Style with { Across = across };
    }
}
