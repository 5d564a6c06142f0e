using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ClanStats.Harvest.Http.Fixtures;

/// <summary>
/// Writes exchanges into a folder, numbered in the order they ended. Request headers are never written, of a request's body only its keys,
/// of the answer's headers only the ones a replay needs, and every secret value is struck out wherever it stands, also the token of a webhook
/// somebody posted.
/// </summary>
internal sealed partial class FixtureWriter
{
    /// <summary>
    /// Set on a request that may be sent several times for its newest answer, as a poll is. A replay sends it once and is given the file that
    /// comes first, so the newest answer takes that place and older ones stand behind it.
    /// </summary>
    public static readonly HttpRequestOptionsKey<bool> NewestFirst = new("clanstats-newest-first");

    private const string Struck = "***";

    private static readonly string[] KeptHeaders =
    [
        "content-type", "retry-after", "ratelimit-limit", "ratelimit-remaining", "ratelimit-reset", "x-ratelimit-limit", "x-ratelimit-remaining",
        "x-ratelimit-reset-after", "x-ratelimit-bucket", "x-ratelimit-scope", "x-ratelimit-global",
    ];

    private static readonly JsonWriterOptions Indented = new() { Indented = false, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly string _directory;
    private readonly FixtureSecrets _secrets;
    private readonly Dictionary<string, string> _newest = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private int _count;

    public FixtureWriter(string directory, FixtureSecrets secrets)
    {
        _directory = directory;
        _secrets = secrets;
        Directory.CreateDirectory(directory);
        _count = Directory.EnumerateFiles(directory, "*.json").Count(file => Path.GetFileName(file) != FixtureFolder.MetaFile);
    }

    /// <summary>Writes one exchange.</summary>
    public void Write(string service, string url, HttpRequestMessage request, byte[]? asked, HttpResponseMessage response, byte[] body)
    {
        var isNewest = response.IsSuccessStatusCode && request.Options.TryGetValue(NewestFirst, out var isWanted) && isWanted;
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            json.WriteStartObject();
            json.WriteStartObject("request");
            json.WriteString("method", request.Method.Method);
            json.WriteString("url", url);
            WriteKeys(json, asked);
            json.WriteEndObject();
            json.WriteNumber("status", (int)response.StatusCode);
            json.WriteStartObject("headers");
            foreach (var name in KeptHeaders)
            {
                if (response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values))
                {
                    json.WriteString(name, string.Join(", ", values));
                }
            }

            json.WriteEndObject();
            json.WritePropertyName("body");
            WriteBody(json, body);
            if (service != "wom")
            {
                json.WriteString("service", service);
            }

            json.WriteEndObject();
        }

        var text = _secrets.Values.Where(secret => secret.Length > 0)
            .Aggregate(Encoding.UTF8.GetString(buffer.ToArray()), (current, secret) => current.Replace(secret, Struck, StringComparison.Ordinal));
        Save(Path.Combine(_directory, FileName(service, url)), WebhookToken().Replace(text, Struck) + "\n", isNewest ? url : null);
    }

    /// <summary>Whoever knows the token of a webhook may write in its channel; JSON may escape the slashes before it.</summary>
    [GeneratedRegex(@"(?<=webhooks\\?/\d{1,20}\\?/)[\w-]+")]
    private static partial Regex WebhookToken();

    private void Save(string file, string text, string? newestOf)
    {
        if (newestOf is null)
        {
            File.WriteAllText(file, text);
            return;
        }

        lock (_gate)
        {
            if (_newest.TryGetValue(newestOf, out var first))
            {
                File.Move(first, file);
                File.WriteAllText(first, text);
                return;
            }

            File.WriteAllText(file, text);
            _newest.Add(newestOf, file);
        }
    }

    private string FileName(string service, string url)
    {
        var number = Interlocked.Increment(ref _count);
        var slug = new string([.. url.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '-')]).Trim('-');
        return $"{number:0000}-{service}-{(slug.Length > 60 ? slug[..60] : slug)}.json";
    }

    /// <summary>What a request's body holds is a credential, spelt as it pleases, and no replay needs it: its values are never written.</summary>
    private static void WriteKeys(Utf8JsonWriter json, byte[]? asked)
    {
        if (asked is null)
        {
            return;
        }

        using var document = JsonDocument.Parse(asked);
        json.WriteStartObject("body");
        foreach (var property in document.RootElement.EnumerateObject())
        {
            json.WriteString(property.Name, Struck);
        }

        json.WriteEndObject();
    }

    private static void WriteBody(Utf8JsonWriter json, byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            json.WriteRawValue(body, skipInputValidation: true);
        }
        catch (JsonException)
        {
            json.WriteStringValue(Encoding.UTF8.GetString(body));
        }
    }
}
