using ClanStats.Domain.Rules;
using ClanStats.Domain.Runs;
using ClanStats.Hosting.Rules;

namespace ClanStats.Hosting.Composition;

/// <summary>
/// The officers' notes of people.yaml. A line that cannot be used is named and skipped. A file that cannot be read at all never stops a night:
/// the last good one, kept beside the database, is used instead and the fault is told.
/// </summary>
/// <param name="Notes">The notes in force.</param>
/// <param name="Warnings">What a person should know, one line each.</param>
/// <param name="Fault">Why the file, or which lines of it, were not used; null if all was.</param>
internal sealed record PeopleSource(PeopleNotes Notes, IReadOnlyList<string> Warnings, string? Fault)
{
    /// <summary>Reads the notes.</summary>
    /// <param name="file">people.yaml; null: there are no notes.</param>
    /// <param name="databaseFile">The database beside which the last good copy is kept.</param>
    public static PeopleSource Load(string? file, string databaseFile)
    {
        if (file is null)
        {
            return new PeopleSource(PeopleNotes.None, [], null);
        }

        var lastGood = LastGoodOf(databaseFile);
        try
        {
            var (loaded, skipped) = PeopleFile.LoadLines(file);
            if (skipped.Count > 0)
            {
                return new PeopleSource(loaded.Value, loaded.Warnings, $"{string.Join("; ", skipped)}. Skipped; every other line counts.");
            }

            Keep(file, lastGood);
            return new PeopleSource(loaded.Value, loaded.Warnings, null);
        }
        catch (UserFaultException fault)
        {
            return File.Exists(lastGood)
                ? new PeopleSource(PeopleFile.Load(lastGood).Value, [], $"{fault.Message} The last good copy is used.")
                : new PeopleSource(PeopleNotes.None, [], $"{fault.Message} Nobody counts as on leave or exempt until it is mended.");
        }
    }

    /// <summary>The last good copy beside a database.</summary>
    public static string LastGoodOf(string databaseFile) => databaseFile + ".people.yaml";

    /// <summary>Keeps a copy of a file in one step.</summary>
    public static void Keep(string file, string lastGood)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(lastGood)!);
        File.Copy(file, lastGood + ".part", overwrite: true);
        File.Move(lastGood + ".part", lastGood, overwrite: true);
    }
}
