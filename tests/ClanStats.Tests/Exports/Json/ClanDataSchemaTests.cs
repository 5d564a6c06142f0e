using System.Text.Json;
using System.Text.Json.Nodes;
using ClanStats.Domain.Report;
using ClanStats.Exports.Json;
using ClanStats.Tests.Analytics;
using ClanStats.Tests.Fixtures;

namespace ClanStats.Tests.Exports.Json;

public sealed class ClanDataSchemaTests
{
    /// <summary>How the ways to keys end that need not be there.</summary>
    private static readonly string[] Optional = ["$.sources[].coverage", ".datasets[].label"];

    /// <summary>Objects that have a key only where there is something to say.</summary>
    private static readonly string[] Sparse = [".marks.", ".changes.counts.", ".bosses."];

    public static TheoryData<string> Variants => ["connected", "without Discord", "without verdicts", "empty", "staging", "banned"];

    [Theory]
    [MemberData(nameof(Variants))]
    public void Every_report_is_written_as_the_schema_says(string variant) => Faults(Root(Variant(variant))).ShouldBeEmpty();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task So_is_the_report_of_a_real_clan(bool connected)
    {
        using var clan = new ReportedClan { DiscordConnected = connected };
        clan.Populate(30);

        Faults(Root(await clan.ReportAsync())).ShouldBeEmpty();
    }

    [Fact]
    public void Every_key_that_is_written_is_described_and_every_one_described_is_needed()
    {
        var sound = Root(SampleReport.Create(24));
        var ways = Ways(sound).DistinctBy(entry => entry.Way).Where(entry => entry.Node.Parent is JsonObject).ToList();

        ways.Count.ShouldBeGreaterThan(350);
        foreach (var (way, node) in ways)
        {
            var holder = (JsonObject)node.Parent!;
            var key = node.GetPropertyName();
            var top = way.Split('.', '[')[1];
            var place = holder.IndexOf(key);
            holder.RemoveAt(place);
            FaultsOf(sound, top).Any().ShouldBe(!Optional.Any(way.EndsWith) && !Sparse.Any(way.Contains), $"without {way}");
            holder.Insert(place, key, new JsonArray(new JsonArray()));
            FaultsOf(sound, top).ShouldNotBeEmpty($"with another value at {way}");
            holder.RemoveAt(place);
            holder.Insert(place, key, node);
        }

        Faults(sound).ShouldBeEmpty();
    }

    [Fact]
    public void No_object_takes_a_key_that_nobody_described()
    {
        var sound = Root(SampleReport.Create(24));

        foreach (var (way, node) in Ways(sound).Where(entry => entry.Node is JsonObject).DistinctBy(entry => entry.Way).Append(("$", sound)))
        {
            ((JsonObject)node).Add("surprise", "x");
            (way == "$" ? Faults(sound) : FaultsOf(sound, way.Split('.', '[')[1])).ShouldNotBeEmpty(way);
            ((JsonObject)node).Remove("surprise");
        }
    }

    [Theory]
    [InlineData("generated_at", "\"2026-01-02T18:30:00+00:00\"", "generated_at is \"2026-01-02T18:30:00\\u002B00:00\", no date-time")]
    [InlineData("activity_heatmap", "[1]", "activity_heatmap has 1 item")]
    [InlineData("schema_version", "3", "schema_version is not 2")]
    [InlineData("purge", "{\"available\":false,\"reason\":\"x\"}", "purge lacks candidates")]
    [InlineData("purge", "{\"available\":1}", "purge is none of what it may be")]
    [InlineData("raids", "[{\"label\":\"a\",\"normal\":-1}]", "raids[0].normal is -1, less than 0")]
    [InlineData("raids", "[{\"label\":\"a\",\"normal\":1.5}]", "raids[0].normal is 1.5, no whole number")]
    [InlineData("topBossKiller", "{\"name\":\"a\",\"kills\":1,\"kills\":2}", "topBossKiller has a key twice")]
    public void A_fault_names_the_way_to_it(string key, string value, string fault)
    {
        var document = Root(SampleReport.Create());
        using var sound = JsonDocument.Parse(document.ToJsonString());
        var text = "{" + string.Join(',', sound.RootElement.EnumerateObject()
            .Select(property => $"\"{property.Name}\":{(property.Name == key ? value.Replace("+00:00", "\\u002B00:00", StringComparison.Ordinal) : property.Value.GetRawText())}")) + "}";

        using var broken = JsonDocument.Parse(text);

        ClanDataSchema.Faults(broken.RootElement).ShouldBe([fault]);
    }

    [Theory]
    [InlineData("""{ "$defs": {}, "pattern": "x" }""")]
    [InlineData("""{ "$defs": {}, "type": "decimal" }""")]
    [InlineData("""{ "$defs": {}, "type": "string", "format": "email" }""")]
    [InlineData("""{ "$defs": {}, "type": "object", "required": ["gone"] }""")]
    public void A_schema_that_asks_what_is_not_checked_is_refused(string schema)
    {
        using var document = JsonDocument.Parse(schema);

        Should.Throw<FormatException>(() => ClanDataSchema.Compile(document.RootElement));
    }

    private static ClanReport Variant(string name) => name switch
    {
        "connected" => SampleReport.Create(),
        "without Discord" => SampleReport.Create(discordConnected: false),
        "without verdicts" => SampleReport.WithoutVerdicts(),
        "staging" => SampleReport.Create() with { Environment = "staging" },
        "banned" => SampleReport.Create() with { Banned = [new BannedReturn(101, "A", "B", "")] },
        _ => SampleReport.Empty(),
    };

    private static JsonObject Root(ClanReport report) => JsonNode.Parse(JsonReportWriter.Render(report))!.AsObject();

    private static IReadOnlyList<string> Faults(JsonNode document)
    {
        using var read = JsonDocument.Parse(document.ToJsonString());
        return ClanDataSchema.Faults(read.RootElement);
    }

    /// <summary>The faults of one key of the document, which is all that is read: so that hundreds of changes are tried in a second.</summary>
    private static IEnumerable<string> FaultsOf(JsonObject document, string key)
    {
        using var read = JsonDocument.Parse(document[key] is { } value ? $"{{\"{key}\":{value.ToJsonString()}}}" : "{}");
        return [.. ClanDataSchema.Faults(read.RootElement).Where(fault => fault.StartsWith(key, StringComparison.Ordinal) && !char.IsAsciiLetterOrDigit(fault[key.Length]) && fault[key.Length] != '_')];
    }

    /// <summary>Every value with the way to it; items of a list share one.</summary>
    private static List<(string Way, JsonNode Node)> Ways(JsonNode node, string way = "$") => node switch
    {
        JsonObject parts => [.. parts.Where(part => part.Value is not null).SelectMany(part => Ways(part.Value!, $"{way}.{part.Key}").Prepend(($"{way}.{part.Key}", part.Value!)))],
        JsonArray items => [.. items.Where(item => item is not null).SelectMany(item => Ways(item!, $"{way}[]").Prepend(($"{way}[]", item!)))],
        _ => [],
    };
}
