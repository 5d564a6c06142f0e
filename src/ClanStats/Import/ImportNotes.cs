using System.Globalization;
using ClanStats.Domain.Identity;

namespace ClanStats.Import;

/// <summary>What a reader of the report should know beside the counts, one sentence each.</summary>
internal static class ImportNotes
{
    /// <summary>Says it.</summary>
    /// <param name="tally">What was counted.</param>
    /// <param name="storeContent">DISCORD_STORE_CONTENT.</param>
    /// <param name="relayChannel">RELAY_CHANNEL_ID; null if it is not set.</param>
    /// <param name="before">Whether the old program had ids, and how many snapshots and messages it had given to members.</param>
    public static IEnumerable<string> Of(
        ImportTally tally, bool storeContent, Snowflake? relayChannel, (bool Known, long Snapshots, long Messages) before)
    {
        var (snapshots, messages) = (tally.Snapshots, tally.Messages);
        yield return $"Every one of the {PlainCount.Show(snapshots.Carried + snapshots.Merged + snapshots.Known)} usable snapshots belongs to a person"
            + (before.Known ? $"; the old program had given {Share(before.Snapshots, tally.SnapshotsRead)} to a member." : ".");
        yield return $"{Share(messages.Linked, messages.Seen)} of the messages belong to a member"
            + (before.Known ? $"; the old program had given {Share(before.Messages, tally.MessagesRead)}." : ".");
        yield return $"By the members' present names alone {Share(messages.LinkedByName, messages.Seen)} of the messages would belong to one; "
            + $"by names over time and accounts {PlainCount.Show(messages.Linked)} do.";
        yield return $"Messages by kind: {string.Join(", ", messages.Kinds.Select(kind => $"{PlainCount.Show(kind.Value)} {kind.Key}"))}.";
        foreach (var (count, sentence) in new[]
        {
            (snapshots.WithoutAnswer, "snapshots have no answer that can be read (without answer): their columns and boss rows are kept as values."),
            (snapshots.TimeFromAnswer, "snapshots stand under the time their answer gives, which differs from the old column."),
            (messages.TimeFromId, "messages had no usable time; it was taken from their id."),
            (messages.GivenText, "messages that were there already were given their text."),
        })
        {
            if (count > 0)
            {
                yield return $"{PlainCount.Show(count)} {sentence}";
            }
        }

        yield return storeContent
            ? $"The texts of {PlainCount.Show(tally.TextsRead)} messages are carried, because DISCORD_STORE_CONTENT is true."
            : $"The texts of {PlainCount.Show(tally.TextsRead)} messages are not carried, because DISCORD_STORE_CONTENT is false; a later import with it set to true adds them.";
        var relays = tally.Accounts!.RelayChannels;
        if (relays.Count == 0)
        {
            yield return "No relayed game chat was recognised.";
        }
        else if (relayChannel is { } set && !relays.Contains(set.Value))
        {
            yield return $"Relayed game chat was recognised in channel {string.Join(", ", relays.Order())}, which is not RELAY_CHANNEL_ID ({set}).";
        }
        else
        {
            yield return $"Relayed game chat was recognised in channel {string.Join(", ", relays.Order())}.";
        }

        yield return "WOM_GROUP_ID is not in the old database: the first harvest enters the group.";
    }

    private static string Share(long part, long whole) => whole == 0
        ? "none"
        : string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / whole:0.0} % ({part:N0} of {whole:N0})");
}
