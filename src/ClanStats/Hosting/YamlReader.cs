using ClanStats.Domain.Activity;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ClanStats.Hosting;

/// <summary>
/// Reads YAML that people wrote, and bounds it before the library builds anything: it takes minutes for thousands of open brackets, and a node
/// that names itself, or others many times over, is endless for whoever walks through it, the library's own hash of a key included.
/// </summary>
internal static class YamlReader
{
    private const int MostLetters = 4_000_000;
    private const int LongestReason = 300;

    /// <summary>The tops of the documents in a text; none in an empty one.</summary>
    /// <exception cref="YamlException">It is no YAML, or larger, deeper or more entangled than any file of settings.</exception>
    public static IReadOnlyList<YamlNode> Read(string text)
    {
        if (text.Length > MostLetters)
        {
            throw new YamlException(Mark.Empty, Mark.Empty, $"it is longer than {MostLetters} letters");
        }

        Guard(text, parser =>
        {
            var extent = new YamlExtent();
            while (parser.MoveNext())
            {
                extent.Take(parser.Current!);
            }
        });
        var stream = new YamlStream();
        Guard(text, stream.Load);
        return [.. stream.Documents.Select(document => document.RootNode)];
    }

    /// <summary>The top of the first document; null for an empty text.</summary>
    /// <exception cref="YamlException">As for <see cref="Read"/>.</exception>
    public static YamlNode? Top(string text) => Read(text) is [var top, ..] ? top : null;

    private static void Guard(string text, Action<IParser> read)
    {
        var scanner = new Scanner(new StringReader(text), skipComments: true);
        try
        {
            read(new Parser(scanner));
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // The scanner loses its own state on some unclosed brackets; its position is still right.
            throw new YamlException(scanner.CurrentPosition, scanner.CurrentPosition, "unexpected text, perhaps after a bracket that is not closed", exception);
        }
        catch (YamlException exception) when (exception.Message.Length > LongestReason)
        {
            // The library quotes a whole key or anchor, however long.
            throw new YamlException(exception.Start, exception.End, ShortText.Of(exception.Message, LongestReason), exception);
        }
    }
}
