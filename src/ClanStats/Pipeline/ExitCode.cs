namespace ClanStats.Pipeline;

/// <summary>What a command hands back to the shell; scripts rely on the numbers.</summary>
internal enum ExitCode
{
    /// <summary>Everything it should do is done.</summary>
    Done = 0,

    /// <summary>Failed: nothing that could be published.</summary>
    Failed = 1,

    /// <summary>Configuration or usage is wrong.</summary>
    UsageWrong = 2,

    /// <summary>Stopped on request.</summary>
    Cancelled = 3,

    /// <summary>Something that should have been harvested, exported or published is missing.</summary>
    Partial = 4,

    /// <summary>Another run holds the lock.</summary>
    Locked = 5,
}
