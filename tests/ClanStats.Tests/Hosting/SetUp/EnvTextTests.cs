using ClanStats.Hosting.Settings;
using ClanStats.Hosting.SetUp;

namespace ClanStats.Tests.Hosting.SetUp;

public sealed class EnvTextTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("with blanks # and a number sign")]
    [InlineData("#begins so")]
    [InlineData("it's \"quoted\" twice")]
    [InlineData("'single'")]
    [InlineData("$HOME/100%")]
    public void What_is_written_is_read_again(string value)
    {
        var text = EnvText.With("", new Dictionary<string, string> { ["WOM_API_KEY"] = value });

        var findings = new SettingFindings();
        DotEnvFile.Parse(text, ".env", findings)["WOM_API_KEY"].ShouldBe(value);
        findings.Faults.ShouldBeEmpty();
    }

    [Fact]
    public void Lines_are_replaced_where_they_stand_once_and_the_rest_stays() =>
        EnvText.With("# mine\r\nexport A=1\nB = 2\nA=3\n#C=4\n", new Dictionary<string, string> { ["A"] = "x", ["C"] = "y" })
            .ShouldBe("# mine\nA=x\nB = 2\n#C=4\nC=y\n");

    [Theory]
    [InlineData("139", "139")]
    [InlineData(" 139 ", "139")]
    [InlineData("https://wiseoldman.net/groups/139", "139")]
    [InlineData("wiseoldman.net/groups/139/members?x=7", "139")]
    [InlineData("our clan", "our clan")]
    public void A_pasted_address_of_the_group_is_its_number(string text, string group) => SetUpQuestions.GroupOf(text).ShouldBe(group);
}
