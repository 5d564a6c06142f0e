using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Runs;
using ClanStats.Identity;
using ClanStats.Storage;
using ClanStats.Storage.Forgetting;
using ClanStats.Storage.LegacyImport;
using ClanStats.Storage.Verification;

namespace ClanStats.Import;

/// <summary>What an import was asked to do.</summary>
/// <param name="LegacyPath">The old program's database, as an absolute path.</param>
/// <param name="Storage">The database to import into.</param>
/// <param name="StoreContent">DISCORD_STORE_CONTENT: whether texts are carried.</param>
/// <param name="RelayChannel">RELAY_CHANNEL_ID; null if it is not set.</param>
/// <param name="Now">Business time.</param>
internal sealed record ImportRequest(string LegacyPath, StorageOptions Storage, bool StoreContent, Snowflake? RelayChannel, UtcInstant Now);

/// <summary>
/// Adopts the old program's database, whatever its stage: works on a file beside the database, checks that both sides agree, verifies, and
/// only then lets that file take the database's place. The caller holds the run lock.
/// </summary>
/// <param name="request">What to do.</param>
/// <param name="clock">For backups and migrations.</param>
/// <param name="progress">Told of every row.</param>
/// <param name="prove">How identities are proved, for the verification.</param>
/// <param name="tell">Told what a person should know before it begins.</param>
internal sealed class LegacyImporter(
    ImportRequest request, TimeProvider clock, IRunProgress progress, Func<Database, IdentityProof> prove, Action<string> tell)
{
    private readonly ImportTally _tally = new();

    /// <summary>Looks at the working file before it takes the database's place; a test can end the import here.</summary>
    public Action<Database>? BeforeSwap { get; init; }

    /// <summary>Imports.</summary>
    /// <returns>What became of everything; where it names faults, nothing was taken over.</returns>
    /// <exception cref="UserFaultException">The old file or the database cannot be worked on; nothing was changed.</exception>
    public ImportReport Run(CancellationToken cancellationToken)
    {
        var copy = request.Storage.DatabaseFile + ".importing-legacy";
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        LegacyFile.RemoveCopy(copy);
        using var legacy = LegacyFile.Open(request.LegacyPath, copy);
        RequireRoom(legacy);
        using var connection = legacy.Connect();
        var queries = new LegacyQueries(connection, legacy.Schema, request.Now);
        _tally.Count(queries, legacy.Schema);
        var talk = legacy.Read(queries.Talk);
        _tally.Take(talk);
        Announce();
        _tally.Saved = legacy.Read(() => LegacyLeftovers.Save(connection, request.Storage.BackupDirectory, request.Now));
        using var target = ImportTarget.Prepare(request.Storage, clock);
        target.Begin();
        var changes = target.Changes();
        _tally.Before = target.Write(ImportTotals.Read);
        var forgotten = target.Write(LoadForgotten);
        Fill(legacy, queries, talk, target, forgotten, cancellationToken);
        _tally.After = target.Write(ImportTotals.Read);
        _tally.UnknownNames = target.Write(unit => ImportTotals.UnknownNames(unit, ImportTally.Samples));
        var changed = target.Changes() > changes || _tally.Pointed > 0 || target.Migrated > 0 || target.IsNew;
        target.Write(unit =>
        {
            PackedDays.Keep(unit, request.Now.DayNumber - DailyFacts.MaxDays, request.Now);
            return 0;
        });
        target.Finish();
        legacy.RequireUnchanged();
        var report = Report(legacy, target, changed, Verify(target.Database, cancellationToken));
        if (report.Faults.Count == 0 && changed)
        {
            BeforeSwap?.Invoke(target.Database);
            cancellationToken.ThrowIfCancellationRequested();
            target.TakePlace();
        }

        return report;
    }

    private void Fill(LegacyFile legacy, LegacyQueries queries, LegacyTalk talk, ImportTarget target, ForgottenPeople forgotten, CancellationToken cancellationToken)
    {
        var (members, aliases) = legacy.Read(() => (queries.Members(), queries.Aliases()));
        var keys = legacy.Read(() => ReadKeys(queries, cancellationToken));
        var people = LegacyPeople.Of(members, aliases, keys);
        _tally.People = people;
        _tally.PeopleResult = target.Write(unit => new PeopleImport(unit, request.Now).Run(people, aliases));
        var messages = Sorting(talk.Authors, queries, target, forgotten, cancellationToken);
        var bosses = legacy.Read(() => LegacyBosses.Load(queries));
        _tally.Take(bosses, keys);
        var registry = target.Database.Read("import: metrics", MetricRegistry.Load);
        _tally.Snapshots = target.Write(unit => new SnapshotImport(legacy, bosses, request.Now, progress).Run(unit, people.All, registry, cancellationToken));
        _tally.Messages = target.Write(unit => new MessageImport(legacy, messages, request.Now, progress).Run(unit, _tally.MessagesRead, cancellationToken));
    }

    /// <summary>The file beside the database knows them also where the database is new.</summary>
    private ForgottenPeople LoadForgotten(UnitOfWork unit)
    {
        TombstoneStore.Save(unit, TombstoneFile.Load(request.Storage.DatabaseFile).Tombstones);
        return TombstoneStore.Load(unit.Connection);
    }

    private List<LegacyKey> ReadKeys(LegacyQueries queries, CancellationToken cancellationToken)
    {
        const int Step = 1_000;
        using var task = progress.Start("Looking whose snapshots these are", _tally.SnapshotsRead);
        var keys = new List<LegacyKey>((int)_tally.SnapshotsRead);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in queries.Keys())
        {
            // A few hundred names stand on a hundred thousand rows.
            names.TryAdd(key.Username, key.Username);
            keys.Add(key with { Username = names[key.Username] });
            if (keys.Count % Step == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                task.Advance(Step);
            }
        }

        task.Advance(keys.Count % Step);
        return keys;
    }

    /// <summary>Enters accounts and channels, then decides about every account as a night does, so that the night finds nothing to change.</summary>
    private MessageContext Sorting(
        IReadOnlyCollection<LegacyAuthor> authors, LegacyQueries queries, ImportTarget target, ForgottenPeople forgotten, CancellationToken cancellationToken)
    {
        var remembered = authors.Where(author => !forgotten.HasAccount(author.AuthorId)).ToList();
        var identities = new IdentityStore(target.Database);
        var names = identities.LoadNames();
        var kinds = target.Write(unit =>
        {
            var store = new AdoptedMessageStore(unit);
            _tally.Accounts = LegacyAccounts.Of(remembered, names, store.KnownKinds(), request.RelayChannel);
            _tally.Accounts.Rename(account => account.Kind is "webhook" && forgotten.HasName(account.Name));
            _tally.Accounts.All.ForEach(judged => store.Save(judged.Account));
            foreach (var channel in authors.GroupBy(author => author.ChannelId))
            {
                var (first, last) = (channel.Min(author => author.First), channel.Max(author => author.Last));
                var name = queries.ChannelName(last) is { Length: > 0 } shown ? shown : new Snowflake(channel.Key).ToString();
                store.Save(channel.Key, name, new Snowflake(first), new Snowflake(last), request.Now);
            }

            return store.KnownKinds();
        });
        var change = IdentityResolution.On(target.Database).Run(request.Now, null, cancellationToken);
        _tally.Pointed = change.All;
        var members = target.Database.Read("import: forgotten", connection => TombstoneStore.Members(connection, forgotten));
        return new MessageContext(_tally.Accounts!, kinds, identities.LinkedAccounts(), names, request.StoreContent, forgotten, members);
    }

    private List<VerifyCheck> Verify(Database database, CancellationToken cancellationToken)
    {
        using var task = progress.Start("Verifying", DatabaseVerifier.Checks);
        var checks = new List<VerifyCheck>();
        foreach (var check in new DatabaseVerifier(database, () => prove(database)).Run(request.Now, cancellationToken))
        {
            checks.Add(check);
            task.Advance();
        }

        return checks;
    }

    private void RequireRoom(LegacyFile legacy)
    {
        // The result is a fraction of the old file; a copy of the present database and its backup come on top.
        const int Share = 3;
        DiskSpace.Require(
            "An import",
            request.Storage.DatabaseFile,
            (legacy.Bytes / Share) + (2 * DiskSpace.SizeOfDatabase(request.Storage.DatabaseFile)),
            DiskSpace.FreeAt);
    }

    private void Announce()
    {
        if (!request.StoreContent && _tally.TextsRead > 0)
        {
            tell($"The texts of {PlainCount.Show(_tally.TextsRead)} messages are not carried, because DISCORD_STORE_CONTENT is false. "
                + "They are read for what they say of names and length; a later import with DISCORD_STORE_CONTENT=true adds them.");
        }
    }

    private ImportReport Report(LegacyFile legacy, ImportTarget target, bool changed, List<VerifyCheck> verification) => new()
    {
        LegacyPath = legacy.Path,
        LegacyBytes = legacy.Bytes,
        Stage = legacy.Schema.Title,
        DatabaseFile = request.Storage.DatabaseFile,
        DatabaseBytes = DiskSpace.SizeOfDatabase(target.Database.File),
        Backup = target.Backup,
        Changed = changed,
        Tables = _tally.Tables(),
        Totals = _tally.Totals(),
        People = _tally.PeopleGroups(),
        Accounts = _tally.AccountGroups(),
        RelayNames = _tally.RelayGroups(),
        Notes = _tally.Notes(request.StoreContent, request.RelayChannel),
        Saved = _tally.Saved,
        Verification = verification,
    };
}

/// <summary>Counts as people read them.</summary>
internal static class PlainCount
{
    /// <summary>"586,551".</summary>
    public static string Show(long count) => count.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
}
