using ClanStats.Domain.Runs;
using ClanStats.Harvest.Http.Fixtures;

namespace ClanStats.Tests.Harvest;

public sealed class FixtureTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("clanstats-fixtures-").FullName;

    [Theory]
    [InlineData("/groups/1/activity?limit=50&offset=0", "/groups/1/activity?offset=0&limit=50", true)]
    [InlineData("/groups/1/activity?limit=50&offset=0", "/groups/1/activity?limit=50", true)]
    [InlineData("/groups/1/activity?limit=50&offset=50", "/groups/1/activity?limit=50", false)]
    [InlineData("/players/ivy%20%20cask/snapshots?limit=200", "/players/ivy  cask/snapshots?limit=200", true)]
    [InlineData("/players/ivy%20cask/snapshots?limit=200", "/players/ivy  cask/snapshots?limit=200", false)]
    public void Requests_match_by_decoded_path_and_query_as_a_set(string recorded, string asked, bool same) =>
        (FixtureKey.Of("wom", "GET", recorded) == FixtureKey.Of("wom", "get", asked)).ShouldBe(same);

    [Fact]
    public void Several_files_for_one_request_are_answered_in_order_the_last_repeating()
    {
        Write("2.json", """{"request":{"method":"GET","url":"/a"},"status":500,"body":"second"}""");
        Write("1.json", """{"request":{"method":"GET","url":"/a"},"status":200,"headers":{"retry-after":"3"},"body":{"n": 1}}""");
        Write("3.json", """{"request":{"method":"GET","url":"/b"},"status":200,"service":"discord","body":[]}""");
        var folder = FixtureFolder.Open(_folder);
        var key = FixtureKey.Of("wom", "GET", "/a");

        var answers = Enumerable.Range(0, 3).Select(_ => folder.Answer(key)!).ToList();

        answers.Select(answer => (int)answer.Status).ShouldBe([200, 500, 500]);
        System.Text.Encoding.UTF8.GetString(answers[0].Body).ShouldBe("""{"n": 1}""");
        System.Text.Encoding.UTF8.GetString(answers[1].Body).ShouldBe("second");
        folder.Answer(FixtureKey.Of("wom", "GET", "/b")).ShouldBeNull();
        folder.Unused.ShouldBe(["3.json"]);
    }

    [Fact]
    public void A_file_that_is_no_exchange_is_named()
    {
        Write("1.json", "{\"request\": 5}");

        Should.Throw<Exception>(() => FixtureFolder.Open(_folder)).ShouldBeOfType<UserFaultException>().Message.ShouldContain("1.json");
    }

    [Fact]
    public void A_file_that_is_not_JSON_is_named_with_its_line()
    {
        Write("1.json", "{\n\"request\": ");

        Should.Throw<UserFaultException>(() => FixtureFolder.Open(_folder)).Message.ShouldContain("line");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}
