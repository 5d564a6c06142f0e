using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;

namespace ClanStats.Harvest.Discord;

/// <summary>
/// Reads the names members show in the guild, which no message carries. It takes the members intent: where the bot has not got it, the names
/// seen before hold, and accounts are known by the names of their own.
/// </summary>
internal sealed class MemberReader(DiscordClient client, AccountStore store)
{
    /// <summary>Reads the members and gives the names in force.</summary>
    /// <param name="guild">The guild; null: there is none to ask.</param>
    /// <param name="granted">What Discord says of the intent; null if not known.</param>
    /// <param name="now">Business time.</param>
    /// <param name="cancellationToken">Stops between requests.</param>
    /// <exception cref="HarvestException">Going on is pointless.</exception>
    public async Task<(IReadOnlyDictionary<long, string> Nicknames, string? Note)> ReadAsync(
        Snowflake? guild, bool? granted, UtcInstant now, CancellationToken cancellationToken)
    {
        string? note = null;
        try
        {
            if (guild is { } id && granted != false && await client.FindMembersAsync(id, cancellationToken) is { Count: > 0 } members)
            {
                store.SaveMembers(members, now);
            }
        }
        catch (HarvestException exception) when (!exception.StopsTheSource)
        {
            note = $"nicknames are those seen before ({exception.Message})";
        }

        return (store.Nicknames(), note);
    }
}
