using ClanStats.Domain.Report;
using ClanStats.Exports.Dashboard;

namespace ClanStats.Tests.Exports.Dashboard;

public sealed class WeekColumnsTests
{
    [Fact]
    public void Lists_stand_in_columns_as_even_as_can_be_each_in_its_order()
    {
        // In their order, any three columns leave one of them half empty.
        WeekList[] lists = [List("pets", 8), List("drops", 8, "a drop of which there is much to tell, over two rows of text"), List("levels", 8), List("collection_log", 8), List("records", 8), List("milestones", 2), List("newcomers", 1), List("years", 3)];

        var columns = WeekColumns.Of(lists);

        columns.Count.ShouldBe(3);
        columns[0][0].Key.ShouldBe("pets", "the first list opens the page");
        columns.SelectMany(column => column).ShouldBe(lists, ignoreOrder: true);
        columns.ShouldAllBe(column => column.SequenceEqual(lists.Where(column.Contains)));
        columns.Select(column => column.Sum(list => list.Lines.Count)).ShouldAllBe(lines => lines >= 11 && lines <= 19);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    [InlineData(4, 3)]
    public void Few_lists_stand_in_few_columns(int lists, int columns) =>
        WeekColumns.Of([.. Enumerable.Range(0, lists).Select(index => List($"{index}", 2))]).Count.ShouldBe(columns);

    private static WeekList List(string key, int lines, string text = "Pebble") =>
        new(key, key, [.. Enumerable.Range(0, lines).Select(index => new WeekLine(index, "Wren", text))], 0);
}
