using ClanStats.Domain.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace ClanStats.Storage;

/// <summary>Registers the storage.</summary>
internal static class StorageServices
{
    /// <summary>Adds the database, its migrator, backup and stores.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services) => services
        .AddSingleton<Database>()
        .AddSingleton<DatabaseMigrator>()
        .AddSingleton<SafeMigration>()
        .AddSingleton<DatabaseBackup>()
        .AddSingleton<DamageWatch>()
        .AddSingleton<RunStore>()
        .AddSingleton<HarvestCursorStore>()
        .AddKeyedScoped<IRunStep, PrepareDatabaseStep>(StepNames.Prepare);
}
