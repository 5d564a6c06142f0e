using ClanStats.Hosting.Composition;
using ClanStats.Hosting.Rules;
using ClanStats.Pipeline;
using ClanStats.Tests.Storage;

namespace ClanStats.Tests.Hosting.People;

public sealed class MemberNotesTests : IDisposable
{
    private readonly TestProgram _program = new() { Member = MemberWork.RunAsync };
    private readonly TempDatabase _temp = SoundClan.Create();

    public MemberNotesTests() => _temp.Execute(
        """
        INSERT INTO clan_members (id, person_id, wom_player_id, username, display_name, role) VALUES (3, 3, 13, 'wren two', 'Wren Two', 'member');
        INSERT INTO player_names (member_id, name, normalized_name, valid_from, valid_to, source) VALUES (1, 'Iron Wren', 'iron wren', 1, 2, 'wom');
        """);

    private string PeopleFilePath => Path.Combine(_program.WorkingFolder, "config", "people.yaml");

    [Fact]
    public async Task Every_note_is_written_into_a_file_that_was_not_there()
    {
        (await MemberAsync("wren", "--leave-until", "2026-12-24")).ShouldBe(ExitCode.Done, _program.Diagnostics);
        (await MemberAsync("sedge", "--exempt", "founded: \"it\" # all")).ShouldBe(ExitCode.Done, _program.Diagnostics);
        (await MemberAsync("Wren Two", "--alt-of", "iron wren")).ShouldBe(ExitCode.Done, _program.Diagnostics);
        (await MemberAsync("sedge", "--ban", "took loot", "--hide")).ShouldBe(ExitCode.Done, _program.Diagnostics);

        var notes = PeopleFile.Load(PeopleFilePath).Value;
        notes.Leave.ShouldBe(new Dictionary<string, DateOnly> { ["11"] = new(2026, 12, 24) });
        notes.Exempt.ShouldBe(new Dictionary<string, string> { ["12"] = "founded: \"it\" # all" });
        notes.Alts.ShouldBe(new Dictionary<string, string> { ["13"] = "11" });
        notes.Banned.ShouldBe(new Dictionary<string, string> { ["12"] = "took loot" });
        notes.Hidden.ShouldBe(["12"]);
        File.ReadAllText(PeopleFilePath).ShouldContain("  11: 2026-12-24  # Wren\n");
    }

