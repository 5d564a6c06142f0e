using ClanStats.Domain.Runs;
using ClanStats.Hosting.Settings;

namespace ClanStats.Tests.Hosting;

public sealed class SettingFilesTests
{
    private readonly SettingFindings _findings = new();

    [Theory]
    [InlineData("A=1", "1")]
    [InlineData("export A = 1 ", "1")]
    [InlineData("A=", "")]
    [InlineData("A=#fff", "")]
    [InlineData("A=x#y # why", "x#y")]
    [InlineData("A='x # y' # why", "x # y")]
    [InlineData("A=\"it's $HOME\"", "it's $HOME")]
    [InlineData("A=pa$$w$ord=", "pa$$w$ord=")]
    [InlineData("A=C:\\new\\table", "C:\\new\\table")]
    [InlineData("A=\"C:\\new\"", "C:\\new")]
    [InlineData("\uFEFFA=1\r\n", "1")]
    [InlineData("A=1\nA=2", "2")]
    public void A_value_of_dot_env_arrives_as_it_was_written(string text, string value)
    {
        DotEnvFile.Parse(text, ".env", _findings)["A"].ShouldBe(value);
        _findings.Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("just-a-secret")]
    [InlineData("=just-a-secret")]
    [InlineData("A=\"just-a-secret")]
    [InlineData("A='just' a-secret")]
    [InlineData("just a-secret=1")]
    public void A_line_that_cannot_be_read_is_named_by_its_number_alone(string line)
    {
        DotEnvFile.Parse("# first\n" + line, ".env", _findings);
        _findings.Faults.ShouldBe([".env line 2 is not of the form NAME=value"]);
    }

    [Theory]
    [InlineData("wom:\n  group_id: [1\nhttp: 2\n", 3, 1)]
    [InlineData("db_file: 'open\n", 1, 10)]
    [InlineData("log_dir: a\nlog_dir: b\n", 2, 1)]
    [InlineData("- a\n- b\n", 1, 1)]
    public void A_fault_of_yaml_is_one_message_with_file_line_and_column(string text, int line, int column)
    {
        var fault = Should.Throw<UserFaultException>(() => YamlSettings.Parse(text, "config/clanstats.yaml", _findings));
        fault.IsConfiguration.ShouldBeTrue();
        fault.Message.ShouldStartWith($"config/clanstats.yaml is not valid YAML: line {line}, column {column}: ");
        fault.Message.ShouldNotContain('\n');
    }

    [Theory]
    [InlineData("wom:\n  grop_id: 1\n", "wom.grop_id in c.yaml line 2 is not a setting; did you mean wom.group_id?")]
    [InlineData("wom_group_id: 1\n", "wom_group_id in c.yaml line 1 is not a setting; did you mean wom.group_id?")]
    [InlineData("colours: { a: 1 }\n", "colours in c.yaml line 1 is not a setting")]
    [InlineData("wom: 5\n", "wom in c.yaml line 1 is not a setting")]
    public void A_misspelt_key_of_yaml_is_a_warning_with_line_and_the_nearest_one(string text, string warning)
    {
        YamlSettings.Parse(text, "c.yaml", _findings).ShouldBeEmpty();
        _findings.Warnings.ShouldBe([warning]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("wom:\ndiscord:\n")]
    [InlineData("wom: {}\n")]
    public void Empty_yaml_sets_nothing(string text)
    {
        YamlSettings.Parse(text, "c.yaml", _findings).ShouldBeEmpty();
        _findings.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void A_list_of_yaml_is_read_like_one_with_commas() =>
        YamlSettings.Parse("required: [WOM_API_KEY, WOM_GROUP_SECRET]\n", "c.yaml", _findings)["REQUIRED_SETTINGS"]
            .ShouldBe("WOM_API_KEY,WOM_GROUP_SECRET");

    [Fact]
    public void A_null_of_yaml_counts_as_not_given() =>
        YamlSettings.Parse("drive_path: ~\npages_dir: null\nlog_dir: 'null'\n", "c.yaml", _findings)
            .ShouldBe(new Dictionary<string, string> { ["LOCAL_DRIVE_PATH"] = "", ["PAGES_DIR"] = "", ["LOG_DIR"] = "null" });

    [Fact]
    public void A_secret_in_yaml_is_read_with_a_warning_that_does_not_show_it()
    {
        YamlSettings.Parse("discord: { token: hush-hush }\n", "c.yaml", _findings)["DISCORD_TOKEN"].ShouldBe("hush-hush");
        _findings.Warnings.ShouldBe(["discord.token in c.yaml is a secret; keep it in .env or the environment, as DISCORD_TOKEN"]);
    }
}
