namespace ClanStats.Tests.Fixtures;

/// <summary>For tests with a limit of time: what they watch has the machine to itself, because they run when the others have ended.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
