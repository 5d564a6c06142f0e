using Dapper;
using Microsoft.Data.Sqlite;

namespace ClanStats.Storage.Verification;

/// <summary>Check 1: every script of this program ran, once, in order, as it was released, and no other.</summary>
internal static class MigrationChainCheck
{
    public static CheckResult Run(SqliteConnection connection)
    {
        var journal = connection.Query<string>("SELECT ScriptName FROM SchemaVersions ORDER BY SchemaVersionID").ToList();
        var checksums = connection.Query<(string Name, string Checksum)>("SELECT script_name, checksum FROM schema_checksums")
            .ToDictionary(row => row.Name, row => row.Checksum, StringComparer.Ordinal);
        var known = MigrationScripts.All.ToDictionary(script => script.Name, StringComparer.Ordinal);
        var ran = journal.Where(known.ContainsKey).ToList();
        return CheckResult.Of(
        [
            new Finding("scripts not applied yet", known.Keys.Except(journal, StringComparer.Ordinal).Count()),
            new Finding("scripts this program does not know", journal.Count - ran.Count),
            new Finding("scripts applied twice", ran.Count - ran.Distinct(StringComparer.Ordinal).Count()),
            new Finding("scripts applied out of order", ran.Zip(ran.Skip(1)).Count(pair => known[pair.First].Number > known[pair.Second].Number)),
            new Finding("applied scripts without checksum", ran.Count(name => !checksums.ContainsKey(name))),
            new Finding(
                "scripts that differ from the released ones",
                ran.Count(name => checksums.TryGetValue(name, out var checksum) && checksum != known[name].Checksum)),
        ]);
    }
}
