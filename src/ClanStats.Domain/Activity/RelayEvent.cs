namespace ClanStats.Domain.Activity;

/// <summary>What the game announced about a player.</summary>
/// <param name="Type">One of the types <see cref="RelayBroadcast"/> knows, such as <c>drop</c>.</param>
/// <param name="Player">Whom it is about; of an expulsion the one who was expelled.</param>
/// <param name="Item">
/// What it is about: the item, pet, skill, quest, diary, task, tier or boss; <c>deposited</c> or <c>withdrawn</c>, <c>joined</c> or
/// <c>left</c>; null where the sentence does not say.
/// </param>
/// <param name="Value">
/// The sentence's number, by type: coins (drops, loot, coffer), the level, the experience, the count of the collection log, the kill count or
/// experience of a pet, a personal best in milliseconds, the number of a league step; null where there is none.
/// </param>
/// <param name="Quantity">How many of the item; null where the sentence does not say.</param>
/// <param name="Other">Who or what else: the opponent, who invited or expelled, a drop's source, a task's tier, a team's size; null if none.</param>
public sealed record RelayEvent(
    string Type, string Player, string? Item = null, long? Value = null, int? Quantity = null, string? Other = null);
