using System.Text.RegularExpressions;

namespace ClanStats.Tests.Architecture;

public sealed partial class SqlTests
{
    /// <summary>What only SQLite understands and stands outside Storage; a port to another engine begins with this list.</summary>
    private static readonly string[] SqliteOnlyOutsideStorage =
    [
        "src/ClanStats/Analytics/ClanQueries.cs: json_each(",
        "src/ClanStats/Analytics/ClanQueries.cs: json_extract(",
        "src/ClanStats/Analytics/FirstListedStore.cs: max(a, b)",
        "src/ClanStats/Analytics/HourQueries.cs: group_concat(",
        "src/ClanStats/Analytics/IdentityQueries.cs: INDEXED BY",
        "src/ClanStats/Analytics/JoinQueries.cs: json_each(",
        "src/ClanStats/Analytics/MessageQueries.cs: INDEXED BY",
        "src/ClanStats/Analytics/OfficerQueries.cs: json_each(",
        "src/ClanStats/Analytics/RetentionQueries.cs: json_each(",
        "src/ClanStats/Analytics/WeekQueries.cs: json_each(",
        "src/ClanStats/Analytics/WindowQueries.cs: json_each(",
        "src/ClanStats/Analytics/WindowQueries.cs: json_extract(",
        "src/ClanStats/Harvest/Discord/AccountStore.cs: max(a, b)",
        "src/ClanStats/Harvest/Discord/AccountStore.cs: min(a, b)",
        "src/ClanStats/Harvest/WiseOldMan/GroupHistoryStore.cs: a IS NOT b",
    ];

    /// <summary>The simulation knows no database; what looks like SQL there is what hostile players call themselves.</summary>
    [Fact]
    public void Sql_stands_only_in_stores_queries_and_storage()
    {
        var findings =
            from file in Repository.Sources
            where !IsHomeOfSql(file.Path) && Rooms.OfFile(file.Path) != "Simulation"
            from literal in file.Literals
            where SqlPattern().IsMatch(literal.Text)
            select $"{file.Path}:{literal.Line}: {literal.Text.Trim().Split('\n')[0]}";

        Repository.ShouldHold(findings, "Move the statement into the slice's …Store (writes) or …Queries (reads).");
    }

    [Fact]
    public void What_only_sqlite_understands_is_listed_where_it_stands_outside_storage()
    {
        var found =
            from file in Repository.Sources
            where !file.Path.StartsWith("src/ClanStats/Storage/", StringComparison.Ordinal) && IsHomeOfSql(file.Path)
            from literal in file.Literals
            where SqlPattern().IsMatch(literal.Text)
            from Match construct in SqliteOnlyPattern().Matches(literal.Text)
            select $"{file.Path}: {Named(construct.Value)}";

        found.Distinct().Order(StringComparer.Ordinal).ShouldBe(
            SqliteOnlyOutsideStorage.Order(StringComparer.Ordinal),
            "Write it in the common subset of SQL (ON CONFLICT instead of INSERT OR, coalesce instead of ifnull), move it into Storage, "
            + "or, where neither works, list it here; take out what is gone.");
    }

    [Fact]
    public void No_statement_folds_names()
    {
        var findings =
            from file in Repository.Sources
            from literal in file.Literals
            where SqlPattern().IsMatch(literal.Text) && FoldingPattern().IsMatch(literal.Text)
            select $"{file.Path}:{literal.Line}";

        Repository.ShouldHold(findings, "Compare normalized_name with the key of a PlayerName; only that type folds names.");
    }

    private static string Named(string construct) => construct switch
    {
        _ when construct.StartsWith("IS ", StringComparison.Ordinal) => construct.StartsWith("IS NOT", StringComparison.Ordinal) ? "a IS NOT b" : "a IS b",
        _ when construct.EndsWith(',') => $"{construct[..3]}(a, b)",
        _ => construct,
    };

    private static bool IsHomeOfSql(string path) =>
        path.StartsWith("src/ClanStats/Storage/", StringComparison.Ordinal)
        || (Rooms.OfFile(path) is { } room
            && (room is "Identity" or "Decisions" or "Analytics" or "Announcements" || room.StartsWith("Harvest.", StringComparison.Ordinal))
            && (path.EndsWith("Store.cs", StringComparison.Ordinal) || path.EndsWith("Queries.cs", StringComparison.Ordinal)));

    [GeneratedRegex(
        @"(?:^|;)\s*(?:SELECT|INSERT|REPLACE|UPDATE|DELETE|WITH|PRAGMA|CREATE|DROP|ALTER|VACUUM|ATTACH|ANALYZE)\s|\bSELECT\b[\s\S]+\bFROM\b|\bINSERT\s+INTO\b|\bDELETE\s+FROM\b")]
    private static partial Regex SqlPattern();

    [GeneratedRegex(
        @"INSERT OR \w+|\bREPLACE INTO\b|\bPRAGMA\b|\bpragma_\w+|\bsqlite_\w+|\bjson_\w+\(|\bGLOB\b|"
        + @"\b(?:strftime|julianday|unixepoch|last_insert_rowid|changes|group_concat|printf|ifnull|typeof|total)\(|"
        + @"\browid\b|AUTOINCREMENT|WITHOUT ROWID|COLLATE NOCASE|INDEXED BY|\bATTACH\b|\bVACUUM\b|\b(?:min|max)\([^()]*,|\bIS (?:NOT )?(?!NOT\b|NULL\b)\w")]
    private static partial Regex SqliteOnlyPattern();

    [GeneratedRegex(@"\b(?:lower|upper)\(|NOCASE", RegexOptions.IgnoreCase)]
    private static partial Regex FoldingPattern();
}
