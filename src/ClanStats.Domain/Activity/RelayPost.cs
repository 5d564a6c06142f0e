namespace ClanStats.Domain.Activity;

/// <summary>How a relay writes the lines of the game chat into Discord.</summary>
public enum RelayFormat
{
    /// <summary>The text itself: <c>**Name**: words</c>, broadcasts as bare sentences.</summary>
    BoldColon,

    /// <summary>Embeds without a text: the embed's author is the player, its description the words; one message may hold several lines.</summary>
    EmbedAuthor,

    /// <summary>The webhook bears the player's name for each message; the text is the words alone.</summary>
    WebhookUsername,

    /// <summary>No relay: nothing it writes is a line of the game chat.</summary>
    None,
}

/// <summary>A message of a relay as Discord gives it.</summary>
/// <param name="AuthorName">The name the message was written under.</param>
/// <param name="Content">Its text; "" if it has none.</param>
/// <param name="Embeds">Its embeds; empty if it has none.</param>
public sealed record RelayPost(string AuthorName, string Content, IReadOnlyList<RelayEmbed> Embeds);

/// <summary>The parts of an embed that relays write lines into; each null where it is absent.</summary>
/// <param name="Author">The name above it.</param>
/// <param name="Title">Its headline, which only announcements have.</param>
/// <param name="Description">Its text.</param>
public sealed record RelayEmbed(string? Author, string? Title, string? Description);

/// <summary>The names of relay formats as settings and the database write them.</summary>
public static class RelayFormats
{
    private static readonly (RelayFormat Format, string Name)[] Names =
    [
        (RelayFormat.BoldColon, "bold-colon"),
        (RelayFormat.EmbedAuthor, "embed-author"),
        (RelayFormat.WebhookUsername, "webhook-username"),
        (RelayFormat.None, "none"),
    ];

    /// <summary>All names, as a fault message lists them.</summary>
    public static string All => string.Join(", ", Names.Select(entry => entry.Name));

    /// <summary>The name of a format.</summary>
    public static string NameOf(RelayFormat format) => Names.First(entry => entry.Format == format).Name;

    /// <summary>The format of a name; null if there is none.</summary>
    public static RelayFormat? Find(string? name)
    {
        foreach (var entry in Names)
        {
            if (entry.Name == name)
            {
                return entry.Format;
            }
        }

        return null;
    }

    /// <summary>
    /// The format a relay's messages show, judged by most of them, so that no single player's words decide; null if they do not say.
    /// </summary>
    /// <param name="posts">Messages of one author that stand together.</param>
    public static RelayFormat? Detect(IReadOnlyCollection<RelayPost> posts)
    {
        var (embeds, texts, spoken, announced, bare) = (0, 0, 0, 0, 0);
        var speakers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var post in posts)
        {
            if (string.IsNullOrWhiteSpace(post.Content))
            {
                embeds += post.Embeds.Any(embed => embed is { Author.Length: > 0, Description.Length: > 0 }) ? 1 : 0;
                continue;
            }

            texts++;
            var kind = RelayLine.Read(post.Content).Kind;
            spoken += kind == RelayLineKind.Chat ? 1 : 0;
            announced += kind is RelayLineKind.Broadcast or RelayLineKind.Notice ? 1 : 0;
            if (RelayReader.PlayerIn(post.AuthorName) is { } player)
            {
                bare += kind == RelayLineKind.Unread ? 1 : 0;
                speakers.Add(player);
            }
        }

        return embeds > texts ? RelayFormat.EmbedAuthor
            : speakers.Count > 1 && bare >= spoken && bare > 0 ? RelayFormat.WebhookUsername
            : texts > 0 && (spoken + announced) * 2 > texts ? RelayFormat.BoldColon
            : null;
    }
}
