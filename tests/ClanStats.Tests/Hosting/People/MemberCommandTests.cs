using System.Text.Json;
using ClanStats.Hosting.Composition;
using ClanStats.Pipeline;
using ClanStats.Tests.Storage;

namespace ClanStats.Tests.Hosting.People;

public sealed class MemberCommandTests : IDisposable
{
    private readonly TestProgram _program = new() { Member = MemberWork.RunAsync };
    private readonly TempDatabase _temp = SoundClan.Create();

    public MemberCommandTests()
    {
        _program.Environment["RELAY_CHANNEL_ID"] = "9";
        _program.Environment["DISCORD_TOKEN"] = "bot-token-of-the-clan";
        _temp.Execute(
            $"""
            INSERT INTO clan_group (group_id, name) VALUES (42, 'Wetland');
            INSERT INTO player_names (member_id, name, normalized_name, valid_from, valid_to, source) VALUES
              (1, 'Iron Wren', 'iron wren', {SoundClan.At(-9).Milliseconds}, {SoundClan.At(0).Milliseconds}, 'wom'),
              (2, 'Shared', 'shared', NULL, {SoundClan.At(0).Milliseconds}, 'wom'), (1, 'Shared', 'shared', {SoundClan.At(0).Milliseconds}, {SoundClan.At(1).Milliseconds}, 'wom');
            INSERT INTO discord_names (author_id, kind, name, seen_from) VALUES (501, 'nick', 'Birb of Marsh', {SoundClan.At(1).Milliseconds});
            """);
    }

    [Theory]
    [InlineData("Wren")]
    [InlineData("iron_wren")]
    [InlineData("IRON WREN")]
    [InlineData("ironwren")]
    [InlineData("11")]
    [InlineData("501")]
    [InlineData("birb of marsh")]
    public async Task A_card_is_found_by_every_name_and_id(string name)
    {
        (await MemberAsync(name)).ShouldBe(ExitCode.Done, _program.Diagnostics);

        _program.Answers.ShouldStartWith("Wren\n");
        _program.Answers.ShouldMatch(@"(?m)^ +Iron Wren +2026-02-11 to 2026-02-20 +wom$");
        _program.Answers.ShouldMatch(@"(?m)^ +Wren +501 +linked by name");
        _program.Answers.ShouldMatch(@"(?m)^ +XP +");
    }

    [Fact]
    public async Task A_range_of_days_is_told_metric_by_metric_and_adjacent_ranges_add_up()
    {
        var (first, second, third) = ("2026-02-20", "2026-02-22", "2026-02-24");

        (await MemberAsync("wren", "--from", first, "--to", third)).ShouldBe(ExitCode.Done, _program.Diagnostics);
        _program.Answers.ShouldContain("from 2026-02-20 up to 2026-02-24, UTC days");
        _program.Answers.ShouldMatch(@"(?m)^ +2026-02-21 +10 +0 +1$");

        var whole = await RangeAsync(first, third);
        var (one, other) = (await RangeAsync(first, second), await RangeAsync(second, third));
        (whole["xp"], whole["boss"], whole["zulrah"], whole["ehp"], whole["msgs"], whole["game_days"], whole["chat_days"]).ShouldBe((30, 1, 1, 0.75, 1, 3, 1));
        foreach (var (name, value) in whole)
        {
            (one.GetValueOrDefault(name) + other.GetValueOrDefault(name)).ShouldBe(value, name);
        }
    }

    [Fact]
    public async Task A_metric_is_told_day_by_day_and_one_that_is_none_is_named_with_the_nearest()
    {
        (await MemberAsync("wren", "--from", "2026-02-20", "--to", "2026-02-24", "--metric", "zulrah", "--metric", "ehp")).ShouldBe(ExitCode.Done, _program.Diagnostics);
        _program.Answers.ShouldMatch(@"(?m)^ +day +XP +boss kills +messages +zulrah +ehp$");

        (await MemberAsync("wren", "--from", "2026-02-20", "--to", "2026-02-24", "--metric", "zulra")).ShouldBe(ExitCode.Failed);
        _program.Diagnostics.ShouldContain("--metric: 'zulra' is none of the metrics known; did you mean zulrah?");
    }

    [Theory]
    [InlineData("member needs a NAME, or --clan", new string[0])]
    [InlineData("leave out 'wren' or --clan", new[] { "wren", "--clan" })]
    [InlineData("member --clan needs --from DATE and --to DATE", new[] { "--clan" })]
    [InlineData("a note needs a NAME", new[] { "--clan", "--from", "2026-02-20", "--to", "2026-02-24", "--hide" })]
    [InlineData("--metric tells days", new[] { "wren", "--metric", "ehp" })]
    public async Task What_does_not_go_together_is_refused(string told, string[] arguments)
    {
        (await MemberAsync(arguments)).ShouldBe(ExitCode.UsageWrong);

        _program.Diagnostics.ShouldContain(told);
    }

