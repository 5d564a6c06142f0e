using System.Text.Json;

namespace ClanStats.Storage.Reading;

/// <summary>Goes through a JSON list whose elements somebody else reads. What stands between them is held to the rules of JSON.</summary>
/// <param name="json">The list, and nothing else.</param>
internal sealed class JsonList(ReadOnlyMemory<byte> json)
{
    private int _at;
    private bool _isOpen;

    /// <summary>What has not been passed yet; begins with an element after <see cref="Next"/>.</summary>
    public ReadOnlyMemory<byte> Rest => json[_at..];

    /// <summary>Goes to the next element.</summary>
    /// <returns>False at the end of the list.</returns>
    /// <exception cref="JsonException">There is neither an element nor the end of the list.</exception>
    public bool Next()
    {
        if (!_isOpen)
        {
            Require((byte)'[');
            _isOpen = true;
            return !Ends();
        }

        if (Ends())
        {
            return false;
        }

        Require((byte)',');
        SkipBlanks();
        return true;
    }

    /// <summary>Goes behind the element.</summary>
    /// <param name="length">Its length in bytes.</param>
    public void Pass(int length) => _at += length;

    private bool Ends()
    {
        SkipBlanks();
        if (_at >= json.Length || json.Span[_at] != ']')
        {
            return false;
        }

        _at++;
        SkipBlanks();
        return _at == json.Length ? true : throw new JsonException("something stands behind the list");
    }

    private void Require(byte mark)
    {
        SkipBlanks();
        if (_at >= json.Length || json.Span[_at] != mark)
        {
            throw new JsonException(mark == '[' ? "the answer is no list" : "the list is cut off or its elements are not apart");
        }

        _at++;
    }

    private void SkipBlanks()
    {
        while (_at < json.Length && json.Span[_at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            _at++;
        }
    }
}
