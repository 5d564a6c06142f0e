using System.Text;
using System.Text.Json;

namespace ClanStats.Exports.Json;

/// <summary>
/// docs/clan_data.schema.json, which is built into the program, and what it says of a document. It is written in a part of JSON Schema
/// 2020-12, with formats that hold; a library that knows all of it would cost more at its first call than the document takes to write.
/// </summary>
internal sealed class ClanDataSchema
{
    private const string Resource = "ClanStats.clan_data.schema.json";
    private const string Definitions = "#/$defs/";
    private static readonly string[] Known =
    [
        "type", "enum", "const", "format", "minimum", "maximum", "minItems", "maxItems", "items", "properties", "required", "additionalProperties", "oneOf",
        "$schema", "$defs", "title", "description",
    ];

    private readonly JsonElement _definitions;
    private readonly Dictionary<string, JsonShape> _named = new(StringComparer.Ordinal);

    private ClanDataSchema(JsonElement definitions) => _definitions = definitions;

    /// <summary>Everything wrong with a document, one line for each of its keys at most; empty where it is as the schema says.</summary>
    public static IReadOnlyList<string> Faults(JsonElement document) =>
        document.ValueKind == JsonValueKind.Object ? [.. Load().FaultsByKey(document)] : ["the document is no object"];

    /// <summary>The shape a schema describes.</summary>
    /// <exception cref="FormatException">It uses a keyword, type or format that is not checked here.</exception>
    public static JsonShape Compile(JsonElement schema) => new ClanDataSchema(schema.GetProperty("$defs")).Shape(schema);

    private static JsonShape Load()
    {
        using var stream = typeof(ClanDataSchema).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The program was built without {Resource}.");
        using var schema = JsonDocument.Parse(stream);
        return Compile(schema.RootElement);
    }

    private JsonShape Shape(JsonElement schema)
    {
        if (Part(schema, "$ref")?.GetString() is { } reference)
        {
            return Named(reference);
        }

        foreach (var keyword in schema.EnumerateObject())
        {
            if (!Known.Contains(keyword.Name))
            {
                throw new FormatException($"The keyword {keyword.Name} is not one that is checked.");
            }
        }

        var words = Part(schema, "enum");
        var types = words is null ? Types(Part(schema, "type")) : ["string"];
        var others = Part(schema, "additionalProperties");
        return new JsonShape
        {
            Kinds = [.. types.Select(KindOf)],
            WholeNumbers = types.Contains("integer"),
            Words = words is { } list ? [.. list.EnumerateArray().Select(word => word.GetString()!)] : [],
            Constant = Part(schema, "const")?.GetRawText(),
            Format = Part(schema, "format")?.GetString() switch
            {
                null => null,
                "date" => "date",
                "date-time" => "date-time",
                var other => throw new FormatException($"The format {other} is not one that is checked."),
            },
            Least = Part(schema, "minimum")?.GetDouble() ?? double.NegativeInfinity,
            Most = Part(schema, "maximum")?.GetDouble() ?? double.PositiveInfinity,
            MinItems = Part(schema, "minItems")?.GetInt32() ?? 0,
            MaxItems = Part(schema, "maxItems")?.GetInt32() ?? int.MaxValue,
            Items = Part(schema, "items") is { } items ? Shape(items) : null,
            Parts = [.. Parts(schema)],
            Closed = others?.ValueKind == JsonValueKind.False,
            Others = others is { ValueKind: JsonValueKind.Object } described ? Shape(described) : null,
            Either = Part(schema, "oneOf") is { } either ? [.. either.EnumerateArray().Select(Shape)] : [],
        };
    }

    private JsonShape Named(string reference)
    {
        if (!_named.TryGetValue(reference, out var shape))
        {
            var name = reference.StartsWith(Definitions, StringComparison.Ordinal) ? reference[Definitions.Length..] : reference;
            _named[reference] = shape = Shape(_definitions.GetProperty(name));
        }

        return shape;
    }

    private List<JsonPart> Parts(JsonElement schema)
    {
        var required = Part(schema, "required") is { } names ? names.EnumerateArray().Select(name => name.GetString()!).ToList() : [];
        var parts = new List<JsonPart>();
        if (Part(schema, "properties") is { } properties)
        {
            foreach (var property in properties.EnumerateObject())
            {
                parts.Add(new JsonPart(property.Name, Encoding.UTF8.GetBytes(property.Name), Shape(property.Value), required.Remove(property.Name)));
            }
        }

        return required.Count == 0 ? parts : throw new FormatException($"The key {required[0]} is required and not described.");
    }

    private static IReadOnlyList<string> Types(JsonElement? type) => type switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } several => [.. several.EnumerateArray().Select(name => name.GetString()!)],
        { } one => [one.GetString()!],
    };

    private static JsonValueKind KindOf(string type) => type switch
    {
        "object" => JsonValueKind.Object,
        "array" => JsonValueKind.Array,
        "string" => JsonValueKind.String,
        "number" or "integer" => JsonValueKind.Number,
        "boolean" => JsonValueKind.True,
        "null" => JsonValueKind.Null,
        _ => throw new FormatException($"The type {type} is not one that is checked."),
    };

    private static JsonElement? Part(JsonElement schema, string keyword) => schema.TryGetProperty(keyword, out var value) ? value : null;
}
