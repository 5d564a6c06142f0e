using ClanStats.Domain.Identity;

namespace ClanStats.Domain.Activity;

/// <summary>
/// Reads a relay's message by the format of that relay. What a player types is only ever taken for words: the author comes from a place the
/// relay alone writes.
/// </summary>
/// <param name="clanNames">Names of the clan and its guild: under them a relay writes what the game says, never what a player says.</param>
public sealed class RelayReader(IReadOnlyCollection<string> clanNames)
{
    /// <summary>The lines in a message, in their order; none where the author is no relay.</summary>
    /// <param name="post">The message.</param>
    /// <param name="format">The format of its author.</param>
    public IReadOnlyList<RelayLine> Read(RelayPost post, RelayFormat format) => format switch
    {
        RelayFormat.BoldColon => [RelayLine.Read(post.Content)],
        RelayFormat.EmbedAuthor => [.. post.Embeds.Select(ReadEmbed).DefaultIfEmpty(RelayLine.Unread(post.Content))],
        RelayFormat.WebhookUsername => [Speaker(post.AuthorName) is { } player
            ? RelayLine.Said(player, RelayLine.Unescape(post.Content))
            : RelayLine.ReadAnnouncement(post.Content)],
        _ => [],
    };

    /// <summary>The player's name in an author's name, behind badges; null if it cannot be one.</summary>
    internal static string? PlayerIn(string? author)
    {
        var name = PlayerName.Canonical(RelayLine.WithoutPrefixes(author ?? ""));
        return PlayerName.IsRuneScapeName(name) ? name : null;
    }

    /// <summary>A headline is the relay's own: under one stands an announcement, whoever it is about.</summary>
    private RelayLine ReadEmbed(RelayEmbed embed) => string.IsNullOrWhiteSpace(embed.Title) && Speaker(embed.Author) is { } player
        ? RelayLine.Said(player, embed.Description ?? "")
        : RelayLine.ReadAnnouncement(embed.Description);

    private string? Speaker(string? author) =>
        PlayerIn(author) is { } player && !clanNames.Any(clan => PlayerName.AreSame(clan, player)) ? player : null;
}
