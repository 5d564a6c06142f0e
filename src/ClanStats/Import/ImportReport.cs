using ClanStats.Storage.LegacyImport;
using ClanStats.Storage.Verification;

namespace ClanStats.Import;

/// <summary>A reason with how many rows it holds for.</summary>
internal sealed record Reason(string Text, long Rows);

/// <summary>What became of one table of the old database.</summary>
/// <param name="Name">The table.</param>
/// <param name="Read">Its rows.</param>
/// <param name="Carried">Rows whose content came in.</param>
/// <param name="Merged">Rows that say what is there already, with the reasons.</param>
/// <param name="NotCarried">Rows that were left, with the reasons.</param>
internal sealed record TableResult(string Name, long Read, long Carried, IReadOnlyList<Reason> Merged, IReadOnlyList<Reason> NotCarried)
{
    /// <summary>Rows that are accounted for.</summary>
    public long Accounted => Carried + Merged.Sum(reason => reason.Rows) + NotCarried.Sum(reason => reason.Rows);
}

/// <summary>A number both databases must agree on.</summary>
internal sealed record TotalCheck(string What, long Legacy, long Database)
{
    /// <summary>Whether they do.</summary>
    public bool Agrees => Legacy == Database;
}

/// <summary>A group of people, accounts or names with samples.</summary>
/// <param name="Text">What they have in common.</param>
/// <param name="Count">How many.</param>
/// <param name="Messages">How many messages they wrote; null where that is not the point.</param>
/// <param name="Samples">A few of them.</param>
internal sealed record Group(string Text, long Count, long? Messages, IReadOnlyList<string> Samples);

/// <summary>Everything an import has to say.</summary>
internal sealed record ImportReport
{
    public required string LegacyPath { get; init; }

    public required long LegacyBytes { get; init; }

    public required string Stage { get; init; }

    public required string DatabaseFile { get; init; }

    public required long DatabaseBytes { get; init; }

    public required string? Backup { get; init; }

    /// <summary>Whether the database is another now; false where everything was there already.</summary>
    public required bool Changed { get; init; }

    public required IReadOnlyList<TableResult> Tables { get; init; }

    public required IReadOnlyList<TotalCheck> Totals { get; init; }

    public required IReadOnlyList<Group> People { get; init; }

    public required IReadOnlyList<Group> Accounts { get; init; }

    public required IReadOnlyList<Group> RelayNames { get; init; }

    /// <summary>What a reader should know beside the counts, one sentence each.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    public required IReadOnlyList<SavedTable> Saved { get; init; }

    public required IReadOnlyList<VerifyCheck> Verification { get; init; }

    /// <summary>Why nothing was taken over; empty if all is well.</summary>
    public IReadOnlyList<string> Faults =>
    [
        .. Totals.Where(total => !total.Agrees).Select(total => $"{total.What}: {total.Legacy} in the old database, {total.Database} in the new one"),
        .. Tables.Where(table => table.Accounted != table.Read).Select(table => $"{table.Name}: {table.Read} rows read, {table.Accounted} accounted for"),
        .. Verification.SelectMany(check => check.Result.Faults.Select(fault => $"verification {check.Number}: {fault.Count} {fault.What}")),
    ];
}
