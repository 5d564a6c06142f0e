namespace ClanStats.Pipeline;

/// <summary>What the program tells the system when it ends. Schedulers and scripts rely on the numbers.</summary>
internal enum ExitCode
{
    /// <summary>Everything was done.</summary>
    Done = 0,

    /// <summary>Failed: there is nothing publishable.</summary>
    Failed = 1,

    /// <summary>The configuration or the command line is wrong.</summary>
    UsageWrong = 2,

    /// <summary>Stopped on request.</summary>
    Cancelled = 3,

    /// <summary>Something that should have been harvested, exported or published is missing; the summary says what.</summary>
    Partial = 4,

    /// <summary>Another run holds the lock.</summary>
    Locked = 5,
}
