using ClanStats.Domain.Runs;

namespace ClanStats.Storage.Forgetting;

/// <summary>Finds and rewrites the copies of a database that still hold forgotten people: its backups, and files a restore replaced.</summary>
internal sealed class BackupForgetter(StorageOptions options, ForgottenPeople forgotten, TimeProvider clock)
{
    /// <summary>The copies that hold them, and those that could not be looked into.</summary>
    public (IReadOnlyList<string> Holding, IReadOnlyList<string> Unknown) Look(CancellationToken cancellationToken)
    {
        var (holding, unknown) = (new List<string>(), new List<string>());
        foreach (var file in Copies())
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (TraceFinder.Holds(file, forgotten))
            {
                case true:
                    holding.Add(file);
                    break;
                case null:
                    unknown.Add(file);
                    break;
            }
        }

        return (holding, unknown);
    }

    /// <summary>
    /// Erases them from a copy, which is of the program's schema afterwards: a checked copy of it takes its place in one step, then its
    /// checksum.
    /// </summary>
    /// <exception cref="UserFaultException">It could not be done; the file is as before.</exception>
    public void Rewrite(string file, CancellationToken cancellationToken)
    {
        DiskSpace.Require("Rewriting a backup", file, 3 * DiskSpace.SizeOfDatabase(file), DiskSpace.FreeAt);
        using var candidate = RestoreCandidate.Take(file, file, clock, cancellationToken);
        candidate.Forget(forgotten, clock);
        try
        {
            var checksum = BackupChecksum.Expected(file) is null ? null : BackupChecksum.Of(candidate.Path);
            File.Delete(BackupChecksum.FileOf(file));
            File.Move(candidate.Path, file, overwrite: true);
            foreach (var ending in new[] { "-wal", "-shm" })
            {
                File.Delete(file + ending);
            }

            if (checksum is not null)
            {
                BackupChecksum.Write(file, checksum);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserFaultException($"{file} could not be replaced ({exception.Message}).", exception);
        }
    }

    private IEnumerable<string> Copies()
    {
        var folder = Path.GetDirectoryName(options.DatabaseFile)!;
        var replaced = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, $"{Path.GetFileNameWithoutExtension(options.DatabaseFile)}.replaced-*.db").Order(StringComparer.Ordinal)
            : Enumerable.Empty<string>();
        return BackupFile.In(options.BackupDirectory).Select(backup => backup.Path).Concat(replaced);
    }
}
