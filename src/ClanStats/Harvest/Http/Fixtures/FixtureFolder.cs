using System.Net;
using System.Text;
using System.Text.Json;
using ClanStats.Domain.Runs;

namespace ClanStats.Harvest.Http.Fixtures;

/// <summary>
/// A folder of recorded exchanges, one JSON file each. Several files for one request are answered in file-name order, the last repeating.
/// </summary>
internal sealed class FixtureFolder
{
    /// <summary>The file that says when and of which group the recording is.</summary>
    public const string MetaFile = "meta.json";

    private readonly Dictionary<FixtureKey, Series> _series = [];
    private readonly Lock _gate = new();

    private FixtureFolder(string directory) => Directory = directory;

    /// <summary>The folder.</summary>
    public string Directory { get; }

    /// <summary>Files that no request has asked for, in order of name.</summary>
    public IReadOnlyList<string> Unused
    {
        get
        {
            lock (_gate)
            {
                return [.. _series.Values.SelectMany(series => series.Files.Skip(series.Used)).Select(Path.GetFileName).Order(StringComparer.Ordinal)!];
            }
        }
    }

    /// <summary>Reads which requests a folder can answer.</summary>
    /// <exception cref="UserFaultException">The folder is missing or a file in it is no exchange.</exception>
    public static FixtureFolder Open(string directory)
    {
        if (!System.IO.Directory.Exists(directory))
        {
            throw new UserFaultException($"The fixtures folder '{directory}' does not exist.");
        }

        var folder = new FixtureFolder(directory);
        foreach (var file in System.IO.Directory.EnumerateFiles(directory, "*.json").Order(StringComparer.Ordinal))
        {
            if (Path.GetFileName(file) != MetaFile)
            {
                folder.Add(file);
            }
        }

        return folder;
    }

    /// <summary>The recorded answer to a request; null if there is none.</summary>
    public RecordedAnswer? Answer(FixtureKey key)
    {
        string file;
        lock (_gate)
        {
            if (!_series.TryGetValue(key, out var series))
            {
                return null;
            }

            file = series.Files[Math.Min(series.Used, series.Files.Count - 1)];
            series.Used = Math.Min(series.Used + 1, series.Files.Count);
        }

        return Read(file, AnswerIn);
    }

    private static RecordedAnswer AnswerIn(JsonElement root)
    {
        var headers = root.TryGetProperty("headers", out var named) && named.ValueKind == JsonValueKind.Object
            ? named.EnumerateObject().ToDictionary(header => header.Name, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)
            : [];
        byte[] body = !root.TryGetProperty("body", out var content) || content.ValueKind == JsonValueKind.Undefined
            ? []
            : Encoding.UTF8.GetBytes(content.ValueKind == JsonValueKind.String ? content.GetString()! : content.GetRawText());
        return new RecordedAnswer((HttpStatusCode)root.GetProperty("status").GetInt32(), headers, body);
    }

    private void Add(string file)
    {
        var key = Read(file, root => KeyIn(root, file));
        if (!_series.TryGetValue(key, out var series))
        {
            _series.Add(key, series = new Series());
        }

        series.Files.Add(file);
    }

    private static FixtureKey KeyIn(JsonElement root, string file)
    {
        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("request", out var request)
            || request.ValueKind != JsonValueKind.Object
            || !request.TryGetProperty("url", out var url)
            || url.ValueKind != JsonValueKind.String)
        {
            throw new UserFaultException($"'{file}' is no recorded exchange: it lacks request.url.");
        }

        var method = request.TryGetProperty("method", out var verb) ? verb.GetString() ?? "GET" : "GET";
        var service = root.TryGetProperty("service", out var name) ? name.GetString() ?? "wom" : "wom";
        return FixtureKey.Of(service, method, url.GetString()!);
    }

    /// <summary>People edit recordings: whatever stands in one, it is told which file is wrong.</summary>
    private static T Read<T>(string file, Func<JsonElement, T> read)
    {
        using var exchange = Parse(file);
        try
        {
            return read(exchange.RootElement);
        }
        catch (Exception exception) when (exception is InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new UserFaultException($"'{file}' is no recorded exchange ({exception.Message}): record it again or remove it.", exception);
        }
    }

    private static JsonDocument Parse(string file)
    {
        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(file));
        }
        catch (JsonException exception)
        {
            throw new UserFaultException($"'{file}' is not JSON (line {exception.LineNumber + 1}): record it again or remove it.", exception);
        }
    }

    private sealed class Series
    {
        public List<string> Files { get; } = [];

        public int Used { get; set; }
    }
}

/// <summary>A recorded answer.</summary>
internal sealed record RecordedAnswer(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, byte[] Body);
