using ClanStats.Domain.Runs;
using ClanStats.Pipeline;
using ClanStats.Storage;

namespace ClanStats.Hosting.Composition;

/// <summary>What every command says of a database that is not there, too old for it, or held by a run.</summary>
internal static class KnownDatabase
{
    /// <summary>Demands that there is a database.</summary>
    /// <exception cref="UserFaultException">There is none.</exception>
    public static void Demand(StorageOptions options)
    {
        if (!File.Exists(options.DatabaseFile))
        {
            throw new UserFaultException($"There is no database {options.DatabaseFile}; a run makes one, or set DB_FILE or --db.");
        }
    }

    /// <summary>Opens a database that is there and of the program's schema.</summary>
    /// <exception cref="UserFaultException">It is not.</exception>
    public static Database Open(StorageOptions options)
    {
        Demand(options);
        var database = new Database(options);
        try
        {
            return new DatabaseMigrator(database, TimeProvider.System).Pending().Count == 0
                ? database
                : throw new UserFaultException(
                    $"The database {options.DatabaseFile} is of an older schema; the next run brings it to this program's, or now: clanstats db migrate");
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Tells that a run holds the database.</summary>
    /// <param name="options">The database.</param>
    /// <param name="terminal">Where to tell it.</param>
    /// <param name="later">What to do when the run has ended.</param>
    public static ExitCode TellHeld(StorageOptions options, Terminal terminal, string later = "try again")
    {
        terminal.Tell($"A run is at work on {options.DatabaseFile}; {later} when it has ended.");
        return ExitCode.Locked;
    }
}
