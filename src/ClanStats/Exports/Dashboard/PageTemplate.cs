using System.Security.Cryptography;
using System.Text;

namespace ClanStats.Exports.Dashboard;

/// <summary>
/// A page as the front end's build left it: one file with its style and script inside and four places to fill. The content security policy
/// allows exactly that style and that script, by the hashes of their bytes, and nothing else: no network, no other code.
/// </summary>
internal sealed class PageTemplate
{
    private const string PolicyPlace = "<!--page:policy-->";
    private const string TitlePlace = "<!--page:title-->";
    private const string BodyPlace = "<!--page:body-->";
    private const string DataPlace = "<!--page:data-->";

    private readonly string _html;

    private PageTemplate(string html)
    {
        foreach (var place in new[] { PolicyPlace, TitlePlace, BodyPlace, DataPlace })
        {
            if (html.Split(place).Length != 2)
            {
                throw new InvalidOperationException($"The page's template must hold {place} exactly once; build src/ClanStats.Dashboard again.");
            }
        }

        _html = html.Replace(PolicyPlace, $"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy(html)}\" />", StringComparison.Ordinal);
    }

    /// <summary>Reads a template that is built into the program.</summary>
    /// <param name="name">officers or public.</param>
    public static PageTemplate Load(string name)
    {
        var resource = $"ClanStats.dashboard.{name}.html";
        using var stream = typeof(PageTemplate).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The program was built without {resource}; build src/ClanStats.Dashboard first.");
        using var reader = new StreamReader(stream, Encoding.UTF8);

        // Browsers hash scripts and styles after they have turned every line end into a line feed.
        return new PageTemplate(reader.ReadToEnd().Replace("\r\n", "\n", StringComparison.Ordinal));
    }

    /// <summary>The whole page.</summary>
    /// <param name="title">Plain text.</param>
    /// <param name="body">Markup, encoded already.</param>
    /// <param name="json">JSON in which &lt;, &gt; and &amp; are escaped, so that nothing inside can end its element.</param>
    /// <param name="head">Markup for the page's head, encoded already; may be empty.</param>
    public string Fill(string title, string body, string json, string head = "")
    {
        if (json.AsSpan().ContainsAny('<', '>', '&'))
        {
            throw new InvalidOperationException("A page's data must have <, > and & escaped.");
        }

        var page = new StringBuilder(_html.Length + body.Length + json.Length + 256);
        var rest = _html.AsSpan();
        rest = Put(page, rest, TitlePlace, $"<title>{Markup.Encode(title)}</title>{head}");
        rest = Put(page, rest, BodyPlace, body);
        rest = Put(page, rest, DataPlace, $"<script type=\"application/json\" id=\"data\">{json}</script>");
        return page.Append(rest).ToString();
    }

    private static ReadOnlySpan<char> Put(StringBuilder page, ReadOnlySpan<char> rest, string place, string content)
    {
        var at = rest.IndexOf(place, StringComparison.Ordinal);
        page.Append(rest[..at]).Append(content);
        return rest[(at + place.Length)..];
    }

    private static string Policy(string html) =>
        $"default-src 'none'; script-src '{Hash(html, "<script>", "</script>")}'; style-src '{Hash(html, "<style>", "</style>")}'; "
        + "img-src data:; base-uri 'none'; form-action 'none'";

    private static string Hash(string html, string open, string close)
    {
        var start = html.IndexOf(open, StringComparison.Ordinal);
        var end = start < 0 ? -1 : html.IndexOf(close, start, StringComparison.Ordinal);
        if (end < 0)
        {
            throw new InvalidOperationException($"The page's template must hold one {open}; build src/ClanStats.Dashboard again.");
        }

        var content = html[(start + open.Length)..end];
        return "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
    }
}
