using ClanStats.Domain.Runs;

namespace ClanStats.Tests.Fuzz;

/// <summary>Shows nothing.</summary>
internal sealed class SilentProgress : IRunProgress
{
    /// <inheritdoc/>
    public IProgressTask Start(string title, long? total = null) => new Silence();

    private sealed class Silence : IProgressTask
    {
        public void Advance(long units = 1)
        {
        }

        public void Dispose()
        {
        }
    }
}
