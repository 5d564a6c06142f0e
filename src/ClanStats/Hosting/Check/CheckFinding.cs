namespace ClanStats.Hosting.Check;

/// <summary>How much a finding of <c>check</c> matters.</summary>
internal enum CheckLevel
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Worth knowing; nothing is missing that was meant to be there.</summary>
    Note,

    /// <summary>Something a night will lack: exit code 4.</summary>
    Finding,

    /// <summary>A night would bring nothing: exit code 1.</summary>
    Unusable,

    /// <summary>Settings that contradict what was found: exit code 2.</summary>
    Configuration,
}

/// <summary>One thing <c>check</c> found out.</summary>
/// <param name="Level">How much it matters.</param>
/// <param name="Subject">What it is about, for scripts; stays the same from run to run, such as "key" or "channel:123".</param>
/// <param name="Message">One sentence for people.</param>
/// <param name="Remedy">What to do about it; never null above <see cref="CheckLevel.Note"/>.</param>
internal sealed record CheckFinding(CheckLevel Level, string Subject, string Message, string? Remedy)
{
    /// <summary>As it should be.</summary>
    public static CheckFinding Ok(string subject, string message) => new(CheckLevel.Ok, subject, message, null);

    /// <summary>Worth knowing.</summary>
    public static CheckFinding Note(string subject, string message, string? remedy = null) => new(CheckLevel.Note, subject, message, remedy);

    /// <summary>Something a night will lack.</summary>
    public static CheckFinding Missing(string subject, string message, string remedy) => new(CheckLevel.Finding, subject, message, remedy);

    /// <summary>A night would bring nothing.</summary>
    public static CheckFinding Unusable(string subject, string message, string remedy) => new(CheckLevel.Unusable, subject, message, remedy);
}

/// <summary>Looks at one thing the program depends on, and changes nothing.</summary>
internal interface ICheckProbe
{
    /// <summary>Its name, for scripts.</summary>
    string Name { get; }

    /// <summary>What it looks at, for people.</summary>
    string Title { get; }

    /// <summary>Looks. What goes wrong is a finding, not an exception.</summary>
    IAsyncEnumerable<CheckFinding> ProbeAsync(CancellationToken cancellationToken);
}

/// <summary>What one probe found.</summary>
internal sealed record ProbeReport(string Name, string Title, IReadOnlyList<CheckFinding> Findings);

/// <summary>What <c>check</c> found.</summary>
internal sealed record CheckReport(IReadOnlyList<ProbeReport> Probes)
{
    /// <summary>The most that any finding matters.</summary>
    public CheckLevel Worst => Probes.SelectMany(probe => probe.Findings).Select(finding => finding.Level).DefaultIfEmpty(CheckLevel.Ok).Max();

    /// <summary>How many findings matter so much.</summary>
    public int Count(CheckLevel level) => Probes.Sum(probe => probe.Findings.Count(finding => finding.Level == level));
}
