using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using ClanStats.Analytics;
using ClanStats.Domain.Rules;
using ClanStats.Domain.Runs;
using ClanStats.Exports;
using ClanStats.Hosting.Composition;
using ClanStats.Hosting.Logging;
using ClanStats.Hosting.People;
using ClanStats.Hosting.Settings;
using ClanStats.Storage;

namespace ClanStats.Hosting.Check;

/// <summary>
/// What somebody attaches to a report of a fault: settings without secrets, versions, what check found, the last summary and the end of the log,
/// with names of people replaced. Where the names cannot be known, summary and log stay out.
/// </summary>
internal sealed class CheckBundle(ClanStatsSettings settings, SecretMask mask)
{
    private const int LogCharacters = 2_000_000;

    /// <summary>Writes the file.</summary>
    /// <param name="path">Where; nothing must be there.</param>
    /// <param name="report">What check found.</param>
    /// <exception cref="UserFaultException">It cannot be written.</exception>
    public void Write(string path, CheckReport report)
    {
        if (File.Exists(path))
        {
            throw new UserFaultException($"--bundle: {path} is there already; name a file that is not") { IsConfiguration = true };
        }

        var cover = Cover();
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
            Add(zip, "check.txt", string.Join('\n', CheckText.Settings(settings).Concat(CheckText.Lines(report))), cover);
            Add(zip, "versions.txt", Versions(), cover);
            if (cover is not null)
            {
                AddFile(zip, Path.Combine(settings.OutputDirectory, RunSummaryWriter.FileName), cover);
                AddFile(zip, Path.Combine(settings.LogDirectory, "app.log"), cover);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserFaultException($"--bundle: {path} cannot be written: {exception.Message}", exception);
        }
    }

    private NameCover? Cover()
    {
        var options = settings.ToStorageOptions();
        if (!File.Exists(options.DatabaseFile))
        {
            return new NameCover([]);
        }

        try
        {
            using var database = KnownDatabase.Open(options);
            var known = database.ReadOneState("check: names", PersonQueries.Read);
            return new NameCover(new PersonIndex(known, PeopleNotes.None).NamesByPerson);
        }
        catch (UserFaultException)
        {
            return null;
        }
    }

    private static string Versions() => string.Join(
        '\n',
        $"ClanStats {typeof(CheckBundle).Assembly.GetName().Version?.ToString(3)}",
        $"schema {DatabaseMigrator.Newest}",
        RuntimeInformation.FrameworkDescription,
        $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}",
        "");

    private void AddFile(ZipArchive zip, string path, NameCover cover)
    {
        if (File.Exists(path))
        {
            using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete), Encoding.UTF8);
            var text = reader.ReadToEnd();
            Add(zip, Path.GetFileName(path), text.Length <= LogCharacters ? text : text[^LogCharacters..], cover);
        }
    }

    /// <summary>Paths name the owner's account; the rest of them stays.</summary>
    private void Add(ZipArchive zip, string name, string text, NameCover? cover)
    {
        var home = settings.Surroundings.Environment.GetValueOrDefault(OperatingSystem.IsWindows() ? "USERPROFILE" : "HOME") ?? "";
        var safe = mask.Mask(home.Length > 1 ? text.Replace(home, "~", StringComparison.OrdinalIgnoreCase) : text);
        using var writer = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Optimal).Open(), new UTF8Encoding(false));
        writer.Write(cover?.Cover(safe) ?? safe);
    }
}
