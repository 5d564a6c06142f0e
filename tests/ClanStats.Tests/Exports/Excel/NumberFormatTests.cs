using System.Globalization;
using ExcelNumberFormat;

namespace ClanStats.Tests.Exports.Excel;

public sealed class NumberFormatTests
{
    [Theory]
    [InlineData("#,##0", 1234567.0, "1,234,567")]
    [InlineData("#,##0.0", 2.25, "2.3")]
    [InlineData("General", 2.5, "2.5")]
    [InlineData("\"~\"#,##0", 1500.0, "~1,500")]
    [InlineData("0.0;[Red](0.0);\"none\"", -3.0, "(3.0)")]
    [InlineData("0.0;[Red](0.0);\"none\"", 0.0, "none")]
    [InlineData("#,##0", "–", "–")]
    [InlineData("@", "=1+1", "=1+1")]
    public void A_value_reads_as_Excel_shows_it(string code, object value, string expected) =>
        new NumberFormat(code).Format(value, CultureInfo.InvariantCulture).ShouldBe(expected);

    [Theory]
    [InlineData("dd/mm/yyyy", "02/01/2026")]
    [InlineData("dd/mm/yyyy hh:mm", "02/01/2026 18:30")]
    public void Months_and_minutes_are_told_apart(string code, string expected) =>
        new NumberFormat(code).Format(SampleTime, CultureInfo.InvariantCulture).ShouldBe(expected);

    private static DateTime SampleTime => Fixtures.SampleReport.Now.ToDateTimeOffset().UtcDateTime;
}
