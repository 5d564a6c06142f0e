namespace ClanStats.Harvest;

/// <summary>
/// Keeps a long harvest small. Answers under way outlive the runtime's first sweep and are garbage before its second, which it puts off the longer
/// the more it found there once: 140 MB of them lay in a harvest of 5,000 members. The runtime's own bound of that is read from the environment
/// alone, where the program cannot set it for itself.
/// </summary>
internal static class HarvestMemory
{
    private const int Young = 1;
    private const long MostYoung = 32L * 1024 * 1024;

    /// <summary>Sweeps young garbage if much of it lies there. Said after each batch.</summary>
    public static void Sweep()
    {
        if (GC.GetGCMemoryInfo(GCKind.Any).GenerationInfo[Young].SizeAfterBytes > MostYoung)
        {
            GC.Collect(Young, GCCollectionMode.Forced, blocking: true);
        }
    }

    /// <summary>Sweeps everything. Said where the answer with everybody's snapshot, which is the largest of all, has been stored and much is still to come.</summary>
    public static void SweepAll() => GC.Collect();
}
