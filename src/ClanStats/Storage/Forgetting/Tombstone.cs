using System.Security.Cryptography;
using System.Text;
using ClanStats.Domain.Activity;

namespace ClanStats.Storage.Forgetting;

/// <summary>What a tombstone stands for.</summary>
internal static class TombstoneKinds
{
    /// <summary>A Discord account, by its id.</summary>
    public const string Account = "account";

    /// <summary>A player, by Wise Old Man's id.</summary>
    public const string Player = "player";

    /// <summary>A player's name, standardised.</summary>
    public const string Name = "name";

    /// <summary>A name somebody showed on Discord, as its words.</summary>
    public const string Shown = "shown";
}

/// <summary>
/// A salted hash that stands for somebody who asked to be forgotten. It can be compared with an id or a name that turns up, and says nothing
/// by itself; whoever has the salt and a guess can test the guess.
/// </summary>
/// <param name="Kind">One of <see cref="TombstoneKinds"/>.</param>
/// <param name="Salt">Hex digits.</param>
/// <param name="Mark">HMAC-SHA-256 of kind and text under the salt, as hex digits.</param>
/// <param name="ForgottenAt">When they were forgotten.</param>
internal sealed record Tombstone(string Kind, string Salt, string Mark, UtcInstant ForgottenAt)
{
    private const int SaltBytes = 32;

    /// <summary>A salt for a database that has none.</summary>
    public static string NewSalt() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SaltBytes));

    /// <summary>Makes the tombstone of an id or a standardised name.</summary>
    public static Tombstone Of(string kind, string text, string salt, UtcInstant at) => new(kind, salt, MarkOf(kind, text, salt), at);

    /// <summary>The hash of an id or a standardised name.</summary>
    public static string MarkOf(string kind, string text, string salt) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Convert.FromHexString(salt), Encoding.UTF8.GetBytes($"{kind}:{text}")));
}