    [Theory]
    [InlineData("2026-02-20", null, "--to is missing: a range needs --from DATE and --to DATE")]
    [InlineData("20.2.2026", "2026-02-21", "--from: '20.2.2026' is not a date; write it as 2026-12-24")]
    [InlineData("2026-02-21", "2026-02-21", "--to 2026-02-21 must be after --from 2026-02-21")]
    public async Task A_range_that_is_none_is_refused(string from, string? to, string told)
    {
        (await MemberAsync(["wren", "--from", from, .. to is null ? Array.Empty<string>() : ["--to", to]])).ShouldNotBe(ExitCode.Done);

        _program.Diagnostics.ShouldContain(told);
    }

    [Fact]
    public async Task The_card_as_json_has_the_numbers_of_the_report()
    {
        (await MemberAsync("wren", "--json")).ShouldBe(ExitCode.Done);

        using var answer = JsonDocument.Parse(_program.Answers);
        answer.RootElement.GetProperty("found").GetInt32().ShouldBe(1);
        var card = answer.RootElement.GetProperty("members")[0];
        card.GetProperty("wom_player_id").GetInt64().ShouldBe(11);
        card.GetProperty("accounts")[0].GetProperty("id").GetString().ShouldBe("501");
        card.GetProperty("total_xp").GetInt64().ShouldBe(1_030);
        card.GetProperty("figures").GetProperty("msgs_30d").GetDouble().ShouldBe(1);
        card.GetProperty("names").EnumerateArray().Select(name => name.GetProperty("name").GetString()).ShouldBe(["Wren", "Shared", "Iron Wren"]);
        card.GetProperty("forgotten").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_name_of_two_people_lists_both()
    {
        (await MemberAsync("shared")).ShouldBe(ExitCode.Partial);

        _program.Diagnostics.ShouldContain("'shared' means 2 people");
        _program.Answers.ShouldContain("Wren\n");
        _program.Answers.ShouldContain("Sedge\n");
    }

    [Theory]
    [InlineData("wrenn", "Wren")]
    [InlineData("lron wern", "Iron Wren")]
    [InlineData("5edge", "Sedge")]
    public async Task Nobody_found_names_who_may_be_meant(string name, string meant)
    {
        (await MemberAsync(name)).ShouldBe(ExitCode.Failed);

        _program.Diagnostics.ShouldContain($"Nobody called '{name}' is known");
        _program.Diagnostics.ShouldContain(meant);
        _program.Answers.ShouldBeEmpty();
    }

    [Fact]
    public async Task Names_that_would_move_the_cursor_are_shown_as_text()
    {
        _temp.Execute("UPDATE discord_names SET name = char(27) || '[2J' || char(8238) || 'evil'; UPDATE clan_members SET display_name = 'W' || char(27) || 'ren' WHERE id = 1");

        (await MemberAsync("11")).ShouldBe(ExitCode.Done);
        (await MemberAsync("11", "--json")).ShouldBe(ExitCode.Done);
        (await MemberAsync("Q\u001b[2Jx")).ShouldBe(ExitCode.Failed);

        (_program.Answers + _program.Diagnostics).ShouldNotContain("\u001b");
        _program.Answers.ShouldNotContain("\u202e");
        _program.Answers.ShouldContain("\\u001b[2J\\u202eevil");
    }

    [Fact]
    public async Task Looking_makes_no_file_at_all()
    {
        _temp.Database.Dispose();
        var before = Files();
        (await MemberAsync("wren")).ShouldBe(ExitCode.Done);
        Files().ShouldBe(before);

        (await _program.RunAsync("member", "wren", "--db", Path.Combine(_temp.Root, "none.db"))).ShouldBe(ExitCode.Failed);
        _program.Diagnostics.ShouldContain("There is no database");
        Files().ShouldBe(before);
    }

    [Fact]
    public async Task An_older_database_is_not_looked_into()
    {
        _temp.Migrator.MigrateTo(15);

        (await MemberAsync("wren")).ShouldBe(ExitCode.Failed);

        _program.Diagnostics.ShouldContain("clanstats db migrate");
    }

    public void Dispose()
    {
        _program.Dispose();
        _temp.Dispose();
    }

    private List<string> Files() => [.. Directory.EnumerateFiles(_temp.Root, "*", SearchOption.AllDirectories)
        .Concat(Directory.EnumerateFileSystemEntries(_program.Root, "*", SearchOption.AllDirectories)).Where(file => !file.EndsWith("-shm", StringComparison.Ordinal) && !file.EndsWith("-wal", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private async Task<Dictionary<string, double>> RangeAsync(string from, string to)
    {
        var before = _program.Answers.Length;
        (await MemberAsync("wren", "--from", from, "--to", to, "--json")).ShouldBe(ExitCode.Done, _program.Diagnostics);
        using var answer = JsonDocument.Parse(_program.Answers[before..]);
        return answer.RootElement.GetProperty("members")[0].GetProperty("range").GetProperty("figures").EnumerateObject().ToDictionary(figure => figure.Name, figure => figure.Value.GetDouble());
    }

    private Task<ExitCode> MemberAsync(params string[] words) =>
        _program.RunAsync(["member", .. words, "--db", _temp.Options.DatabaseFile, "--now", SoundClan.Now.ToIso()]);
}
