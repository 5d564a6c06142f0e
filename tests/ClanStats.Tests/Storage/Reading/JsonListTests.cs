using System.Text;
using System.Text.Json;
using ClanStats.Storage.Reading;

namespace ClanStats.Tests.Storage.Reading;

public sealed class JsonListTests
{
    [Theory]
    [InlineData("[]")]
    [InlineData(" [ ] \n")]
    [InlineData("[1]")]
    [InlineData("[ {\"a\":[1,2]} , 2 ,\"x\"]")]
    public void The_elements_of_a_list_are_gone_through(string json) =>
        Elements(json).ShouldBe(JsonDocument.Parse(json).RootElement.EnumerateArray().Select(element => element.GetRawText()));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("{}")]
    [InlineData("[")]
    [InlineData("[1")]
    [InlineData("[1,")]
    [InlineData("[1,]")]
    [InlineData("[,1]")]
    [InlineData("[1 2]")]
    [InlineData("[1]]")]
    [InlineData("[1] x")]
    [InlineData("<html></html>")]
    public void What_is_no_list_is_refused(string json) => Should.Throw<JsonException>(() => Elements(json));

    private static List<string> Elements(string json)
    {
        var list = new JsonList(Encoding.UTF8.GetBytes(json));
        var elements = new List<string>();
        while (list.Next())
        {
            var reader = new Utf8JsonReader(list.Rest.Span);
            reader.Read();
            reader.Skip();
            elements.Add(Encoding.UTF8.GetString(list.Rest.Span[..(int)reader.BytesConsumed]));
            list.Pass((int)reader.BytesConsumed);
        }

        return elements;
    }
}
