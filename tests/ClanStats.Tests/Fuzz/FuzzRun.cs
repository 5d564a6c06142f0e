using System.Diagnostics;
using ClanStats.Domain.Runs;

namespace ClanStats.Tests.Fuzz;

/// <summary>What a parser must not do.</summary>
/// <param name="Target">Which parser.</param>
/// <param name="Number">Which input; -1 for one of the corpus as it is.</param>
/// <param name="What">The fault, or how long it took.</param>
/// <param name="Input">The input.</param>
internal sealed record FuzzFinding(string Target, long Number, string What, byte[] Input);

/// <summary>Gives a parser inputs and watches what it does with them. An input follows from seed, parser and number alone.</summary>
/// <param name="seed">The source of all chance.</param>
/// <param name="folder">Where parsers of files may write.</param>
internal sealed class FuzzRun(int seed, string folder)
{
    /// <summary>A parser that takes longer hangs, whatever it is given.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, FuzzFinding> _findings = new(StringComparer.Ordinal);
    private long _since;

    /// <summary>What was found, the first input of each kind.</summary>
    public IReadOnlyCollection<FuzzFinding> Findings => _findings.Values;

    /// <summary>Inputs that were read without a fault, so that it can be told whether spoilt ones still get far into a parser.</summary>
    public long Accepted { get; private set; }

    /// <summary>The input under way, for who waits for it.</summary>
    public FuzzFinding? UnderWay { get; private set; }

    /// <summary>How long the input under way has taken.</summary>
    public TimeSpan Taking => UnderWay is null ? TimeSpan.Zero : Stopwatch.GetElapsedTime(Volatile.Read(ref _since));

    /// <summary>Reads the corpus of a parser as it is.</summary>
    public void Replay(FuzzTarget target)
    {
        foreach (var (name, input) in FuzzCorpus.Of(target))
        {
            Try(target, -1, input, name);
        }
    }

    /// <summary>Reads inputs made from the corpus of a parser.</summary>
    /// <param name="target">The parser.</param>
    /// <param name="first">The number of the first.</param>
    /// <param name="count">How many.</param>
    public void Spoil(FuzzTarget target, long first, long count)
    {
        var corpus = FuzzCorpus.Of(target);
        for (var number = first; number < first + count; number++)
        {
            var chance = new Random(HashOf(target.Name, number));
            Try(target, number, target.Spoil(chance, corpus[chance.Next(corpus.Count)].Input, corpus[chance.Next(corpus.Count)].Input), "");
        }
    }

    private void Try(FuzzTarget target, long number, byte[] input, string name)
    {
        var place = Path.Combine(folder, target.Name);
        Directory.CreateDirectory(place);
        Volatile.Write(ref _since, Stopwatch.GetTimestamp());
        UnderWay = new FuzzFinding(target.Name, number, name, input);
        var fault = Read(target, input, place);
        var taken = Taking;
        if (taken > Longest)
        {
            // The first call builds what it needs, and a busy machine may have stopped for a while: only what is slow again is slow.
            Volatile.Write(ref _since, Stopwatch.GetTimestamp());
            Read(target, input, place);
            taken = Taking;
        }

        UnderWay = null;
        if (fault is not null && !target.IsClear(fault))
        {
            Keep(new FuzzFinding(target.Name, number, $"{name} {fault.GetType().Name}: {fault.Message.ReplaceLineEndings(" ")} {Place(fault)}", input), $"{target.Name} {fault.GetType()} {Place(fault)}");
        }
        else if (fault is UserFaultException { Message: var told } && (string.IsNullOrWhiteSpace(told) || told.Length > 4000))
        {
            Keep(new FuzzFinding(target.Name, number, $"{name} a message of {told.Length} characters", input), $"{target.Name} message");
        }

        if (taken > Longest)
        {
            Keep(new FuzzFinding(target.Name, number, $"{name} takes {taken.TotalSeconds:0.0} s", input), $"{target.Name} slow");
        }
    }

    private Exception? Read(FuzzTarget target, byte[] input, string place)
    {
        try
        {
            target.Read(input, place);
            Accepted++;
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    private void Keep(FuzzFinding finding, string kind) => _findings.TryAdd(kind, finding);

    /// <summary>The program's method it came through.</summary>
    private static string Place(Exception exception) => new StackTrace(exception).GetFrames()
        .Select(frame => frame.GetMethod())
        .FirstOrDefault(method => method?.DeclaringType?.Namespace?.StartsWith("ClanStats", StringComparison.Ordinal) is true) is { } method
            ? $"in {method.DeclaringType!.Name}.{method.Name}"
            : "";

    /// <summary>The framework's own hash of a text differs from process to process.</summary>
    private int HashOf(string name, long number)
    {
        var hash = (uint)seed * 2654435761;
        foreach (var letter in name)
        {
            hash = (hash ^ letter) * 16777619;
        }

        return (int)((hash ^ (uint)number) * 2246822519 ^ (hash >> 13));
    }
}
