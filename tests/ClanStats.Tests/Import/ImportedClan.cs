using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Domain.Runs;
using ClanStats.Hosting.Composition;
using ClanStats.Import;
using ClanStats.Storage;
using ClanStats.Storage.Verification;

namespace ClanStats.Tests.Import;

/// <summary>The place an old database is imported into.</summary>
internal sealed class ImportedClan : IDisposable
{
    public static readonly UtcInstant Now = LegacyClan.At(31);
    private readonly string _root = Directory.CreateTempSubdirectory("clanstats-import-").FullName;

    public ImportedClan()
    {
        Options = new StorageOptions { DatabaseFile = Path.Combine(_root, "data", "clan_data.db"), BackupDirectory = Path.Combine(_root, "backups") };
        Directory.CreateDirectory(Path.Combine(_root, "data"));
    }

    public StorageOptions Options { get; }

    public List<string> Told { get; } = [];

    public bool StoreContent { get; set; }

    public Action<Database>? BeforeSwap { get; set; }

    public ImportReport Import(LegacyClan legacy) => Import(legacy.File);

    public ImportReport Import(string file, CancellationToken cancellationToken = default)
    {
        var request = new ImportRequest(file, Options, StoreContent, new Snowflake(LegacyClan.RelayChannel), Now);
        var importer = new LegacyImporter(request, TimeProvider.System, new NoProgress(), database => DatabaseWork.Prove(database, Now), Told.Add)
        {
            BeforeSwap = BeforeSwap,
        };
        return importer.Run(cancellationToken);
    }

    public List<T> Query<T>(string sql)
    {
        using var database = new Database(Options);
        return database.Read("test", connection => Dapper.SqlMapper.Query<T>(connection, sql).ToList());
    }

    public void Execute(string sql)
    {
        using var database = new Database(Options);
        new DatabaseMigrator(database, TimeProvider.System).MigrateTo();
        database.Read("test", connection => Dapper.SqlMapper.Execute(connection, sql));
    }

    public string Hash()
    {
        using var database = new Database(Options);
        return ContentHash.Of(database, CancellationToken.None);
    }

    /// <summary>Files beside the database that do not belong there.</summary>
    public IEnumerable<string> Leftovers() => Directory.EnumerateFiles(Path.GetDirectoryName(Options.DatabaseFile)!)
        .Select(Path.GetFileName).OfType<string>().Where(name => name is not ("clan_data.db" or "clan_data.db-wal" or "clan_data.db-shm"));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private sealed class NoProgress : IRunProgress
    {
        public IProgressTask Start(string title, long? total = null) => new Task();

        private sealed class Task : IProgressTask
        {
            public void Advance(long units = 1)
            {
            }

            public void Dispose()
            {
            }
        }
    }
}
