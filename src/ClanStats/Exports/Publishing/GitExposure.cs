using System.Diagnostics;

namespace ClanStats.Exports.Publishing;

/// <summary>
/// Whether a folder's files would be committed: the officers' pages name people who are quiet, and a repository is often public.
/// </summary>
internal static class GitExposure
{
    private static readonly string[] Private = ["docs/index.html", "enforcer/purge_list.md"];

    /// <summary>What to tell the maintainer; null if git neither tracks nor would add the officers' files.</summary>
    public static string? Find(string outputDirectory)
    {
        if (RepositoryAbove(outputDirectory) is not { } repository)
        {
            return null;
        }

        foreach (var file in Private)
        {
            var path = Path.Combine(outputDirectory, file);
            if (Git(repository, "ls-files", "--error-unmatch", "--", path) == 0 || Git(repository, "check-ignore", "--quiet", "--", path) != 0)
            {
                var relative = Path.GetRelativePath(repository, outputDirectory).Replace('\\', '/');
                return $"The git repository {repository} tracks or does not ignore {path}: only the public page was written. "
                    + $"Add the line /{relative}/ to its .gitignore (and git rm --cached what is tracked), or set OUTPUT_DIR elsewhere.";
            }
        }

        return null;
    }

    private static string? RepositoryAbove(string directory)
    {
        for (var folder = new DirectoryInfo(directory); folder is not null; folder = folder.Parent)
        {
            var marker = Path.Combine(folder.FullName, ".git");
            if (Directory.Exists(marker) || File.Exists(marker))
            {
                return folder.FullName;
            }
        }

        return null;
    }

    /// <summary>Git's exit code; 128, its own for trouble, where it cannot be run, which then counts as exposed.</summary>
    private static int Git(string repository, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo("git") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
            foreach (var argument in arguments.Prepend(repository).Prepend("-C"))
            {
                start.ArgumentList.Add(argument);
            }

            using var process = Process.Start(start)!;
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return 128;
        }
    }
}
