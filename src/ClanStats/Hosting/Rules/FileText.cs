using ClanStats.Domain.Runs;

namespace ClanStats.Hosting.Rules;

/// <summary>Reads a file somebody wrote.</summary>
internal static class FileText
{
    /// <exception cref="UserFaultException">It cannot be read.</exception>
    public static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UserFaultException($"{path} cannot be read: {fault.Message} Check that the file exists and may be read.", fault);
        }
    }
}
