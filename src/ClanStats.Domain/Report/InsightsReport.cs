using ClanStats.Domain.Rules;

namespace ClanStats.Domain.Report;

/// <summary>Sentences drawn from the numbers of this report and from nothing else: the same report says the same.</summary>
/// <param name="Lines">A handful, in a fixed order of kinds; empty where nothing stands out.</param>
public sealed record InsightsReport(IReadOnlyList<Insight> Lines);

/// <summary>One sentence. It may hold names players chose: every output encodes it for its own format.</summary>
/// <param name="Kind">What it is about, as clan_data.json names it.</param>
/// <param name="Text">The sentence.</param>
/// <param name="People">Whom it names.</param>
/// <param name="Numbers">The numbers it rests on.</param>
public sealed record Insight(string Kind, string Text, IReadOnlyList<PersonRef> People, IReadOnlyList<Evidence> Numbers);
