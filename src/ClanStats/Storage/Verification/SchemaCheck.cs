using Microsoft.Data.Sqlite;

namespace ClanStats.Storage.Verification;

/// <summary>Check 5: tables, indexes, views and triggers are those of the chain, word for word.</summary>
internal static class SchemaCheck
{
    public static CheckResult Run(SqliteConnection connection)
    {
        using var fresh = DeclaredSchema.Build();
        var declared = DeclaredSchema.Objects(fresh);
        var present = DeclaredSchema.Objects(connection);
        return new CheckResult(
            [
                .. declared.Keys.Where(name => !present.ContainsKey(name)).Order(StringComparer.Ordinal).Select(name => new Finding($"{name} is missing", 1)),
                .. present.Keys.Where(name => !declared.ContainsKey(name)).Order(StringComparer.Ordinal).Select(name => new Finding($"{name} is not declared", 1)),
                .. declared.Where(item => present.TryGetValue(item.Key, out var sql) && sql != item.Value).Select(item => item.Key)
                    .Order(StringComparer.Ordinal).Select(name => new Finding($"{name} differs from its declaration", 1)),
            ],
            []);
    }
}
