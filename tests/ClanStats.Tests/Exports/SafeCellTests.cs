using ClanStats.Exports;

namespace ClanStats.Tests.Exports;

public sealed class SafeCellTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "'\rx")]
    [InlineData("\uFF1D1", "'\uFF1D1")]
    [InlineData("-1+2", "'-1+2")]
    [InlineData("-cmd", "'-cmd")]
    [InlineData("-", "'-")]
    [InlineData("-12", "-12")]
    [InlineData("iron wren", "iron wren")]
    [InlineData("a=b", "a=b")]
    [InlineData("\u0001=1", "'=1")]
    [InlineData(null, "")]
    public void What_a_spreadsheet_would_run_gets_an_apostrophe(string? text, string expected) => SafeCell.ForCsv(text).ShouldBe(expected);

    [Theory]
    [InlineData("=1+1", "=1+1")]
    [InlineData("'quoted", "'quoted")]
    [InlineData("bell\u0007\u0000\uFFFE", "bell")]
    [InlineData("whole \U0001F409", "whole \U0001F409")]
    [InlineData("two\r\nlines\tand\rmore", "two lines and more")]
    [InlineData("\u202Eturned", "turned")]
    public void A_cell_of_a_workbook_keeps_its_text_but_for_what_XML_cannot_hold(string text, string expected) =>
        SafeCell.ForWorkbook(text).ShouldBe(expected);

    [Fact]
    public void Half_a_character_is_removed() => SafeCell.ForWorkbook("half " + "\U0001F409"[0] + "!").ShouldBe("half !");

    [Fact]
    public void A_cell_is_cut_where_it_is_full_and_never_inside_a_character()
    {
        var text = new string('x', SafeCell.MaxLength - 1) + "\U0001F409";

        SafeCell.ForWorkbook(text).Length.ShouldBe(SafeCell.MaxLength - 1);
        SafeCell.ForWorkbook(text[1..]).ShouldBe(text[1..]);
    }
}
