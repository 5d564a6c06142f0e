using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;

namespace ClanStats.Domain.Rules;

/// <summary>
/// What the officers say about people; data of config/people.yaml. A person is named by WOM's player id (a text of digits)
/// or by a name as written; <see cref="PeopleOnRoster"/> finds out who that is.
/// </summary>
public sealed record PeopleNotes
{
    private static readonly Dictionary<string, string> NoTexts = [];
    private static readonly Dictionary<string, DateOnly> NoDays = [];
    private static readonly Dictionary<string, IReadOnlyList<Snowflake>> NoLinks = [];


    /// <summary>Nothing said about anybody.</summary>
    public static readonly PeopleNotes None = new();

    /// <summary>On leave up to and including a UTC day.</summary>
    public IReadOnlyDictionary<string, DateOnly> Leave { get; init; } = NoDays;

    /// <summary>Exempt from verdicts about inactivity, with the reason.</summary>
    public IReadOnlyDictionary<string, string> Exempt { get; init; } = NoTexts;

    /// <summary>Not to be proposed for promotion, with the reason.</summary>
    public IReadOnlyDictionary<string, string> DoNotPromote { get; init; } = NoTexts;

    /// <summary>Alt → main.</summary>
    public IReadOnlyDictionary<string, string> Alts { get; init; } = NoTexts;

    /// <summary>The day somebody joined, where every other source is wrong.</summary>
    public IReadOnlyDictionary<string, DateOnly> Joined { get; init; } = NoDays;

    /// <summary>Discord accounts of a person; an empty list: known to have none.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Snowflake>> Links { get; init; } = NoLinks;

    /// <summary>
    /// Webhooks or bots that relay the game chat. Empty: whichever of them writes in the relay channel may be one.
    /// </summary>
    public IReadOnlyList<NotedRelay> Relays { get; init; } = [];

    /// <summary>Not to come back, with the reason.</summary>
    public IReadOnlyDictionary<string, string> Banned { get; init; } = NoTexts;

    /// <summary>In no public output.</summary>
    public IReadOnlyList<string> Hidden { get; init; } = [];

    /// <summary>What officers wrote in the workbook; it stands beside what the file says.</summary>
    public OfficersWord Workbook { get; init; } = OfficersWord.None;
}

/// <summary>A webhook or bot that relays the game chat.</summary>
/// <param name="Id">Discord's id.</param>
/// <param name="Format">How it writes; null: found out from its lines.</param>
public readonly record struct NotedRelay(Snowflake Id, RelayFormat? Format);
