using System.Text.Encodings.Web;
using System.Text.RegularExpressions;

namespace ClanStats.Hosting.Logging;

/// <summary>Takes secrets out of texts, at the last moment before they are written: known values in every form, and webhook tokens.</summary>
internal sealed partial class SecretMask
{
    private const string Hidden = "***";

    /// <summary>Shorter texts are no secrets a service hands out, and would turn ordinary words into stars.</summary>
    private const int ShortestSecret = 3;

    private volatile string[] _forms = [];

    /// <summary>Adds secrets; safe to call while others mask.</summary>
    public void Register(IEnumerable<string> secrets)
    {
        var forms = secrets
            .Where(secret => secret.Length >= ShortestSecret)
            .SelectMany(secret => new[] { secret, Uri.EscapeDataString(secret), JavaScriptEncoder.Default.Encode(secret) });
        _forms = [.. _forms.Concat(forms).Distinct(StringComparer.Ordinal).OrderByDescending(form => form.Length)];
    }

    public string Mask(string text)
    {
        foreach (var form in _forms)
        {
            text = text.Replace(form, Hidden, StringComparison.Ordinal);
        }

        return WebhookToken().Replace(text, "${path}" + Hidden);
    }

    [GeneratedRegex(@"(?<path>/webhooks/\d+/)[^\s/?#""'<>\\*]+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex WebhookToken();
}
