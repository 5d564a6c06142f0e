using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace ClanStats.Hosting;

/// <summary>
/// Reads YAML that people wrote, and bounds it: the library takes minutes for thousands of open brackets, and a node that names itself or
/// others many times over is endless for whoever walks through it.
/// </summary>
internal static class YamlReader
{
    private const int MostLetters = 4_000_000;
    private const int Deepest = 64;
    private const int MostNodes = 200_000;
    private const int LongestReason = 300;

    /// <summary>The tops of the documents in a text; none in an empty one.</summary>
    /// <exception cref="YamlException">It is no YAML, or larger, deeper or more entangled than any file of settings.</exception>
    public static IReadOnlyList<YamlNode> Read(string text)
    {
        if (text.Length > MostLetters)
        {
            throw new YamlException(Mark.Empty, Mark.Empty, $"it is longer than {MostLetters} letters");
        }

        RefuseDepth(text);
        var scanner = new Scanner(new StringReader(text), skipComments: true);
        var stream = new YamlStream();
        Guard(scanner, () => stream.Load(new Parser(scanner)));
        var left = MostNodes;
        foreach (var document in stream.Documents)
        {
            Walk(document.RootNode, Deepest, ref left);
        }

        return [.. stream.Documents.Select(document => document.RootNode)];
    }

    /// <summary>The top of the first document; null for an empty text.</summary>
    /// <exception cref="YamlException">As for <see cref="Read"/>.</exception>
    public static YamlNode? Top(string text) => Read(text) is [var top, ..] ? top : null;

    private static void RefuseDepth(string text)
    {
        var scanner = new Scanner(new StringReader(text), skipComments: true);
        Guard(scanner, () =>
        {
            var parser = new Parser(scanner);
            for (var depth = 0; parser.MoveNext();)
            {
                depth += parser.Current!.NestingIncrease;
                if (depth > Deepest && parser.Current is MappingStart or SequenceStart)
                {
                    throw new YamlException(parser.Current.Start, parser.Current.End, $"lists and mappings are nested more than {Deepest} deep");
                }
            }
        });
    }

    /// <summary>The scanner loses its own state on some unclosed brackets; its position is still right.</summary>
    private static void Guard(Scanner scanner, Action read)
    {
        try
        {
            read();
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            throw new YamlException(scanner.CurrentPosition, scanner.CurrentPosition, "unexpected text, perhaps after a bracket that is not closed", exception);
        }
        catch (YamlException exception) when (exception.Message.Length > LongestReason)
        {
            // The library quotes a whole key or anchor, however long.
            throw new YamlException(exception.Start, exception.End, exception.Message[..LongestReason] + "…", exception);
        }
    }

    /// <summary>Counts the nodes as often as they are met, so that what repeats itself comes to an end.</summary>
    private static void Walk(YamlNode node, int depth, ref int left)
    {
        if (depth == 0 || --left < 0)
        {
            throw new YamlException(node.Start, node.End, "aliases (*name) repeat themselves without end");
        }

        foreach (var child in node switch
        {
            YamlMappingNode mapping => mapping.Children.SelectMany(entry => new[] { entry.Key, entry.Value }),
            YamlSequenceNode sequence => sequence.Children,
            _ => [],
        })
        {
            Walk(child, depth - 1, ref left);
        }
    }
}
