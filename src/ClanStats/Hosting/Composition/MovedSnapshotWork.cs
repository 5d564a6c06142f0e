using System.Globalization;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using ClanStats.Hosting.Logging;
using ClanStats.Storage;

namespace ClanStats.Hosting.Composition;

/// <summary>The part of <c>link</c> that is about snapshots that went from one player to another: shows them and takes a move back.</summary>
internal static class MovedSnapshotWork
{
    private const string Prefix = "snapshots-";

    /// <summary>Shows the moves that can be taken back, with what to type.</summary>
    public static void List(Database database, Terminal terminal)
    {
        var moves = MovedSnapshots.List(database);
        if (moves.Count == 0)
        {
            return;
        }

        terminal.Answer("");
        terminal.Answer("Snapshots that went with an approved change of name:");
        foreach (var line in TextColumns.Lay([.. moves.Select(move => new[]
        {
            Prefix + move.Id.ToString(CultureInfo.InvariantCulture), move.At.ToPeople(),
            string.Create(CultureInfo.InvariantCulture, $"{move.Snapshots} of {LineEscape.Escape(move.Before)} → {LineEscape.Escape(move.After)}"),
        })]))
        {
            terminal.Answer($"  {line}");
        }

        terminal.Answer($"Take one back with: clanstats link undo {Prefix}{moves[0].Id.ToString(CultureInfo.InvariantCulture)}");
    }

    /// <summary>Takes a move back, if what was typed is one.</summary>
    /// <returns>Whether it was one.</returns>
    /// <exception cref="UserFaultException">There is no such move.</exception>
    public static bool TryUndo(Database database, string typed, UtcInstant now, Terminal terminal)
    {
        if (!typed.StartsWith(Prefix, StringComparison.Ordinal)
            || !long.TryParse(typed.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return false;
        }

        var move = MovedSnapshots.List(database).FirstOrDefault(move => move.Id == id)
            ?? throw new UserFaultException($"{typed} is no move of snapshots that can be taken back; 'clanstats link' lists them.");
        var registry = database.Read("moved snapshots: metrics", MetricRegistry.Load);
        var moved = database.Write("moved snapshots: undo", unit => new MovedSnapshots(unit, registry).Undo(id, now));
        terminal.Answer(LineEscape.Escape($"{moved} snapshots went back from {move.After} to {move.Before}."));
        return true;
    }
}
