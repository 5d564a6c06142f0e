namespace ClanStats.Domain.Activity;

/// <summary>Counts the words of what somebody wrote.</summary>
public static class MessageWords
{
    /// <summary>How many stretches of other characters white space leaves; 0 for an empty text.</summary>
    public static int Count(ReadOnlySpan<char> text)
    {
        var words = 0;
        var isInside = false;
        foreach (var character in text)
        {
            var isBlank = char.IsWhiteSpace(character);
            words += isInside || isBlank ? 0 : 1;
            isInside = !isBlank;
        }

        return words;
    }
}
