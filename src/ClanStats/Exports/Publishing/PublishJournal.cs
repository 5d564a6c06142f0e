using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClanStats.Exports.Publishing;

/// <summary>
/// Moves a set of files into place so that it is there whole or not at all. Before anything moves, a journal names the files; each one that
/// is replaced is kept aside; when all are in place the journal goes. A journal that is found at a start means that a run was cut off:
/// the old set is put back.
/// </summary>
internal sealed class PublishJournal(string outputDirectory)
{
    private const string JournalFile = ".publishing.json";
    private const string AsideDirectory = ".replaced";

    private string Journal => Path.Combine(outputDirectory, JournalFile);

    private string Aside => Path.Combine(outputDirectory, AsideDirectory);

    /// <summary>Puts the old set back if a publication was cut off.</summary>
    /// <returns>Whether there was something to put back.</returns>
    public bool Recover()
    {
        if (!File.Exists(Journal))
        {
            return false;
        }

        foreach (var entry in ReadJournal())
        {
            var target = Path.Combine(outputDirectory, entry.Target);
            var kept = Path.Combine(Aside, entry.Target);
            if (File.Exists(kept))
            {
                File.Move(kept, target, overwrite: true);
            }
            else if (!entry.Existed && File.Exists(target))
            {
                File.Delete(target);
            }
        }

        Finish();
        return true;
    }

    /// <summary>Moves files into place.</summary>
    /// <param name="stagingDirectory">Where they stand.</param>
    /// <param name="files">Source below the staging folder and target below the output folder.</param>
    /// <exception cref="IOException">One could not be moved; the old set is back.</exception>
    public void Publish(string stagingDirectory, IReadOnlyList<(string Source, string Target)> files)
    {
        Directory.CreateDirectory(outputDirectory);
        var entries = files.Select(file => new JournalEntry(file.Target, File.Exists(Path.Combine(outputDirectory, file.Target)))).ToList();
        AtomicFile.Write(Journal, JsonSerializer.SerializeToUtf8Bytes(entries, JournalJson.Default.ListJournalEntry));
        try
        {
            foreach (var (source, target) in files)
            {
                var place = Path.Combine(outputDirectory, target);
                Directory.CreateDirectory(Path.GetDirectoryName(place)!);
                if (File.Exists(place))
                {
                    var kept = Path.Combine(Aside, target);
                    Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
                    File.Move(place, kept, overwrite: true);
                }

                File.Move(Path.Combine(stagingDirectory, source), place);
            }
        }
        catch
        {
            Recover();
            throw;
        }

        Finish();
    }

    private List<JournalEntry> ReadJournal() => JsonSerializer.Deserialize(File.ReadAllBytes(Journal), JournalJson.Default.ListJournalEntry) ?? [];

    private void Finish()
    {
        File.Delete(Journal);
        if (Directory.Exists(Aside))
        {
            Directory.Delete(Aside, recursive: true);
        }
    }
}

/// <summary>A file of a publication.</summary>
/// <param name="Target">Its place below the output folder.</param>
/// <param name="Existed">Whether one stood there before.</param>
internal sealed record JournalEntry(string Target, bool Existed);

/// <summary>How the journal is written and read: code made at build, where reflection would take longer than moving the files.</summary>
[JsonSerializable(typeof(List<JournalEntry>))]
internal sealed partial class JournalJson : JsonSerializerContext;
