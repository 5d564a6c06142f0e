using ClanStats.Pipeline;
using ClosedXML.Excel;

namespace ClanStats.Tests.Decisions;

public sealed class LinkEntryTests
{
    [Fact]
    public async Task A_link_is_confirmed_refused_and_taken_back_in_the_workbook()
    {
        await using var desk = await OfficersDesk.OpenAsync();
        var id = Linked(desk)[0];
        var (account, member) = (id.Split(':')[0], id.Split(':')[1]);

        Say(desk, id, "reject");
        (await desk.ReportAsync()).ShouldBe(ExitCode.Done, desk.Night.Diagnostics);
        desk.Night.Query<string>($"SELECT state FROM identity_links WHERE author_id = {account} AND member_id = {member}").Single().ShouldBe("rejected");
        desk.Night.Query<long?>($"SELECT member_id FROM discord_accounts WHERE author_id = {account}").Single().ShouldNotBe(long.Parse(member));
        desk.Night.Query<string>($"SELECT decided_by FROM link_decisions WHERE author_id = {account} AND undone_at IS NULL").Single().ShouldBe("workbook");
        desk.Says(id, "Decide", "Links").ShouldBe("reject", "what was refused can be seen and taken back");

        Say(desk, id, "confirm");
        (await desk.ReportAsync()).ShouldBe(ExitCode.Done, desk.Night.Diagnostics);
        desk.Night.Query<string>($"SELECT state FROM identity_links WHERE author_id = {account} AND member_id = {member}").Single().ShouldBe("confirmed");
        desk.Says(id, "Decide", "Links").ShouldBe("confirm");

        (await desk.ReportAsync()).ShouldBe(ExitCode.Done, desk.Night.Diagnostics);
        var decisions = desk.Night.Query<long>("SELECT count(*) FROM link_decisions").Single();
        decisions.ShouldBe(2, "nothing is entered twice");

        Say(desk, id, "");
        await desk.ReportAsync();
        Say(desk, id, "");
        await desk.ReportAsync();
        desk.Night.Query<string>($"SELECT kind FROM link_decisions WHERE author_id = {account} AND undone_at IS NULL").ShouldBe(["reject"], "one word is taken back at a time");
    }

    [Fact]
    public async Task A_link_that_contradicts_another_and_a_word_nobody_knows_are_named_and_skipped()
    {
        await using var desk = await OfficersDesk.OpenAsync();
        var ids = Linked(desk);
        desk.Edit(workbook =>
        {
            OfficersDesk.Put(workbook.Worksheet("Links"), ids[0], "Decide", "maybe");
            OfficersDesk.Put(workbook.Worksheet("Links"), ids[1], "Decide", "Confirm");
        });

        (await desk.ReportAsync()).ShouldBe(ExitCode.Partial, desk.Night.Diagnostics);

        desk.Night.Query<string>("SELECT author_id || ':' || member_id FROM link_decisions").ShouldBe([ids[1]]);
        (await File.ReadAllTextAsync(Path.Combine(desk.Night.Output, "run_summary.json")))
            .ShouldContain("\\u0027maybe\\u0027 is not understood; write confirm or reject, or empty the cell.");
    }

    [Fact]
    public async Task Somebody_quiet_gets_an_account_or_none_in_the_purge_sheet()
    {
        await using var desk = await OfficersDesk.OpenAsync();
        var account = Linked(desk)[0].Split(':');
        var unlinked = Quiet(desk);
        unlinked.Count.ShouldBeGreaterThan(2);
        desk.Edit(workbook =>
        {
            var sheet = workbook.Worksheet("Purge");
            OfficersDesk.Put(sheet, unlinked[0], "Discord account", "None");
            OfficersDesk.Put(sheet, unlinked[1], "Discord account", "nobody of this name");
            OfficersDesk.Cell(sheet, unlinked[2], "Discord account").SetValue(account[0]);
        });

        (await desk.ReportAsync()).ShouldBe(ExitCode.Partial, desk.Night.Diagnostics);

        desk.Night.Query<string>("SELECT kind || ' ' || member_id FROM link_decisions WHERE undone_at IS NULL").ShouldBe([$"none {unlinked[0]}"]);
        var summary = await File.ReadAllTextAsync(Path.Combine(desk.Night.Output, "run_summary.json"));
        summary.ShouldContain("no account \\u0027nobody of this name\\u0027 was ever seen");
        summary.ShouldContain("--merge if both are one person\\u0027s, or --move.");
        Quiet(desk).ShouldNotContain(unlinked[0]);
        desk.Ids().ShouldContain($"{unlinked[0]}:purge", "without an account there is nothing left to know");

        Say(desk, $"none:{unlinked[0]}", "");
        (await desk.ReportAsync()).ShouldBe(ExitCode.Done, desk.Night.Diagnostics);
        Quiet(desk).ShouldContain(unlinked[0]);
    }

    private static void Say(OfficersDesk desk, string id, string word) =>
        desk.Edit(workbook => OfficersDesk.Put(workbook.Worksheet("Links"), id, "Decide", word));

    /// <summary>Ids of the links that were made by name.</summary>
    private static List<string> Linked(OfficersDesk desk) =>
        desk.Night.Query<string>("SELECT author_id || ':' || member_id FROM identity_links WHERE state = 'automatic' ORDER BY author_id");

    private static List<string> Quiet(OfficersDesk desk)
    {
        using var workbook = new XLWorkbook(desk.Workbook);
        var sheet = workbook.Worksheet("Purge");
        var head = sheet.CellsUsed().FirstOrDefault(cell => cell.GetString() == "Discord account");
        return head is null ? [] : [.. sheet.Column(10).CellsUsed().Where(cell => cell.Address.RowNumber > head.Address.RowNumber).Select(cell => cell.GetString())];
    }
}
