using System.Text.Json;
using ClanStats.Domain.Activity;

namespace ClanStats.Announcements;

/// <summary>One message with one embed, within Discord's limits however long its parts are. It mentions nobody, whatever stands in it.</summary>
/// <param name="Title">Literal already.</param>
/// <param name="Description">Literal already.</param>
/// <param name="Colour">0xRRGGBB.</param>
internal sealed record DiscordPost(string Title, string Description, int Colour)
{
    /// <summary>The most characters of a field's text.</summary>
    public const int FieldRoom = 1_024;

    private const int TitleRoom = 256;
    private const int DescriptionRoom = 4_096;
    private const int NameRoom = 256;
    private const int Fields25 = 25;
    private const int WholeRoom = 6_000;
    private const string Empty = "–";

    /// <summary>Where the title leads; null: nowhere.</summary>
    public string? Address { get; init; }

    /// <summary>Its fields.</summary>
    public IReadOnlyList<DiscordField> Fields { get; init; } = [];

    /// <summary>The body of the request. Fields that no longer fit into the whole are left out, the last first.</summary>
    public byte[] ToJson()
    {
        var (title, description) = (Fit(Title, TitleRoom), Fit(Description, DescriptionRoom));
        var room = WholeRoom - title.Length - description.Length;
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("allowed_mentions");
            json.WriteStartArray("parse");
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteStartArray("embeds");
            json.WriteStartObject();
            json.WriteString("title", title);
            json.WriteString("description", description);
            json.WriteNumber("color", Colour);
            if (Address is not null)
            {
                json.WriteString("url", Address);
            }

            json.WriteStartArray("fields");
            foreach (var field in Fields.Take(Fields25))
            {
                var (name, text) = (Fit(field.Name, NameRoom), Fit(field.Text, FieldRoom));
                if ((room -= name.Length + text.Length) < 0)
                {
                    break;
                }

                json.WriteStartObject();
                json.WriteString("name", name);
                json.WriteString("value", text);
                json.WriteBoolean("inline", field.IsInline);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>A part that is never empty, which Discord refuses, and never too long. What is cut was made to fit before; this is the last guard.</summary>
    private static string Fit(string text, int room) => text.Trim() switch
    {
        "" => Empty,
        var whole => ShortText.Within(whole, room),
    };
}

/// <summary>A field of an embed.</summary>
/// <param name="Name">Its heading, literal already.</param>
/// <param name="Text">Its text, literal already.</param>
/// <param name="IsInline">Whether it may stand beside others.</param>
internal sealed record DiscordField(string Name, string Text, bool IsInline = false);
