namespace ClanStats.Tests.Architecture;

/// <summary>The rooms of the house and who may import whom; docs/architecture.md says the same in words.</summary>
internal static class Rooms
{
    private static readonly string[] Formats = ["Exports.Excel", "Exports.Json", "Exports.Csv", "Exports.Dashboard", "Exports.Enforcer"];

    /// <summary>All rooms; where one stands in another, the inner one counts.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        "Domain", "Storage", "Identity", "Decisions", "Harvest", "Harvest.Http", "Harvest.WiseOldMan", "Harvest.Discord", "Analytics", "Exports", .. Formats,
        "Exports.Publishing", "Announcements", "Import", "Simulation", "Pipeline", "Hosting",
    ];

    /// <summary>Single types a room may use of another that it may not import as a whole, with the reason.</summary>
    public static readonly IReadOnlyDictionary<(string Room, string Target), (string[] Types, string Reason)> SingleTypes =
        new Dictionary<(string, string), (string[], string)>
        {
            [("Pipeline", "Storage")] = (
                ["RunStore", "StorageOptions"],
                "the run enters itself into pipeline_runs and takes its lock beside the database"),
            [("Pipeline", "Exports")] = (
                ["RunSummaryWriter"],
                "run_summary.json is written by every run that got the lock, whatever its steps did"),
            [("Import", "Exports")] = (
                ["SafeCell", "AtomicFile"],
                "the report of an import is written by the import, with the same care for names as every output"),
            [("Import", "Exports.Enforcer")] = (
                ["MarkdownText"],
                "the report of an import is written by the import, with the same care for names as every output"),
            [("Exports.Publishing", "Exports.Json")] = (
                ["JsonReportWriter", "ClanDataSchema", "DayCoverage"],
                "what a writer wrote is read back and held to what it says of itself"),
            [("Exports.Publishing", "Exports.Csv")] = (
                ["CsvReportWriter"],
                "what a writer wrote is read back and held to what it says of itself"),
            [("Exports.Publishing", "Exports.Excel")] = (
                ["ExcelReportWriter"],
                "what a writer wrote is read back and held to what it says of itself"),
            [("Harvest.Discord", "Identity")] = (
                ["NameIndex", "IdentityStore"],
                "a relayed line is given to whoever bears the name, in the transaction that stores it; the store loads the index"),
        };

    private static readonly Dictionary<string, string[]> MayImport = new(StringComparer.Ordinal)
    {
        ["Domain"] = [],
        ["Storage"] = ["Domain"],
        ["Identity"] = ["Domain", "Storage"],
        ["Decisions"] = ["Domain", "Storage", "Identity"],
        ["Harvest"] = ["Domain", "Storage", "Harvest.Http", "Harvest.WiseOldMan", "Harvest.Discord"],
        ["Harvest.Http"] = ["Domain", "Harvest"],
        ["Harvest.WiseOldMan"] = ["Domain", "Storage", "Harvest", "Harvest.Http"],
        ["Harvest.Discord"] = ["Domain", "Storage", "Harvest", "Harvest.Http"],
        ["Analytics"] = ["Domain", "Storage"],
        ["Exports"] = ["Domain", .. Formats, "Exports.Publishing"],
        ["Exports.Publishing"] = ["Domain", "Exports"],
        ["Announcements"] = ["Domain", "Storage", "Harvest", "Harvest.Http"],
        ["Import"] = ["Domain", "Storage", "Identity"],
        ["Simulation"] = ["Domain"],
        ["Pipeline"] = ["Domain"],
        ["Hosting"] = [.. All],
    };

    /// <summary>Whether a room may import another.</summary>
    public static bool May(string room, string target) =>
        room == target || (Formats.Contains(room) ? target is "Domain" or "Exports" : MayImport[room].Contains(target));

    /// <summary>The room a file stands in; null for the entry point.</summary>
    public static string? OfFile(string path)
    {
        const string Domain = "src/ClanStats.Domain/", Program = "src/ClanStats/";
        if (path.StartsWith(Domain, StringComparison.Ordinal))
        {
            return "Domain";
        }

        return path.StartsWith(Program, StringComparison.Ordinal) ? OfName(path[Program.Length..].Replace('/', '.')) : null;
    }

    /// <summary>The room of a name below ClanStats, such as <c>Harvest.Http.Fixtures</c>; null if it is no room.</summary>
    public static string? OfName(string name) => All
        .Where(room => name == room || name.StartsWith(room + ".", StringComparison.Ordinal))
        .MaxBy(room => room.Length);
}
