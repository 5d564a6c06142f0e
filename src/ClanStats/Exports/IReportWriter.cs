using ClanStats.Domain.Report;

namespace ClanStats.Exports;

/// <summary>
/// Renders the report into one or more files of the published set. A writer sees the report alone: no database, no files, no network, no
/// clock, and the same report gives the same bytes.
/// </summary>
internal interface IReportWriter
{
    /// <summary>The step it runs in, one of <see cref="Domain.Runs.StepNames"/>.</summary>
    string Step { get; }

    /// <summary>The files it renders, relative to the output folder, with forward slashes.</summary>
    IReadOnlyList<string> Files { get; }

    /// <summary>Renders its files, in the order of <see cref="Files"/>.</summary>
    /// <param name="report">What to render.</param>
    /// <param name="cancellationToken">Stops it.</param>
    IEnumerable<ReportFile> Render(ClanReport report, CancellationToken cancellationToken);
}

/// <summary>A rendered file.</summary>
/// <param name="Name">Relative to the output folder, with forward slashes.</param>
/// <param name="Content">Its bytes.</param>
internal readonly record struct ReportFile(string Name, ReadOnlyMemory<byte> Content)
{
    /// <summary>A text, as UTF-8 without a byte order mark.</summary>
    public static ReportFile Of(string name, string text) => new(name, System.Text.Encoding.UTF8.GetBytes(text));
}

/// <summary>Puts rendered files where they belong.</summary>
internal static class ReportFiles
{
    /// <summary>Renders a report below a folder.</summary>
    /// <returns>How many bytes were written.</returns>
    public static Task<long> WriteAsync(this IReportWriter writer, ClanReport report, string directory, CancellationToken cancellationToken) =>
        WriteAsync(writer.Render(report, cancellationToken), directory, cancellationToken);

    /// <summary>Writes files below a folder.</summary>
    /// <returns>How many bytes were written.</returns>
    public static async Task<long> WriteAsync(IEnumerable<ReportFile> files, string directory, CancellationToken cancellationToken)
    {
        var bytes = 0L;
        foreach (var file in files)
        {
            var path = Path.Combine(directory, file.Name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, file.Content, cancellationToken);
            bytes += file.Content.Length;
        }

        return bytes;
    }
}
