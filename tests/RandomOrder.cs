using Xunit.Abstractions;
using Xunit.Sdk;

namespace ClanStats.Tests;

/// <summary>Runs tests in another order each time, so that none can rest on what another left behind. A failure names its seed.</summary>
public sealed class RandomOrder(IMessageSink sink) : ITestCaseOrderer, ITestCollectionOrderer
{
    private static readonly int Seed = int.TryParse(Environment.GetEnvironmentVariable("TEST_ORDER_SEED"), out var seed) ? seed : Random.Shared.Next();

    public IEnumerable<TTestCase> OrderTestCases<TTestCase>(IEnumerable<TTestCase> testCases)
        where TTestCase : ITestCase => Shuffle(testCases.OrderBy(test => test.UniqueID, StringComparer.Ordinal));

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections)
    {
        sink.OnMessage(new DiagnosticMessage($"Tests run in the order of TEST_ORDER_SEED={Seed}"));
        return Shuffle(testCollections.OrderBy(collection => collection.DisplayName, StringComparer.Ordinal));
    }

    private static T[] Shuffle<T>(IEnumerable<T> items)
    {
        var shuffled = items.ToArray();
        new Random(Seed).Shuffle(shuffled);
        return shuffled;
    }
}
