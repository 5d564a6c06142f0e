using System.Globalization;
using System.Text;
using ClanStats.Exports;
using ClanStats.Exports.Enforcer;

namespace ClanStats.Import;

/// <summary>Writes import_report.md for people and import_report.csv for sheets; the same facts in both.</summary>
internal static class ImportReportWriter
{
    /// <summary>For people.</summary>
    public const string MarkdownFile = "import_report.md";

    /// <summary>For sheets.</summary>
    public const string CsvFile = "import_report.csv";

    private static readonly UTF8Encoding Plain = new(encoderShouldEmitUTF8Identifier: false);
    private static readonly UTF8Encoding ForSheets = new(encoderShouldEmitUTF8Identifier: true);

    /// <summary>Writes both files.</summary>
    /// <param name="folder">OUTPUT_DIR.</param>
    /// <param name="report">What became of everything.</param>
    /// <param name="comparison">Old and new numbers; null if there was nothing to compare with.</param>
    /// <returns>The file for people.</returns>
    public static string Write(string folder, ImportReport report, Comparison? comparison)
    {
        var file = Path.Combine(folder, MarkdownFile);
        AtomicFile.Write(file, Plain.GetBytes(ToMarkdown(report, comparison)));
        AtomicFile.Write(Path.Combine(folder, CsvFile), [.. ForSheets.Preamble, .. ForSheets.GetBytes(ToCsv(report, comparison))]);
        return file;
    }

    private static string ToMarkdown(ImportReport report, Comparison? comparison)
    {
        var text = new StringBuilder("# Import of the old database\n\n");
        text.Append(CultureInfo.InvariantCulture, $"- Old database: {Code(report.LegacyPath)}, {Count(report.LegacyBytes)} bytes, {Literal(report.Stage)}\n");
        text.Append(CultureInfo.InvariantCulture, $"- Database: {Code(report.DatabaseFile)}, {Count(report.DatabaseBytes)} bytes");
        text.Append(CultureInfo.InvariantCulture, $" ({100.0 * report.DatabaseBytes / Math.Max(1, report.LegacyBytes):0.0} % of the old one)\n");
        text.Append(CultureInfo.InvariantCulture, $"- Backup before: {(report.Backup is { } backup ? Code(backup) : "none, there was no database")}\n");
        text.Append(CultureInfo.InvariantCulture, $"- Result: {ResultOf(report)}\n");
        Lines(text, "Not taken over, because", report.Faults);
        Lines(text, "To know", report.Notes);
        Tables(text, report);
        text.Append("\n## Both sides\n\n| what | old | new | |\n| --- | ---: | ---: | --- |\n");
        foreach (var total in report.Totals)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {total.What} | {Count(total.Legacy)} | {Count(total.Database)} | {(total.Agrees ? "agree" : "DIFFER")} |\n");
        }

        Groups(text, "Members", report.People);
        Groups(text, "Discord accounts", report.Accounts);
        Groups(text, "Relayed game chat", report.RelayNames);
        text.Append("\n## Verification\n\n");
        foreach (var check in report.Verification)
        {
            text.Append(CultureInfo.InvariantCulture, $"- {check.Number}/{report.Verification.Count} {check.Name}: {(check.Passed ? "ok" : "FAILED")}\n");
            foreach (var note in check.Result.Notes)
            {
                text.Append(CultureInfo.InvariantCulture, $"  - {Count(note.Count)} {Literal(note.What)}\n");
            }
        }

        if (comparison is not null)
        {
            ComparisonText.Append(text, comparison);
        }

        return text.ToString();
    }

    private static string ResultOf(ImportReport report) => report switch
    {
        { Faults.Count: > 0 } => "nothing was taken over; the database is as before",
        { Changed: true } => "imported and verified",
        _ => "everything was there already; the database is as before",
    };

    private static void Tables(StringBuilder text, ImportReport report)
    {
        text.Append("\n## Tables\n\n| table | read | carried | merged | not carried | reasons |\n| --- | ---: | ---: | ---: | ---: | --- |\n");
        foreach (var table in report.Tables)
        {
            var reasons = table.Merged.Select(reason => $"merged {Count(reason.Rows)}: {reason.Text}")
                .Concat(table.NotCarried.Select(reason => $"not carried {Count(reason.Rows)}: {reason.Text}"));
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {Literal(table.Name)} | {Count(table.Read)} | {Count(table.Carried)} | {Count(table.Merged.Sum(reason => reason.Rows))} | "
                + $"{Count(table.NotCarried.Sum(reason => reason.Rows))} | {Literal(string.Join("; ", reasons))} |\n");
        }
    }

    private static void Lines(StringBuilder text, string title, IReadOnlyList<string> lines)
    {
        if (lines.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n");
            lines.ToList().ForEach(line => text.Append(CultureInfo.InvariantCulture, $"- {Literal(line)}\n"));
        }
    }

    private static void Groups(StringBuilder text, string title, IReadOnlyList<Group> groups)
    {
        if (groups.Count == 0)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n");
        foreach (var group in groups)
        {
            var messages = group.Messages is { } written ? $" ({Count(written)} messages)" : "";
            text.Append(CultureInfo.InvariantCulture, $"- {Count(group.Count)} {group.Text}{messages}: {string.Join(", ", group.Samples.Select(Literal))}");
            text.Append(group.Count > group.Samples.Count ? " …\n" : "\n");
        }
    }

    private static string ToCsv(ImportReport report, Comparison? comparison)
    {
        var text = new StringBuilder("section,name,measure,old,new,reason\r\n");
        foreach (var table in report.Tables)
        {
            Row(text, "table", table.Name, "read", table.Read, null, "");
            Row(text, "table", table.Name, "carried", null, table.Carried, "");
            table.Merged.ToList().ForEach(reason => Row(text, "table", table.Name, "merged", reason.Rows, null, reason.Text));
            table.NotCarried.ToList().ForEach(reason => Row(text, "table", table.Name, "not carried", reason.Rows, null, reason.Text));
        }

        report.Totals.ToList().ForEach(total => Row(text, "total", total.What, "", total.Legacy, total.Database, total.Agrees ? "agree" : "differ"));
        foreach (var (section, groups) in new[] { ("members", report.People), ("accounts", report.Accounts), ("relay", report.RelayNames) })
        {
            foreach (var group in groups)
            {
                Row(text, section, group.Text, "count", null, group.Count, "");
                group.Samples.ToList().ForEach(sample => Row(text, section, group.Text, "sample", null, null, sample));
            }
        }

        report.Notes.ToList().ForEach(note => Row(text, "note", "", "", null, null, note));
        report.Faults.ToList().ForEach(fault => Row(text, "fault", "", "", null, null, fault));
        foreach (var member in comparison?.Members ?? [])
        {
            foreach (var number in member.Numbers)
            {
                Row(text, "member", member.Name, number.Measure, number.Old, number.New, number.Cause ?? "");
            }
        }

        return text.ToString();
    }

    private static void Row(StringBuilder text, string section, string name, string measure, long? old, long? @new, string reason) =>
        text.Append(CultureInfo.InvariantCulture, $"{Cell(section)},{Cell(name)},{Cell(measure)},{old},{@new},{Cell(reason)}\r\n");

    private static string Cell(string text)
    {
        var safe = SafeCell.ForCsv(text);
        return safe.AsSpan().IndexOfAny("\",\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string Count(long count) => PlainCount.Show(count);

    private static string Literal(string text) => MarkdownText.Literal(text);

    private static string Code(string path) => $"`{SafeCell.OneLine(path).Replace('`', '\'')}`";
}
