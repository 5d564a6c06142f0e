using ClanStats.Domain.Runs;

namespace ClanStats.Hosting.Settings;

/// <summary>Finds the configuration files a command may read.</summary>
internal sealed class ConfigFiles(SettingsRequest request)
{
    private const string Folder = "config";
    private readonly ProcessSurroundings _surroundings = request.Surroundings;

    /// <summary>clanstats.yaml; null if there is none.</summary>
    /// <exception cref="UserFaultException">A file was named with <c>--config</c> that does not exist.</exception>
    public string? Settings()
    {
        if (request.ConfigFile is not { } named)
        {
            return request.Mode == RunMode.Demo ? null : Usual("clanstats.yaml");
        }

        var path = _surroundings.Absolute(named);
        return File.Exists(path)
            ? path
            : throw new UserFaultException($"--config: {_surroundings.Show(path)} does not exist") { IsConfiguration = true };
    }

    /// <summary>The file that is laid over clanstats.yaml in an environment such as staging; null if there is none.</summary>
    public string? Overlay(string environment)
    {
        if (request.ConfigFile is not { } named)
        {
            return request.Mode == RunMode.Demo ? null : Usual($"clanstats.{environment}.yaml");
        }

        var path = _surroundings.Absolute(named);
        var overlay = Path.Combine(
            Path.GetDirectoryName(path)!, $"{Path.GetFileNameWithoutExtension(path)}.{environment}{Path.GetExtension(path)}");
        return File.Exists(overlay) ? overlay : null;
    }

    /// <summary>rules.yaml or people.yaml; null if there is none, or if the command reads none.</summary>
    public string? Companion(string fileName)
    {
        if (request.ConfigFile is { } named)
        {
            var beside = Path.Combine(Path.GetDirectoryName(_surroundings.Absolute(named))!, fileName);
            return File.Exists(beside) ? beside : null;
        }

        return request.Mode == RunMode.Live ? Usual(fileName) : null;
    }

    /// <summary>Where rules.yaml or people.yaml is, or would be looked for first.</summary>
    public string CompanionPlace(string fileName) => Companion(fileName)
        ?? (request.ConfigFile is { } named
            ? Path.Combine(Path.GetDirectoryName(_surroundings.Absolute(named))!, fileName)
            : Path.Combine(_surroundings.WorkingFolder, Folder, fileName));

    /// <summary>Reads a file whole.</summary>
    /// <exception cref="UserFaultException">It cannot be read.</exception>
    public string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserFaultException($"{_surroundings.Show(path)} cannot be read: {exception.Message}", exception) { IsConfiguration = true };
        }
    }

    private string? Usual(string fileName) =>
        new[] { _surroundings.WorkingFolder, _surroundings.ProgramFolder }
            .Select(folder => Path.Combine(folder, Folder, fileName))
            .FirstOrDefault(File.Exists);
}
