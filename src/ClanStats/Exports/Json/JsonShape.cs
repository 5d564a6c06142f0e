using System.Globalization;
using System.Text.Json;
using ClanStats.Domain.Activity;

namespace ClanStats.Exports.Json;

/// <summary>
/// What a value of a JSON document must be, and what is wrong with one that is not. It is asked of a hundred thousand values a night, most
/// of them in code that is compiled on the way: hence arrays and loops.
/// </summary>
internal sealed class JsonShape
{
    private readonly JsonPart[] _parts = [];
    private readonly int _required;

    /// <summary>The kinds it may be of, true standing for both booleans; empty: any.</summary>
    public JsonValueKind[] Kinds { get; init; } = [];

    /// <summary>Whether its numbers are whole.</summary>
    public bool WholeNumbers { get; init; }

    /// <summary>The words it may be; empty: any text.</summary>
    public string[] Words { get; init; } = [];

    /// <summary>The one value it may be, as JSON; null: any.</summary>
    public string? Constant { get; init; }

    /// <summary>date, date-time or null.</summary>
    public string? Format { get; init; }

    /// <summary>The least number.</summary>
    public double Least { get; init; } = double.NegativeInfinity;

    /// <summary>The greatest number.</summary>
    public double Most { get; init; } = double.PositiveInfinity;

    /// <summary>The fewest items.</summary>
    public int MinItems { get; init; }

    /// <summary>The most items.</summary>
    public int MaxItems { get; init; } = int.MaxValue;

    /// <summary>What each item is; null: anything.</summary>
    public JsonShape? Items { get; init; }

    /// <summary>The keys that are described, in the order in which documents have them.</summary>
    public JsonPart[] Parts
    {
        get => _parts;
        init
        {
            _parts = value;
            _required = value.Count(part => part.Required);
        }
    }

    /// <summary>What a key is that is not described; null: anything, or nothing where <see cref="Closed"/>.</summary>
    public JsonShape? Others { get; init; }

    /// <summary>Whether there may be no other key.</summary>
    public bool Closed { get; init; }

    /// <summary>Shapes of which it has exactly one, told apart by the keys with a constant or, without such, by the first key; empty: this one.</summary>
    public JsonShape[] Either { get; init; } = [];

    /// <summary>The first thing wrong with a value, with the way to it: <c>.members[3].xp_7d is -1, less than 0</c>; null if nothing is.</summary>
    public string? Fault(JsonElement value)
    {
        if (Either.Length > 0)
        {
            var meant = Either.Where(shape => shape.IsMeant(value)).ToList();
            return meant.Count == 1 ? meant[0].Fault(value) : " is none of what it may be";
        }

        if (Constant is not null)
        {
            return value.GetRawText() == Constant ? null : $" is not {Constant}";
        }

        var kind = value.ValueKind == JsonValueKind.False ? JsonValueKind.True : value.ValueKind;
        if (!IsOfKind(kind))
        {
            return $" is {value.ValueKind}, not {string.Join(" or ", Kinds)}";
        }

        return kind switch
        {
            JsonValueKind.Object => FaultOfObject(value),
            JsonValueKind.Array => FaultOfArray(value),
            JsonValueKind.Number => FaultOfNumber(value),
            JsonValueKind.String => FaultOfText(value),
            _ => null,
        };
    }

    /// <summary>The first fault of each of an object's keys, and every key it lacks.</summary>
    public IEnumerable<string> FaultsByKey(JsonElement document)
    {
        foreach (var property in document.EnumerateObject())
        {
            var at = IndexOf(property);
            if ((at < 0 ? " is a key that nobody knows" : Parts[at].Shape.Fault(property.Value)) is { } fault)
            {
                yield return property.Name + fault;
            }
        }

        foreach (var part in Parts.Where(part => part.Required && !document.TryGetProperty(part.Utf8, out _)))
        {
            yield return $"{part.Name} is missing";
        }
    }

