using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Storage.Forgetting;

namespace ClanStats.Harvest.Discord;

/// <summary>Keeps what people wrote who asked to be forgotten out of the database. Cursors move over it as over anything else.</summary>
/// <param name="people">Who is forgotten.</param>
/// <param name="members">Rows of clan_members that are forgotten players.</param>
internal sealed class ForgottenFilter(ForgottenPeople people, IReadOnlySet<long> members)
{
    /// <summary>Whether an author is forgotten.</summary>
    public bool Skips(DiscordUser author) => people.HasAccount(author.Id.Value);

    /// <summary>
    /// The rows of a message without the lines of forgotten players, and without words that name them. A name of theirs that is somebody
    /// else's now says nothing against that line.
    /// </summary>
    public IEnumerable<MessageRow> Admit(IEnumerable<MessageRow> rows)
    {
        if (people.IsEmpty)
        {
            return rows;
        }

        var all = rows.ToList();
        var kept = all.Where(row => !IsTheirs(row)).ToList();

        // Each line of a message carries the text of the whole message.
        return kept.Select(row => WithoutNames(kept.Count < all.Count ? row with { Text = null, KeepUntil = null } : row));
    }

    /// <summary>A relay may post under the name of the player whose line it brings.</summary>
    public SeenAuthor Admit(SeenAuthor author) =>
        author.Kind is "webhook" or "bot" && people.HasName(author.Name) ? author with { Name = new Snowflake(author.Id).ToString() } : author;

    private bool IsTheirs(MessageRow row) => row.Kind is not (MessageKinds.Chat or MessageKinds.System)
        && (row.UserId is { } member ? members.Contains(member) : people.HasName(row.AuthorName));

    private MessageRow WithoutNames(MessageRow row)
    {
        var named = row.Text is { } text && people.IsNamedIn(text);
        return row with
        {
            Event = row.Event is { Other: { } other } broadcast && people.HasName(other) ? broadcast with { Other = null } : row.Event,
            Text = named ? null : row.Text,
            KeepUntil = named ? null : row.KeepUntil,
        };
    }
}
