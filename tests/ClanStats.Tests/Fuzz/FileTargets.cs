using System.Text;
using ClanStats.Decisions;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Runs;
using ClanStats.Harvest.Http.Fixtures;
using ClanStats.Hosting.Composition;
using ClanStats.Hosting.Rules;
using ClanStats.Hosting.Settings;
using ClanStats.Import;
using ClanStats.Storage;

namespace ClanStats.Tests.Fuzz;

/// <summary>The parsers of files that people and other programs wrote.</summary>
internal static class FileTargets
{
    private static readonly UtcInstant Now = UtcInstant.From(new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero));

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        Text("yaml-rules", 25, text => RulesFile.Parse(text, "rules.yaml")),
        Text("yaml-people", 25, text => PeopleFile.Parse(text, "people.yaml")),
        Text("yaml-settings", 25, text => YamlSettings.Parse(text, "clanstats.yaml", new SettingFindings())),
        Text("env", 30, text => DotEnvFile.Parse(text, ".env", new SettingFindings())),
        new("fixtures", 15, Fixture, IsUserFault),
        new("old-report", 14, (input, folder) => OldReport.Read(Put(input, folder, "clan_data.json"), Now), IsUserFault),
        new("workbook", 35, Workbook, exception => exception is UnreadableWorkbookException) { Spoil = PackageMutator.Spoil },
        new("legacy", 1, Legacy, IsUserFault),
    ];

    private static FuzzTarget Text(string name, int share, Func<string, object?> read) =>
        new(name, share, (input, _) => read(Encoding.UTF8.GetString(input)), IsUserFault);

    /// <summary>A recorded exchange, opened and asked for what the unspoilt ones of the corpus answer.</summary>
    private static void Fixture(byte[] input, string folder)
    {
        Put(input, folder, "0001.json");
        var fixtures = FixtureFolder.Open(folder);
        foreach (var path in new[] { "/groups/7042", "/guilds/1" })
        {
            fixtures.Answer(FixtureKey.Of("wom", "GET", path));
            fixtures.Answer(FixtureKey.Of("discord", "GET", path));
        }
    }

    private static void Workbook(byte[] input, string folder)
    {
        using var reader = WorkbookReader.Open(new MemoryStream(input));
        foreach (var sheet in new[] { WorkbookForm.DecisionsSheet, WorkbookForm.LinksSheet, WorkbookForm.PurgeSheet })
        {
            if (reader.Read(sheet) is { } rows)
            {
                _ = new SheetTable(sheet, [WorkbookForm.Id, WorkbookForm.Name, WorkbookForm.Verdict, WorkbookForm.Seal], [WorkbookForm.Verdict])
                    .Rows(rows, []).Sum(row => row.Text(WorkbookForm.Name).Length + row.Address(WorkbookForm.Verdict).Length);
            }
        }
    }

    /// <summary>A whole import into a new database.</summary>
    private static void Legacy(byte[] input, string folder)
    {
        var options = new StorageOptions { DatabaseFile = Path.Combine(folder, "new", "clan_data.db"), BackupDirectory = Path.Combine(folder, "backups") };
        try
        {
            new LegacyImporter(
                new ImportRequest(Put(input, folder, "old.db"), options, StoreContent: true, null, Now),
                TimeProvider.System,
                new SilentProgress(),
                database => DatabaseWork.Prove(database, Now),
                _ => { }).Run(CancellationToken.None);
        }
        finally
        {
            foreach (var left in new[] { "new", "backups" }.Select(name => Path.Combine(folder, name)).Where(Directory.Exists))
            {
                Directory.Delete(left, recursive: true);
            }
        }
    }

    private static string Put(byte[] input, string folder, string name)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, input);
        return path;
    }

    private static bool IsUserFault(Exception exception) => exception is UserFaultException;
}
