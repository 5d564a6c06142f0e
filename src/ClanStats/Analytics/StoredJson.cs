using System.Text.Json.Serialization;
using ClanStats.Domain.Rules;

namespace ClanStats.Analytics;

/// <summary>How the few values that stand as JSON in a column are read and written: code made at build, where reflection would take longer than the query.</summary>
[JsonSerializable(typeof(List<string>))]
[JsonSerializable(typeof(List<Evidence>))]
[JsonSerializable(typeof(IReadOnlyList<Evidence>))]
internal sealed partial class StoredJson : JsonSerializerContext;