    [Fact]
    public async Task The_file_of_the_program_keeps_its_comments_and_gets_the_section_behind_its_example()
    {
        var shipped = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "config", "people.yaml"));
        _program.Write("config/people.yaml", shipped);

        (await MemberAsync("wren", "--leave-until", "2026-12-24")).ShouldBe(ExitCode.Done, _program.Diagnostics);

        File.ReadAllText(PeopleFilePath).ShouldBe(shipped.Replace(
            "#  Iron Wren: 2026-12-24\n", "#  Iron Wren: 2026-12-24\nleave:\n  11: 2026-12-24  # Wren\n", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("leave:\n    Iron Wren: 2026-11-30 # asked\n\n# end\n", "leave:\n    Iron Wren: 2026-12-24 # asked\n\n# end\n")]
    [InlineData("leave:\n  Sedge: 2026-11-30\n# end\nexempt: [Sedge]\n", "leave:\n  Sedge: 2026-11-30\n  11: 2026-12-24  # Wren\n# end\nexempt: [Sedge]\n")]
    [InlineData("leave:\n  Sedge: 2026-11-30", "leave:\n  Sedge: 2026-11-30\n  11: 2026-12-24  # Wren\n")]
    [InlineData("leave: {Sedge: 2026-11-30}  # ours\n", "leave: {Sedge: 2026-11-30, 11: 2026-12-24}  # ours\n")]
    [InlineData("leave:   # nobody yet\nexempt:\n  Sedge: x\n", "leave:   # nobody yet\n  11: 2026-12-24  # Wren\nexempt:\n  Sedge: x\n")]
    [InlineData("exempt:\n  Sedge: >\n    a long\n    reason\n", "exempt:\n  Sedge: >\n    a long\n    reason\n\nleave:\n  11: 2026-12-24  # Wren\n")]
    [InlineData("leave:\r\n  Sedge: 2026-11-30\r\nexempt: {}\r\n", "leave:\r\n  Sedge: 2026-11-30\r\n  11: 2026-12-24  # Wren\r\nexempt: {}\r\n")]
    [InlineData("\uFEFF# ours\nleave: ~\n", "\uFEFF# ours\nleave: \n  11: 2026-12-24  # Wren\n")]
    public async Task Whatever_form_the_section_has_the_rest_of_the_file_stays(string before, string after)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PeopleFilePath)!);
        File.WriteAllText(PeopleFilePath, before, new System.Text.UTF8Encoding(false));

        (await MemberAsync("wren", "--leave-until", "2026-12-24")).ShouldBe(ExitCode.Done, _program.Diagnostics);

        new System.Text.UTF8Encoding(false).GetString(File.ReadAllBytes(PeopleFilePath)).ShouldBe(after);
    }

    [Theory]
    [InlineData("exempt:\n- Sedge\n", "exempt:\n  Sedge: \"\"\n  11: \"founder\"  # Wren\n")]
    [InlineData("exempt:\n    - Sedge # shy\n    - 13\n\n# end\n", "exempt:\n    Sedge: \"\" # shy\n    13: \"\"\n    11: \"founder\"  # Wren\n\n# end\n")]
    [InlineData("exempt: [Sedge, 13] # all\n", "exempt: {Sedge: \"\", 13: \"\", 11: \"founder\"} # all\n")]
    public async Task A_bare_list_becomes_entries_where_one_gets_a_reason(string before, string after)
    {
        _program.Write("config/people.yaml", before);

        (await MemberAsync("wren", "--exempt", "founder")).ShouldBe(ExitCode.Done, _program.Diagnostics);

        File.ReadAllText(PeopleFilePath).ShouldBe(after);
        PeopleFile.Load(PeopleFilePath).Value.Exempt["11"].ShouldBe("founder");
    }

    [Theory]
    [InlineData("hidden:\n- Sedge\n", "hidden:\n- Sedge\n- 11  # Wren\n")]
    [InlineData("hidden:\n    - Sedge # shy\n\n# end\n", "hidden:\n    - Sedge # shy\n    - 11  # Wren\n\n# end\n")]
    [InlineData("hidden: [Sedge]\n", "hidden: [Sedge, 11]\n")]
    [InlineData("hidden:\n  Sedge: shy\n", "hidden:\n  Sedge: shy\n  11: \"\"  # Wren\n")]
    public async Task Hidden_people_are_a_list_or_lines(string before, string after)
    {
        _program.Write("config/people.yaml", before);

        (await MemberAsync("wren", "--hide")).ShouldBe(ExitCode.Done, _program.Diagnostics);
        File.ReadAllText(PeopleFilePath).ShouldBe(after);

        (await MemberAsync("wren", "--clear", "hide")).ShouldBe(ExitCode.Done, _program.Diagnostics);
        File.ReadAllText(PeopleFilePath).ShouldBe(before);
    }

    [Fact]
    public async Task Twice_changes_nothing_and_taking_back_leaves_the_file_as_it_was()
    {
        const string Before = "# ours\nexempt:\n  Sedge: founder # since 2019\n";
        _program.Write("config/people.yaml", Before);
        (await MemberAsync("iron wren", "--exempt", "ill")).ShouldBe(ExitCode.Done, _program.Diagnostics);
        var once = File.ReadAllText(PeopleFilePath);
        var written = File.GetLastWriteTimeUtc(PeopleFilePath);

        (await MemberAsync("11", "--exempt", "ill")).ShouldBe(ExitCode.Done);

        File.ReadAllText(PeopleFilePath).ShouldBe(once);
        File.GetLastWriteTimeUtc(PeopleFilePath).ShouldBe(written);
        _program.Answers.ShouldContain("already");
        (await MemberAsync("wren", "--clear", "exempt", "--clear", "ban")).ShouldBe(ExitCode.Done);
        File.ReadAllText(PeopleFilePath).ShouldBe(Before);
    }

    [Theory]
    [InlineData("--leave-until", "2026-02-28", "is over")]
    [InlineData("--leave-until", "24.12.2026", "is not a date")]
    [InlineData("--exempt", " ", "a reason in one line")]
    [InlineData("--ban", "a\nb", "a reason in one line")]
    [InlineData("--alt-of", "wren", "is the main")]
    [InlineData("--clear", "everything", "is not one of")]
    public async Task A_value_that_cannot_be_used_is_wrong_usage_and_writes_nothing(string option, string value, string told)
    {
        (await MemberAsync("wren", option, value)).ShouldBe(ExitCode.UsageWrong);

        _program.Diagnostics.ShouldContain(told);
        File.Exists(PeopleFilePath).ShouldBeFalse();
    }

    [Fact]
    public async Task Somebody_unknown_is_refused_with_close_names()
    {
        (await MemberAsync("wrem", "--hide")).ShouldBe(ExitCode.Failed);
        (await MemberAsync("sedge", "--alt-of", "wrem")).ShouldBe(ExitCode.Failed);

        _program.Diagnostics.ShouldContain("Did you mean Wren");
        File.Exists(PeopleFilePath).ShouldBeFalse();
    }

    [Fact]
    public async Task Alts_make_no_chains()
    {
        (await MemberAsync("wren two", "--alt-of", "wren")).ShouldBe(ExitCode.Done, _program.Diagnostics);

        (await MemberAsync("wren", "--alt-of", "sedge")).ShouldBe(ExitCode.UsageWrong);
        _program.Diagnostics.ShouldContain("has alts of its own (Wren Two)");
        (await MemberAsync("sedge", "--alt-of", "wren two")).ShouldBe(ExitCode.Done, _program.Diagnostics);

        PeopleFile.Load(PeopleFilePath).Value.Alts.ShouldBe(new Dictionary<string, string> { ["13"] = "11", ["12"] = "11" });
    }

    [Theory]
    [InlineData("leave:\n  Sedge: [\n")]
    [InlineData("leave:\n  Sedge: soon\n")]
    [InlineData("leave: {Sedge: 2026-11-30, # soon\n  Other: 2026-11-30}\n")]
    [InlineData("exempt: [[Sedge]]\n")]
    public async Task A_file_that_cannot_be_read_or_changed_safely_is_never_overwritten(string text)
    {
        _program.Write("config/people.yaml", text);
        var option = text.StartsWith("exempt", StringComparison.Ordinal) ? new[] { "--exempt", "ill" } : ["--leave-until", "2026-12-24"];

        (await MemberAsync(["wren", .. option])).ShouldBe(ExitCode.Failed);

        File.ReadAllText(PeopleFilePath).ShouldBe(text);
        Directory.GetFiles(Path.GetDirectoryName(PeopleFilePath)!).ShouldBe([PeopleFilePath]);
    }

    [Fact]
    public async Task With_another_configuration_the_file_beside_it_is_written()
    {
        _program.Write("elsewhere/ours.yaml", "time_zone: UTC\n");

        (await MemberAsync("wren", "--hide", "--config", "elsewhere/ours.yaml")).ShouldBe(ExitCode.Done, _program.Diagnostics);

        PeopleFile.Load(Path.Combine(_program.WorkingFolder, "elsewhere", "people.yaml")).Value.Hidden.ShouldBe(["11"]);
    }

    public void Dispose()
    {
        _program.Dispose();
        _temp.Dispose();
    }

    private Task<ExitCode> MemberAsync(params string[] words) =>
        _program.RunAsync(["member", .. words, "--db", _temp.Options.DatabaseFile, "--now", SoundClan.Now.ToIso()]);
}
