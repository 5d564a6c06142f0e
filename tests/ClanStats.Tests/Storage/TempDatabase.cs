using ClanStats.Storage;

namespace ClanStats.Tests.Storage;

/// <summary>A real database file in a folder of its own.</summary>
internal sealed class TempDatabase : IDisposable
{
    public TempDatabase(bool migrated = true)
    {
        Root = Directory.CreateTempSubdirectory("clanstats-db-").FullName;
        Options = new StorageOptions { DatabaseFile = Path.Combine(Root, "clan_data.db"), BackupDirectory = Path.Combine(Root, "backups") };
        Database = new Database(Options);
        Migrator = new DatabaseMigrator(Database, TimeProvider.System);
        if (migrated)
        {
            Migrator.MigrateTo();
        }
    }

    public string Root { get; }

    public StorageOptions Options { get; }

    public Database Database { get; }

    public DatabaseMigrator Migrator { get; }

    public List<T> Query<T>(string sql) => Database.Read("test", connection => Dapper.SqlMapper.Query<T>(connection, sql).ToList());

    public void Execute(string sql) => Database.Read("test", connection => Dapper.SqlMapper.Execute(connection, sql));

    public void Dispose()
    {
        Database.Dispose();
        Directory.Delete(Root, recursive: true);
    }
}
