using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ClanStats.Hosting;

/// <summary>Measures a YAML text event by event, an alias counting as much as what it names.</summary>
internal sealed class YamlExtent
{
    private const int Deepest = 64;
    private const int MostNodes = 200_000;

    private readonly Stack<(AnchorName Anchor, int Nodes, int Depth)> _open = new();
    private readonly Dictionary<AnchorName, (int Nodes, int Depth)> _named = [];
    private int _nodes;

    /// <summary>Takes the next event.</summary>
    /// <exception cref="YamlException">The text is deeper or larger than any file of settings, or an alias names what it stands in.</exception>
    public void Take(ParsingEvent part)
    {
        switch (part)
        {
            case MappingStart or SequenceStart:
                var start = (NodeEvent)part;
                _ = !start.Anchor.IsEmpty && _named.Remove(start.Anchor);
                _open.Push((start.Anchor, 1, 0));
                Refuse(part, _open.Count > Deepest, $"lists and mappings are nested more than {Deepest} deep");
                break;
            case MappingEnd or SequenceEnd:
                var (anchor, nodes, depth) = _open.Pop();
                Add(part, anchor, nodes, depth + 1);
                break;
            case Scalar scalar:
                Add(part, scalar.Anchor, 1, 0);
                break;
            case AnchorAlias alias:
                Refuse(part, !_named.TryGetValue(alias.Value, out var known), "an alias (*name) names nothing that stands before it as a whole");
                Add(part, AnchorName.Empty, known.Nodes, known.Depth);
                break;
        }
    }

    private void Add(ParsingEvent part, AnchorName anchor, int nodes, int depth)
    {
        if (!anchor.IsEmpty)
        {
            _named[anchor] = (nodes, depth);
        }

        // What ends was counted when it was met; only what an alias repeats comes on top.
        _nodes += part is AnchorAlias or Scalar ? nodes : 1;
        Refuse(part, _nodes > MostNodes || _open.Count + depth > Deepest, "aliases (*name) repeat more than any file of settings holds");
        if (_open.TryPop(out var parent))
        {
            _open.Push((parent.Anchor, parent.Nodes + nodes, Math.Max(parent.Depth, depth)));
        }
    }

    private static void Refuse(ParsingEvent part, bool isRefused, string reason)
    {
        if (isRefused)
        {
            throw new YamlException(part.Start, part.End, reason);
        }
    }
}
