using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace ClanStats.Exports.Dashboard;

/// <summary>Builds HTML. Literals go in as they are; everything that comes from outside goes through <see cref="Text"/> or <see cref="Name"/>.</summary>
internal sealed class Markup
{
    private readonly StringBuilder _html = new();

    /// <summary>Adds markup of the program's own.</summary>
    public Markup Raw(string literal)
    {
        _html.Append(literal);
        return this;
    }

    /// <summary>Adds a text, encoded for element content and quoted attributes.</summary>
    public Markup Text(string? text)
    {
        _html.Append(Encode(text));
        return this;
    }

    /// <summary>Adds a player's name, isolated so that right-to-left marks inside it cannot reorder what stands around it.</summary>
    public Markup Name(string name) => Raw("<bdi class=\"name\">").Text(name).Raw("</bdi>");

    /// <summary>Adds a whole number with thousands separators.</summary>
    public Markup Number(long value) => Raw(value.ToString("N0", CultureInfo.InvariantCulture));

    /// <summary>A text as it may stand in element content and quoted attributes.</summary>
    public static string Encode(string? text) => HtmlEncoder.Default.Encode(text ?? "");

    /// <inheritdoc/>
    public override string ToString() => _html.ToString();
}
