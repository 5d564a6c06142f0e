using System.Text;

namespace ClanStats.Tests.Architecture;

/// <summary>A string in a source file.</summary>
/// <param name="Text">Its content; a hole of an interpolated string is <c>{}</c>.</param>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Start">Where it begins in <see cref="SourceFile.Code"/>.</param>
/// <param name="End">Where it ends there; a string within a hole of another lies between.</param>
internal sealed record SourceLiteral(string Text, int Line, int Start, int End);

/// <summary>
/// A C# file with its code, its strings and its comments told apart, so that a rule about code is not broken by a sentence about it.
/// Comments are gone; strings stand as <c>""</c> in the code, on as many lines as before.
/// </summary>
internal sealed class SourceFile
{
    private readonly string _text;
    private readonly StringBuilder _code = new();
    private readonly List<SourceLiteral> _literals = [];
    private int _at;

    private SourceFile(string path, string text)
    {
        Path = path;
        _text = text.ReplaceLineEndings("\n");
        ReadCode(inHole: false);
        Code = _code.ToString();
    }

    /// <summary>Relative to the repository, with forward slashes.</summary>
    public string Path { get; }

    public string Code { get; }

    public IReadOnlyList<SourceLiteral> Literals => _literals;

    public int LineCount => _text.AsSpan().TrimEnd('\n').Count('\n') + 1;

    public static SourceFile Parse(string path, string text) => new(path, text);

    /// <summary>The line of a position in <see cref="Code"/>, from 1.</summary>
    public int LineOf(int position) => Code.AsSpan(0, position).Count('\n') + 1;

    private bool Starts(string word) => string.CompareOrdinal(_text, _at, word, 0, word.Length) == 0;

    private void ReadCode(bool inHole)
    {
        var depth = 0;
        while (_at < _text.Length)
        {
            if (Starts("//"))
            {
                SkipTo(_text.IndexOf('\n', _at));
            }
            else if (Starts("/*"))
            {
                SkipTo(_text.IndexOf("*/", _at + 2, StringComparison.Ordinal) + 2);
            }
            else if (_text[_at] == '\'')
            {
                ReadCharacter();
            }
            else if (!TryReadString())
            {
                depth += _text[_at] switch { '{' => 1, '}' => -1, _ => 0 };
                if (inHole && depth < 0)
                {
                    return;
                }

                _code.Append(_text[_at++]);
            }
        }
    }

    private void SkipTo(int end)
    {
        end = end < _at ? _text.Length : end;
        _code.Append('\n', _text.AsSpan(_at, end - _at).Count('\n'));
        _at = end;
    }

    private void ReadCharacter()
    {
        _at += _at + 1 < _text.Length && _text[_at + 1] == '\\' ? 3 : 2;
        SkipTo(_text.IndexOf('\'', _at) + 1);
        _code.Append("' '");
    }

    private bool TryReadString()
    {
        var start = _at;
        while (start < _text.Length && _text[start] is '$' or '@')
        {
            start++;
        }

        if (start >= _text.Length || _text[start] != '"')
        {
            return false;
        }

        var prefix = _text.AsSpan(_at, start - _at);
        var holes = prefix.Count('$');
        var verbatim = prefix.Contains('@');
        var line = _text.AsSpan(0, _at).Count('\n') + 1;
        var quotes = Run('"', start);
        var content = new StringBuilder();
        var begin = _code.Length;
        _code.Append('"');
        _at = start + 1;
        if (quotes >= 3)
        {
            _at = start + quotes;
            ReadRaw(content, quotes, holes);
        }
        else
        {
            ReadQuoted(content, verbatim, holes > 0);
        }

        _code.Append('"');
        _literals.Add(new SourceLiteral(content.ToString(), line, begin, _code.Length));
        return true;
    }

    private void ReadQuoted(StringBuilder content, bool verbatim, bool interpolated)
    {
        while (_at < _text.Length)
        {
            var character = _text[_at];
            if (character == '"' && !(verbatim && Starts("\"\"")))
            {
                _at++;
                return;
            }

            var isPair = character == '"' || (!verbatim && character == '\\') || (interpolated && (Starts("{{") || Starts("}}")));
            if (!isPair && interpolated && character == '{')
            {
                ReadHole(content, 1);
            }
            else
            {
                Keep(content, _text[isPair ? _at + 1 : _at]);
                _at += isPair ? 2 : 1;
            }
        }
    }

    private void ReadRaw(StringBuilder content, int quotes, int holes)
    {
        while (_at < _text.Length)
        {
            if (_text[_at] == '"' && Run('"', _at) >= quotes)
            {
                _at += quotes;
                return;
            }

            if (holes > 0 && _text[_at] == '{' && Run('{', _at) >= holes)
            {
                ReadHole(content, holes);
            }
            else
            {
                Keep(content, _text[_at++]);
            }
        }
    }

    private void ReadHole(StringBuilder content, int braces)
    {
        content.Append("{}");
        _code.Append("\" + ");
        _at += braces;
        ReadCode(inHole: true);
        _at += braces;
        _code.Append(" + \"");
    }

    private void Keep(StringBuilder content, char character)
    {
        content.Append(character);
        if (character == '\n')
        {
            _code.Append('\n');
        }
    }

    private int Run(char character, int from)
    {
        var end = from;
        while (end < _text.Length && _text[end] == character)
        {
            end++;
        }

        return end - from;
    }
}