    /// <summary>Whether the keys by which shapes are told apart have the values of this one.</summary>
    private bool IsMeant(JsonElement value) => value.ValueKind == JsonValueKind.Object && (Parts.Any(part => part.Shape.Constant is not null)
        ? Parts.All(part => part.Shape.Constant is null || (value.TryGetProperty(part.Utf8, out var told) && part.Shape.Fault(told) is null))
        : Parts is not [{ Required: true } first, ..] || value.TryGetProperty(first.Utf8, out _));

    private string? FaultOfObject(JsonElement value)
    {
        // Documents have their keys in the order of the schema, so the next one is nearly always the one that comes.
        var (next, known) = (0, 0);
        foreach (var property in value.EnumerateObject())
        {
            var at = next < _parts.Length && property.NameEquals(_parts[next].Utf8) ? next : IndexOf(property);
            if ((at >= 0 ? _parts[at].Shape.Fault(property.Value) : FaultOfOther(property)) is { } fault)
            {
                return $".{property.Name}{fault}";
            }

            known += at >= 0 && _parts[at].Required ? 1 : 0;
            next = at + 1;
        }

        return known == _required ? null : WrongKeys(value);
    }

    private bool IsOfKind(JsonValueKind kind)
    {
        foreach (var allowed in Kinds)
        {
            if (allowed == kind)
            {
                return true;
            }
        }

        return Kinds.Length == 0;
    }

    private bool IsWord(JsonElement value)
    {
        foreach (var word in Words)
        {
            if (value.ValueEquals(word))
            {
                return true;
            }
        }

        return Words.Length == 0;
    }

    private string? FaultOfOther(JsonProperty property) => Closed ? " is a key that nobody knows" : Others?.Fault(property.Value);

    private string WrongKeys(JsonElement value) =>
        Parts.FirstOrDefault(part => part.Required && !value.TryGetProperty(part.Utf8, out _)) is { } missing ? $" lacks {missing.Name}" : " has a key twice";

    private int IndexOf(JsonProperty property)
    {
        for (var index = 0; index < _parts.Length; index++)
        {
            if (property.NameEquals(_parts[index].Utf8))
            {
                return index;
            }
        }

        return -1;
    }

    private string? FaultOfArray(JsonElement value)
    {
        var count = value.GetArrayLength();
        if (count < MinItems || count > MaxItems)
        {
            return $" has {NumberText.Count(count, "item", "items")}";
        }

        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (Items?.Fault(item) is { } fault)
            {
                return $"[{NumberText.Plain(index)}]{fault}";
            }

            index++;
        }

        return null;
    }

    private string? FaultOfNumber(JsonElement value) => value switch
    {
        _ when WholeNumbers && !value.TryGetInt64(out _) => $" is {value.GetRawText()}, no whole number",
        _ when value.GetDouble() < Least => string.Create(CultureInfo.InvariantCulture, $" is {value.GetRawText()}, less than {Least}"),
        _ when value.GetDouble() > Most => string.Create(CultureInfo.InvariantCulture, $" is {value.GetRawText()}, more than {Most}"),
        _ => null,
    };

    private string? FaultOfText(JsonElement value)
    {
        if (!IsWord(value))
        {
            return $" is {value.GetRawText()}, none of {string.Join(", ", Words)}";
        }

        var holds = Format switch
        {
            null => true,
            "date" => IsoDay.TryParse(value.GetString(), out _),
            _ => value.TryGetDateTimeOffset(out _) && value.GetString()!.EndsWith('Z'),
        };
        return holds ? null : $" is {value.GetRawText()}, no {Format}";
    }
}

/// <summary>A key of an object.</summary>
/// <param name="Name">The key.</param>
/// <param name="Utf8">The same as bytes, as documents hold it.</param>
/// <param name="Shape">What its value is.</param>
/// <param name="Required">Whether it must be there.</param>
internal sealed record JsonPart(string Name, byte[] Utf8, JsonShape Shape, bool Required);
