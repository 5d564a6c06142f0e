using System.Text.Json;
using System.Text.Json.Nodes;
using ClanStats.Exports.Json;
using ClanStats.Hosting.Composition;
using ClanStats.Pipeline;
using ClanStats.Simulation.Servers;
using ClanStats.Tests.Architecture;
using ClanStats.Tests.Hosting;
using ClanStats.Tests.Storage;

namespace ClanStats.Tests.EndToEnd;

/// <summary>What the program answers as JSON, held to docs/schemas to the last key.</summary>
public sealed class MonitoringSchemaTests
{
    /// <summary>Objects whose keys are data: metrics, tables, outcomes and the values of a line of the log.</summary>
    private static readonly string[] Maps = ["rows", "outcomes", "figures", "marks", "series", "values"];

    [Fact]
    public async Task Before_the_first_night_check_answers_and_what_needs_a_database_answers_nothing()
    {
        await using var night = await ClanNight.StartAsync(members: 20, days: 14);

        (await AnswerAsync(night, "check", ExitCode.Partial, "check")).ShouldBeSound("check");
        foreach (var command in new string[][] { ["db", "status"], ["db", "verify"], ["member", "anybody"], ["runs"] })
        {
            var before = night.Answers.Length;
            (await night.RunAsync([.. command, "--json"])).ShouldBe(ExitCode.Failed);
            night.Answers[before..].ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Wrong_settings_answer_nothing()
    {
        using var program = new TestProgram { Database = DatabaseWork.RunAsync, Member = MemberWork.RunAsync, Runs = RunsWork.RunAsync };
        program.Environment["HTTP_TIMEOUT"] = "soon";

        foreach (var command in new string[][] { ["db", "status"], ["db", "verify"], ["member", "anybody"], ["runs"] })
        {
            (await program.RunAsync([.. command, "--json"])).ShouldBe(ExitCode.UsageWrong);
        }

        program.Answers.ShouldBeEmpty();
    }

    [Fact]
    public async Task After_nights_good_and_bad_every_answer_is_as_its_schema_says()
    {
        await using var night = await ClanNight.StartAsync(members: 20, days: 40);
        (await night.NightAsync()).ShouldBe(ExitCode.Done, night.Diagnostics);
        night.Discord.Fail(Fault.Status(500), times: int.MaxValue);
        (await night.NightAsync()).ShouldBe(ExitCode.Partial, night.Diagnostics);
        (await night.RunAsync("db", "backup", "--label", "here")).ShouldBe(ExitCode.Done);
        night.Environment["WOM_GROPU_ID"] = "7";

        (await AnswerAsync(night, "check", ExitCode.Partial, "check")).ShouldBeSound("check");
        (await AnswerAsync(night, "status", ExitCode.Done, "db", "status")).ShouldBeSound("db-status");
        (await AnswerAsync(night, "verify", ExitCode.Done, "db", "verify", "--hash")).ShouldBeSound("db-verify");

        var list = await AnswerAsync(night, "runs", ExitCode.Done, "runs");
        list.ShouldBeSound("runs");
        foreach (var run in list["runs"]!.AsArray())
        {
            (await AnswerAsync(night, "run", ExitCode.Done, "runs", (string)run!["trace_id"]!)).ShouldBeSound("runs");
        }
    }

    [Fact]
    public async Task Every_card_and_range_is_as_its_schema_says()
    {
        await using var night = await ClanNight.StartAsync(members: 20, days: 40);
        (await night.NightAsync()).ShouldBe(ExitCode.Done, night.Diagnostics);
        var (from, to) = ($"{night.Clan.Now.PlusDays(-9).Date:yyyy-MM-dd}", $"{night.Clan.Now.Date:yyyy-MM-dd}");
        var names = night.Query<string>("SELECT display_name FROM clan_members ORDER BY id");
        Directory.CreateDirectory(Path.Combine(night.WorkingFolder, "config"));
        await File.WriteAllTextAsync(Path.Combine(night.WorkingFolder, "config", "people.yaml"), "");
        (await night.RunAsync("member", names[0], "--leave-until", "2026-12-24")).ShouldBe(ExitCode.Done, night.Diagnostics);
        var strangers = night.Query<long>("SELECT author_id FROM discord_accounts WHERE member_id IS NULL LIMIT 1").Select(account => $"{account}");

        foreach (var name in names.Concat(strangers))
        {
            (await AnswerAsync(night, name, ExitCode.Done, "member", name)).ShouldBeSound("member");
        }

        (await AnswerAsync(night, "nobody", ExitCode.Failed, "member", "Nobody At All")).ShouldBeSound("member");
        (await AnswerAsync(night, "range", ExitCode.Done, "member", names[0], "--from", from, "--to", to, "--metric", "ehp")).ShouldBeSound("member");
        (await AnswerAsync(night, "clan", ExitCode.Done, "member", "--clan", "--from", from, "--to", to)).ShouldBeSound("member");
    }

    [Fact]
    public async Task A_database_without_a_run_and_one_with_faults_answer_so_too()
    {
        using var program = new TestProgram { Database = DatabaseWork.RunAsync, Runs = RunsWork.RunAsync };
        using var empty = new TempDatabase();
        using var broken = SoundClan.Create();
        broken.Execute("UPDATE message_totals SET messages = messages + 5; INSERT INTO pipeline_runs (id, trace_id, command, version, business_time, started_at) VALUES (9, 'abcdabcdabcdabcd', 'run', '1', 1, 1)");

        async Task<JsonNode> AskAsync(TempDatabase database, ExitCode code, params string[] command)
        {
            var before = program.Answers.Length;
            (await program.RunAsync([.. command, "--json", "--db", database.Options.DatabaseFile])).ShouldBe(code, program.Diagnostics);
            return JsonNode.Parse(program.Answers[before..])!;
        }

        foreach (var (schema, command) in new[] { ("runs", new[] { "runs" }), ("db-status", ["db", "status"]) })
        {
            (await AskAsync(empty, ExitCode.Done, command)).ShouldBeSound(schema);
            (await AskAsync(broken, ExitCode.Done, command)).ShouldBeSound(schema);
        }

        (await AskAsync(broken, ExitCode.Done, "runs", "abcd")).ShouldBeSound("runs");
        var verified = await AskAsync(broken, ExitCode.Failed, "db", "verify");
        ((bool)verified["passed"]!).ShouldBeFalse();
        verified.ShouldBeSound("db-verify");
    }

    [Theory]
    [InlineData("runs", """{"runs":[],"trends":[],"more":1}""", ".more is a key that nobody knows")]
    [InlineData("runs", """{"run":{}}""", ".run lacks trace_id")]
    [InlineData("runs", """{"neither":1}""", " is none of what it may be")]
    [InlineData("member", """{"asked":"x","found":0,"close":[]}""", " lacks members")]
    [InlineData("db-verify", """{"passed":true,"failed":0,"checks":[],"content_hash":null}""", ".checks has 0 items")]
    public void What_is_not_so_is_named(string schema, string answer, string fault)
    {
        using var document = JsonDocument.Parse(answer);

        Schemas.Of(schema).Fault(document.RootElement).ShouldBe(fault);
    }

    private static async Task<JsonNode> AnswerAsync(ClanNight night, string what, ExitCode code, params string[] command)
    {
        var before = night.Answers.Length;
        (await night.RunAsync([.. command, "--json", .. command[0] == "runs" ? Array.Empty<string>() : ["--now", night.Clan.Now.ToIso()]])).ShouldBe(code, $"{what}\n{night.Diagnostics}");
        return JsonNode.Parse(night.Answers[before..])!;
    }

    /// <summary>Every object that has fixed keys.</summary>
    internal static IEnumerable<JsonObject> Records(JsonNode? node) => node switch
    {
        JsonObject record => [record, .. record.SelectMany(pair => Maps.Contains(pair.Key) ? [] : Records(pair.Value))],
        JsonArray items => items.SelectMany(Records),
        _ => [],
    };
}

/// <summary>The schemas of docs/schemas.</summary>
internal static class Schemas
{
    public static JsonShape Of(string name)
    {
        using var document = JsonDocument.Parse(Repository.TextOf($"docs/schemas/{name}.schema.json"));
        return ClanDataSchema.Compile(document.RootElement);
    }

    /// <summary>Holds an answer to its schema, and the schema to the answer: with a key more or a key less there it is not met any more.</summary>
    public static void ShouldBeSound(this JsonNode answer, string schema)
    {
        var shape = Of(schema);
        string? Fault() => shape.Fault(JsonSerializer.SerializeToElement(answer));
        Fault().ShouldBeNull();
        foreach (var record in MonitoringSchemaTests.Records(answer).DistinctBy(record => string.Concat(record.GetPath().Where(sign => !char.IsAsciiDigit(sign)))))
        {
            record["surplus"] = 1;
            Fault().ShouldNotBeNull($"a key more in {record.GetPath()}");
            record.Remove("surplus");
            foreach (var (key, value) in record.ToList())
            {
                var place = record.IndexOf(key);
                record.RemoveAt(place);
                if (key != "exception")
                {
                    Fault().ShouldNotBeNull($"without {record.GetPath()}.{key}");
                }

                record.Insert(place, key, value);
            }
        }

        Fault().ShouldBeNull();
    }
}
