using ClanStats.Tests.EndToEnd;
using ClanStats.Tests.Fixtures;

namespace ClanStats.Tests.Exports;

/// <summary>Both sets, made once: the files of a night, and those of the report with every kind of member.</summary>
public sealed class AgreeingSets : IAsyncLifetime
{
    private readonly Dictionary<string, WrittenSet> _sets = [];
    private ClanNight _night = null!;

    public async Task InitializeAsync()
    {
        _night = await ClanNight.StartAsync(members: 24, days: 75);
        await _night.NightAsync();
        _sets["night"] = WrittenSet.In(_night.Output);
        _sets["sample"] = await WrittenSet.OfAsync(SampleReport.Create());
    }

    public async Task DisposeAsync()
    {
        _sets["night"].Dispose();
        _sets["sample"].Dispose();
        await _night.DisposeAsync();
    }

    internal WrittenSet Of(string name) => _sets[name];
}
