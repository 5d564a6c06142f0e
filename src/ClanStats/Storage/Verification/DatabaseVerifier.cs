using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ClanStats.Storage.Verification;

/// <summary>Something counted.</summary>
/// <param name="What">What it is, as people read it.</param>
/// <param name="Count">How many.</param>
internal sealed record Finding(string What, long Count);

/// <summary>What one check found.</summary>
/// <param name="Faults">What is wrong; empty if all is well.</param>
/// <param name="Notes">What is told without being wrong.</param>
internal sealed record CheckResult(IReadOnlyList<Finding> Faults, IReadOnlyList<Finding> Notes)
{
    /// <summary>The result of a check that has nothing to tell but its faults; those that count nothing are left out.</summary>
    public static CheckResult Of(IEnumerable<Finding> faults) => new([.. faults.Where(fault => fault.Count > 0)], []);
}

/// <summary>A check that has been made.</summary>
/// <param name="Number">1 to 6.</param>
/// <param name="Name">What was checked.</param>
/// <param name="Result">What was found.</param>
internal sealed record VerifyCheck(int Number, string Name, CheckResult Result)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool Passed => Result.Faults.Count == 0;
}

/// <summary>How names and accounts prove who somebody is; the rules of identity belong to another room.</summary>
/// <param name="WhoBore">The member a name means at an instant; null if it proves nothing.</param>
/// <param name="Accounts">Accounts without a link that the rules would link to a member.</param>
internal sealed record IdentityProof(Func<string, UtcInstant, long?> WhoBore, IReadOnlySet<long> Accounts);

/// <summary>The six checks of <c>db verify</c>. They read one state of the database and change nothing.</summary>
/// <param name="database">The database.</param>
/// <param name="identity">Loads the proofs; called once, and only when rows without a member are looked at.</param>
internal sealed class DatabaseVerifier(Database database, Func<IdentityProof> identity)
{
    /// <summary>How many checks there are.</summary>
    public const int Checks = 6;

    /// <summary>Makes the checks one by one, so that each can be told when it is done.</summary>
    /// <param name="now">The present, for runs that have not ended.</param>
    /// <param name="cancellationToken">Stops between two checks.</param>
    /// <exception cref="UserFaultException">The file is not a ClanStats database.</exception>
    public IEnumerable<VerifyCheck> Run(UtcInstant now, CancellationToken cancellationToken)
    {
        using var connection = Open();

        // Looking through the pages of the file takes a processor by itself; which state of the database it sees does not matter.
        var pages = Task.Run(Damage, CancellationToken.None);
        (string Name, Func<CheckResult> Make)[] checks =
        [
            ("migration chain", () => MigrationChainCheck.Run(connection)),
            ("id columns filled", () => new IdColumnsCheck(connection, identity).Run()),
            ("no orphans", () => OrphansCheck.Run(connection)),
            ("unique keys", () => UniqueKeysCheck.Run(connection)),
            ("schema as declared", () => SchemaCheck.Run(connection)),
            ("integrity and invariants", () => IntegrityCheck.Run(connection, pages.GetAwaiter().GetResult(), now)),
        ];
        try
        {
            for (var i = 0; i < checks.Length; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return new VerifyCheck(i + 1, checks[i].Name, Guard(checks[i].Make));
            }
        }
        finally
        {
            ((IAsyncResult)pages).AsyncWaitHandle.WaitOne();

            // Its transaction ends with it: a damaged file may not even let it be rolled back.
            SqliteConnection.ClearPool(connection);
        }
    }

    private List<string> Damage()
    {
        using var connection = Open();
        try
        {
            return [.. connection.Query<string>("PRAGMA integrity_check").Where(finding => finding != "ok")];
        }
        finally
        {
            SqliteConnection.ClearPool(connection);
        }
    }

    private SqliteConnection Open()
    {
        SqliteConnection? connection = null;
        try
        {
            connection = database.Open();
            Database.Pragma(connection, "BEGIN DEFERRED");
            return connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_master WHERE name = 'SchemaVersions'") == 1
                ? connection
                : throw new UserFaultException($"{database.File} is not a ClanStats database: it has no journal of migrations.");
        }
        catch (Exception exception) when (exception is SqliteException or UserFaultException)
        {
            if (connection is not null)
            {
                SqliteConnection.ClearPool(connection);
                connection.Dispose();
            }

            throw exception as UserFaultException ?? new UserFaultException(
                $"{database.File} cannot be read ({exception.Message}). 'clanstats db backups' lists what can be restored.", exception);
        }
    }

    /// <summary>
    /// A check that cannot be made has failed: in a damaged database nothing that other code relies on need hold, and whatever that code
    /// then throws must not hide what else is wrong.
    /// </summary>
    private static CheckResult Guard(Func<CheckResult> make)
    {
        try
        {
            return make();
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or OutOfMemoryException))
        {
            return new CheckResult([new Finding($"the check could not be made: {exception.Message}", 1)], []);
        }
    }
}
