using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Tests.Activity;

public sealed class MessageWordsTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData(" \t\n", 0)]
    [InlineData("gz", 1)]
    [InlineData("  gz  on the\npet! ", 4)]
    [InlineData("a\u00A0b\u2003c", 3)]
    [InlineData("<:gz:1144> 99", 2)]
    public void Words_are_what_stands_between_white_space(string text, int words) => MessageWords.Count(text).ShouldBe(words);
}
